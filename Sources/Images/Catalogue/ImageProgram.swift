package import ClusterNetwork

/// What a container image runs, as a program of this process (or one it starts).
package protocol ImageProgram: Sendable {
    /// Starts one container. What is thrown is what the pod shows as the reason that it could not start.
    func start(_ context: ContainerContext) async throws -> any RunningContainer
}

/// A container that runs.
package protocol RunningContainer: Sendable {
    /// Returns when the container has ended; again and again the same.
    func waitExit() async -> ExitStatus
    /// Asks it to end, and ends it when it has not within the grace period. Returns when it has.
    func stop(graceSeconds: Int) async
}

package struct ExitStatus: Sendable, Hashable {
    package var code: Int
    /// `Completed`, `Error`, `OOMKilled` …
    package var reason: String
    package var message: String?

    package init(code: Int, reason: String? = nil, message: String? = nil) {
        self.code = code
        self.reason = reason ?? (code == 0 ? "Completed" : "Error")
        self.message = message
    }

    package static let completed = ExitStatus(code: 0)
}

/// Everything a container is given.
package struct ContainerContext: Sendable {
    package struct Pod: Sendable, Hashable {
        package var name: String
        package var namespace: String
        package var uid: String
        package var ip: IPAddress
        package var node: String

        package init(name: String, namespace: String, uid: String, ip: IPAddress, node: String) {
            self.name = name
            self.namespace = namespace
            self.uid = uid
            self.ip = ip
            self.node = node
        }
    }

    package var image: String
    /// The pod spec's; empty for the image's own.
    package var command: [String]
    package var arguments: [String]
    package var environment: [String: String]
    package var workingDirectory: String?
    /// `containerPort`s that the spec names.
    package var ports: [Int]
    package var pod: Pod
    package var containerName: String
    package var network: ClusterNetwork
    /// The bytes of a file of the container's volumes as they are now: ConfigMaps and Secrets change.
    package var file: @Sendable (_ path: String) -> [UInt8]?
    /// Yields when a file may have changed.
    package var fileChanges: @Sendable () -> AsyncStream<Void>
    /// Takes one line of output (or several, with newlines between), without the last newline.
    package var log: @Sendable (_ line: [UInt8]) -> Void

    package init(
        image: String, command: [String] = [], arguments: [String] = [], environment: [String: String] = [:],
        workingDirectory: String? = nil, ports: [Int] = [], pod: Pod, containerName: String, network: ClusterNetwork,
        file: @escaping @Sendable (_ path: String) -> [UInt8]? = { _ in nil },
        fileChanges: @escaping @Sendable () -> AsyncStream<Void> = { AsyncStream { _ in } },
        log: @escaping @Sendable (_ line: [UInt8]) -> Void
    ) {
        self.image = image
        self.command = command
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.ports = ports
        self.pod = pod
        self.containerName = containerName
        self.network = network
        self.file = file
        self.fileChanges = fileChanges
        self.log = log
    }

    package func log(_ line: String) { log(Array(line.utf8)) }
}

/// Finds the program of an image reference.
package protocol ImageRegistry: Sendable {
    /// Nil when nobody has said what the image runs.
    func program(for reference: String) -> (any ImageProgram)?
}
