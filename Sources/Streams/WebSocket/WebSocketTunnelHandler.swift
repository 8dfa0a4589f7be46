import NIOCore
import NIOWebSocket

/// Carries a byte stream in the binary messages of a WebSocket: how kubectl sends SPDY through proxies that let
/// nothing else pass (subprotocols `SPDY/3.1+…`).
final class WebSocketTunnelHandler: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = WebSocketFrame

    private var reader = WebSocketReader()
    private var hasClosed = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch reader.received(unwrapInboundIn(data)) {
        case .piece(let bytes, _, _): context.fireChannelRead(wrapInboundOut(bytes))
        case .reply(let frame): context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
        case .closed(let frame): finish(context, frame)
        case .failed(let code): finish(context, WebSocketReader.close(code))
        case .nothing: break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !hasClosed else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        let frame = WebSocketFrame(fin: true, opcode: .binary, data: unwrapOutboundIn(data))
        context.write(wrapOutboundOut(frame), promise: promise)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if !hasClosed {
            hasClosed = true
            context.writeAndFlush(wrapOutboundOut(WebSocketReader.close(.normalClosure)), promise: nil)
        }
        context.close(mode: mode, promise: promise)
    }

    private func finish(_ context: ChannelHandlerContext, _ frame: WebSocketFrame) {
        guard !hasClosed else { return }
        hasClosed = true
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
        context.close(promise: nil)
    }
}
