package import NIOCore

/// The pod's end of port-forward, exec and attach: what a kubelet does for the API server.
package protocol PodConnector: Sendable {
    /// A TCP connection to a port inside the pod, on the given loop, not read from until the caller asks (`autoRead`
    /// off). An error's description is what the client reads; see `PodConnectError` for the texts of a real node.
    func connect(namespace: String, pod: String, port: Int, on eventLoop: any EventLoop) -> EventLoopFuture<any Channel>

    /// Runs a command in a container, or attaches to its own process; returns when that has ended.
    func run(_ command: PodCommand, _ streams: PodCommandStreams) async -> PodCommandOutcome

    /// The sandbox id that the container runtime puts into port-forward's error text.
    func sandboxID(namespace: String, pod: String) -> String
}

package struct PodCommand: Sendable, Hashable {
    package var namespace: String
    package var pod: String
    package var container: String
    /// Nil attaches to the container's own process.
    package var command: [String]?
    package var stdin: Bool
    package var stdout: Bool
    package var stderr: Bool
    package var tty: Bool

    package init(
        namespace: String, pod: String, container: String, command: [String]?, stdin: Bool, stdout: Bool, stderr: Bool,
        tty: Bool
    ) {
        self.namespace = namespace
        self.pod = pod
        self.container = container
        self.command = command
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.tty = tty
    }
}

/// The client's end of a command.
package struct PodCommandStreams: Sendable {
    package enum Output: Sendable { case stdout, stderr }

    /// Chunks as the client types; nil at its end of file (at once when the client sends no stdin).
    package var readInput: @Sendable () async -> [UInt8]?
    /// Returns when the client has taken the bytes; throws when it has gone.
    package var write: @Sendable (Output, [UInt8]) async throws -> Void
    /// Sizes of the client's terminal, as they change.
    package var sizes: AsyncStream<TerminalSize>

    package init(
        readInput: @escaping @Sendable () async -> [UInt8]?,
        write: @escaping @Sendable (Output, [UInt8]) async throws -> Void, sizes: AsyncStream<TerminalSize>
    ) {
        self.readInput = readInput
        self.write = write
        self.sizes = sizes
    }
}

package struct TerminalSize: Sendable, Hashable {
    package var columns: Int
    package var rows: Int

    package init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }
}

package enum PodCommandOutcome: Sendable, Hashable {
    case exited(code: Int)
    /// The runtime could not run it; the text as the runtime says it.
    case failed(String)
}

extension PodConnector {
    package func run(_ command: PodCommand, _ streams: PodCommandStreams) async -> PodCommandOutcome {
        .notExecutable(command)
    }
}

extension PodCommandOutcome {
    /// What a container without that program says.
    package static func notExecutable(_ command: PodCommand) -> PodCommandOutcome {
        .failed(PodConnectError.notExecutable(command.command?.first ?? "").description)
    }
}

/// Why a pod could not be reached, in the words of containerd.
package enum PodConnectError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Nothing listens on the port.
    case refused(port: Int, sandbox: String)
    case noSuchPod(String)
    /// The image has no such program (`exec`).
    case notExecutable(String)
    case other(String)

    package var description: String {
        switch self {
        case .refused(let port, let sandbox):
            "failed to execute portforward in network namespace \"/var/run/netns/cni-\(sandbox.prefix(8))\": "
                + "failed to connect to localhost:\(port) inside namespace \"\(sandbox)\", "
                + "IPv4: dial tcp4 127.0.0.1:\(port): connect: connection refused "
                + "IPv6 dial tcp6 [::1]:\(port): connect: connection refused "
        case .noSuchPod(let name): "failed to find sandbox \"\(name)\" in store: not found"
        case .notExecutable(let program):
            "failed to exec in container: failed to start exec \"\(Self.executionID())\": "
                + "OCI runtime exec failed: exec failed: "
                + "unable to start container process: exec: \"\(program)\": executable file not found in $PATH: unknown"
        case .other(let text): text
        }
    }

    /// containerd names each execution by 64 hexadecimal digits of its own choice.
    private static func executionID() -> String {
        let digits = Array("0123456789abcdef")
        return String((0..<64).map { _ in digits[Int.random(in: 0..<16)] })
    }
}
