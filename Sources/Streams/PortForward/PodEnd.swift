import NIOCore

/// The end of one forwarded connection at the pod.
final class PodEnd: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let key: PortForwardSession.Key
    private var owner: PortForwardHandler?
    private var context: ChannelHandlerContext?
    private var holdsRead = false

    init(key: PortForwardSession.Key, owner: PortForwardHandler) {
        self.key = key
        self.owner = owner
    }

    var isWritable: Bool { context?.channel.isWritable ?? true }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        owner = nil
    }

    func write(_ bytes: ByteBuffer) {
        context?.write(wrapOutboundOut(bytes), promise: nil)
    }

    func flush() {
        context?.flush()
    }

    /// The client sends no more.
    func finish() {
        context?.flush()
        context?.close(mode: .output, promise: nil)
    }

    /// Lets go of the pod: what it was sent still arrives, for as long as it takes it in good time.
    func close() {
        owner = nil
        guard let context else { return }
        let channel = context.channel
        let timer = context.eventLoop.scheduleTask(in: StreamLimits.lingerTime) { channel.close(promise: nil) }
        channel.closeFuture.whenComplete { _ in timer.cancel() }
        context.flush()
        context.close(mode: .output).whenComplete { _ in channel.close(promise: nil) }
    }

    /// Begins to read, once the client takes bytes.
    func start() {
        holdsRead = true
        if owner?.mayReadPods == true { readIfHeld() }
    }

    func readIfHeld() {
        guard holdsRead else { return }
        holdsRead = false
        context?.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        owner?.podData(key, unwrapInboundIn(data))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard let owner else { return }
        owner.podReadComplete()
        holdsRead = true
        if owner.mayReadPods { readIfHeld() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { owner?.resumeClient() }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent {
            owner?.podFinished(key)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        owner?.podClosed(key)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
