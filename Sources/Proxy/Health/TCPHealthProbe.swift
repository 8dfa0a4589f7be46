import ClusterNetwork
import NIOCore
import NIOSSL
import NIOTLS

/// One check of one host by connecting, and, if so configured, saying something and waiting for the answer.
final class TCPHealthProbe: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let send: [UInt8]
    private let receive: [[UInt8]]
    private let transport: UpstreamTransport
    private let host: Host
    private var received: [UInt8] = []
    private var channel: (any Channel)?
    private var done: ((HTTPHealthProbe.Outcome) -> Void)?

    init(
        send: [UInt8], receive: [[UInt8]], transport: UpstreamTransport, host: Host,
        done: @escaping (HTTPHealthProbe.Outcome) -> Void
    ) {
        self.send = send
        self.receive = receive
        self.transport = transport
        self.host = host
        self.done = done
    }

    func start(_ worker: Worker) {
        let mine = NIOLoopBound(self, eventLoop: worker.loop)
        worker.shared.network.dial(
            from: worker.shared.configuration.podIP, to: host.address, on: worker.loop
        ) { channel in
            channel.eventLoop.makeCompletedFuture { try mine.value.setUp(channel) }
        }
        .assumeIsolated().whenFailure { [self] _ in finish(.failed(.network)) }
    }

    private func setUp(_ channel: any Channel) throws {
        if done == nil { throw ChannelError.alreadyClosed }
        self.channel = channel
        if case .tls(let tls) = transport {
            let name = tls.serverName(for: nil, host: host)
            let expected = tls.expectedName(for: nil, serverName: name)
            try channel.pipeline.syncOperations.addHandler(
                try tls.makeHandler(serverName: name, expecting: expected, failure: TLSFailure()))
        }
        try channel.pipeline.syncOperations.addHandler(self)
    }

    func channelActive(context: ChannelHandlerContext) {
        if case .tls = transport { return }
        connected(context)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { connected(context) }
        context.fireUserInboundEventTriggered(event)
    }

    private func connected(_ context: ChannelHandlerContext) {
        if !send.isEmpty { context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: send)), promise: nil) }
        if receive.isEmpty { finish(.passed) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let room = Limits.healthBodyBytes - received.count
        received.append(contentsOf: unwrapInboundIn(data).readableBytesView.prefix(max(0, room)))
        if HealthPayload.matches(receive, received) { finish(.passed) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.failed(.network))
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { finish(.failed(.network)) }

    func timeOut() { finish(.failed(.network)) }

    private func finish(_ outcome: HTTPHealthProbe.Outcome) {
        guard let done else { return }
        self.done = nil
        channel?.close(promise: nil)
        done(outcome)
    }
}
