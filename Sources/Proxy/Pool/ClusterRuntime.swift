import Synchronization
import ClusterNetwork
import XDS

/// One loop's side of a cluster: choice among hosts, connections, counts.
final class ClusterRuntime {
    unowned let worker: Worker
    private(set) var compiled: CompiledCluster
    let counters: Counters<ClusterCounter>
    /// Responses by status.
    private(set) var statuses: [Int: Int] = [:]
    private var balancer: LoadBalancer
    private var pools: [Int: [ConnectionPool.Variant: ConnectionPool]] = [:]
    let names: DynamicNames?

    /// - Parameter old: the same cluster in another configuration, whose counts go on.
    init(_ compiled: CompiledCluster, _ set: HostSet, worker: Worker, succeeding old: ClusterRuntime? = nil) {
        self.compiled = compiled
        self.worker = worker
        counters = old?.counters ?? Counters()
        statuses = old?.statuses ?? [:]
        balancer = LoadBalancer(
            policy: compiled.policy, weighsLocalities: compiled.weighsLocalities, set: set, start: worker.random.next())
        if case .dynamicForwardProxy(let resolution) = compiled.discovery {
            names = DynamicNames(resolution, worker: worker)
        } else {
            names = nil
        }
    }

    /// Takes over changed endpoints of the same configuration.
    func update(_ set: HostSet) {
        balancer.update(set)
        let kept = Set(set.hosts.map(\.identity))
        if case .dynamicForwardProxy = compiled.discovery { return }
        for (identity, variants) in pools where !kept.contains(identity) {
            for pool in variants.values { pool.drain() }
            pools[identity] = nil
        }
    }

    var hosts: HostSet { balancer.set }

    func retire() {
        for pool in pools.values.flatMap(\.values) { pool.drain() }
        pools = [:]
    }

    func closeAll() {
        for pool in pools.values.flatMap(\.values) { pool.closeAll() }
        pools = [:]
    }

    func choose(_ request: BalanceRequest) -> Host? { balancer.choose(request) }

    func transport(of host: Host) -> UpstreamTransport {
        if !compiled.matchedTransports.isEmpty, !host.transportMatch.isEmpty {
            for (match, transport) in compiled.matchedTransports
            where match.allSatisfy({ host.transportMatch[$0.key] == $0.value }) {
                return transport
            }
        }
        return compiled.transport
    }

    /// The pool for a request to a host.
    func pool(for host: Host, request: HeaderMap?, downstream: HTTPVersion?, isHighPriority: Bool) -> ConnectionPool {
        var variant = ConnectionPool.Variant(version: compiled.version)
        if compiled.version == .likeDownstream { variant.version = downstream == .http2 ? .http2 : .http1 }
        if case .tls(let tls) = transport(of: host) {
            variant.serverName = tls.serverName(for: request, host: host)
            variant.expectedName = tls.expectedName(for: request, serverName: variant.serverName)
        } else if variant.version == .negotiated {
            variant.version = .http1
        }
        if let pool = pools[host.identity]?[variant] { return pool }
        let pool = ConnectionPool(
            cluster: self, host: host, variant: variant, limits: isHighPriority ? compiled.highLimits : compiled.limits)
        pools[host.identity, default: [:]][variant] = pool
        return pool
    }

    /// A response came: counts, and outlier detection's view of the host.
    func responded(_ host: Host, status: Int) {
        counters.add(.rqCompleted)
        counters.add(.response(status))
        statuses[status, default: 0] += 1
        if status >= 500 {
            host.errors.add(1, ordering: .relaxed)
        } else {
            host.successes.add(1, ordering: .relaxed)
        }
        compiled.outliers?.responded(host, status: status) { worker.shared.ejected(host, cluster: compiled.name) }
    }

    /// Connecting or a time-out failed.
    func localFailure(_ host: Host) {
        compiled.outliers?.failedLocally(host) { worker.shared.ejected(host, cluster: compiled.name) }
    }
}
