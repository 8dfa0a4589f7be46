package import NIOCore

/// Turns the bytes of a SPDY/3.1 client into stream events and back. Bytes that are not SPDY get a GOAWAY and end this
/// connection.
package final class SPDYHandler: ChannelDuplexHandler {
    package typealias InboundIn = ByteBuffer
    package typealias InboundOut = StreamEvent
    package typealias OutboundIn = StreamCommand
    package typealias OutboundOut = ByteBuffer

    private var parser: SPDYFrameParser
    private let writer: SPDYFrameWriter
    private var session = SPDYSession()
    private var wasBlocked = false
    private var isClosed = false

    package init() throws {
        parser = try SPDYFrameParser()
        writer = try SPDYFrameWriter()
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isClosed else { return }
        var bytes = unwrapInboundIn(data)
        parser.append(&bytes)
        do {
            while !isClosed, let frame = try parser.next() {
                perform(session.received(frame), context, promise: nil)
            }
        } catch {
            perform(session.goAway(.protocolError), context, promise: nil)
        }
        context.flush()
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let actions: [SPDYSession.Action] =
            switch unwrapOutboundIn(data) {
            case .accept(let id): session.accept(id)
            case .refuse(let id): session.reset(id, .refusedStream)
            case .data(let id, let bytes): session.send(id, bytes, isFinal: false)
            case .finish(let id): session.send(id, ByteBuffer(), isFinal: true)
            case .reset(let id): session.reset(id, .cancel)
            case .close: session.goAway(.ok)
            }
        perform(actions, context, promise: promise)
    }

    package func channelInactive(context: ChannelHandlerContext) {
        isClosed = true
        context.fireChannelInactive()
    }

    private func perform(_ actions: [SPDYSession.Action], _ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        var output = context.channel.allocator.buffer(capacity: 64)
        var events: [StreamEvent] = []
        var closes = false
        for action in actions {
            switch action {
            case .write(let frame): writer.write(frame, into: &output)
            case .event(let event): events.append(event)
            case .close: closes = true
            }
        }
        if output.readableBytes > 0 {
            context.write(wrapOutboundOut(output), promise: promise)
        } else {
            promise?.succeed()
        }
        for event in events { context.fireChannelRead(wrapInboundOut(event)) }
        if session.isBlocked != wasBlocked {
            wasBlocked = session.isBlocked
            context.fireUserInboundEventTriggered(wasBlocked ? StreamFlowEvent.blocked : .unblocked)
        }
        if closes, !isClosed {
            isClosed = true
            context.flush()
            context.close(promise: nil)
        }
    }
}
