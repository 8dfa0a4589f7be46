/// A request that becomes a conversation with a pod.
package struct PodConnect: Sendable, Hashable {
    package enum Action: Sendable, Hashable {
        /// Ports of the query; SPDY clients name them per stream instead.
        case portForward(ports: [Int])
        case exec(Terminal, command: [String])
        case attach(Terminal)
    }

    /// Which of the container's streams the client asks for.
    package struct Terminal: Sendable, Hashable {
        package var stdin: Bool
        package var stdout: Bool
        package var stderr: Bool
        package var tty: Bool

        package init(stdin: Bool, stdout: Bool, stderr: Bool, tty: Bool) {
            self.stdin = stdin
            self.stdout = stdout
            self.stderr = stderr
            self.tty = tty
        }
    }

    package var namespace: String
    package var pod: String
    /// Always that of a container of the pod; empty for port-forward.
    package var container: String
    package var action: Action

    package init(namespace: String, pod: String, container: String = "", action: Action) {
        self.namespace = namespace
        self.pod = pod
        self.container = container
        self.action = action
    }
}

/// What a kubelet does for the API server.
package protocol PodRuntime: Sendable {
    /// The container's own output. Throws a `StatusError` with kubelet's text when there is none to give.
    func logs(namespace: String, pod: String, container: String, options: LogOptions) async throws -> ByteStream
}

/// The query of `pods/log`.
package struct LogOptions: Sendable, Hashable {
    package var follow = false
    package var previous = false
    package var timestamps = false
    package var tailLines: Int?
    package var sinceSeconds: Int?
    /// RFC 3339.
    package var sinceTime: String?
    package var limitBytes: Int?

    package init() {}
}
