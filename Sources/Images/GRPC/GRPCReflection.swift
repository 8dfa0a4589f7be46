/// `grpc.reflection.v1.ServerReflection` and its v1alpha twin: what services there are, and their descriptors.
enum GRPCReflection {
    static let services = ["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"]

    /// A `ServerReflectionResponse` to a `ServerReflectionRequest`.
    static func answer(_ request: [UInt8], services known: [GRPCServer.Service]) -> [UInt8] {
        var response = ProtoWriter()
        var host = ""
        var asked: (field: Int, text: String)?
        var reader = ProtoReader(request[...])
        while let (field, value) = reader.next() {
            guard case .bytes(let bytes) = value else { continue }
            if field == 1 {
                host = String(decoding: bytes, as: UTF8.self)
            } else {
                asked = (field, String(decoding: bytes, as: UTF8.self))
            }
        }
        response.write(1, host)
        response.write(2, bytes: request)
        switch asked?.field {
        case 3: files(known.first { $0.file.name == asked?.text }?.file, asked?.text ?? "", known, &response)
        case 4:
            let symbol = asked?.text ?? ""
            let file = known.first { $0.file.declares(symbol, services: known) }?.file
            files(file, symbol, known, &response)
        case 7: list(known, &response)
        default: error(12, "invalid MessageRequest", &response)
        }
        return response.bytes
    }

    private static func files(
        _ file: ProtoFile?, _ asked: String, _ known: [GRPCServer.Service], _ response: inout ProtoWriter
    ) {
        guard let file else { return error(5, "proto: not found", &response) }
        var found = ProtoWriter()
        found.write(1, bytes: file.descriptor(services: known.filter { $0.file.name == file.name }))
        response.write(4, message: found)
    }

    private static func list(_ known: [GRPCServer.Service], _ response: inout ProtoWriter) {
        var list = ProtoWriter()
        for name in (known.map(\.name) + services).sorted() {
            var entry = ProtoWriter()
            entry.write(1, name)
            list.write(1, message: entry)
        }
        response.write(6, message: list)
    }

    private static func error(_ code: Int, _ text: String, _ response: inout ProtoWriter) {
        var failure = ProtoWriter()
        failure.write(1, code)
        failure.write(2, text)
        response.write(7, message: failure)
    }
}
