import ArgumentParser
@preconcurrency import Dispatch
import Foundation
import Logging
import Sandbox

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run a sandbox in the foreground until SIGINT or SIGTERM.")

    @OptionGroup var options: SandboxOptions
    @OptionGroup var start: StartOptions

    func run() async throws {
        let signals = StopSignals()
        try await serve(until: signals.received)
    }

    /// Runs the sandbox until `stop` ends.
    func serve(until stop: AsyncStream<Int32>) async throws {
        var logger = Logger(label: "postern") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        if let running = options.state.running(), running.pid != getpid() {
            throw Failure("sandbox \(options.name) is already running (pid \(running.pid)): postern down --name \(options.name)")
        }
        let sandbox = try await Sandbox.start(start.configuration(options), logger: logger)
        let end = await Result.of { try await attend(to: sandbox, until: stop) }
        say("postern: stopping")
        await sandbox.stop()
        options.state.removeNote()
        try end.get()
    }

    /// Runs what has been started, and says in the state folder and in the kubeconfig how far it is.
    private func attend(to sandbox: Sandbox, until stop: AsyncStream<Int32>) async throws {
        let kubeconfig = start.target
        var note = StateDirectory.Run(
            pid: getpid(), apiPort: sandbox.apiPort, isReady: false, kubeconfig: kubeconfig.path)
        try options.state.write(note)
        note.isReady = true
        let entry = Kubeconfig.Entry(
            name: Serve.context(options.name),
            server: "https://127.0.0.1:\(sandbox.apiPort)", credentials: sandbox.credentials)
        let (state, ready) = (options.state, note)
        say("postern: API server on https://127.0.0.1:\(sandbox.apiPort)")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // Whoever finds the entry finds every kind: a client that waits for the file need not wait for more.
                try await sandbox.run(defined: { try kubeconfig.add(entry) }) {
                    try? state.write(ready)
                    say("postern: ready")
                }
            }
            group.addTask {
                for await _ in stop { break }
                throw CancellationError()
            }
            do { for try await _ in group {} } catch is CancellationError {}
            group.cancelAll()
        }
    }
}

extension Result where Failure == any Error {
    fileprivate static func of(_ body: () async throws -> Success) async -> Self {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}

/// SIGINT and SIGTERM as a stream; while it lives they do not end the process.
final class StopSignals: Sendable {
    let received: AsyncStream<Int32>
    private let sources: [any DispatchSourceSignal]

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        received = stream
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield(number) }
            source.resume()
            return source
        }
    }
}

extension Serve {
    /// The name of a sandbox's kubeconfig entry.
    static func context(_ name: String) -> String { name == "postern" ? "postern" : "postern-\(name)" }
}
