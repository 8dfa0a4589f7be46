import ArgumentParser
import Foundation
import Sandbox

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a command with a private, throw-away sandbox, and leave nothing behind.",
        discussion: "KUBECONFIG points at the sandbox; the exit code is the command's.")

    @OptionGroup var start: StartOptions

    @Argument(parsing: .postTerminator, help: "The command and its arguments, after `--`.")
    var command: [String] = []

    func validate() throws {
        if command.isEmpty { throw ValidationError("name the command after `--`: postern run -- kubectl get nodes") }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("postern-run-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let signals = StopSignals()
        let code: Int32
        do {
            code = try await run(in: folder, signals)
        } catch {
            try? FileManager.default.removeItem(atPath: folder)
            throw error
        }
        try? FileManager.default.removeItem(atPath: folder)
        if code != 0 { throw ExitCode(code) }
    }

    private func run(in folder: String, _ signals: StopSignals) async throws -> Int32 {
        var options = SandboxOptions()
        options.name = "run"
        options.stateDir = folder
        var start = self.start
        start.ephemeral = true
        start.kubeconfig = folder + "/kubeconfig"
        _ = try await Background(options: options, start: start).launch()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        var environment = ProcessInfo.processInfo.environment
        environment["KUBECONFIG"] = folder + "/kubeconfig"
        process.environment = environment
        let (ends, ended) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            ended.yield(process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus)
            ended.finish()
        }
        do { try process.run() } catch {
            _ = try await Background.stop(options.state)
            throw Failure("\(command[0]): \(error.localizedDescription)")
        }
        let forwarding = Task {
            for await number in signals.received { kill(process.processIdentifier, number) }
        }
        var code: Int32 = 0
        for await status in ends { code = status }
        forwarding.cancel()
        _ = try await Background.stop(options.state)
        return code
    }
}
