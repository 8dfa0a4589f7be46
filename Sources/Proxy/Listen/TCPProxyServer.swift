import XDS
import Synchronization
import Logging
import ClusterNetwork
import NIOCore
import NIOSSL
import NIOTLS

/// A downstream connection that is passed on as it is: one upstream connection for it, bytes both ways, half-close and
/// back-pressure kept.
final class TCPProxyServer: ChannelDuplexHandler, DrainableConnection {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let worker: Worker
    private let rules: TCPRules
    private let chain: FilterChainRuntime
    private let info: ConnectionInfo
    private let stream = StreamInfo()
    private let counters: Counters<TCPCounter>
    private var context: ChannelHandlerContext?
    private var client: TCPProxyClient?
    private var cluster: ClusterRuntime?
    private var host: Host?
    private var early: [ByteBuffer] = []
    private var isUp = false
    private var hasEnded = false
    private var isOver = false
    private var holdsConnection = false
    private var attempts = 0
    private var hasPendingRead = false
    private var lastActivity: UInt64 = 0
    private lazy var idleTimer = WheelTimer { [unowned self] in idleTimerFired() }
    private lazy var connectTimer = WheelTimer { [unowned self] in failed(.init(.connectionTimeout)) }
    private lazy var durationTimer = WheelTimer { [unowned self] in
        counters.add(.maxDuration)
        close()
    }

    init(worker: Worker, rules: TCPRules, chain: FilterChainRuntime, info: ConnectionInfo) {
        self.worker = worker
        self.rules = rules
        self.chain = chain
        self.info = info
        counters = worker.tcp(rules.statPrefix)
    }

    var isCurrent: Bool { chain.isCurrent }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        worker.register(self)
        counters.add(.cxTotal)
        stream.connection = info
        stream.start = worker.clock()
        stream.startWall = worker.wall
        lastActivity = stream.start
        try? context.channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
        if rules.idleTimeout > 0 { worker.timers.set(idleTimer, after: rules.idleTimeout, now: worker.now) }
        if rules.maximumDuration > 0 { worker.timers.set(durationTimer, after: rules.maximumDuration, now: worker.now) }
        guard isAllowed else {
            info.terminationDetails = "rbac_access_denied_matched_policy[none]"
            worker.later { [self] in reset() }
            return
        }
        worker.later { [self] in connect() }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        over()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        over()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private var isAllowed: Bool {
        let decision = DecisionContext(headers: nil, connection: info, client: nil)
        return chain.compiled.access.allSatisfy { $0.judge(decision) == .allow }
    }

    /// Ends both sides, writes the log.
    private func over() {
        if isOver { return }
        isOver = true
        worker.unregister(self)
        for timer in [idleTimer, connectTimer, durationTimer] { worker.timers.cancel(timer) }
        client?.server = nil
        client?.close()
        client = nil
        releaseHost()
        stream.end = worker.clock()
        if !rules.accessLogs.isEmpty {
            worker.log(
                rules.accessLogs,
                FormatContext(
                    info: stream, request: nil, response: nil, trailers: nil, environment: worker.shared.environment))
        }
    }

    private func releaseHost() {
        guard holdsConnection, let cluster, let host else { return }
        holdsConnection = false
        cluster.counters.add(.cxActive, -1)
        cluster.compiled.limits.use.connections.subtract(1, ordering: .relaxed)
        host.activeConnections.subtract(1, ordering: .relaxed)
        host.activeRequests.subtract(1, ordering: .relaxed)
    }

    func close() { context?.close(promise: nil) }

    /// New configuration: a connection that is passed on as it is has no point at which it could end; it stays.
    func drain() {}

    /// Ends the connection so that the client notices: nothing it sent was taken.
    private func reset() {
        context?.closeWithReset()
    }

    // MARK: Connecting

    private func connect() {
        guard !isOver else { return }
        guard let target = rules.target(worker.random.next()), let cluster = worker.cluster(target.cluster.id) else {
            counters.add(.noRoute)
            stream.flags.insert(.noClusterFound)
            return reset()
        }
        self.cluster = cluster
        stream.upstreamCluster = cluster.compiled.name
        if let names = cluster.names {
            let port = chain.compiled.resolution?.port ?? 443
            names.find(info.requestedServerName ?? "", defaultPort: port) { [self] answer in
                guard !isOver else { return }
                switch answer {
                case .host(let host): open(host, cluster)
                case .failure: noHost()
                case .refused(let place, let address):
                    worker.shared.log.warning(
                        "refused to forward to \(info.requestedServerName ?? ""): \(address) is a \(place) address; a real Envoy would have connected to it")
                    noHost()
                }
            }
            return
        }
        var request = BalanceRequest(random: worker.random.next())
        if rules.hashesSource { request.hash = XXHash.hash(info.remote.ip) }
        guard let host = cluster.choose(request) else {
            cluster.counters.add(.cxNoneHealthy)
            return noHost()
        }
        open(host, cluster)
    }

    private func noHost() {
        stream.flags.insert(.noHealthyUpstream)
        reset()
    }

    private func open(_ host: Host, _ cluster: ClusterRuntime) {
        guard cluster.compiled.limits.mayConnect else {
            cluster.counters.add(.cxOverflow)
            stream.flags.insert(.upstreamOverflow)
            return reset()
        }
        attempts += 1
        cluster.compiled.shared.hasTraffic.store(true, ordering: .relaxed)
        self.host = host
        stream.upstreamHost = host.text
        holdsConnection = true
        cluster.counters.add(.cxTotal)
        cluster.counters.add(.cxActive)
        cluster.compiled.limits.use.connections.add(1, ordering: .relaxed)
        host.totalConnections.add(1, ordering: .relaxed)
        host.activeConnections.add(1, ordering: .relaxed)
        host.activeRequests.add(1, ordering: .relaxed)
        host.totalRequests.add(1, ordering: .relaxed)
        worker.timers.set(connectTimer, after: cluster.compiled.connectTimeout, now: worker.clock())
        let client = TCPProxyClient(server: self, transport: cluster.transport(of: host), host: host)
        self.client = client
        let mine = NIOLoopBound(client, eventLoop: worker.loop)
        worker.shared.network.dial(
            from: worker.shared.configuration.podIP, to: host.address, on: worker.loop
        ) { channel in
            channel.eventLoop.makeCompletedFuture { try mine.value.setUp(channel) }
        }
        .assumeIsolated().whenFailure { [self] error in
            let reason = (error as? ConnectError)?.reason ?? "\(error)"
            failed(.init(.remoteConnectionFailure, failure: "delayed connect error: \(reason)"))
        }
    }

    /// The upstream is connected.
    fileprivate func ready(_ channel: any Channel, _ host: Host) {
        worker.timers.cancel(connectTimer)
        isUp = true
        stream.upstreamLocal = worker.localAddress(of: channel, toward: host)
        for piece in early { client?.write(piece) }
        early = []
        client?.flush()
        if hasEnded { client?.endOutput() }
        resume()
    }

    fileprivate func failed(_ reset: UpstreamReset) {
        guard !isOver, !isUp else { return }
        worker.timers.cancel(connectTimer)
        client?.server = nil
        client?.close()
        client = nil
        if let host {
            host.failedConnections.add(1, ordering: .relaxed)
            cluster?.counters.add(.cxConnectFail)
            cluster?.localFailure(host)
        }
        releaseHost()
        if attempts < rules.maximumAttempts { return connect() }
        stream.flags.insert(.upstreamConnectionFailure)
        stream.upstreamFailure = reset.failure.isEmpty ? nil : reset.failure.replacingBlanks()
        self.reset()
    }

    // MARK: Bytes

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let data = unwrapInboundIn(data)
        stream.bytesReceived += data.readableBytes
        counters.add(.rxBytes, data.readableBytes)
        if isUp { client?.write(data) } else { early.append(data) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        lastActivity = worker.clock()
        client?.flush()
        context.fireChannelReadComplete()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            hasEnded = true
            if isUp { client?.endOutput() }
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { client?.resume() }
        context.fireChannelWritabilityChanged()
    }

    /// Reads on while the upstream takes what comes; before it is there, what fits in one read.
    func read(context: ChannelHandlerContext) {
        if isUp ? client?.isWritable == true : early.isEmpty { context.read() } else { hasPendingRead = true }
    }

    fileprivate func resume() {
        guard hasPendingRead else { return }
        hasPendingRead = false
        context?.read()
    }

    fileprivate var isWritable: Bool { context?.channel.isWritable ?? false }

    fileprivate func received(_ data: ByteBuffer) {
        stream.bytesSent += data.readableBytes
        counters.add(.txBytes, data.readableBytes)
        context?.write(wrapOutboundOut(data), promise: nil)
    }

    fileprivate func receivedAll() {
        lastActivity = worker.clock()
        context?.flush()
    }

    fileprivate func upstreamEnded() { context?.close(mode: .output, promise: nil) }

    fileprivate func upstreamGone() {
        guard let context else { return }
        // What was read before is still on its way to the client.
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: written)
    }

    private func idleTimerFired() {
        let now = worker.clock()
        if now >= lastActivity + rules.idleTimeout {
            counters.add(.idleTimeout)
            context?.close(promise: nil)
        } else {
            worker.timers.set(idleTimer, after: lastActivity + rules.idleTimeout - now, now: now)
        }
    }
}

/// The upstream side of a `TCPProxyServer`.
final class TCPProxyClient: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    weak var server: TCPProxyServer?
    private let transport: UpstreamTransport
    private let host: Host
    private let failure = TLSFailure()
    private var context: ChannelHandlerContext?
    private var isUp = false
    private var hasPendingRead = false

    init(server: TCPProxyServer, transport: UpstreamTransport, host: Host) {
        self.server = server
        self.transport = transport
        self.host = host
    }

    func setUp(_ channel: any Channel) throws {
        if server == nil { throw ChannelError.alreadyClosed }
        try channel.syncOptions?.setOption(.allowRemoteHalfClosure, value: true)
        if case .tls(let tls) = transport {
            let name = tls.serverName(for: nil, host: host)
            let expected = tls.expectedName(for: nil, serverName: name)
            try channel.pipeline.syncOperations.addHandler(
                try tls.makeHandler(serverName: name, expecting: expected, failure: failure))
        }
        try channel.pipeline.syncOperations.addHandler(self)
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }
    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelActive(context: ChannelHandlerContext) {
        if case .tls = transport { return }
        up(context)
    }

    private func up(_ context: ChannelHandlerContext) {
        isUp = true
        server?.ready(context.channel, host)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            up(context)
        } else if case .inputClosed? = event as? ChannelEvent {
            server?.upstreamEnded()
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { server?.received(unwrapInboundIn(data)) }

    func channelReadComplete(context: ChannelHandlerContext) {
        server?.receivedAll()
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isUp { server?.upstreamGone() } else { server?.failed(.init(.remoteConnectionFailure)) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if !isUp {
            server?.failed(.init(.remoteConnectionFailure, failure: TLSFailureText.text(error, reason: failure.reason)))
        }
        context.close(promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { server?.resume() }
        context.fireChannelWritabilityChanged()
    }

    func read(context: ChannelHandlerContext) {
        if server?.isWritable ?? false { context.read() } else { hasPendingRead = true }
    }

    func resume() {
        guard hasPendingRead else { return }
        hasPendingRead = false
        context?.read()
    }

    var isWritable: Bool { context?.channel.isWritable ?? false }

    func write(_ data: ByteBuffer) { context?.write(wrapOutboundOut(data), promise: nil) }
    func flush() { context?.flush() }
    func endOutput() { context?.close(mode: .output, promise: nil) }
    func close() { context?.close(promise: nil) }
}
