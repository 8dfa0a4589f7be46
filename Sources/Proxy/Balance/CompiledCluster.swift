import ClusterNetwork
import JSON
import Synchronization
import XDS

/// A compiled `Cluster`: everything about it but its endpoints.
final class CompiledCluster: Sendable {
    enum Discovery: Sendable {
        case fixed
        case endpointDiscovery(service: String)
        case names(logical: Bool)
        case dynamicForwardProxy(DynamicResolution)
    }

    enum Version: Sendable { case http1, http2, likeDownstream, negotiated }

    let source: Cluster
    let name: String
    let id: Int
    let discovery: Discovery
    let version: Version
    let policy: BalancePolicy
    let weighsLocalities: Bool
    let panicPercent: Double
    /// Nanoseconds.
    let connectTimeout: UInt64
    let idleTimeout: UInt64
    let maximumConnectionDuration: UInt64
    let maximumRequestsPerConnection: Int
    let bufferLimit: Int
    let http1: HTTP1ClientOptions
    let http2: HTTP2Options
    let limits: ResourceLimits
    let highLimits: ResourceLimits
    let transport: UpstreamTransport
    let matchedTransports: [(match: [String: String], transport: UpstreamTransport)]
    let clusterHashing: [HashRule]
    let outliers: OutlierRules?
    let health: HealthRules?
    let shared: ClusterShared

    init(_ cluster: Cluster, id: Int, shared: ClusterShared, tls: TLSCompiler) throws {
        source = cluster
        name = cluster.name
        self.id = id
        self.shared = shared
        discovery = try CompiledCluster.discovery(cluster)
        let options = cluster.typedExtensionProtocolOptions[HttpProtocolOptions.protoName]?.as(HttpProtocolOptions.self)
        (version, http1, http2) = CompiledCluster.version(options, cluster.http2ProtocolOptions)
        let (policy, weighsLocalities, hashing) = try CompiledCluster.policy(cluster)
        self.policy = policy
        self.weighsLocalities = weighsLocalities
        clusterHashing = hashing
        panicPercent = cluster.commonLbConfig?.healthyPanicThreshold?.value ?? 50
        outliers = cluster.outlierDetection.map(OutlierRules.init)
        health = try HealthRules(cluster)
        connectTimeout = cluster.connectTimeout?.nanoseconds ?? 5_000_000_000
        idleTimeout = options?.common?.idleTimeout?.nanoseconds ?? 3_600_000_000_000
        maximumConnectionDuration = options?.common?.maxConnectionDuration?.nanoseconds ?? 0
        maximumRequestsPerConnection = Int(
            options?.common?.maxRequestsPerConnection ?? cluster.maxRequestsPerConnection ?? 0)
        bufferLimit = cluster.perConnectionBufferLimitBytes.map(Int.init) ?? Limits.connectionBufferBytes
        let thresholds = cluster.circuitBreakers?.thresholds ?? []
        limits = shared.limits(thresholds.first { $0.priority == .default }, isHigh: false)
        highLimits = shared.limits(thresholds.first { $0.priority == .high }, isHigh: true)
        transport = try tls.upstream(cluster.transportSocket, options: options?.upstream)
        matchedTransports = try cluster.transportSocketMatches.map { entry in
            let match = (entry.match.object ?? [:]).compactMapValues(\.string)
            return (match, try tls.upstream(entry.transportSocket, options: options?.upstream))
        }
    }

    private static func discovery(_ cluster: Cluster) throws -> Discovery {
        switch cluster.discovery {
        case .type(.static), nil: return .fixed
        case .type(.eds):
            let service = cluster.edsClusterConfig?.serviceName ?? ""
            return .endpointDiscovery(service: service.isEmpty ? cluster.name : service)
        case .type(.strictDns): return .names(logical: false)
        case .type(.logicalDns): return .names(logical: true)
        case .type(.originalDst): throw ConfigurationError("cluster type ORIGINAL_DST is not emulated")
        case .custom(let custom):
            if let dynamic = custom.typedConfig?.as(DynamicForwardProxyCluster.self) {
                return .dynamicForwardProxy(DynamicResolution(dynamic))
            }
            if let names = custom.typedConfig?.as(DnsCluster.self) {
                return .names(logical: names.allAddressesInSingleEndpoint)
            }
            throw ConfigurationError(
                "Didn't find a registered cluster factory implementation for name: '\(custom.name)'")
        }
    }

    private static func version(
        _ options: HttpProtocolOptions?, _ legacy: Http2ProtocolOptions?
    ) -> (Version, HTTP1ClientOptions, HTTP2Options) {
        switch options?.versions {
        case .explicit(let explicit):
            switch explicit.version {
            case .http2(let http2): return (.http2, HTTP1ClientOptions(), HTTP2Options(http2))
            case .http1(let http1): return (.http1, HTTP1ClientOptions(http1), HTTP2Options())
            case .http3, nil: return (.http1, HTTP1ClientOptions(), HTTP2Options())
            }
        case .likeDownstream(let like):
            return (.likeDownstream, HTTP1ClientOptions(like.http1 ?? Http1ProtocolOptions()), HTTP2Options(like.http2))
        case .auto(let auto):
            return (.negotiated, HTTP1ClientOptions(auto.http1 ?? Http1ProtocolOptions()), HTTP2Options(auto.http2))
        case nil:
            if let legacy { return (.http2, HTTP1ClientOptions(), HTTP2Options(legacy)) }
            return (.http1, HTTP1ClientOptions(), HTTP2Options())
        }
    }

    private static func policy(_ cluster: Cluster) throws -> (BalancePolicy, Bool, [HashRule]) {
        guard let policies = cluster.loadBalancingPolicy?.policies else {
            let weighs = cluster.commonLbConfig?.localityWeightedLbConfig != nil
            switch cluster.lbPolicy {
            case .roundRobin, .clusterProvided, .loadBalancingPolicyConfig: return (.roundRobin, weighs, [])
            case .leastRequest: return (.leastRequest(choices: 2), weighs, [])
            case .random: return (.random, weighs, [])
            case .ringHash: return (.ringHash(minimum: 1024, maximum: 8_388_608, usesHostname: false), weighs, [])
            case .maglev: return (.maglev(size: 65_537, usesHostname: false), weighs, [])
            }
        }
        for policy in policies {
            if let found = try self.policy(policy.typedExtensionConfig?.typedConfig) { return found }
        }
        throw ConfigurationError("cluster: didn't find a registered load balancer factory for cluster: '\(cluster.name)'")
    }

    private static func policy(_ config: AnyConfig?) throws -> (BalancePolicy, Bool, [HashRule])? {
        guard let config else { return nil }
        func weighs(_ config: LocalityLbConfig?) -> Bool {
            if case .localityWeightedLbConfig? = config?.kind { true } else { false }
        }
        if let least = config.as(LeastRequest.self) {
            return (.leastRequest(choices: Int(least.choiceCount ?? 2)), weighs(least.localityLbConfig), [])
        }
        if let round = config.as(RoundRobin.self) { return (.roundRobin, weighs(round.localityLbConfig), []) }
        if let random = config.as(RandomPolicy.self) { return (.random, weighs(random.localityLbConfig), []) }
        if let maglev = config.as(Maglev.self) {
            let hashing = maglev.consistentHashingLbConfig
            return (
                .maglev(size: Int(maglev.tableSize ?? 65_537), usesHostname: hashing?.useHostnameForHashing ?? false),
                maglev.localityWeightedLbConfig != nil, try hashing?.hashPolicy.map(HashRule.init) ?? []
            )
        }
        if let ring = config.as(RingHash.self) {
            let hashing = ring.consistentHashingLbConfig
            return (
                .ringHash(
                    minimum: Int(ring.minimumRingSize ?? 1024), maximum: Int(ring.maximumRingSize ?? 8_388_608),
                    usesHostname: hashing?.useHostnameForHashing ?? false),
                ring.localityWeightedLbConfig != nil, try hashing?.hashPolicy.map(HashRule.init) ?? []
            )
        }
        if let locality = config.as(WrrLocality.self) {
            for inner in locality.endpointPickingPolicy?.policies ?? [] {
                if let (policy, _, hashing) = try self.policy(inner.typedExtensionConfig?.typedConfig) {
                    return (policy, true, hashing)
                }
            }
        }
        if let weighted = config.as(ClientSideWeightedRoundRobin.self) {
            return (.roundRobin, weighs(weighted.localityLbConfig), [])
        }
        if let override = config.as(OverrideHost.self) {
            for inner in override.fallbackPolicy?.policies ?? [] {
                if let found = try self.policy(inner.typedExtensionConfig?.typedConfig) { return found }
            }
        }
        if config.as(ClusterProvided.self) != nil { return (.roundRobin, false, []) }
        return nil
    }
}

extension CompiledCluster {
    /// The name under which its endpoints are found, when they are not its own.
    var endpointService: String? {
        if case .endpointDiscovery(let service) = discovery { service } else { nil }
    }

    /// How long an answer about its names holds at most, in milliseconds.
    func nameLife(timeToLive seconds: Int? = nil) -> Int64 {
        let typed = typedNames
        let rate = typed.map(\.dnsRefreshRate) ?? source.dnsRefreshRate
        let life = rate.map { Int64($0.nanoseconds / 1_000_000) } ?? 5_000
        guard let seconds, typed?.respectDnsTtl ?? source.respectDnsTtl else { return life }
        return min(life, Int64(max(1, seconds)) * 1000)
    }

    private var typedNames: DnsCluster? {
        if case .custom(let custom)? = source.discovery { custom.typedConfig?.as(DnsCluster.self) } else { nil }
    }

    /// Which addresses of its names the cluster takes.
    var addressFamily: AddressFamily {
        switch source.dnsLookupFamily {
        case .v4Only: .v4Only
        case .v6Only: .v6Only
        case .auto, .v4Preferred, .all: .any
        }
    }

    func preferred(_ ips: [IPAddress]) -> [IPAddress] {
        let isV4 = source.dnsLookupFamily == .v4Preferred
        let wanted = ips.filter { $0.isV4 == isV4 }
        return source.dnsLookupFamily == .all || wanted.isEmpty ? ips : wanted
    }
}

/// How a dynamic forward proxy cluster finds addresses.
struct DynamicResolution: Sendable {
    let family: Cluster.DnsLookupFamily
    /// Nanoseconds an address is kept at most.
    let refresh: UInt64
    let maximumHosts: Int

    init(_ cluster: DynamicForwardProxyCluster) {
        if case .dnsCacheConfig(let cache)? = cluster.implementation {
            self.init(cache)
        } else {
            self.init(DnsCacheConfig())
        }
    }

    init(_ cache: DnsCacheConfig) {
        family = cache.dnsLookupFamily
        refresh = cache.dnsRefreshRate?.nanoseconds ?? 60_000_000_000
        maximumHosts = min(Int(cache.maxHosts ?? UInt32(Limits.dynamicHosts)), Limits.dynamicHosts)
    }
}

struct HTTP1ClientOptions: Sendable, Equatable {
    var sendsTrailers = false
    var preservesCase = false

    init() {}

    init(_ options: Http1ProtocolOptions) {
        sendsTrailers = options.enableTrailers
        if case .statefulFormatter? = options.headerKeyFormat?.format { preservesCase = true }
    }
}

/// What outlives a change of the cluster's configuration: counts of what is in use, by all loops.
final class ClusterShared: Sendable {
    private let normal = ResourceUse()
    private let high = ResourceUse()
    /// A connection was made for somebody's request.
    let hasTraffic = Atomic<Bool>(false)
    let isAddedByAPI: Bool

    init(isAddedByAPI: Bool = true) { self.isAddedByAPI = isAddedByAPI }

    func limits(_ thresholds: CircuitBreakers.Thresholds?, isHigh: Bool) -> ResourceLimits {
        ResourceLimits(
            use: isHigh ? high : normal, connections: Int(thresholds?.maxConnections ?? 1024),
            pending: Int(thresholds?.maxPendingRequests ?? 1024), requests: Int(thresholds?.maxRequests ?? 1024),
            retries: Int(thresholds?.maxRetries ?? 3))
    }
}

final class ResourceUse: Sendable {
    let connections = Atomic<Int>(0)
    let pending = Atomic<Int>(0)
    let requests = Atomic<Int>(0)
    let retries = Atomic<Int>(0)
}

/// A cluster's circuit breakers.
struct ResourceLimits: Sendable {
    let use: ResourceUse
    let connections: Int
    let pending: Int
    let requests: Int
    let retries: Int

    var mayConnect: Bool { use.connections.load(ordering: .relaxed) < connections }
    var mayWait: Bool { use.pending.load(ordering: .relaxed) < pending }
    var mayRequest: Bool { use.requests.load(ordering: .relaxed) < requests }
    var mayRetry: Bool { use.retries.load(ordering: .relaxed) < retries }
}
