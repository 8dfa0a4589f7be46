import ClusterNetwork

/// `projectcontour/yages`, the gRPC echo of Envoy Gateway's pages: Ping says pong, Reverse turns a text round.
struct YagesImage: ImageProgram {
    private static let port = 9000
    private static let file = ProtoFile(
        name: "yages-schema.proto", package: "yages",
        messages: [ProtoFile.Message("Empty", []), ProtoFile.Message("Content", [.string("text", 1)])])

    func start(_ context: ContainerContext) async throws -> any RunningContainer {
        let container = ServerContainer()
        let server = GRPCServer(services: [
            GRPCServer.Service(
                name: "yages.Echo", file: Self.file,
                methods: [
                    GRPCServer.Method(name: "Ping", input: "Empty", output: "Content") { _ in
                        .success(Self.content("pong"))
                    },
                    GRPCServer.Method(name: "Reverse", input: "Content", output: "Content") { call in
                        .success(Self.content(String(Self.text(call.message).reversed())))
                    },
                ])
        ])
        let serving = HTTPServing(app: server, allowsPriorKnowledge: true)
        container.own(
            try context.network.listen(VirtualAddress(context.pod.ip, Self.port), acceptor: serving.acceptor))
        context.log("\(HTTPDate.logPrefix()) YAGES in version 0.1.0 serving on 0.0.0.0:\(Self.port) is ready for gRPC clients …")
        return container
    }

    private static func content(_ text: String) -> [UInt8] {
        var content = ProtoWriter()
        content.write(1, text)
        return content.bytes
    }

    private static func text(_ message: [UInt8]) -> String {
        var reader = ProtoReader(message[...])
        while let (field, value) = reader.next() {
            if field == 1, case .bytes(let bytes) = value { return String(decoding: bytes, as: UTF8.self) }
        }
        return ""
    }
}
