#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import ClusterNetwork
import NIOCore
import NIOHTTP1

/// What is known of a connection before its first request.
struct ConnectionFacts {
    var local: VirtualAddress
    var peer: VirtualAddress
    var tls: TLSDetails?
}

/// One HTTP/1 connection: requests become exchanges, one at a time.
final class HTTP1Connection: ChannelDuplexHandler, HTTPWire, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let app: any HTTPApp
    private let facts: ConnectionFacts
    private var context: ChannelHandlerContext?
    private var exchange: HTTPExchange?
    private var isReading = true
    private var isReadWanted = false
    private var hasInputEnded = false
    /// The end of an answer that waits for what is before it to be taken: requests that are here already wait behind it.
    private var heldEnd: HeldEnd?
    /// Takes the connection over when the request is complete.
    private var successor: (any ChannelHandler)?

    private struct HeldEnd {
        var trailers: HTTPHeaders?
        var mustClose: Bool
    }

    private init(app: any HTTPApp, facts: ConnectionFacts) {
        self.app = app
        self.facts = facts
    }

    static func install(on channel: any Channel, app: any HTTPApp, facts: ConnectionFacts) throws {
        try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
        var encoding = HTTPResponseEncoder.Configuration()
        encoding.automaticallySetFramingHeaders = false
        try channel.pipeline.syncOperations.addHandlers([
            HTTPResponseEncoder(configuration: encoding),
            ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .forwardBytes)),
            HTTPServerPipelineHandler(),
            HTTP1Connection(app: app, facts: facts),
        ])
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
        case .head(let head): begin(head, context)
        case .body(let bytes): exchange?.receive(bytes)
        case .end:
            exchange?.receiveEnd()
            if let successor { leave(to: successor) }
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let isChunked = head.headers[canonicalForm: "transfer-encoding"].contains("chunked")
        let length = head.headers.first(name: "content-length").flatMap { Int($0) }
        let request = HTTPRequest(
            method: head.method.rawValue, target: head.uri, version: head.version.minor == 0 ? .http10 : .http11,
            host: Self.host(of: head), headers: head.headers.map { HTTPField($0.name, $0.value) },
            contentLength: isChunked ? nil : length ?? 0, hasBody: isChunked || (length ?? 0) > 0, peer: facts.peer,
            local: facts.local, tls: facts.tls)
        let exchange = HTTPExchange(request: request, eventLoop: context.eventLoop, wire: self)
        self.exchange = exchange
        if request.version == .http11, head.headers[canonicalForm: "host"].isEmpty {
            refuse(context, "400 Bad Request: missing required Host header")
        } else {
            app.handle(exchange)
        }
    }

    /// An absolute request target names the host, whatever the header says.
    private static func host(of head: HTTPRequestHead) -> String {
        guard !head.uri.hasPrefix("/"), let scheme = head.uri.firstRange(of: "://") else {
            return head.headers.first(name: "host") ?? ""
        }
        let rest = head.uri[scheme.upperBound...]
        return String(rest.prefix { $0 != "/" && $0 != "?" })
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError, exchange?.isEnded != false {
            refuse(context, "400 Bad Request")
        } else {
            context.close(promise: nil)
        }
    }

    /// The words of Go's server for what is no request.
    private func refuse(_ context: ChannelHandlerContext, _ text: String) {
        var head = HTTPResponseHead(version: .http1_1, status: .badRequest)
        head.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        head.headers.add(name: "Connection", value: "close")
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
            self.context?.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            hasInputEnded = true
            // Who has sent half a request and gone waits for no answer; who has sent all of it does.
            if heldEnd != nil {
                heldEnd?.mustClose = true
            } else if exchange == nil || exchange?.isEnded == true {
                context.close(promise: nil)
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, let end = heldEnd {
            heldEnd = nil
            write(end, context)
        }
        context.fireChannelWritabilityChanged()
    }

    private func write(_ end: HeldEnd, _ context: ChannelHandlerContext) {
        let written = context.writeAndFlush(wrapOutboundOut(.end(end.trailers)))
        if end.mustClose { written.assumeIsolated().whenComplete { _ in self.context?.close(promise: nil) } }
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

extension HTTP1Connection {
    func setReading(_ isReading: Bool) {
        self.isReading = isReading
        if isReading, isReadWanted {
            isReadWanted = false
            context?.read()
        }
    }

    func sendInformational(_ status: Int, _ fields: [HTTPField]) {
        guard let context else { return }
        context.writeAndFlush(wrapOutboundOut(.head(head(status, fields))), promise: nil)
    }

    func sendHead(_ status: Int, _ fields: [HTTPField], isLast: Bool) {
        guard let context else { return }
        context.write(wrapOutboundOut(.head(head(status, fields))), promise: nil)
        if isLast { sendEnd(trailers: []) } else { context.flush() }
    }

    func sendBody(_ bytes: ByteBuffer) {
        guard let context else { return }
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: nil)
    }

    func sendEnd(trailers: [HTTPField]) {
        guard let context, let ended = exchange else { return }
        let mustClose = ended.mustClose || hasInputEnded
        let fields = trailers.isEmpty ? nil : HTTPHeaders(trailers.map { ($0.name, $0.value) })
        finish()
        setReading(true)
        let end = HeldEnd(trailers: fields, mustClose: mustClose)
        if context.channel.isWritable { write(end, context) } else { heldEnd = end }
    }

    func abort() {
        guard let context else { return }
        finish()
        if let socket = context.channel as? any SocketOptionProvider, VirtualAddress(context.channel.remoteAddress) != nil {
            _ = socket.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        }
        context.close(promise: nil)
    }

    /// The rest of the request still passes through the pipeline; the change is made behind it.
    func hijack(_ handler: any ChannelHandler) -> Bool {
        guard context != nil else { return false }
        successor = handler
        if exchange?.isInputComplete == true, exchange?.request.hasBody == true { leave(to: handler) }
        return true
    }

    private func leave(to handler: any ChannelHandler) {
        successor = nil
        guard let context else { return }
        let pipeline = context.pipeline.syncOperations
        do {
            let decoder = try pipeline.context(handlerType: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let encoder = try pipeline.context(handlerType: HTTPResponseEncoder.self)
            let order = try pipeline.context(handlerType: HTTPServerPipelineHandler.self)
            finish()
            pipeline.removeHandler(context: encoder, promise: nil)
            pipeline.removeHandler(context: order, promise: nil)
            try pipeline.addHandler(handler)
            pipeline.removeHandler(context: context, promise: nil)
            // Last, so that bytes behind the request reach the new handler.
            pipeline.removeHandler(context: decoder, promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }

    private func head(_ status: Int, _ fields: [HTTPField]) -> HTTPResponseHead {
        HTTPResponseHead(
            version: .http1_1, status: .custom(code: UInt(status), reasonPhrase: StatusText.phrase(status)),
            headers: HTTPHeaders(fields.map { ($0.name, $0.value) }))
    }
}
