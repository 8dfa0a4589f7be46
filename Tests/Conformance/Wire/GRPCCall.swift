import NIOCore

/// One call of the echo service, with an empty message.
struct GRPCCall: Sendable {
    static let service = "gateway_api_conformance.echo_basic.grpcecho.GrpcEcho"

    var method = "Echo"
    var authority = ""
    var metadata: [(name: String, value: String)] = []

    struct Answer: Sendable {
        var code: Int
        /// The Deployment and namespace of the pod that answered.
        var workload = ""
        var namespace = ""
        var calledMethod = ""
    }

    func send(to place: Place) async throws -> Answer {
        var call = HTTPCall(method: "POST", target: "/\(Self.service)/\(method)", host: authority, version: .http2)
        call.headers = [("content-type", "application/grpc"), ("te", "trailers")] + metadata
        call.body = [0, 0, 0, 0, 0]
        let reply = try await call.send(to: place)
        let fields = reply.trailers + reply.headers
        guard let code = fields.first(where: { $0.name == "grpc-status" }).flatMap({ Int($0.value) }) else {
            throw WireFailure.other("no gRPC answer: status \(reply.status)")
        }
        var answer = Answer(code: code)
        guard code == 0, reply.body.count > 5 else { return answer }
        let assertions = Message(reply.body.dropFirst(5)).message(1)
        answer.calledMethod = assertions.text(1)
        let context = assertions.message(4)
        answer.namespace = context.text(1)
        answer.workload = context.text(4).split(separator: "-").dropLast(2).joined(separator: "-")
        return answer
    }
}

/// A protobuf message of length-delimited fields.
private struct Message {
    private var fields: [Int: [UInt8]] = [:]

    init(_ bytes: some Sequence<UInt8>) {
        var rest = ByteBuffer(bytes: Array(bytes))
        while let tag = Self.number(&rest), tag & 7 == 2, let length = Self.number(&rest), let value = rest.readBytes(length: length) {
            fields[tag >> 3] = value
        }
    }

    func message(_ number: Int) -> Message { Message(fields[number] ?? []) }
    func text(_ number: Int) -> String { String(decoding: fields[number] ?? [], as: UTF8.self) }

    private static func number(_ buffer: inout ByteBuffer) -> Int? {
        var value = 0
        var shift = 0
        while shift < 63, let byte = buffer.readInteger(as: UInt8.self) {
            value |= Int(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
