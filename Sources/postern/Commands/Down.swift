import ArgumentParser
import Foundation
import Sandbox

struct Down: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Stop a sandbox and remove its entry from the kubeconfig. Its state stays for the next `up`.")

    @OptionGroup var options: SandboxOptions

    @Option(help: "The kubeconfig to remove the entry from (default: the one it was written to).")
    var kubeconfig: String?

    @Flag(help: "Remove the sandbox's state, too.")
    var purge = false

    func run() async throws {
        let state = options.state
        let kubeconfig = self.kubeconfig ?? state.lastKubeconfig
        let wasRunning = try await Background.stop(state)
        if let kubeconfig { try Kubeconfig(path: kubeconfig).remove(Serve.context(options.name)) }
        state.removeNote()
        if purge { try? FileManager.default.removeItem(atPath: state.path) }
        print(wasRunning ? "Sandbox \(options.name) is stopped." : "Sandbox \(options.name) was not running.")
    }
}
