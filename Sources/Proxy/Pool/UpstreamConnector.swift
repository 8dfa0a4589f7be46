import ClusterNetwork
import NIOCore
import NIOSSL
import NIOTLS

/// Opens one connection for a pool, transport and all; then gives its place in the pipeline to the codec.
final class UpstreamConnector: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let pool: ConnectionPool
    private let transport: UpstreamTransport
    private let serverName: String
    private let expectedName: String?
    private let version: CompiledCluster.Version
    private let failure = TLSFailure()
    private var timer: WheelTimer?
    private var channel: (any Channel)?
    private var isDone = false

    init(
        pool: ConnectionPool, transport: UpstreamTransport, serverName: String, expectedName: String?,
        version: CompiledCluster.Version
    ) {
        self.pool = pool
        self.transport = transport
        self.serverName = serverName
        self.expectedName = expectedName
        self.version = version
    }

    func start() {
        let worker = pool.worker
        let timer = WheelTimer { [self] in fail(.init(.connectionTimeout)) }
        self.timer = timer
        worker.timers.set(timer, after: pool.cluster.compiled.connectTimeout, now: worker.clock())
        let tls: NIOSSLClientHandler?
        do {
            tls = try makeTLS()
        } catch {
            // The caller is still registering what it waits for.
            worker.later { [self] in fail(.init(.localConnectionFailure, failure: "\(error)")) }
            return
        }
        let mine = NIOLoopBound((self, tls), eventLoop: worker.loop)
        worker.shared.network.dial(
            from: worker.shared.configuration.podIP, to: pool.host.address, on: worker.loop
        ) { channel in
            channel.eventLoop.makeCompletedFuture {
                let (connector, tls) = mine.value
                try connector.setUp(channel, tls)
            }
        }
        .assumeIsolated().whenFailure { [self] error in
            let reason = (error as? ConnectError)?.reason ?? "\(error)"
            fail(.init(.remoteConnectionFailure, failure: "delayed connect error: \(reason)"))
        }
    }

    private struct Unavailable: Error, CustomStringConvertible {
        var description: String
    }

    private func makeTLS() throws -> NIOSSLClientHandler? {
        switch transport {
        case .plain: return nil
        case .unavailable(let reason): throw Unavailable(description: reason)
        case .tls(let tls):
            let protocols =
                switch version {
                case .http1, .likeDownstream: ["http/1.1"]
                case .http2: ["h2"]
                case .negotiated: ["h2", "http/1.1"]
                }
            return try tls.makeHandler(
                serverName: serverName, expecting: expectedName, failure: failure, offering: protocols)
        }
    }

    private func setUp(_ channel: any Channel, _ tls: NIOSSLClientHandler?) throws {
        if isDone { throw ChannelError.alreadyClosed }
        self.channel = channel
        let limit = pool.cluster.compiled.bufferLimit
        try channel.syncOptions?.setOption(
            .writeBufferWaterMark, value: .init(low: max(1, limit / 2), high: max(2, limit)))
        if let tls { try channel.pipeline.syncOperations.addHandler(tls) }
        try channel.pipeline.syncOperations.addHandler(self)
    }

    func channelActive(context: ChannelHandlerContext) {
        if case .plain = transport { ready(context, protocolName: nil) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let name)? = event as? TLSUserEvent {
            ready(context, protocolName: name)
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(.init(.remoteConnectionFailure, failure: TLSFailureText.text(error, reason: failure.reason)))
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(.init(.remoteConnectionFailure))
        context.fireChannelInactive()
    }

    private func ready(_ context: ChannelHandlerContext, protocolName: String?) {
        if isDone { return }
        finish()
        let speaksHTTP2 = version == .http2 || version == .negotiated && protocolName == "h2"
        let operations = context.pipeline.syncOperations
        let local = pool.worker.localAddress(of: context.channel, toward: pool.host)
        do {
            if speaksHTTP2 {
                let client = HTTP2Client(pool: pool, local: local)
                try operations.addHandler(client, position: .after(self))
                operations.removeHandler(context: context, promise: nil)
                pool.connected(client)
            } else {
                let client = HTTP1Client(pool: pool, local: local)
                try operations.addHandler(client, position: .after(self))
                operations.removeHandler(context: context, promise: nil)
                pool.connected(client)
            }
        } catch {
            pool.connectFailed(.init(.localConnectionFailure, failure: "\(error)"))
            context.close(promise: nil)
        }
    }

    private func fail(_ reset: UpstreamReset) {
        if isDone { return }
        finish()
        channel?.close(promise: nil)
        pool.connectFailed(reset)
    }

    private func finish() {
        isDone = true
        if let timer { pool.worker.timers.cancel(timer) }
        timer = nil
    }
}
