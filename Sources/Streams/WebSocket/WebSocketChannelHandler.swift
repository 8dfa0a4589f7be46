import NIOCore
import NIOWebSocket

/// Turns the messages of a channel protocol into stream events and back. All its streams are open from the start.
final class WebSocketChannelHandler: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = StreamEvent
    typealias OutboundIn = StreamCommand
    typealias OutboundOut = WebSocketFrame

    private var channels: WebSocketChannels
    /// Messages that tell the client that the streams are there, before anything else.
    private let greetings: [(UInt32, ByteBuffer)]
    private var reader = WebSocketReader()
    private var hasClosed = false
    private var unfinished: Set<UInt32>

    init(channels: WebSocketChannels, greetings: [(UInt32, ByteBuffer)]) {
        self.channels = channels
        self.greetings = greetings
        unfinished = Set(channels.channels.indices.filter { channels.channels[$0].weWrite }.map { UInt32($0) })
    }

    /// To be called once the handlers behind this one are in place.
    func start(context: ChannelHandlerContext) {
        for (id, bytes) in greetings { write(id, bytes, context, promise: nil) }
        context.flush()
        for (id, channel) in channels.channels.enumerated() where !channel.headers.isEmpty {
            context.fireChannelRead(wrapInboundOut(.opened(UInt32(id), headers: channel.headers)))
        }
        context.fireChannelReadComplete()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch reader.received(unwrapInboundIn(data)) {
        case .piece(let bytes, let starts, let ends):
            if case .event(let event) = channels.received(bytes, starts: starts, ends: ends) {
                context.fireChannelRead(wrapInboundOut(event))
            }
        case .reply(let frame): context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
        case .closed(let frame): finish(context, frame)
        case .failed(let code): finish(context, WebSocketReader.close(code))
        case .nothing: break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .data(let id, let bytes): write(id, bytes, context, promise: promise)
        case .finish(let id), .reset(let id):
            promise?.succeed()
            unfinished.remove(id)
            // No message says that one channel has ended; the socket closes when all have.
            if unfinished.isEmpty { finish(context, WebSocketReader.close(.normalClosure)) }
        case .close:
            promise?.succeed()
            finish(context, WebSocketReader.close(.normalClosure))
        case .accept, .refuse: promise?.succeed()
        }
    }

    private func write(
        _ id: UInt32, _ bytes: ByteBuffer, _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?
    ) {
        guard !hasClosed, let message = channels.message(id, bytes) else {
            promise?.succeed()
            return
        }
        let frame = WebSocketFrame(fin: true, opcode: channels.isBase64 ? .text : .binary, data: message)
        context.write(wrapOutboundOut(frame), promise: promise)
    }

    private func finish(_ context: ChannelHandlerContext, _ frame: WebSocketFrame) {
        guard !hasClosed else { return }
        hasClosed = true
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
        context.close(promise: nil)
    }
}
