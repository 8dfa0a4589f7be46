import ArgumentParser
import Foundation
import JSON
import Sandbox

struct KubeconfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kubeconfig", abstract: "Write a running sandbox's entry to a kubeconfig, or print it.")

    @OptionGroup var options: SandboxOptions

    @Option(help: "The file to write to; without it the entry is printed.")
    var kubeconfig: String?

    func run() throws {
        guard let run = options.state.running() else { throw Failure("sandbox \(options.name) is not running") }
        let entry = Kubeconfig.Entry(
            name: Serve.context(options.name), server: "https://127.0.0.1:\(run.apiPort)",
            credentials: try Sandbox.Credentials(of: options.state))
        if let kubeconfig {
            try Kubeconfig(path: kubeconfig).add(entry)
        } else {
            let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
            defer { try? FileManager.default.removeItem(atPath: path) }
            try Kubeconfig(path: path).add(entry)
            print(try String(contentsOfFile: path, encoding: .utf8), terminator: "")
        }
    }
}

struct Logs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the log of a sandbox's process.")

    @OptionGroup var options: SandboxOptions

    @Flag(name: .shortAndLong, help: "Go on printing what is added.")
    var follow = false

    func run() async throws {
        guard let file = FileHandle(forReadingAtPath: options.state.log) else {
            throw Failure("sandbox \(options.name) has no log: \(options.state.log)")
        }
        while true {
            let data = file.availableData
            if !data.isEmpty {
                FileHandle.standardOutput.write(data)
            } else if follow {
                try await Task.sleep(for: .milliseconds(200))
            } else {
                return
            }
        }
    }
}

struct ConfigDumpCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config-dump", abstract: "Print what a Gateway's proxy runs, as Envoy's /config_dump.")

    @OptionGroup var options: SandboxOptions

    @Option(help: "NAMESPACE/NAME; needed where several Gateways have proxies.")
    var gateway: String?

    func run() async throws {
        guard let run = options.state.running() else { throw Failure("sandbox \(options.name) is not running") }
        let client = try ControlClient(state: options.state, port: run.apiPort)
        let query = gateway.map { "?gateway=" + $0.replacing("/", with: "%2F") } ?? ""
        print(try await client.json("/postern/config-dump" + query).pretty(indent: 1))
    }
}
