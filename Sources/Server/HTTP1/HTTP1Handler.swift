import API
import NIOCore
import NIOHTTP1
import Streams

/// Serves the requests of one HTTP/1.1 connection, one after another.
final class HTTP1Handler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = ByteBuffer

    private let service: Service
    private let connection: Connection
    private let decoder: ByteToMessageHandler<HTTPRequestDecoder>
    private var context: ChannelHandlerContext?
    private var phase = Phase.idle
    private let idle = IdleDeadline()
    /// Parts of requests sent before the current one was answered.
    private var waiting = CircularBuffer<HTTPServerRequestPart>()
    private var isDraining = false
    private var holdsRead = false

    private enum Phase {
        case idle
        case reading(HTTPRequestHead, body: ByteBuffer?)
        case answering(Exchange, HTTPRequestHead)
        /// An answer was given before the request's body had been read: nothing more is taken.
        case closing
        case upgraded
    }

    init(service: Service, connection: Connection, decoder: ByteToMessageHandler<HTTPRequestDecoder>) {
        self.service = service
        self.connection = connection
        self.decoder = decoder
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        idle.start(in: Limits.firstHeadTime, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        idle.cancel()
        if case .answering(let exchange, _) = phase { exchange.cancel() }
        phase = .closing
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard isAnswering || isDraining else { return take(part, context) }
        guard waiting.count < Limits.pipelinedPartsOfBurst else { return context.close(promise: nil) }
        waiting.append(part)
    }

    func read(context: ChannelHandlerContext) {
        // A client that sends on while it waits for an answer is not read from, so that `waiting` stays small.
        if waiting.count >= Limits.pipelinedParts {
            holdsRead = true
        } else {
            context.read()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .answering(let exchange, _) = phase { exchange.cancel() }
        phase = .closing
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case is HTTPParserError:
            guard !isAnswering else { return context.close(promise: nil) }
            phase = .closing
            let isTooLarge = error as? HTTPParserError == .headerOverflow
            finishConnection(context, isTooLarge ? HTTP1Writer.headersTooLarge : HTTP1Writer.badRequest())
        default:
            context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        connection.quiesce()
        if !isAnswering { context.close(promise: nil) }
    }

    private var isAnswering: Bool {
        if case .answering = phase { true } else { false }
    }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (part, phase) {
        case (.head(let head), .idle): begin(head, context)
        case (.body(let bytes), .reading(let head, let body)): collect(bytes, head, body, context)
        case (.end, .reading(let head, let body)): ask(head, body, context)
        default: break
        }
    }

    private func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        idle.start(in: Limits.bodyTime, context)
        phase = .reading(head, body: nil)
        if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }),
            length > Limits.requestBodyBytes
        {
            return refuse(Refusal.bodyTooLarge, head, context)
        }
        if head.version == .http1_1, head.headers.first(name: "host") == nil {
            phase = .closing
            return finishConnection(context, HTTP1Writer.badRequest(": missing required Host header"))
        }
        if RequestTarget.hasToken("100-continue", in: head.headers["expect"]) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
        }
    }

    private func collect(
        _ bytes: ByteBuffer, _ head: HTTPRequestHead, _ body: ByteBuffer?, _ context: ChannelHandlerContext
    ) {
        guard (body?.readableBytes ?? 0) + bytes.readableBytes <= Limits.requestBodyBytes else {
            return refuse(Refusal.bodyTooLarge, head, context)
        }
        // Dropped for the moment of the change, so that the buffer grows in place.
        phase = .idle
        var body = body
        var bytes = bytes
        if body == nil { body = bytes } else { body?.writeBuffer(&bytes) }
        phase = .reading(head, body: body)
    }

    private func refuse(_ response: APIResponse, _ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        var head = head
        head.headers.replaceOrAdd(name: "connection", value: "close")
        let exchange = makeExchange(head, context)
        phase = .answering(exchange, head)
        exchange.answer(response)
    }

    private func ask(_ head: HTTPRequestHead, _ body: ByteBuffer?, _ context: ChannelHandlerContext) {
        idle.stop()
        let (path, query) = RequestTarget.split(head.uri)
        var headers = APIHeaders()
        for (name, value) in head.headers { headers.add(name, value) }
        let request = APIRequest(
            method: head.method.rawValue, path: path, query: query, headers: headers,
            body: body.map { Array($0.readableBytesView) } ?? [], certificate: connection.user,
            remoteAddress: connection.remoteAddress)
        let exchange = makeExchange(head, context)
        phase = .answering(exchange, head)
        exchange.start(request)
    }

    private func makeExchange(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) -> Exchange {
        Exchange(
            service: service, connection: connection, loop: context.eventLoop, output: self,
            acceptsGzip: head.headers["accept-encoding"].contains(where: RequestTarget.acceptsGzip))
    }

    /// The current answer is written: go on with what the client has sent meanwhile, or wait for it.
    private func answered(closes: Bool) {
        // Writing the answer may have found the client gone.
        guard let context, isAnswering else { return }
        if closes || connection.isQuiescing {
            phase = .closing
            waiting.removeAll()
            context.close(promise: nil)
            return
        }
        phase = .idle
        idle.start(in: Limits.idleTime, context)
        drain(context)
    }

    /// Takes what waits until an answer needs time. An answer given at once comes back here and leaves the next request to
    /// the loop under way: thousands of them must not stand on the stack.
    private func drain(_ context: ChannelHandlerContext) {
        guard !isDraining else { return }
        isDraining = true
        while !waiting.isEmpty, !isAnswering { take(waiting.removeFirst(), context) }
        isDraining = false
        if holdsRead, waiting.count < Limits.pipelinedParts {
            holdsRead = false
            context.read()
        }
    }

    private func finishConnection(_ context: ChannelHandlerContext, _ bytes: ByteBuffer) {
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
        context.close(promise: nil)
    }
}

extension HTTP1Handler: ResponseOutput {
    func send(_ head: ResponseHead, _ body: [UInt8]) {
        guard let context, case .answering(_, let request) = phase else { return }
        let closes = closesAfter(request)
        let sendsBody = head.hasBody && request.method != .HEAD
        var buffer = context.channel.allocator.buffer(capacity: 512 + (sendsBody ? body.count : 0))
        HTTP1Writer.head(
            head, date: connection.date.value(), closes: closes, isHTTP10: request.version == .http1_0, into: &buffer)
        if sendsBody { buffer.writeBytes(body) }
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        answered(closes: closes)
    }

    func begin(_ head: ResponseHead) {
        guard let context, case .answering(_, let request) = phase else { return }
        var buffer = context.channel.allocator.buffer(capacity: 512)
        HTTP1Writer.head(
            head, date: connection.date.value(), closes: closesAfter(request), isHTTP10: request.version == .http1_0,
            into: &buffer)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }

    func chunk(_ bytes: [UInt8], promise: EventLoopPromise<Void>) {
        guard let context, case .answering(_, let request) = phase else {
            return promise.fail(ChannelError.ioOnClosedChannel)
        }
        var buffer = context.channel.allocator.buffer(capacity: bytes.count + 16)
        if request.version == .http1_0 {
            buffer.writeBytes(bytes)
        } else {
            HTTP1Writer.chunk(bytes, into: &buffer)
        }
        idle.start(in: Limits.stalledWriteTime, context)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: promise)
        promise.futureResult.assumeIsolated().whenComplete { [idle] _ in idle.stop() }
    }

    func end() {
        guard let context, case .answering(_, let request) = phase else { return }
        if request.version != .http1_0 {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "0\r\n\r\n")), promise: nil)
        }
        answered(closes: closesAfter(request))
    }

    func abort() {
        phase = .closing
        context?.close(promise: nil)
    }

    func connect(_ target: PodConnect, _ headers: [(name: String, value: String)]) {
        guard let context, case .answering(_, let request) = phase else { return }
        switch UpgradePlan.make(request, target) {
        case .refused(let response):
            makeExchange(request, context).answer(response)
        case .accepted(let plan):
            phase = .upgraded
            idle.stop()
            var buffer = context.channel.allocator.buffer(capacity: 256)
            buffer.writeStaticString("HTTP/1.1 101 Switching Protocols\r\n")
            for (name, value) in plan.headers + headers { buffer.writeString("\(name): \(value)\r\n") }
            buffer.writeStaticString("\r\n")
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
            guard context.channel.isActive else { return }
            do {
                try plan.layout.install(in: context.pipeline, pods: service.pods)
            } catch {
                return context.close(promise: nil)
            }
            // The decoder hands on what the client has sent of the new protocol already.
            let pipeline = context.pipeline.syncOperations
            pipeline.removeHandler(self, promise: nil)
            pipeline.removeHandler(decoder, promise: nil)
        }
    }

    /// The decoder stops at a request to upgrade, granted or not, so that its connection serves no further one.
    private func closesAfter(_ request: HTTPRequestHead) -> Bool {
        !request.isKeepAlive || !request.headers["upgrade"].isEmpty
    }
}
