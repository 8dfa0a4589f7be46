import ClusterNetwork
import NIOCore
import Synchronization

/// One client's conversation with one endpoint, over a socket of its own.
final class UDPSession {
    let client: VirtualAddress
    private let proxy: UDPProxy
    private let cluster: ClusterRuntime
    private let host: Host
    private let stream = StreamInfo()
    private var socket: DatagramSocket?
    private var reply: (ByteBuffer) -> Void
    /// The endpoints among which `host` was last seen.
    private var knownSet: HostSet
    private var lastUsed: UInt64
    private var isOver = false
    private lazy var timer = WheelTimer { [unowned self] in timerFired() }

    /// Nil when no socket is to be had.
    init?(proxy: UDPProxy, datagram: Datagram, cluster: ClusterRuntime, host: Host) {
        let worker = proxy.worker
        self.proxy = proxy
        self.cluster = cluster
        self.host = host
        client = datagram.source
        reply = datagram.reply
        knownSet = cluster.hosts
        lastUsed = worker.now
        let mine = NIOLoopBoundBox<UDPSession?>(nil, eventLoop: worker.loop)
        do {
            socket = try worker.shared.network.listenDatagrams(
                VirtualAddress(worker.shared.configuration.podIP, 0), on: worker.loop
            ) { mine.value?.answered($0) }
        } catch {
            cluster.counters.add(.cxConnectFail)
            return nil
        }
        endReceiving = { mine.value = nil }
        stream.start = worker.now
        stream.startWall = worker.wall
        stream.upstreamCluster = cluster.compiled.name
        stream.upstreamHost = host.text
        stream.upstreamLocal = socket.map {
            SocketText(ip: worker.shared.configuration.podIP(like: host.address.ip).description, port: $0.address.port)
        }
        stream.connection = ConnectionInfo(
            id: worker.random.next(),
            local: SocketText(ip: datagram.destination.ip.description, port: datagram.destination.port),
            remote: SocketText(ip: client.ip.description, port: client.port))
        cluster.compiled.shared.hasTraffic.store(true, ordering: .relaxed)
        proxy.counters.add(.sessionsTotal)
        proxy.counters.add(.sessionsActive)
        cluster.compiled.limits.use.connections.add(1, ordering: .relaxed)
        host.activeConnections.add(1, ordering: .relaxed)
        host.totalConnections.add(1, ordering: .relaxed)
        host.activeRequests.add(1, ordering: .relaxed)
        if proxy.rules.idleTimeout > 0 {
            worker.timers.set(timer, after: proxy.rules.idleTimeout, now: lastUsed)
        }
        mine.value = self
    }

    /// Breaks the tie between the socket and the session.
    private var endReceiving: () -> Void = {}

    /// Whether the endpoint still belongs to the cluster, and is not known to be unwell.
    func stands(in current: ClusterRuntime) -> Bool {
        guard current === cluster, host.isHealthy else { return false }
        if current.hosts === knownSet { return true }
        guard current.hosts.hosts.contains(where: { $0 === host }) else { return false }
        knownSet = current.hosts
        return true
    }

    func forward(_ datagram: Datagram) {
        reply = datagram.reply
        lastUsed = proxy.worker.now
        stream.bytesReceived += datagram.payload.readableBytes
        do throws(ConnectError) {
            guard let socket else { return }
            try socket.send(datagram.payload, to: host.address)
            cluster.counters.add(.udpSent)
            cluster.counters.add(.txBytes, datagram.payload.readableBytes)
        } catch {
            cluster.counters.add(.udpSendErrors)
        }
    }

    private func answered(_ datagram: Datagram) {
        // A socket that is connected hears its peer only.
        guard !isOver, datagram.source == host.address else { return }
        let count = datagram.payload.readableBytes
        lastUsed = proxy.worker.clock()
        cluster.counters.add(.udpReceived)
        cluster.counters.add(.rxBytes, count)
        proxy.counters.add(.txDatagrams)
        proxy.counters.add(.txBytes, count)
        stream.bytesSent += count
        reply(datagram.payload)
    }

    private func timerFired() {
        let worker = proxy.worker
        let now = worker.clock()
        let due = lastUsed + proxy.rules.idleTimeout
        if now < due {
            worker.timers.set(timer, after: due - now, now: now)
        } else {
            proxy.counters.add(.idleTimeout)
            end()
        }
    }

    func end() {
        if isOver { return }
        isOver = true
        let worker = proxy.worker
        worker.timers.cancel(timer)
        endReceiving()
        socket?.close()
        socket = nil
        proxy.counters.add(.sessionsActive, -1)
        cluster.compiled.limits.use.connections.subtract(1, ordering: .relaxed)
        host.activeConnections.subtract(1, ordering: .relaxed)
        host.activeRequests.subtract(1, ordering: .relaxed)
        proxy.ended(self)
        stream.end = worker.clock()
        if !proxy.rules.accessLogs.isEmpty {
            worker.log(
                proxy.rules.accessLogs,
                FormatContext(
                    info: stream, request: nil, response: nil, trailers: nil, environment: worker.shared.environment))
        }
    }
}
