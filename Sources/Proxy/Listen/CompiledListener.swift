import ClusterNetwork
import XDS

/// A compiled `Listener`.
final class CompiledListener: Sendable {
    let source: XDS.Listener
    let name: String
    let id: Int
    let port: Int
    /// Which of the pod's addresses it answers at: `::` alone means IPv6 alone.
    let family: AddressFamily
    let chains: [CompiledChain]
    let fallback: CompiledChain?
    let accessLogs: [CompiledAccessLog]
    let bufferLimit: Int
    let inspectsTLS: Bool
    let proxyProtocol: ProxyProtocol?
    /// Nanoseconds a client may take to say enough for a chain to be chosen.
    let inspectionTimeout: UInt64
    let statName: String
    let udp: UDPRules?

    init(_ listener: XDS.Listener, shared: EngineShared, tls: TLSCompiler, reusing old: CompiledListener?) throws {
        source = listener
        name = listener.name
        id = shared.listenerNames.id(listener.name)
        guard case .socketAddress(let address)? = listener.address, case .value(let port)? = address.port else {
            throw ConfigurationError("error adding listener '\(listener.name)': address is necessary")
        }
        self.port = Int(port)
        let isV6 = IPAddress(address.address)?.isV4 == false
        // A pod of one family has one address, and what listens in it answers there.
        family = shared.configuration.podIPs.count < 2 || isV6 && address.ipv4Compat ? .any : isV6 ? .v6Only : .v4Only
        statName = "\(address.address)_\(port)"
        accessLogs = try CompiledAccessLog.compile(listener.accessLog)
        bufferLimit = listener.perConnectionBufferLimitBytes.map(Int.init) ?? Limits.connectionBufferBytes
        inspectsTLS = listener.listenerFilters.contains { $0.typedConfig?.as(TlsInspector.self) != nil }
        proxyProtocol = listener.listenerFilters.lazy.compactMap { $0.typedConfig?.as(ProxyProtocol.self) }.first
        inspectionTimeout = listener.listenerFiltersTimeout?.nanoseconds ?? 15_000_000_000
        udp = address.transport == .udp ? try UDPRules(listener, shared) : nil
        guard udp != nil || !listener.filterChains.isEmpty || listener.defaultFilterChain != nil else {
            throw ConfigurationError(
                "error adding listener '\(address.address):\(port)': no filter chains specified")
        }
        func compile(_ chain: FilterChain) throws -> CompiledChain {
            // A chain that is made of the same keeps its identity, and with it its connections.
            if let same = old?.all.first(where: { $0.isMade(of: chain, tls) }) { return same }
            return try CompiledChain(chain, shared: shared, tls: tls, port: Int(port))
        }
        chains = try listener.filterChains.map(compile)
        fallback = try listener.defaultFilterChain.map(compile)
    }

    var all: [CompiledChain] { chains + (fallback.map { [$0] } ?? []) }

    /// Whether anything has to be read before it is known what to do with a connection.
    var inspects: Bool {
        proxyProtocol != nil || inspectsTLS
            || chains.contains { $0.tls != nil || $0.match.needsHello } || fallback?.tls != nil
    }

    func contains(_ chain: CompiledChain) -> Bool { fallback === chain || chains.contains { $0 === chain } }

    /// The chain for a connection; narrowed criterion by criterion, most specific first, in Envoy's order.
    func chain(for facts: ChainFacts) -> CompiledChain? {
        if chains.isEmpty { return fallback }
        var candidates = chains
        for criterion in ChainMatch.criteria {
            var best = 0
            var kept: [CompiledChain] = []
            for candidate in candidates {
                guard let rank = criterion(candidate.match, facts) else { continue }
                if rank > best || kept.isEmpty { kept = [candidate] } else if rank == best { kept.append(candidate) }
                best = max(best, rank)
            }
            if kept.isEmpty { return fallback }
            candidates = kept
        }
        return candidates.first ?? fallback
    }
}

/// What is known of a connection when its chain is chosen.
struct ChainFacts {
    var port: Int
    var localIP: IPAddress?
    var serverName: String?
    var isTLS = false
    var applicationProtocols: [String] = []
    var remoteIP: IPAddress?
    var directIP: IPAddress?
    var remotePort = 0
}

/// A compiled `FilterChainMatch`.
struct ChainMatch: Sendable {
    let port: Int?
    let localRanges: [CIDR]
    let serverNames: [String]
    let transport: String
    let applicationProtocols: [String]
    let directRanges: [CIDR]
    let source: FilterChainMatch.SourceType
    let remoteRanges: [CIDR]
    let remotePorts: [Int]

    init(_ match: FilterChainMatch?) {
        port = match?.destinationPort.map(Int.init)
        localRanges = (match?.prefixRanges ?? []).compactMap { CIDR($0) }
        serverNames = (match?.serverNames ?? []).map { $0.lowercased() }
        transport = match?.transportProtocol ?? ""
        applicationProtocols = match?.applicationProtocols ?? []
        directRanges = (match?.directSourcePrefixRanges ?? []).compactMap { CIDR($0) }
        source = match?.sourceType ?? .any
        remoteRanges = (match?.sourcePrefixRanges ?? []).compactMap { CIDR($0) }
        remotePorts = (match?.sourcePorts ?? []).map(Int.init)
    }

    var needsHello: Bool { !serverNames.isEmpty || !transport.isEmpty || !applicationProtocols.isEmpty }

    /// How specifically a chain matches by one criterion; nil when it does not.
    static let criteria: [@Sendable (ChainMatch, ChainFacts) -> Int?] = [
        { match, facts in match.port.map { $0 == facts.port ? 1 : nil } ?? 0 },
        { match, facts in rank(match.localRanges, facts.localIP) },
        { match, facts in match.rank(serverName: facts.serverName) },
        { match, facts in
            if match.transport.isEmpty { return 0 }
            return (match.transport == "tls") == facts.isTLS ? 1 : nil
        },
        { match, facts in
            if match.applicationProtocols.isEmpty { return 0 }
            return match.applicationProtocols.contains { facts.applicationProtocols.contains($0) } ? 1 : nil
        },
        { match, facts in rank(match.directRanges, facts.directIP) },
        { match, facts in
            if match.source == .any { return 0 }
            let isLocal = facts.remoteIP?.addressClass == .loopback || facts.remoteIP == facts.localIP
            return (match.source == .sameIpOrLoopback) == isLocal ? 1 : nil
        },
        { match, facts in rank(match.remoteRanges, facts.remoteIP) },
        { match, facts in match.remotePorts.isEmpty ? 0 : match.remotePorts.contains(facts.remotePort) ? 1 : nil },
    ]

    private static func rank(_ ranges: [CIDR], _ ip: IPAddress?) -> Int? {
        if ranges.isEmpty { return 0 }
        guard let ip else { return nil }
        return ranges.filter { $0.contains(ip) }.map { $0.prefixLength + 1 }.max()
    }

    /// Exact names before wildcards, longer wildcards before shorter ones, anything before none.
    private func rank(serverName: String?) -> Int? {
        if serverNames.isEmpty { return 0 }
        guard let serverName, !serverName.isEmpty else { return nil }
        var best: Int?
        for name in serverNames {
            if name == serverName {
                best = max(best ?? 0, 100_000)
            } else if name.hasPrefix("*."), serverName.hasSuffix(name.dropFirst()) {
                best = max(best ?? 0, name.utf8.count)
            } else if name == "*" {
                best = max(best ?? 0, 1)
            }
        }
        return best
    }
}
