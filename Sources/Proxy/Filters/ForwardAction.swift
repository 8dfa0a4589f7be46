import RE2
import XDS

/// A compiled `RouteAction`: where a request goes and how it is changed on the way.
final class ForwardAction: Sendable {
    enum Target: Sendable {
        case cluster(ClusterReference)
        case header(HeaderName)
        case weighted([WeightedTarget], total: UInt64)
    }

    struct ClusterReference: Sendable {
        let name: String
        let id: Int
    }

    final class WeightedTarget: Sendable {
        let cluster: ClusterReference
        let weight: UInt64
        let request: HeaderMutations
        let response: HeaderMutations
        let filters: [String: AnyConfig]
        let hostRewrite: OwnedBytes?

        init(_ target: WeightedCluster.ClusterWeight, _ names: NameTable) throws {
            cluster = ClusterReference(name: target.name, id: names.id(target.name))
            weight = UInt64(target.weight ?? 0)
            request = try HeaderMutations(add: target.requestHeadersToAdd, remove: target.requestHeadersToRemove)
            response = try HeaderMutations(add: target.responseHeadersToAdd, remove: target.responseHeadersToRemove)
            filters = target.typedPerFilterConfig
            hostRewrite = target.hostRewriteLiteral.isEmpty ? nil : OwnedBytes(target.hostRewriteLiteral)
        }
    }

    enum HostRewrite: Sendable {
        case literal(OwnedBytes)
        case header(HeaderName)
        case pathRegex(RE2, [UInt8])
        case formatted(Format)
        /// The chosen endpoint's host name.
        case endpoint
    }

    let target: Target
    let missingClusterStatus: Int
    let path: PathRewrite?
    let host: HostRewrite?
    let appendsForwardedHost: Bool
    /// Nanoseconds; 0 is none.
    let timeout: UInt64
    let idleTimeout: UInt64?
    let maximumDuration: UInt64?
    let grpcTimeoutMaximum: UInt64?
    let retry: RetryRules?
    let mirrors: [MirrorRule]
    let hashing: [HashRule]
    /// Upgrade type (lower case) → allowed.
    let upgrades: [String: Bool]
    let isHighPriority: Bool
    /// The most of a request that is kept for a retry.
    let retainedBytes: Int?

    init(_ action: RouteAction, route: Route, host: VirtualHost, level: RouteLevel, names: NameTable) throws {
        switch action.cluster {
        case .name(let name): target = .cluster(ClusterReference(name: name, id: names.id(name)))
        case .header(let name): target = .header(HeaderName(name))
        case .weighted(let weighted):
            let targets = try weighted.clusters.map { try WeightedTarget($0, names) }
            let total = targets.reduce(0) { $0 + $1.weight }
            guard total > 0 else { throw ConfigurationError("Sum of weights in the weighted_cluster must be greater than 0.") }
            target = .weighted(targets, total: total)
        case nil:
            throw ConfigurationError(
                "Proto constraint validation failed (RouteActionValidationError.ClusterSpecifier: is required)")
        }
        missingClusterStatus =
            switch action.clusterNotFoundResponseCode {
            case .serviceUnavailable: 503
            case .notFound: 404
            case .internalServerError: 500
            }
        path = try PathRewrite(action)
        self.host = try ForwardAction.hostRewrite(action)
        appendsForwardedHost = action.appendXForwardedHost
        timeout = action.timeout.map(\.nanoseconds) ?? Limits.routeTimeoutNanoseconds
        idleTimeout = action.idleTimeout.map(\.nanoseconds)
        maximumDuration = action.maxStreamDuration?.maxStreamDuration.map(\.nanoseconds)
        grpcTimeoutMaximum = (action.maxStreamDuration?.grpcTimeoutHeaderMax ?? action.maxGrpcTimeout).map(\.nanoseconds)
        retry = try (action.retryPolicy ?? host.retryPolicy).map { try RetryRules($0) }
        let mirrorPolicies =
            action.requestMirrorPolicies.isEmpty
            ? host.requestMirrorPolicies.isEmpty ? level.mirrors : host.requestMirrorPolicies
            : action.requestMirrorPolicies
        mirrors = mirrorPolicies.map { MirrorRule($0, names) }
        hashing = try action.hashPolicy.map(HashRule.init)
        upgrades = Dictionary(
            action.upgradeConfigs.map { ($0.upgradeType.lowercased(), $0.enabled ?? true) }, uniquingKeysWith: { $1 })
        isHighPriority = action.priority == .high
        retainedBytes = (route.perRequestBufferLimitBytes ?? host.perRequestBufferLimitBytes).map(Int.init)
    }

    private static func hostRewrite(_ action: RouteAction) throws -> HostRewrite? {
        switch action.host {
        case .literal(let text): return text.isEmpty ? nil : .literal(OwnedBytes(text))
        case .header(let name): return name.isEmpty ? nil : .header(HeaderName(name))
        case .auto(let isOn): return isOn ? .endpoint : nil
        case .pathRegex(let rewrite):
            return .pathRegex(try compileRegex(rewrite.pattern ?? RegexMatcher()), Array(rewrite.substitution.utf8))
        case .formatted(let format): return .formatted(try Format(format))
        case nil: return nil
        }
    }

    /// The weighted target that a request's random number falls to.
    func weighted(_ targets: [WeightedTarget], _ total: UInt64, _ random: UInt64) -> WeightedTarget {
        var rest = random % total
        for target in targets {
            if rest < target.weight { return target }
            rest -= target.weight
        }
        return targets[targets.count - 1]
    }
}

/// A copy of a request goes to another cluster; what it answers is thrown away.
struct MirrorRule: Sendable {
    let cluster: ForwardAction.ClusterReference?
    let clusterHeader: HeaderName?
    let fraction: FractionalPercent?
    let keepsHost: Bool

    init(_ policy: RequestMirrorPolicy, _ names: NameTable) {
        cluster = policy.cluster.isEmpty ? nil : .init(name: policy.cluster, id: names.id(policy.cluster))
        clusterHeader = policy.clusterHeader.isEmpty ? nil : HeaderName(policy.clusterHeader)
        fraction = policy.runtimeFraction?.defaultValue
        keepsHost = policy.disableShadowHostSuffixAppend
    }

    func includes(_ random: UInt64) -> Bool { fraction?.includes(random) ?? true }
}

extension Duration {
    /// Never negative.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        if seconds < 0 || attoseconds < 0 { return 0 }
        let whole = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return whole.overflow ? .max : whole.partialValue &+ UInt64(attoseconds / 1_000_000_000)
    }
}
