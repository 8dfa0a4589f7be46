/// What a sandbox is asked to be.
package struct SandboxConfiguration: Sendable {
    package var name = "postern"
    /// Where its state lives, its own folder inside.
    package var stateDirectory: String
    /// Nil for a state that goes with the process.
    package var isEphemeral = false
    /// Without Envoy Gateway: an API server, a node, and nothing installed.
    package var isBare = false
    /// 0 for any free port.
    package var apiPort = 0
    /// Real DNS and real networks for names outside the cluster.
    package var isOnline = false
    /// `KEY=VALUE` settings: `images.NAME=command:…`, `zone=FILE`, `ipFamily=dual` …
    package var settings: [String: String] = [:]

    package init(stateDirectory: String) { self.stateDirectory = stateDirectory }

    /// The folder of this sandbox.
    package var home: String { stateDirectory + "/" + name }
}
