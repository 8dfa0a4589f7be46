import ClusterNetwork
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// One event loop's engine: the compiled configuration as it stands, connections, timers, counts. Only its loop
/// touches it.
final class Worker {
    let loop: any EventLoop
    let shared: EngineShared
    let timers: TimerWheel
    var random: FastRandom
    let index: Int

    /// By `NameTable` index.
    private(set) var clusters: [ClusterRuntime?] = []
    private(set) var routes: [RouteTable?] = []
    private(set) var listeners: [ListenerRuntime?] = []
    private(set) var retiredClusters: [ClusterRuntime] = []
    private(set) var isDraining = false

    private var httpCounters: [String: Counters<HTTPCounter>] = [:]
    private var listenerCounters: [String: Counters<ListenerCounter>] = [:]
    private var tcpCounters: [String: Counters<TCPCounter>] = [:]
    private var udpCounters: [String: Counters<UDPCounter>] = [:]
    private var udpProxies: [Int: UDPProxy] = [:]
    private var connections: [ObjectIdentifier: any DrainableConnection] = [:]
    private var spareExchanges: [Exchange] = []

    /// Monotonic nanoseconds, as of the last `clock()`: read anew with whatever comes from a socket or a timer.
    private(set) var now: UInt64
    private var wallOffset: Int64 = 0
    private var wallChecked: UInt64 = 0
    private var dateSecond: Int64 = -1
    private(set) var date: [UInt8] = []
    private var logLines: [UInt8] = []
    private var logTimer: WheelTimer?
    private var nextPort = 32_768

    init(loop: any EventLoop, shared: EngineShared, index: Int) {
        self.loop = loop
        self.shared = shared
        self.index = index
        timers = TimerWheel(loop: loop)
        random = FastRandom(seed: UInt64.random(in: 0...UInt64.max))
        now = NIODeadline.now().uptimeNanoseconds
        timers.woke = { [unowned self] in now = $0 }
    }

    // MARK: Time

    /// Reads the clock.
    @inline(__always)
    @discardableResult
    func clock() -> UInt64 {
        now = NIODeadline.now().uptimeNanoseconds
        return now
    }

    /// Nanoseconds since 1970 at `now`.
    var wall: Int64 {
        if now &- wallChecked > 500_000_000 || wallChecked == 0 {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            wallOffset = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec) - Int64(now)
            wallChecked = now
        }
        return Int64(now) + wallOffset
    }

    /// The Date header's value, rendered once a second.
    func httpDate() -> [UInt8] {
        let nanoseconds = wall
        let second = nanoseconds / 1_000_000_000
        if second != dateSecond {
            dateSecond = second
            date = CivilTime(nanoseconds).httpDate
        }
        return date
    }

    /// Runs something when what is going on now is over.
    func later(_ body: @escaping () -> Void) {
        loop.assumeIsolated().execute(body)
    }

    // MARK: Configuration

    func cluster(_ id: Int) -> ClusterRuntime? { id < clusters.count ? clusters[id] : nil }

    func route(_ id: Int) -> RouteTable? { id < routes.count ? routes[id] : nil }

    func listener(_ id: Int) -> ListenerRuntime? { id < listeners.count ? listeners[id] : nil }

    /// Takes over a new configuration; requests under way keep what they have.
    func install(_ update: WorkerUpdate) {
        clock()
        grow(&clusters, shared.clusterNames.count)
        grow(&routes, shared.routeNames.count)
        grow(&listeners, shared.listenerNames.count)
        for id in update.removedClusters {
            clusters[id]?.retire()
            clusters[id] = nil
        }
        for (compiled, set) in update.clusters { install(compiled, set) }
        for (id, table) in update.routes { routes[id] = table }
        for (id, listener) in update.listeners {
            listeners[id] = listener.map { ListenerRuntime($0, worker: self) }
            udpProxies.removeValue(forKey: id)?.close()
        }
        if !update.listeners.isEmpty { drainOutdated() }
    }

    private func install(_ compiled: CompiledCluster, _ set: HostSet) {
        if let runtime = clusters[compiled.id] {
            if runtime.compiled === compiled {
                runtime.update(set)
                return
            }
            runtime.retire()
        }
        clusters[compiled.id] = ClusterRuntime(compiled, set, worker: self, succeeding: clusters[compiled.id])
    }

    private func grow<Element>(_ array: inout [Element?], _ count: Int) {
        if array.count < count { array.append(contentsOf: repeatElement(nil, count: count - array.count)) }
    }

    // MARK: Connections

    func register(_ connection: some DrainableConnection) { connections[ObjectIdentifier(connection)] = connection }

    func unregister(_ connection: some DrainableConnection) { connections[ObjectIdentifier(connection)] = nil }

    var connectionCount: Int { connections.count }

    private func drainOutdated() {
        for connection in Array(connections.values) where !connection.isCurrent { connection.drain() }
    }

    /// Asks all connections to end after what they are doing.
    func drain() {
        isDraining = true
        for connection in Array(connections.values) { connection.drain() }
    }

    func shutdown() {
        for connection in Array(connections.values) { connection.close() }
        for proxy in udpProxies.values { proxy.close() }
        udpProxies = [:]
        for cluster in clusters { cluster?.closeAll() }
        timers.shutdown()
        flushLog()
    }

    /// The pod's side of a connection: the socket's own for real ones, a made-up ephemeral port for virtual ones.
    func localAddress(of channel: any Channel, toward host: Host) -> SocketText {
        if let real = VirtualAddress(channel.localAddress) {
            return SocketText(ip: real.ip.description, port: real.port)
        }
        nextPort = nextPort >= 60_999 ? 32_768 : nextPort + 1
        let ip = shared.configuration.podIP(like: host.address.ip)
        return SocketText(ip: ip.description, port: nextPort)
    }

    /// A datagram came to a listener.
    func received(_ datagram: Datagram, listener id: Int) {
        clock()
        guard let compiled = listener(id)?.compiled, let rules = compiled.udp else { return }
        let proxy = udpProxies[id] ?? UDPProxy(worker: self, rules: rules)
        udpProxies[id] = proxy
        proxy.received(datagram)
    }

    // MARK: Observation

    func tcp(_ prefix: String) -> Counters<TCPCounter> {
        if let counters = tcpCounters[prefix] { return counters }
        let counters = Counters<TCPCounter>()
        tcpCounters[prefix] = counters
        return counters
    }

    func udp(_ prefix: String) -> Counters<UDPCounter> {
        if let counters = udpCounters[prefix] { return counters }
        let counters = Counters<UDPCounter>()
        udpCounters[prefix] = counters
        return counters
    }

    var allTCPCounters: [String: Counters<TCPCounter>] { tcpCounters }
    var allUDPCounters: [String: Counters<UDPCounter>] { udpCounters }

    func http(_ prefix: String) -> Counters<HTTPCounter> {
        if let counters = httpCounters[prefix] { return counters }
        let counters = Counters<HTTPCounter>()
        httpCounters[prefix] = counters
        return counters
    }

    func listenerCounters(_ address: String) -> Counters<ListenerCounter> {
        if let counters = listenerCounters[address] { return counters }
        let counters = Counters<ListenerCounter>()
        listenerCounters[address] = counters
        return counters
    }

    var allHTTPCounters: [String: Counters<HTTPCounter>] { httpCounters }
    var allListenerCounters: [String: Counters<ListenerCounter>] { listenerCounters }

    /// Writes a request's lines to the access logs that want it; they go out together a moment later.
    func log(_ logs: [CompiledAccessLog], _ context: FormatContext) {
        for log in logs {
            if let filter = log.filter, !filter.admits(context) { continue }
            log.format.write(context, to: &logLines)
        }
        if logLines.isEmpty { return }
        if logLines.count > Limits.bufferedLogBytes { return flushLog() }
        let timer = logTimer ?? WheelTimer { [unowned self] in flushLog() }
        logTimer = timer
        if !timer.isSet { timers.set(timer, after: Limits.logDelayNanoseconds, now: now) }
    }

    func flushLog() {
        guard !logLines.isEmpty else { return }
        let lines = logLines
        logLines.removeAll(keepingCapacity: true)
        shared.accessLog(lines)
    }

    // MARK: Reuse

    func takeExchange() -> Exchange { spareExchanges.popLast() ?? Exchange(worker: self) }

    func giveBack(_ exchange: Exchange) {
        if spareExchanges.count < Limits.spareExchanges { spareExchanges.append(exchange) }
    }
}

/// A downstream connection as configuration changes see it.
protocol DrainableConnection: AnyObject {
    /// What it was accepted under still stands.
    var isCurrent: Bool { get }
    func drain()
    func close()
}

/// What a configuration change brings to one loop.
struct WorkerUpdate: Sendable {
    var clusters: [(CompiledCluster, HostSet)] = []
    var removedClusters: [Int] = []
    var routes: [(Int, RouteTable?)] = []
    var listeners: [(Int, CompiledListener?)] = []
}
