import NIOCore

extension Exchange {
    func reply(
        _ status: Int, _ body: String, details: String, closes: Bool = false,
        headers: [(HeaderID, [UInt8])] = [], grpcStatus: Int? = nil
    ) {
        reply(
            status, Array(body.utf8), details: details, closes: closes, headers: headers, grpcStatus: grpcStatus,
            contentType: "text/plain")
    }

    /// The proxy's own answer, in Envoy's form: a text body, or gRPC's status in place of one. After a response has
    /// begun all that is left is to cut it off.
    func reply(
        _ status: Int, _ body: [UInt8], details: String, closes: Bool = false,
        headers: [(HeaderID, [UInt8])] = [], grpcStatus: Int? = nil, contentType: String,
        mutations: LayeredMutations? = nil
    ) {
        if isOver { return }
        info.details = details
        if responseStarted {
            counters.add(.rqSentReset)
            writer?.abort()
            finish()
            return
        }
        if closes {
            closesAfter = true
            refuses = true
        }
        var status = status
        var body = body
        var contentType = contentType
        response.reset()
        // Headers are worked out before there is a status to tell of.
        for (id, value) in headers { response.add(id, response.store(value)) }
        mutations?.apply(to: response, formatContext)
        if let rules = manager.localReplies {
            rules.apply(status: &status, body: &body, contentType: &contentType, headers: response, formatContext)
        }
        if isGRPCRequest {
            writeGRPC(status, body, grpcStatus)
            body = []
        } else {
            response.status = status
            if !body.isEmpty {
                response.add(.contentLength, response.store(decimalBytes(body.count)))
                response.add(.contentType, response.store(contentType))
            }
        }
        info.responseCode = response.status
        let sendsBody = !body.isEmpty && !isHead
        sendResponseHeaders(isEnd: !sendsBody)
        if sendsBody, !isOver { passResponseData(ByteBuffer(bytes: body), isEnd: true) }
        settle()
    }

    /// A filter's own answer without a body, which nothing rewrites.
    func answer(_ status: Int, details: String) {
        info.details = details
        response.reset()
        response.status = status
        sendResponseHeaders(isEnd: true)
        settle()
    }

    private func writeGRPC(_ status: Int, _ body: [UInt8], _ grpcStatus: Int?) {
        response.status = 200
        response.add(.contentType, "application/grpc")
        response.add(.grpcStatus, response.store(decimalBytes(grpcStatus ?? Exchange.grpcStatus(status))))
        let body = body.last == 0x0A ? body.dropLast() : body
        if !body.isEmpty { response.add(.grpcMessage, response.store(Exchange.percentEncoded(body))) }
    }

    /// Envoy's mapping of HTTP statuses, after gRPC's own.
    static func grpcStatus(_ status: Int) -> Int {
        switch status {
        case 400: 13
        case 401: 16
        case 403: 7
        case 404: 12
        case 429, 502, 503, 504: 14
        default: 2
        }
    }

    /// As grpc-message wants it, and Envoy writes it: printable ASCII without `%` and `~`.
    static func percentEncoded(_ text: [UInt8]) -> [UInt8] {
        let digits: StaticString = "0123456789ABCDEF"
        var output: [UInt8] = []
        for byte in text {
            if byte >= 0x20, byte < 0x7E, byte != UInt8(ascii: "%") {
                output.append(byte)
            } else {
                output.append(UInt8(ascii: "%"))
                output.append(digits.utf8Start[Int(byte >> 4)])
                output.append(digits.utf8Start[Int(byte & 15)])
            }
        }
        return output
    }

    /// A route's own answer: redirects and direct responses, with the route's response headers.
    func replyDirectly(
        _ status: Int, _ body: [UInt8], location: [UInt8]? = nil, contentType: String? = nil, _ route: CompiledRoute
    ) {
        var headers: [(HeaderID, [UInt8])] = []
        if let location { headers.append((.location, location)) }
        reply(
            status, body, details: "direct_response", headers: headers, contentType: contentType ?? "text/plain",
            mutations: route.response)
    }
}
