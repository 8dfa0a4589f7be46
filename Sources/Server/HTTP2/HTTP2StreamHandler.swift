import API
import NIOCore
import NIOHPACK
import NIOHTTP2

/// Serves the one request of an HTTP/2 stream.
final class HTTP2StreamHandler: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload

    private let service: Service
    private let connection: Connection
    private var context: ChannelHandlerContext?
    private var phase = Phase.idle
    private let idle = IdleDeadline()
    private var isHead = false

    private enum Phase {
        case idle
        case reading(HPACKHeaders, body: ByteBuffer?)
        case answering(Exchange)
        case done
    }

    init(service: Service, connection: Connection) {
        self.service = service
        self.connection = connection
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        idle.cancel()
        if case .answering(let exchange) = phase { exchange.cancel() }
        phase = .done
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let frame):
            guard case .idle = phase else {
                // Trailers.
                if frame.endStream, case .reading(let headers, let body) = phase { ask(headers, body, context) }
                return
            }
            begin(frame.headers, ends: frame.endStream, context)
        case .data(let frame):
            guard case .reading(let headers, let body) = phase, case .byteBuffer(let bytes) = frame.data else { return }
            collect(bytes, headers, body, ends: frame.endStream, context)
        default: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .answering(let exchange) = phase { exchange.cancel() }
        phase = .done
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func begin(_ headers: HPACKHeaders, ends: Bool, _ context: ChannelHandlerContext) {
        isHead = headers.first(name: ":method") == "HEAD"
        if ends { return ask(headers, nil, context) }
        idle.start(in: Limits.bodyTime, context)
        phase = .reading(headers, body: nil)
        if let length = headers.first(name: "content-length").flatMap({ Int($0) }), length > Limits.requestBodyBytes {
            return refuse(headers, context)
        }
        if RequestTarget.hasToken("100-continue", in: headers["expect"]) {
            let proceed = HTTP2Frame.FramePayload.headers(.init(headers: [":status": "100"]))
            context.writeAndFlush(wrapOutboundOut(proceed), promise: nil)
        }
    }

    private func collect(
        _ bytes: ByteBuffer, _ headers: HPACKHeaders, _ body: ByteBuffer?, ends: Bool, _ context: ChannelHandlerContext
    ) {
        guard (body?.readableBytes ?? 0) + bytes.readableBytes <= Limits.requestBodyBytes else {
            return refuse(headers, context)
        }
        // Let go of for the moment of the change, so that the buffer grows in place.
        phase = .idle
        var body = body
        var bytes = bytes
        if body == nil { body = bytes } else { body?.writeBuffer(&bytes) }
        if ends { ask(headers, body, context) } else { phase = .reading(headers, body: body) }
    }

    private func refuse(_ headers: HPACKHeaders, _ context: ChannelHandlerContext) {
        let exchange = makeExchange(headers, context)
        phase = .answering(exchange)
        exchange.answer(Refusal.bodyTooLarge)
    }

    private func ask(_ fields: HPACKHeaders, _ body: ByteBuffer?, _ context: ChannelHandlerContext) {
        idle.stop()
        var headers = APIHeaders()
        var method = ""
        var target = ""
        for (name, value, _) in fields {
            switch name {
            case ":method": method = value
            case ":path": target = value
            case ":authority": headers.add("host", value)
            case ":scheme": break
            default: headers.add(name, value)
            }
        }
        let (path, query) = RequestTarget.split(target)
        let request = APIRequest(
            method: method, path: path, query: query, headers: headers,
            body: body.map { Array($0.readableBytesView) } ?? [], certificate: connection.user,
            remoteAddress: connection.remoteAddress)
        let exchange = makeExchange(fields, context)
        phase = .answering(exchange)
        exchange.start(request)
    }

    private func makeExchange(_ headers: HPACKHeaders, _ context: ChannelHandlerContext) -> Exchange {
        Exchange(
            service: service, connection: connection, loop: context.eventLoop, output: self,
            acceptsGzip: headers["accept-encoding"].contains(where: RequestTarget.acceptsGzip))
    }
}

extension HTTP2StreamHandler: ResponseOutput {
    func send(_ head: ResponseHead, _ body: [UInt8]) {
        guard let context, case .answering = phase else { return }
        phase = .done
        let sendsBody = head.hasBody && !isHead && !body.isEmpty
        context.write(wrapOutboundOut(headers(head, ends: !sendsBody)), promise: nil)
        if sendsBody {
            var buffer = context.channel.allocator.buffer(capacity: body.count)
            buffer.writeBytes(body)
            let data = HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(buffer), endStream: true))
            context.write(wrapOutboundOut(data), promise: nil)
        }
        context.flush()
    }

    func begin(_ head: ResponseHead) {
        guard let context, case .answering = phase else { return }
        context.writeAndFlush(wrapOutboundOut(headers(head, ends: false)), promise: nil)
    }

    func chunk(_ bytes: [UInt8], promise: EventLoopPromise<Void>) {
        guard let context, case .answering = phase else { return promise.fail(ChannelError.ioOnClosedChannel) }
        var buffer = context.channel.allocator.buffer(capacity: bytes.count)
        buffer.writeBytes(bytes)
        idle.start(in: Limits.stalledWriteTime, context)
        promise.futureResult.assumeIsolated().whenComplete { [idle] _ in idle.stop() }
        let data = HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(buffer)))
        context.writeAndFlush(wrapOutboundOut(data), promise: promise)
    }

    func end() {
        guard let context, case .answering = phase else { return }
        phase = .done
        let last = HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(ByteBuffer()), endStream: true))
        context.writeAndFlush(wrapOutboundOut(last), promise: nil)
    }

    func abort() {
        guard let context else { return }
        phase = .done
        context.writeAndFlush(wrapOutboundOut(.rstStream(.internalError)), promise: nil)
    }

    func connect(_ target: PodConnect, _ headers: [(name: String, value: String)]) {
        // SPDY and WebSocket start from HTTP/1.1 only.
        guard let context, case .answering = phase else { return }
        let exchange = makeExchange([:], context)
        phase = .answering(exchange)
        exchange.answer(Refusal.upgradeRequired)
    }

    private func headers(_ head: ResponseHead, ends: Bool) -> HTTP2Frame.FramePayload {
        var fields = HPACKHeaders()
        fields.reserveCapacity(head.headers.count + 3)
        fields.add(name: ":status", value: String(head.status))
        for (name, value) in head.headers { fields.add(name: name.lowercased(), value: value) }
        fields.add(name: "date", value: connection.date.value())
        if let length = head.contentLength, head.hasBody { fields.add(name: "content-length", value: String(length)) }
        return .headers(.init(headers: fields, endStream: ends))
    }
}
