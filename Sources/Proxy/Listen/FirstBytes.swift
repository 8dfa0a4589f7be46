import ClusterNetwork
import NIOCore
import NIOSSL
import NIOTLS
import XDS

/// The first handler of a connection whose filter chain depends on what the client sends first: reads PROXY headers and
/// ClientHellos, chooses the chain, sets it up, and steps aside.
final class FirstBytes: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private let listener: ListenerRuntime
    private let info: ConnectionInfo
    private var received = ByteBuffer()
    private var hasProxyLine: Bool
    private var isDone = false
    private lazy var timer = WheelTimer { [unowned self] in timedOut() }
    private var context: ChannelHandlerContext?

    init(listener: ListenerRuntime, info: ConnectionInfo) {
        self.listener = listener
        self.info = info
        hasProxyLine = listener.compiled.proxyProtocol == nil
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        listener.counters.add(.preCxActive)
        let limit = listener.compiled.inspectionTimeout
        if limit > 0 { listener.worker.timers.set(timer, after: limit, now: listener.worker.now) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        listener.counters.add(.preCxActive, -1)
        listener.worker.timers.cancel(timer)
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if isDone { return context.fireChannelRead(data) }
        var data = unwrapInboundIn(data)
        received.writeBuffer(&data)
        inspect(context)
    }

    private func timedOut() {
        guard let context, !isDone else { return }
        listener.counters.add(.preCxTimeout)
        if listener.compiled.source.continueOnListenerFiltersTimeout {
            choose(context, nil)
        } else {
            isDone = true
            context.close(promise: nil)
        }
    }

    private func inspect(_ context: ChannelHandlerContext) {
        if !hasProxyLine {
            guard readProxyLine(context) else { return }
            hasProxyLine = true
        }
        guard listener.compiled.inspectsTLS || listener.compiled.all.contains(where: { $0.tls != nil || $0.lacksSecret })
        else { return choose(context, nil) }
        let outcome = received.withUnsafeReadableBytes { ClientHello.inspect($0.bindMemory(to: UInt8.self)) }
        switch outcome {
        case .needMore:
            if received.readableBytes > Limits.firstBytes {
                isDone = true
                context.close(promise: nil)
            }
        case .notTLS: choose(context, nil)
        case .hello(let hello): choose(context, hello)
        }
    }

    /// False while bytes are missing, or when the connection was ended.
    private func readProxyLine(_ context: ChannelHandlerContext) -> Bool {
        guard let rules = listener.compiled.proxyProtocol else { return true }
        let outcome = received.withUnsafeReadableBytes { ProxyLine.read($0.bindMemory(to: UInt8.self)) }
        switch outcome {
        case .needMore: return false
        case .none where rules.allowRequestsWithoutProxyProtocol: return true
        case .none, .invalid:
            listener.counters.add(.filterError)
            isDone = true
            context.closeWithReset()
            return false
        case .found(let length, let client, let isVersion2):
            if rules.disallowedVersions.contains(isVersion2 ? .v2 : .v1) {
                isDone = true
                context.closeWithReset()
                return false
            }
            received.moveReaderIndex(forwardBy: length)
            if let client { info.remote = SocketText(ip: client.ip.description, port: client.port) }
            return true
        }
    }

    private func choose(_ context: ChannelHandlerContext, _ hello: ClientHello?) {
        isDone = true
        listener.worker.timers.cancel(timer)
        info.requestedServerName = hello?.serverName
        let facts = ChainFacts(
            port: info.local.port, localIP: IPAddress(info.local.ip), serverName: hello?.serverName,
            isTLS: hello != nil, applicationProtocols: hello?.applicationProtocols ?? [],
            remoteIP: IPAddress(info.remote.ip), directIP: IPAddress(info.direct.ip), remotePort: info.remote.port)
        guard let compiled = listener.compiled.chain(for: facts), !compiled.lacksSecret else {
            listener.refused(info)
            context.closeWithReset()
            return
        }
        let chain = listener.chain(compiled)
        do {
            let operations = context.pipeline.syncOperations
            if let tls = compiled.tls {
                let gate = TLSGate(chain: chain, info: info, listener: listener)
                try operations.addHandlers(
                    [tls.makeHandler(serverName: hello?.serverName), gate], position: .after(self))
            } else {
                try chain.setUp(operations, info: info)
            }
        } catch {
            context.close(promise: nil)
            return
        }
        let bytes = received
        received = ByteBuffer()
        if bytes.readableBytes > 0 {
            context.fireChannelRead(wrapInboundOut(bytes))
            context.fireChannelReadComplete()
        }
        context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
    }
}

/// Waits for the handshake of a TLS connection, looks at the client's certificate, and sets up what the chain does.
final class TLSGate: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let chain: FilterChainRuntime
    private let info: ConnectionInfo
    private let listener: ListenerRuntime

    init(chain: FilterChainRuntime, info: ConnectionInfo, listener: ListenerRuntime) {
        self.chain = chain
        self.info = info
        self.listener = listener
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .handshakeCompleted(let protocolName)? = event as? TLSUserEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        listener.counters.add(.sslHandshake)
        info.isSecure = true
        var peer = TLSPeer()
        peer.protocolName = protocolName ?? ""
        let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)
        peer.version =
            switch handler?.tlsVersion {
            case .tlsv1?: "TLSv1"
            case .tlsv11?: "TLSv1.1"
            case .tlsv12?: "TLSv1.2"
            case .tlsv13?: "TLSv1.3"
            case nil: ""
            }
        if let certificate = handler?.peerCertificate {
            ClientCertificate.describe(certificate, in: &peer)
        } else {
            listener.counters.add(.sslNoCertificate)
        }
        info.tls = peer
        do {
            try chain.setUp(context.pipeline.syncOperations, info: info)
            context.pipeline.syncOperations.removeHandler(context: context, promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        listener.counters.add(.sslConnectionError)
        context.close(promise: nil)
    }
}
