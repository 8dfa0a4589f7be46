import NIOCore

/// `envoy.filters.http.grpc_web`: gRPC for browsers, which cannot read trailers. Requests become gRPC; the trailers of
/// answers become the last message of their bodies; an answer that is no gRPC becomes a status.
struct CompiledGRPCWeb: CompiledFilter {
    func instance(for route: CompiledRoute?) -> HTTPFilter? { GRPCWebInstance() }
}

private final class GRPCWebInstance: HTTPFilter {
    private static let acceptEncoding = HeaderName("grpc-accept-encoding")
    /// Set in the first byte of the message that stands for trailers.
    private static let trailerFlag: UInt8 = 0x80

    private var isWeb = false
    private var requestText: Base64Reader?
    private var responseText: GRPCTextWriter?
    /// The text of an answer that is no gRPC; nil where there is none.
    private var message: [UInt8]?

    override var changesRequestBody: Bool { requestText != nil }
    override var changesResponseBody: Bool { isWeb && (message != nil || responseText != nil) }

    override func requestHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict {
        let request = exchange.request
        guard !request.path.isNone, let type = request[.contentType], let isText = Self.isText(type) else {
            return .proceed
        }
        isWeb = true
        if isText { requestText = Base64Reader() }
        if let accept = request[.accept], Self.isText(accept) == true { responseText = GRPCTextWriter() }
        // The length is the encoded body's.
        request.remove(.contentLength)
        request.set(.contentType, "application/grpc")
        request.set(.te, "trailers")
        if !request.contains(Self.acceptEncoding) { request.add(Self.acceptEncoding, request.store("identity")) }
        return .proceed
    }

    /// Whether a type is gRPC-Web in base64; nil when it is no gRPC-Web at all.
    private static func isText(_ type: Bytes) -> Bool? {
        if type.equals("application/grpc-web") || type.equals("application/grpc-web+proto") { return false }
        if type.equals("application/grpc-web-text") || type.equals("application/grpc-web-text+proto") { return true }
        return nil
    }

    override func requestPiece(_ exchange: Exchange, _ data: inout ByteBuffer, isEnd: Bool) {
        switch requestText?.read(&data, isEnd: isEnd) {
        case .success, nil: break
        case .failure(let problem):
            exchange.abandonUpstream()
            exchange.reply(
                400, "Bad gRPC-web request, invalid base64 data.", details: problem.details, closes: true)
        }
    }

    override func responseHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict {
        guard isWeb else { return .proceed }
        let response = exchange.response
        let isForeign = !Self.isGRPC(response, isEnd: isEnd) && !Self.isGRPCWeb(response)
        response.remove(.contentLength)
        response.set(
            .contentType, responseText == nil ? "application/grpc-web+proto" : "application/grpc-web-text+proto")
        message = isForeign && !isEnd ? [] : nil
        return message == nil ? .proceed : .wait
    }

    private static func isGRPC(_ response: HeaderMap, isEnd: Bool) -> Bool {
        isEnd ? response.contains(.grpcStatus) : response.status == 200 && Proxy.isGRPC(response)
    }

    private static func isGRPCWeb(_ response: HeaderMap) -> Bool {
        guard response.status == 200, let type = response[.contentType] else { return false }
        var end = type.find(UInt8(ascii: ";")) ?? type.count
        while end > 0, type[end - 1] == UInt8(ascii: " ") { end -= 1 }
        let name = type.prefix(count: end)
        return name.equalsIgnoringCase("application/grpc-web+proto") || name.equalsIgnoringCase("application/grpc-web")
    }

    override func responseData(_ exchange: Exchange, _ data: inout ByteBuffer, isEnd: Bool) {
        if let text = message {
            // Only what comes in pieces is cut short.
            let room = isEnd && text.isEmpty ? data.readableBytes : max(0, Limits.grpcMessageBytes - text.count)
            message?.append(contentsOf: data.readableBytesView.prefix(room))
            data.clear()
            if isEnd { tell(exchange.response) }
        } else {
            responseText?.write(&data)
        }
    }

    /// Puts the foreign answer's text where gRPC clients look for it.
    private func tell(_ response: HeaderMap) {
        guard let text = message else { return }
        message = nil
        response.set(.grpcMessage, response.store(Exchange.percentEncoded(text)))
        response.set(.grpcStatus, response.store(decimalBytes(Exchange.grpcStatus(response.status))))
        response.set(.contentLength, "0")
    }

    override func responseTrailers(_ exchange: Exchange, _ trailers: HeaderMap, adding data: inout ByteBuffer) {
        guard isWeb else { return }
        if message != nil { return tell(exchange.response) }
        var text = ByteBuffer()
        trailers.forEach { field in
            text.writeBytes(trailers[field.name])
            text.writeStaticString(":")
            text.writeBytes(trailers[field.value])
            text.writeStaticString("\r\n")
        }
        var frame = ByteBuffer()
        frame.writeInteger(Self.trailerFlag)
        frame.writeInteger(UInt32(clamping: text.readableBytes))
        frame.writeBuffer(&text)
        responseText?.write(&frame)
        data.writeBuffer(&frame)
        trailers.reset()
    }
}
