package import NIOCore

/// The connection's side of an exchange: puts parts on the wire.
protocol HTTPWire: AnyObject {
    var channel: (any Channel)? { get }
    func sendInformational(_ status: Int, _ fields: [HTTPField])
    func sendHead(_ status: Int, _ fields: [HTTPField], isLast: Bool)
    func sendBody(_ bytes: ByteBuffer)
    func sendEnd(trailers: [HTTPField])
    /// Lets bytes wait in the kernel, or not, while nobody wants the body.
    func setReading(_ isReading: Bool)
    /// Ends the connection (or stream) without an answer.
    func abort()
    /// Leaves HTTP: removes all of it from the pipeline and hands the channel over. False where that cannot be.
    func hijack(_ handler: any ChannelHandler) -> Bool
}

/// One request and its answer, confined to its event loop.
///
/// Answers get the headers and framing that Go's `net/http` gives them: names sorted, then date, length, a sniffed
/// content type; chunks when the length is not known; a body nobody read is read away before the answer.
package final class HTTPExchange {
    package let request: HTTPRequest
    package let eventLoop: any EventLoop
    private weak var wire: (any HTTPWire)?

    private var input: [ByteBuffer] = []
    private var inputBytes = 0
    private(set) var isInputComplete: Bool
    private var reader: Reader?
    private var isContinueOwed: Bool
    private var drainedBytes = 0
    /// Parts of the answer that wait until the request's body has been read away.
    private var outbox: [Part]?
    private var isHeadSent = false
    private var hasNoBody = false
    private(set) var isEnded = false
    private(set) var mustClose = false
    private var closeCallbacks: [() -> Void] = []

    private enum Part {
        case informational(Int, [HTTPField])
        case head(Int, [HTTPField], isLast: Bool)
        case body(ByteBuffer)
        case end([HTTPField])
    }

    private struct Reader {
        var onChunk: (ByteBuffer) -> Void
        var onEnd: () -> Void
    }

    init(request: HTTPRequest, eventLoop: any EventLoop, wire: any HTTPWire) {
        self.request = request
        self.eventLoop = eventLoop
        self.wire = wire
        isInputComplete = !request.hasBody
        isContinueOwed = request.hasBody && request.version != .http10 && request.has("expect", token: "100-continue")
    }

    /// The client has gone: nothing that is sent arrives.
    package var isClosed: Bool { wire == nil }

    package var channel: (any Channel)? { wire?.channel }

    /// Runs when the exchange is over, however it ended.
    package func onClose(_ body: @escaping () -> Void) {
        if isClosed { body() } else { closeCallbacks.append(body) }
    }

    package func after(_ delay: TimeAmount, _ body: @escaping (HTTPExchange) -> Void) {
        eventLoop.assumeIsolated().scheduleTask(in: delay) { body(self) }
    }
}

// The request's body.
extension HTTPExchange {
    /// Reads the whole body; nil when it is longer than the limit.
    package func readBody(limit: Int, _ done: @escaping (ByteBuffer?) -> Void) {
        var body = ByteBuffer()
        var isTooLong = false
        readBody { chunk in
            if body.readableBytes + chunk.readableBytes > limit {
                isTooLong = true
            } else {
                body.writeImmutableBuffer(chunk)
            }
        } onEnd: {
            done(isTooLong ? nil : body)
        }
    }

    /// Takes the body as it comes.
    package func readBody(onChunk: @escaping (ByteBuffer) -> Void, onEnd: @escaping () -> Void) {
        if isContinueOwed {
            isContinueOwed = false
            wire?.sendInformational(100, [])
        }
        let waiting = input
        input = []
        inputBytes = 0
        wire?.setReading(true)
        for chunk in waiting { onChunk(chunk) }
        if isInputComplete { onEnd() } else { reader = Reader(onChunk: onChunk, onEnd: onEnd) }
    }

    func receive(_ chunk: ByteBuffer) {
        if let reader {
            reader.onChunk(chunk)
        } else if outbox != nil {
            drainedBytes += chunk.readableBytes
            if drainedBytes > Limits.postHandlerReadBytes { finishDraining(isTooMuch: true) }
        } else if !isEnded, !isHeadSent {
            input.append(chunk)
            inputBytes += chunk.readableBytes
            if inputBytes >= Limits.bufferedBodyBytes { wire?.setReading(false) }
        }
    }

    func receiveEnd() {
        isInputComplete = true
        if let reader {
            self.reader = nil
            reader.onEnd()
        }
        finishDraining(isTooMuch: false)
    }

    /// The connection is gone.
    func close() {
        wire = nil
        reader = nil
        outbox = nil
        input = []
        let callbacks = closeCallbacks
        closeCallbacks = []
        for callback in callbacks { callback() }
    }
}

// The answer.
extension HTTPExchange {
    package func respond(status: Int = 200, headers: [HTTPField] = [], body: some Collection<UInt8>) {
        respond(status: status, headers: headers, body: ByteBuffer(bytes: body))
    }

    package func respond(status: Int = 200, headers: [HTTPField] = [], body: ByteBuffer = ByteBuffer()) {
        guard !isHeadSent else { return }
        isEnded = true
        let isAllowed = bodyIsAllowed(status)
        var fields = sorted(headers)
        let hasLength = has(fields, "content-length")
        var trailing = Tail()
        if isAllowed {
            let fits = body.readableBytes <= Limits.goResponseBufferBytes
            if !hasLength, fits || request.version == .http2, request.method != "HEAD" || body.readableBytes > 0 {
                trailing.length = body.readableBytes
            } else if !hasLength, request.version == .http11, request.method != "HEAD" {
                trailing.isChunked = true
            }
            if !has(fields, "content-type"), body.readableBytes > 0 {
                trailing.contentType = ContentType.detect(body.readableBytesView)
            }
        }
        fields = finish(fields, trailing)
        let sendsBody = isAllowed && request.method != "HEAD" && body.readableBytes > 0
        start(status, fields, isLast: !sendsBody)
        if sendsBody {
            put(.body(body))
            put(.end([]))
        }
    }

    /// Starts an answer whose body follows piece by piece; without a length of the caller's it goes in chunks.
    package func begin(status: Int = 200, headers: [HTTPField] = []) {
        guard !isHeadSent else { return }
        let isAllowed = bodyIsAllowed(status)
        var trailing = Tail()
        if isAllowed, request.version == .http11, request.method != "HEAD", !has(headers, "content-length") {
            trailing.isChunked = true
        }
        hasNoBody = !isAllowed || request.method == "HEAD"
        start(status, finish(sorted(headers), trailing), isLast: false)
    }

    /// Starts an answer with these headers and no others, for protocols on top of HTTP/2.
    package func beginExactly(status: Int = 200, headers: [HTTPField], isLast: Bool = false) {
        guard !isHeadSent else { return }
        isEnded = isLast
        start(status, headers, isLast: isLast)
    }

    package func write(_ bytes: some Collection<UInt8>) {
        guard isHeadSent, !isEnded, !hasNoBody, !bytes.isEmpty else { return }
        put(.body(ByteBuffer(bytes: bytes)))
    }

    package func end(trailers: [HTTPField] = []) {
        guard isHeadSent, !isEnded else { return }
        isEnded = true
        put(.end(trailers))
    }

    /// An interim answer.
    package func inform(status: Int, headers: [HTTPField] = []) {
        put(.informational(status, sorted(headers)))
    }

    /// Cuts the connection (the stream, on HTTP/2).
    package func abort() {
        isEnded = true
        wire?.abort()
    }

    /// Takes the connection out of HTTP's hands; false on HTTP/2.
    package func hijack(_ handler: any ChannelHandler) -> Bool {
        guard !isHeadSent, let wire, wire.hijack(handler) else { return false }
        isEnded = true
        return true
    }

    private struct Tail {
        var contentType: String?
        var length: Int?
        var isChunked = false
    }

    private func bodyIsAllowed(_ status: Int) -> Bool { !(100..<200).contains(status) && status != 204 && status != 304 }

    private func has(_ fields: [HTTPField], _ name: String) -> Bool {
        fields.contains { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name }
    }

    /// Go writes headers by name; values of one name keep their order.
    private func sorted(_ headers: [HTTPField]) -> [HTTPField] {
        headers.count < 2
            ? headers
            : headers.enumerated().sorted { ($0.element.name, $0.offset) < ($1.element.name, $1.offset) }.map(\.element)
    }

    /// Adds what Go's server adds, in its order.
    private func finish(_ headers: [HTTPField], _ tail: Tail) -> [HTTPField] {
        var fields = headers
        let date = has(headers, "date") ? nil : HTTPDate.now()
        if request.version == .http2 {
            if let type = tail.contentType { fields.append(HTTPField("content-type", type)) }
            if let length = tail.length { fields.append(HTTPField("content-length", String(length))) }
            if let date { fields.append(HTTPField("date", date)) }
            return fields
        }
        if let date { fields.append(HTTPField("Date", date)) }
        if let length = tail.length { fields.append(HTTPField("Content-Length", String(length))) }
        if let type = tail.contentType { fields.append(HTTPField("Content-Type", type)) }
        if let connection = connectionHeader(hasLength: tail.length != nil || tail.isChunked) {
            fields.append(HTTPField("Connection", connection))
        }
        if tail.isChunked { fields.append(HTTPField("Transfer-Encoding", "chunked")) }
        return fields
    }

    private func connectionHeader(hasLength: Bool) -> String? {
        if request.version == .http10 {
            if request.has("connection", token: "keep-alive"), hasLength { return "keep-alive" }
            mustClose = true
            return "close"
        }
        let isLeftUnread =
            !isInputComplete && reader == nil
            && (isContinueOwed || (request.contentLength ?? 0) - inputBytes >= Limits.postHandlerReadBytes)
        if isLeftUnread || request.has("connection", token: "close") {
            mustClose = true
            return "close"
        }
        return nil
    }

    private func start(_ status: Int, _ fields: [HTTPField], isLast: Bool) {
        isHeadSent = true
        if request.version != .http2, !isInputComplete, !mustClose, reader == nil {
            drainedBytes = inputBytes
            input = []
            inputBytes = 0
            if drainedBytes <= Limits.postHandlerReadBytes {
                outbox = []
                wire?.setReading(true)
            }
        }
        put(.head(status, fields, isLast: isLast))
    }

    private func finishDraining(isTooMuch: Bool) {
        guard let parts = outbox else { return }
        outbox = nil
        for part in parts {
            if isTooMuch, case .head(let status, var fields, let isLast) = part {
                mustClose = true
                fields.append(HTTPField("Connection", "close"))
                put(.head(status, fields, isLast: isLast))
            } else {
                put(part)
            }
        }
    }

    private func put(_ part: Part) {
        if outbox != nil {
            outbox?.append(part)
            return
        }
        guard let wire else { return }
        switch part {
        case .informational(let status, let fields): wire.sendInformational(status, fields)
        case .head(let status, let fields, let isLast): wire.sendHead(status, fields, isLast: isLast)
        case .body(let bytes): wire.sendBody(bytes)
        case .end(let trailers): wire.sendEnd(trailers: trailers)
        }
    }
}
