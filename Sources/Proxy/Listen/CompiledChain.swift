import ClusterNetwork
import XDS

/// A compiled `FilterChain`: transport and what happens on it.
final class CompiledChain: Sendable {
    enum Terminal: Sendable {
        case http(ConnectionManager)
        case tcp(TCPRules)
    }

    let source: FilterChain
    let name: String
    let match: ChainMatch
    let tls: DownstreamTLS?
    /// The secrets of the transport are not there: connections are closed.
    let lacksSecret: Bool
    let access: [AccessRules]
    let resolution: ServerNameResolution?
    let terminal: Terminal
    /// What the chain was made of beside its own message.
    private let secrets: [Secret?]

    /// For tcp_proxy after `sni_dynamic_forward_proxy`.
    struct ServerNameResolution: Sendable {
        let cache: DynamicResolution
        let port: Int
    }

    init(_ chain: FilterChain, shared: EngineShared, tls compiler: TLSCompiler, port: Int) throws {
        source = chain
        name = chain.name
        match = ChainMatch(chain.match)
        secrets = CompiledChain.secretNames(chain).map { compiler.secrets[$0] }
        var isLacking = false
        if let config = chain.transportSocket?.typedConfig, config.as(RawBuffer.self) == nil {
            guard let context = config.as(DownstreamTlsContext.self) else {
                throw ConfigurationError(
                    "Didn't find a registered implementation for '\(chain.transportSocket?.name ?? "")' with type URL: '\(config.protoName)'")
            }
            do {
                tls = try compiler.downstream(context)
            } catch is TLSCompiler.MissingSecret {
                tls = nil
                isLacking = true
            }
        } else {
            tls = nil
        }
        lacksSecret = isLacking
        var access: [AccessRules] = []
        var resolution: ServerNameResolution?
        var terminal: Terminal?
        for filter in chain.filters {
            guard let config = filter.typedConfig else { continue }
            if let manager = config.as(HttpConnectionManager.self) {
                terminal = .http(try ConnectionManager(manager, shared: shared, listenerPort: port))
            } else if let proxy = config.as(TcpProxy.self) {
                terminal = .tcp(try TCPRules(proxy, shared))
            } else if let rbac = config.as(NetworkRBAC.self) {
                if let rules = try AccessRules(rules: rbac.rules, matcher: rbac.matcher) { access.append(rules) }
            } else if let names = config.as(SniDynamicForwardProxy.self) {
                let port = if case .value(let port)? = names.port { Int(port) } else { 443 }
                resolution = ServerNameResolution(
                    cache: DynamicResolution(names.dnsCacheConfig ?? DnsCacheConfig()), port: port)
            } else if !config.isKnown {
                throw ConfigurationError(
                    "Didn't find a registered implementation for '\(filter.name)' with type URL: '\(config.protoName)'")
            }
        }
        guard let terminal else {
            throw ConfigurationError(
                "Error: non-terminal filter named \(chain.filters.last?.name ?? "") of type \(chain.filters.last?.name ?? "") is the last filter in a network filter chain.")
        }
        self.access = access
        self.resolution = resolution
        self.terminal = terminal
    }

    private static func secretNames(_ chain: FilterChain) -> [String] {
        guard let common = chain.transportSocket?.typedConfig?.as(DownstreamTlsContext.self)?.common else { return [] }
        var names = common.tlsCertificateSdsSecretConfigs.map(\.name)
        switch common.validation {
        case .sds(let config): names.append(config.name)
        case .combined(let combined): names += [combined.validationContextSdsSecretConfig?.name].compactMap { $0 }
        default: break
        }
        return names
    }

    /// Whether another message and the secrets as they are now would make the same chain.
    func isMade(of chain: FilterChain, _ compiler: TLSCompiler) -> Bool {
        source == chain && secrets == CompiledChain.secretNames(chain).map { compiler.secrets[$0] }
    }
}

/// A compiled `TcpProxy`.
final class TCPRules: Sendable {
    struct Target: Sendable {
        let cluster: ForwardAction.ClusterReference
        let weight: UInt64
    }

    let statPrefix: String
    let targets: [Target]
    let total: UInt64
    let accessLogs: [CompiledAccessLog]
    /// Nanoseconds; 0 is none.
    let idleTimeout: UInt64
    let maximumDuration: UInt64
    let maximumAttempts: Int
    let hashesSource: Bool

    init(_ proxy: TcpProxy, _ shared: EngineShared) throws {
        statPrefix = proxy.statPrefix
        func reference(_ name: String) -> ForwardAction.ClusterReference {
            .init(name: name, id: shared.clusterNames.id(name))
        }
        switch proxy.cluster {
        case .name(let name): targets = [Target(cluster: reference(name), weight: 1)]
        case .weighted(let weighted):
            targets = weighted.clusters.map { Target(cluster: reference($0.name), weight: UInt64($0.weight)) }
        case nil:
            throw ConfigurationError(
                "Proto constraint validation failed (TcpProxyValidationError.ClusterSpecifier: is required)")
        }
        total = targets.reduce(0) { $0 + $1.weight }
        accessLogs = try CompiledAccessLog.compile(proxy.accessLog)
        idleTimeout = proxy.idleTimeout?.nanoseconds ?? 3_600_000_000_000
        maximumDuration = proxy.maxDownstreamConnectionDuration?.nanoseconds ?? 0
        maximumAttempts = Int(proxy.maxConnectAttempts ?? 1)
        hashesSource = proxy.hashPolicy.contains { $0.sourceIp != nil }
    }

    func target(_ random: UInt64) -> Target? {
        guard total > 0 else { return nil }
        var rest = random % total
        for target in targets {
            if rest < target.weight { return target }
            rest -= target.weight
        }
        return targets.last
    }
}
