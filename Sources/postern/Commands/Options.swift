import ArgumentParser
import Foundation
import Sandbox

/// What every command that names a sandbox takes.
struct SandboxOptions: ParsableArguments {
    @Option(help: "The sandbox's name; several live side by side.")
    var name = "postern"

    @Option(help: "Where sandboxes keep their state (default: $POSTERN_STATE_DIR, or ~/.local/state/postern).")
    var stateDir: String?

    var stateDirectory: String {
        let environment = ProcessInfo.processInfo.environment
        let path =
            stateDir ?? environment["POSTERN_STATE_DIR"]
            ?? (environment["XDG_STATE_HOME"] ?? Home.path(environment) + "/.local/state") + "/postern"
        return URL(fileURLWithPath: (path as NSString).expandingTildeInPath).standardizedFileURL.path
    }

    var state: StateDirectory { StateDirectory(stateDirectory + "/" + name) }

    func validate() throws {
        let isPlain = !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        guard isPlain, !name.hasPrefix("."), name.count <= 63 else {
            throw ValidationError("--name takes letters, digits, '-', '_' and '.', and does not begin with a dot")
        }
    }
}

/// What a sandbox is started with.
struct StartOptions: ParsableArguments {
    @Option(help: "The kubeconfig to write to (default: $KUBECONFIG, or ~/.kube/config).")
    var kubeconfig: String?

    @Flag(help: "Keep nothing: the state goes with the process.")
    var ephemeral = false

    @Flag(help: "A cluster without Envoy Gateway.")
    var bare = false

    @Option(help: "The API server's port; 0 for any free one.")
    var apiPort = 0

    @Flag(help: "Use real DNS and the real internet for names outside the cluster.")
    var online = false

    @Option(name: .customLong("set"), help: "A setting, KEY=VALUE: images.NAME=command:…, images.NAME=host:ADDRESS:PORT, zone=FILE, ipFamily=ipv4 or dual (default: dual where ::1 can be bound), misdirectedRequests=421.")
    var settings: [String] = []

    func validate() throws {
        guard (0...65535).contains(apiPort) else { throw ValidationError("--api-port takes a number from 0 to 65535") }
        for setting in settings {
            guard let end = setting.firstIndex(of: "=") else {
                throw ValidationError("--set takes KEY=VALUE, not '\(setting)'")
            }
            if let problem = SettingNames.problem(with: String(setting[..<end])) { throw ValidationError(problem) }
        }
    }

    func configuration(_ options: SandboxOptions) -> SandboxConfiguration {
        var configuration = SandboxConfiguration(stateDirectory: options.stateDirectory)
        configuration.name = options.name
        configuration.isEphemeral = ephemeral
        configuration.isBare = bare
        configuration.apiPort = apiPort
        configuration.isOnline = online
        for setting in settings {
            let parts = setting.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            configuration.settings[String(parts[0])] = String(parts[1])
        }
        return configuration
    }

    var target: Kubeconfig { kubeconfig.map { Kubeconfig(path: $0) } ?? .ofUser() }

    /// The same options as words, for the process in the background.
    func words(_ options: SandboxOptions) -> [String] {
        var words = ["--name", options.name, "--state-dir", options.stateDirectory, "--api-port", "\(apiPort)"]
        words += ["--kubeconfig", target.path]
        if ephemeral { words.append("--ephemeral") }
        if bare { words.append("--bare") }
        if online { words.append("--online") }
        for setting in settings { words += ["--set", setting] }
        return words
    }
}

/// A message for the person at the terminal, on standard error.
func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
}

struct Failure: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
