package import NIOCore

/// Copies bytes between two channels of one loop, both ways, keeping half-close and back-pressure: a side is read only
/// while the other can be written to.
package final class Relay: ChannelDuplexHandler {
    package typealias InboundIn = ByteBuffer
    package typealias InboundOut = ByteBuffer
    package typealias OutboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    private var partner: Relay?
    private var context: ChannelHandlerContext?
    private var isReadPending = false
    private var hasReadEOF = false

    private init() {}

    /// Joins two channels that have nothing else in their pipelines to do; both must be on the current loop.
    package static func join(_ a: any Channel, _ b: any Channel) throws {
        let (first, second) = (Relay(), Relay())
        first.partner = second
        second.partner = first
        for (channel, relay) in [(a, first), (b, second)] {
            try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
            try channel.pipeline.syncOperations.addHandler(relay)
        }
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive, context.channel.isWritable { partner?.becameWritable() }
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        // Also when this side never came up: the other must not wait for it.
        partner?.context?.close(promise: nil)
        partner = nil
    }

    package func channelActive(context: ChannelHandlerContext) {
        partner?.becameWritable()
        context.fireChannelActive()
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        partner?.write(unwrapInboundIn(data))
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        partner?.context?.flush()
        context.fireChannelReadComplete()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        partner?.context?.close(promise: nil)
        context.fireChannelInactive()
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            hasReadEOF = true
            partner?.context?.close(mode: .output, promise: nil)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    package func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { partner?.becameWritable() }
        context.fireChannelWritabilityChanged()
    }

    package func read(context: ChannelHandlerContext) {
        if let other = partner?.context, other.channel.isActive, other.channel.isWritable {
            context.read()
        } else {
            isReadPending = true
        }
    }

    private func write(_ buffer: ByteBuffer) {
        context?.write(wrapOutboundOut(buffer), promise: nil)
    }

    /// The other side takes bytes again.
    private func becameWritable() {
        guard isReadPending, !hasReadEOF else { return }
        isReadPending = false
        context?.read()
    }
}

extension ClusterNetwork {
    /// Joins a connection to another that is dialed for it, on the same loop. Fails when nothing listens there.
    package func relay(_ channel: any Channel, to address: VirtualAddress) -> EventLoopFuture<Void> {
        dial(to: address, on: channel.eventLoop) { other in
            other.eventLoop.makeCompletedFuture { try Relay.join(channel, other) }
        }.map { _ in }
    }
}
