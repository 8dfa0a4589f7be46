import ClusterNetwork
import JSON
import NIOConcurrencyHelpers
import NIOCore
import XDS

/// What the control loop remembers of the configuration in force.
struct ControlState {
    var applied = AppliedClusters()
    var clusters: [String: ClusterControl] = [:]
    var routes: [String: RouteControl] = [:]
    var listeners: [String: ListenerControl] = [:]
    var listening: [Int: OpenPort] = [:]
    /// UDP ports.
    var datagrams: [Int: (id: Int, socket: DatagramSocket)] = [:]
    /// Addresses by host name, by cluster.
    var resolved: [String: [String: [IPAddress]]] = [:]
    var tasks: [String: Scheduled<Void>] = [:]
    var changes = ConfigurationChanges()
    var isDraining = false
    var isStopped = false
}

struct OpenPort {
    let id: Int
    let listener: NetworkListener
    func isOf(_ compiled: CompiledListener) -> Bool { id == compiled.id && listener.family == compiled.family }
    func close() { listener.close() }
}

struct RouteControl {
    var resource: Resource<RouteConfiguration>
    var table: RouteTable
}

struct ListenerControl {
    var resource: Resource<XDS.Listener>
    var secrets: [Secret?]
    var compiled: CompiledListener
}

/// A cluster and its endpoints as last known.
struct ClusterControl {
    let shared: ClusterShared
    var resource: Resource<Cluster>?
    var secrets: [Secret?] = []
    var compiled: CompiledCluster?
    var assignment: ClusterLoadAssignment?
    var checker: HealthChecker?
    private(set) var set = HostSet.empty
    private(set) var membershipChanges = 0
    private var hosts: [HostKey: Host] = [:]

    init(shared: ClusterShared) { self.shared = shared }

    private struct HostKey: Hashable {
        var address: VirtualAddress
        var hostname: String
        var match: [String: String]
    }

    /// Names that need looking up.
    var hostNames: [String] {
        var names: Set<String> = []
        for locality in assignment?.endpoints ?? [] {
            for endpoint in locality.lbEndpoints {
                if case .endpoint(let endpoint)? = endpoint.identifier,
                    case .socketAddress(let address)? = endpoint.address, IPAddress(address.address) == nil
                {
                    names.insert(address.address)
                }
            }
        }
        return names.sorted()
    }

    /// Makes the host set of the assignment, names replaced by what they stand for. Hosts that stay are the same
    /// objects.
    mutating func rebuild(dns: [String: [IPAddress]]) {
        var kept: [HostKey: Host] = [:]
        var levels: [Int: PriorityLevel] = [:]
        let isLogical = if case .names(logical: true)? = compiled?.discovery { true } else { false }
        for locality in assignment?.endpoints ?? [] {
            var group = LocalityGroup()
            group.region = locality.locality?.region ?? ""
            group.zone = locality.locality?.zone ?? ""
            group.subZone = locality.locality?.subZone ?? ""
            group.weight = locality.loadBalancingWeight
            group.metadata = locality.metadata
            for endpoint in locality.lbEndpoints {
                for host in hosts(of: endpoint, locality, dns, isLogical, &kept) {
                    group.hosts.append(host)
                    if host.isHealthy { group.healthy.append(host) }
                }
            }
            var level = levels[Int(locality.priority)] ?? PriorityLevel()
            level.hosts += group.hosts
            level.healthy += group.healthy
            level.localities.append(group)
            levels[Int(locality.priority)] = level
        }
        if Set(kept.keys) != Set(hosts.keys) { membershipChanges += 1 }
        hosts = kept
        let count = (levels.keys.max() ?? -1) + 1
        set = HostSet(
            priorities: (0..<count).map { levels[$0] ?? PriorityLevel() },
            overprovisioning: Int(assignment?.policy?.overprovisioningFactor ?? 140),
            panicPercent: compiled?.panicPercent ?? 50)
    }

    private func hosts(
        of endpoint: LbEndpoint, _ locality: LocalityLbEndpoints, _ dns: [String: [IPAddress]], _ isLogical: Bool,
        _ kept: inout [HostKey: Host]
    ) -> [Host] {
        guard case .endpoint(let place)? = endpoint.identifier, case .socketAddress(let address)? = place.address,
            case .value(let port)? = address.port
        else { return [] }
        var hostname = place.hostname
        var ips: [IPAddress]
        if let ip = IPAddress(address.address) {
            ips = [ip]
        } else {
            ips = dns[address.address] ?? []
            if isLogical { ips = Array(ips.prefix(1)) }
            if hostname.isEmpty { hostname = address.address }
        }
        let match = ClusterControl.match(endpoint.metadata) ?? ClusterControl.match(locality.metadata) ?? [:]
        return ips.map { ip in
            let key = HostKey(address: VirtualAddress(ip, Int(port)), hostname: hostname, match: match)
            let host = kept[key] ?? hosts[key] ?? newHost(key)
            kept[key] = host
            host.weight = endpoint.loadBalancingWeight ?? 1
            var verdicts = host.verdicts.subtracting([
                .failedByEndpointDiscovery, .degradedByEndpointDiscovery, .drainingByEndpointDiscovery,
            ])
            if compiled?.health == nil { verdicts.remove(.failedActiveCheck) }
            switch endpoint.healthStatus {
            case .unhealthy, .timeout: verdicts.insert(.failedByEndpointDiscovery)
            case .draining: verdicts.formUnion([.failedByEndpointDiscovery, .drainingByEndpointDiscovery])
            case .degraded: verdicts.insert(.degradedByEndpointDiscovery)
            case .unknown, .healthy: break
            }
            host.verdicts = verdicts
            return host
        }
    }

    /// Where hosts are checked, a new one has to pass first.
    private func newHost(_ key: HostKey) -> Host {
        let host = Host(address: key.address, hostname: key.hostname, transportMatch: key.match)
        if compiled?.health != nil { host.verdicts.insert(.failedActiveCheck) }
        return host
    }

    private static func match(_ metadata: Metadata?) -> [String: String]? {
        metadata?.filterMetadata["envoy.transport_socket_match"]?.object?.compactMapValues(\.string)
    }
}

/// Which secrets a resource names.
enum SecretUse {
    static func of(_ cluster: Cluster) -> [String] {
        var names = of(cluster.transportSocket)
        for match in cluster.transportSocketMatches { names += of(match.transportSocket) }
        return names
    }

    static func of(_ listener: XDS.Listener) -> [String] {
        (listener.filterChains + (listener.defaultFilterChain.map { [$0] } ?? [])).flatMap { of($0.transportSocket) }
    }

    private static func of(_ socket: TransportSocket?) -> [String] {
        guard let config = socket?.typedConfig else { return [] }
        if let proxy = config.as(ProxyProtocolUpstreamTransport.self) { return of(proxy.transportSocket) }
        let common =
            config.as(UpstreamTlsContext.self)?.common ?? config.as(DownstreamTlsContext.self)?.common
        guard let common else { return [] }
        var names = common.tlsCertificateSdsSecretConfigs.map(\.name)
        switch common.validation {
        case .sds(let config): names.append(config.name)
        case .combined(let combined): names += [combined.validationContextSdsSecretConfig?.name].compactMap { $0 }
        default: break
        }
        return names
    }
}

/// The engine's workers by loop; a loop that was not known when the engine began gets one when first met.
final class WorkerTable: Sendable {
    private let shared: EngineShared
    private let workers = NIOLockedValueBox<[ObjectIdentifier: LoopWorker]>([:])

    init(shared: EngineShared) { self.shared = shared }

    var all: [LoopWorker] { workers.withLockedValue { Array($0.values) } }

    func add(_ loop: any EventLoop) { _ = worker(for: loop) }

    func worker(for loop: any EventLoop) -> LoopWorker {
        workers.withLockedValue { workers in
            let id = ObjectIdentifier(loop)
            if let worker = workers[id] { return worker }
            let box = NIOLoopBoundBox.makeBoxSendingValue(
                Worker(loop: loop, shared: shared, index: workers.count), eventLoop: loop)
            let worker = LoopWorker(eventLoop: loop, box: box)
            workers[id] = worker
            return worker
        }
    }
}

/// A worker as other threads hold it.
struct LoopWorker: Sendable {
    let eventLoop: any EventLoop
    fileprivate let box: NIOLoopBoundBox<Worker>

    /// Only on its loop.
    var value: Worker { box.value }
}
