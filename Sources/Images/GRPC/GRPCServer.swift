import NIOCore

struct GRPCStatus: Error, Sendable {
    enum Code: Int { case ok = 0, invalidArgument = 3, notFound = 5, resourceExhausted = 8, unimplemented = 12, internalError = 13 }

    var code: Code
    var message: String
}

/// Unary gRPC methods and server reflection over HTTP/2, in the manner of grpc-go.
struct GRPCServer: HTTPApp {
    struct Call {
        var request: HTTPRequest
        /// What a grpc-go handler sees of the headers.
        var metadata: [HTTPField]
        var message: [UInt8]
    }

    struct Method: Sendable {
        var name: String
        /// Names of messages of the service's file.
        var input: String
        var output: String
        var handle: @Sendable (Call) -> Result<[UInt8], GRPCStatus>
    }

    struct Service: Sendable {
        /// In full, with the package.
        var name: String
        var file: ProtoFile
        var methods: [Method]
    }

    var services: [Service]

    func handle(_ exchange: HTTPExchange) {
        let request = exchange.request
        guard request.version == .http2 else { return exchange.abort() }
        guard request.first("content-type")?.hasPrefix("application/grpc") == true else {
            return exchange.respond(
                status: 415,
                body: "invalid gRPC request content-type \"\(request.first("content-type") ?? "")\"".utf8)
        }
        guard request.method == "POST" else { return exchange.respond(status: 405) }
        let parts = request.target.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty else {
            return fail(exchange, .unimplemented, "malformed method name: \"\(request.target)\"")
        }
        let (name, method) = (String(parts[1]), String(parts[2]))
        if GRPCReflection.services.contains(name) {
            guard method == "ServerReflectionInfo" else {
                return fail(exchange, .unimplemented, "unknown method \(method) for service \(name)")
            }
            return reflect(exchange)
        }
        guard let service = services.first(where: { $0.name == name }) else {
            return fail(exchange, .unimplemented, "unknown service \(name)")
        }
        guard let found = service.methods.first(where: { $0.name == method }) else {
            return fail(exchange, .unimplemented, "unknown method \(method) for service \(name)")
        }
        call(found, exchange)
    }

    private func call(_ method: Method, _ exchange: HTTPExchange) {
        exchange.readBody(limit: Limits.grpcMessageBytes + 5) { body in
            guard let body else {
                return fail(
                    exchange, .resourceExhausted,
                    "grpc: received message larger than max (\(Limits.grpcMessageBytes + 1) vs. \(Limits.grpcMessageBytes))")
            }
            var frames = GRPCFrames()
            guard let message = frames.read(body)?.first else {
                return fail(exchange, .internalError, "EOF")
            }
            let request = exchange.request
            switch method.handle(Call(request: request, metadata: Self.metadata(of: request), message: message)) {
            case .success(let answer):
                exchange.beginExactly(headers: [HTTPField("content-type", "application/grpc")])
                exchange.write(GRPCFrames.frame(answer))
                exchange.end(trailers: [HTTPField("grpc-status", "0"), HTTPField("grpc-message", "")])
            case .failure(let status): fail(exchange, status.code, status.message)
            }
        }
    }

    private func reflect(_ exchange: HTTPExchange) {
        var frames = GRPCFrames()
        var isBroken = false
        exchange.beginExactly(headers: [HTTPField("content-type", "application/grpc")])
        exchange.readBody { chunk in
            guard !isBroken, let messages = frames.read(chunk) else {
                isBroken = true
                return
            }
            for message in messages {
                exchange.write(GRPCFrames.frame(GRPCReflection.answer(message, services: services)))
            }
        } onEnd: {
            exchange.end(
                trailers: isBroken
                    ? [HTTPField("grpc-status", "13"), HTTPField("grpc-message", "malformed message")]
                    : [HTTPField("grpc-status", "0"), HTTPField("grpc-message", "")])
        }
    }

    /// An error before any message: one block of headers, with the status among them.
    private func fail(_ exchange: HTTPExchange, _ code: GRPCStatus.Code, _ message: String) {
        exchange.beginExactly(
            headers: [
                HTTPField("content-type", "application/grpc"), HTTPField("grpc-status", String(code.rawValue)),
                HTTPField("grpc-message", Self.percentEncoded(message)),
            ], isLast: true)
    }

    private static func metadata(of request: HTTPRequest) -> [HTTPField] {
        let reserved: Set<String> = [
            "grpc-message-type", "grpc-encoding", "grpc-message", "grpc-status", "grpc-timeout",
            "grpc-retry-pushback-ms", "te", "connection",
        ]
        return [HTTPField(":authority", request.host)]
            + request.headers.filter { !reserved.contains($0.name) && $0.name != "host" }
    }

    /// The gRPC protocol's encoding of messages: everything outside printable ASCII, and `%`.
    private static func percentEncoded(_ text: String) -> String {
        var output = ""
        for byte in text.utf8 {
            if (0x20...0x7E).contains(byte), byte != UInt8(ascii: "%") {
                output.unicodeScalars.append(UnicodeScalar(byte))
            } else {
                output += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return output
    }
}

/// Length-prefixed messages.
struct GRPCFrames {
    private var bytes = ByteBuffer()

    /// The messages that are complete with these bytes; nil when one is compressed or too long.
    mutating func read(_ chunk: ByteBuffer) -> [[UInt8]]? {
        bytes.writeImmutableBuffer(chunk)
        var messages: [[UInt8]] = []
        while bytes.readableBytes >= 5 {
            var rest = bytes
            guard let flag: UInt8 = rest.readInteger(), let length: UInt32 = rest.readInteger() else { break }
            guard flag == 0, length <= UInt32(Limits.grpcMessageBytes) else { return nil }
            guard let message = rest.readBytes(length: Int(length)) else { break }
            bytes = rest
            messages.append(message)
        }
        bytes.discardReadBytes()
        return messages
    }

    static func frame(_ message: [UInt8]) -> [UInt8] {
        [0] + (0..<4).map { UInt8(truncatingIfNeeded: message.count >> (24 - 8 * $0)) } + message
    }
}
