import NIOCore
import NIOHPACK
import NIOHTTP2

/// One HTTP/2 stream: a request and its answer.
final class HTTP2Stream: ChannelDuplexHandler, HTTPWire {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload

    private let app: any HTTPApp
    private let facts: ConnectionFacts
    private var context: ChannelHandlerContext?
    private var exchange: HTTPExchange?
    private var isReading = true
    private var isReadWanted = false
    private var hasInputEnded = false

    init(app: any HTTPApp, facts: ConnectionFacts) {
        self.app = app
        self.facts = facts
    }

    /// Makes a connection speak HTTP/2, with the settings of Go's server.
    static func install(on channel: any Channel, app: any HTTPApp, facts: ConnectionFacts) throws {
        var connection = NIOHTTP2Handler.ConnectionConfiguration()
        connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: Limits.http2Streams),
            HTTP2Setting(parameter: .initialWindowSize, value: Limits.http2WindowBytes),
        ]
        var stream = NIOHTTP2Handler.StreamConfiguration()
        stream.targetWindowSize = Limits.http2WindowBytes
        let facts = NIOLoopBound(facts, eventLoop: channel.eventLoop)
        _ = try channel.pipeline.syncOperations.configureHTTP2Pipeline(
            mode: .server, connectionConfiguration: connection, streamConfiguration: stream
        ) { stream in
            stream.eventLoop.makeCompletedFuture {
                try stream.pipeline.syncOperations.addHandler(HTTP2Stream(app: app, facts: facts.value))
            }
        }
    }

    var channel: (any Channel)? { context?.channel }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let headers):
            let isFirst = exchange == nil && !hasInputEnded
            hasInputEnded = headers.endStream
            if isFirst { begin(headers, context) }
            if headers.endStream { endInput() }
        case .data(let data):
            if case .byteBuffer(let bytes) = data.data, bytes.readableBytes > 0 { exchange?.receive(bytes) }
            if data.endStream { endInput() }
        default: break
        }
    }

    private func endInput() {
        hasInputEnded = true
        exchange?.receiveEnd()
    }

    private func begin(_ content: HTTP2Frame.FramePayload.Headers, _ context: ChannelHandlerContext) {
        var method = ""
        var target = ""
        var authority: String?
        var fields: [HTTPField] = []
        for (name, value, _) in content.headers {
            switch name {
            case ":method": method = value
            case ":path": target = value
            case ":authority": authority = value
            default: if !name.hasPrefix(":") { fields.append(HTTPField(name, value)) }
            }
        }
        let request = HTTPRequest(
            method: method, target: target, version: .http2, host: authority ?? content.headers.first(name: "host") ?? "",
            headers: fields,
            contentLength: content.endStream ? 0 : content.headers.first(name: "content-length").flatMap { Int($0) },
            hasBody: !content.endStream, peer: facts.peer, local: facts.local, tls: facts.tls)
        let exchange = HTTPExchange(request: request, eventLoop: context.eventLoop, wire: self)
        self.exchange = exchange
        app.handle(exchange)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        if isReading { context.read() } else { isReadWanted = true }
    }

    private func finish() {
        let ended = exchange
        exchange = nil
        ended?.close()
    }
}

extension HTTP2Stream {
    func setReading(_ isReading: Bool) {
        self.isReading = isReading
        if isReading, isReadWanted {
            isReadWanted = false
            context?.read()
        }
    }

    func sendInformational(_ status: Int, _ fields: [HTTPField]) {
        send(headers(status, fields), isLast: false)
    }

    func sendHead(_ status: Int, _ fields: [HTTPField], isLast: Bool) {
        let written = send(headers(status, fields), isLast: isLast)
        if isLast { answered(written) }
    }

    func sendBody(_ bytes: ByteBuffer) {
        guard let context else { return }
        let payload = HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(bytes)))
        context.writeAndFlush(wrapOutboundOut(payload), promise: nil)
    }

    func sendEnd(trailers: [HTTPField]) {
        guard let context else { return }
        if trailers.isEmpty {
            let payload = HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(ByteBuffer()), endStream: true))
            answered(context.writeAndFlush(wrapOutboundOut(payload)))
        } else {
            answered(send(HPACKHeaders(trailers.map { ($0.name.lowercased(), $0.value) }), isLast: true))
        }
    }

    /// A request whose body nobody wants to the end is cut off without an error once the answer is out, as Go's server
    /// does.
    private func answered(_ written: EventLoopFuture<Void>?) {
        let isComplete = hasInputEnded
        finish()
        guard !isComplete else { return }
        written?.assumeIsolated().whenSuccess {
            guard let context = self.context, !self.hasInputEnded else { return }
            context.writeAndFlush(self.wrapOutboundOut(.rstStream(.noError)), promise: nil)
        }
    }

    func abort() {
        guard let context else { return }
        finish()
        context.writeAndFlush(wrapOutboundOut(.rstStream(.internalError)), promise: nil)
    }

    func hijack(_ handler: any ChannelHandler) -> Bool { false }

    private func headers(_ status: Int, _ fields: [HTTPField]) -> HPACKHeaders {
        var headers = HPACKHeaders([(":status", String(status))])
        for field in fields where !Self.isConnectionHeader(field.name) {
            headers.add(name: field.name.lowercased(), value: field.value)
        }
        return headers
    }

    private static func isConnectionHeader(_ name: String) -> Bool {
        ["connection", "transfer-encoding", "keep-alive", "upgrade", "proxy-connection"].contains(name.lowercased())
    }

    @discardableResult
    private func send(_ headers: HPACKHeaders, isLast: Bool) -> EventLoopFuture<Void>? {
        context?.writeAndFlush(wrapOutboundOut(.headers(.init(headers: headers, endStream: isLast))))
    }
}
