import ClusterNetwork

/// `go-httpbin` as a container: its endpoints on PORT, 8080 by default.
struct HTTPBinImage: ImageProgram {
    /// The port of the image when the environment names none.
    var defaultPort = 8080
    var dialect = HTTPBinDialect.go

    func start(_ context: ContainerContext) async throws -> any RunningContainer {
        let container = ServerContainer(onStop: ExitStatus(code: 0))
        let port = context.environment["PORT"].flatMap { Int($0) } ?? Self.portArgument(context.arguments) ?? defaultPort
        let app = HTTPBin(dialect: dialect, hostname: context.pod.name)
        let listener = try context.network.listen(
            VirtualAddress(context.pod.ip, port), acceptor: HTTPServing(app: app).acceptor)
        container.own(listener)
        context.log("go-httpbin listening on http://0.0.0.0:\(port)")
        return container
    }

    /// `-port 8080`, `-port=8080`.
    private static func portArgument(_ arguments: [String]) -> Int? {
        for (index, argument) in arguments.enumerated() {
            let name = argument.drop { $0 == "-" }
            if name == "port" { return arguments.indices.contains(index + 1) ? Int(arguments[index + 1]) : nil }
            if name.hasPrefix("port=") { return Int(name.dropFirst(5)) }
        }
        return nil
    }
}
