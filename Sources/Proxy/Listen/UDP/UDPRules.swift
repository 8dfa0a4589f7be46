import XDS

/// A compiled `UdpProxyConfig`.
struct UDPRules: Sendable {
    enum Hashing: Sendable {
        case none, sourceIP
        case key(String)
    }

    let statPrefix: String
    let cluster: ForwardAction.ClusterReference
    /// Nanoseconds.
    let idleTimeout: UInt64
    let hashing: Hashing
    /// One line a session.
    let accessLogs: [CompiledAccessLog]

    init(_ listener: XDS.Listener, _ shared: EngineShared) throws {
        guard let proxy = listener.listenerFilters.lazy.compactMap({ $0.typedConfig?.as(UdpProxy.self) }).first else {
            throw ConfigurationError("error adding listener '\(listener.name)': no listener filter for datagrams")
        }
        guard !proxy.statPrefix.isEmpty else {
            throw ConfigurationError(
                "Proto constraint validation failed (UdpProxyConfigValidationError.StatPrefix: "
                    + "value length must be at least 1 characters)")
        }
        statPrefix = proxy.statPrefix
        idleTimeout = proxy.idleTimeout?.nanoseconds ?? 60_000_000_000
        accessLogs = try CompiledAccessLog.compile(proxy.accessLog)
        hashing =
            switch proxy.hashPolicies.first?.specifier {
            case .sourceIp(true): .sourceIP
            case .key(let key): .key(key)
            case .sourceIp(false), nil: .none
            }
        let name: String
        switch proxy.route {
        case .cluster(let cluster): name = cluster
        case .matcher(let matcher): name = UDPRules.onlyCluster(matcher)
        case nil:
            throw ConfigurationError(
                "Proto constraint validation failed (UdpProxyConfigValidationError.RouteSpecifier: is required)")
        }
        cluster = .init(name: name, id: shared.clusterNames.id(name))
    }

    /// Envoy Gateway's matchers have no condition: all datagrams go to the one cluster named.
    private static func onlyCluster(_ matcher: Matcher) -> String {
        var outcome = matcher.onNoMatch
        while let current = outcome {
            switch current {
            case .action(let action): return action.typedConfig?.as(UdpRoute.self)?.cluster ?? ""
            case .matcher(let inner): outcome = inner.onNoMatch
            }
        }
        return ""
    }
}
