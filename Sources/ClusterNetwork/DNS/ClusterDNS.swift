import NIOConcurrencyHelpers
package import NIOCore
import NIOPosix

/// The names that pods see: the cluster's, the simulated internet's, and those of the user's own machine; online, the
/// real internet's beside them.
package final class ClusterDNS: Sendable {
    package let isOnline: Bool
    private let state: NIOLockedValueBox<State>
    private let externalNameLimit: Int

    /// As CoreDNS' cache would hand out for names outside, in seconds.
    private static let externalTTLSeconds = 30
    /// `ndots` of a pod's resolv.conf: names with fewer dots are tried under the search domains first.
    private static let ndots = 5
    private static let aliasDepth = 8

    private struct State {
        var cluster = ClusterZone()
        var external: [String: [IPAddress]] = [:]
        var externalAddresses: [IPAddress: String] = [:]
    }

    init(isOnline: Bool, externalNameLimit: Int) {
        self.isOnline = isOnline
        self.externalNameLimit = externalNameLimit
        state = NIOLockedValueBox(State())
    }

    package func setService(_ service: ServiceRecord) {
        state.withLockedValue { $0.cluster.set(service) }
    }

    package func removeService(_ name: ServiceName) {
        state.withLockedValue { $0.cluster.remove(name) }
    }

    /// A name outside the cluster with addresses of the caller's choice; `*.example.com` is every name below. None
    /// removes it.
    package func setExternal(_ name: String, addresses: [IPAddress]) {
        state.withLockedValue { $0.external[Self.normal(name)] = addresses.isEmpty ? nil : addresses }
    }

    /// Gives a name of the simulated internet its address: the same for the same name in every run, but for the rare
    /// two names that fall on one. Nil when there are too many names.
    package func addSimulated(_ name: String) -> IPAddress? {
        let name = Self.normal(name)
        return state.withLockedValue { state in
            if let present = state.external[name]?.first { return present }
            guard state.externalAddresses.count < externalNameLimit else { return nil }
            // FNV-1a.
            let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
            for step in 0..<UInt32(externalNameLimit) {
                // The block holds 2^17 addresses; its first and last are left alone.
                let offset = 1 + (hash &+ step) % 131_070
                guard let ip = CIDR.simulatedInternet.address(at: offset), state.externalAddresses[ip] == nil else {
                    continue
                }
                state.externalAddresses[ip] = name
                state.external[name] = [ip]
                return ip
            }
            return nil
        }
    }

    package func removeExternal(_ name: String) {
        state.withLockedValue { state in
            for ip in state.external.removeValue(forKey: Self.normal(name)) ?? [] { state.externalAddresses[ip] = nil }
        }
    }

    /// The search list of a pod's resolv.conf.
    package static func searchPath(namespace: String) -> [String] {
        ["\(namespace).svc.\(ClusterZone.domain)", "svc.\(ClusterZone.domain)", ClusterZone.domain]
    }

    static func normal(_ name: String) -> String {
        (name.hasSuffix(".") ? String(name.dropLast()) : name).lowercased()
    }
}

// Resolving, as a stub resolver in a pod does.
extension ClusterDNS {
    /// What is known without asking anyone outside; nil when only the real internet could say.
    package func resolveHere(
        _ name: String, search: [String] = [], family: AddressFamily = .any
    ) -> DNSAnswer? {
        if case .address(let ip) = HostSpelling(name) {
            return family.admits(ip) ? .addresses([ip], ttlSeconds: Self.externalTTLSeconds) : .noData
        }
        var worst = DNSAnswer.noSuchName
        for candidate in candidates(name, search: search) {
            switch addresses(of: candidate, family: family) {
            case .addresses(let ips, let ttl): return .addresses(ips, ttlSeconds: ttl)
            case .noSuchName: continue
            case .noData: worst = .noData
            case .serverFailure: return .serverFailure
            case nil: return nil
            }
        }
        return worst
    }

    /// Resolves a name, on the real internet too when the sandbox is online.
    package func resolve(
        _ name: String, search: [String] = [], family: AddressFamily = .any, on eventLoop: any EventLoop
    ) -> EventLoopFuture<DNSAnswer> {
        if let answer = resolveHere(name, search: search, family: family) {
            return eventLoop.makeSucceededFuture(answer)
        }
        let absolute = Self.normal(name)
        return NIOThreadPool.singleton.runIfActive(eventLoop: eventLoop) {
            SystemResolver.resolve(absolute, family: family)
        }
    }

    private func candidates(_ name: String, search: [String]) -> [String] {
        let absolute = Self.normal(name)
        if name.hasSuffix(".") || search.isEmpty { return [absolute] }
        let searched = search.map { "\(absolute).\($0)" }
        let dots = absolute.utf8.count { $0 == UInt8(ascii: ".") }
        return dots >= Self.ndots ? [absolute] + searched : searched + [absolute]
    }

    private func addresses(of name: String, family: AddressFamily) -> DNSAnswer? {
        var name = name
        for _ in 0..<Self.aliasDepth {
            switch lookup(name) {
            case .records(let records, let ttl):
                if case .alias(let target)? = records.first {
                    name = Self.normal(target)
                    continue
                }
                let ips = records.compactMap { record in
                    if case .address(let ip) = record, family.admits(ip) { ip } else { nil }
                }
                return ips.isEmpty ? .noData : .addresses(ips, ttlSeconds: ttl)
            case .empty: return .noData
            case .noSuchName: return .noSuchName
            case .unknown: return isOnline ? nil : .noSuchName
            }
        }
        return .serverFailure
    }

    enum Lookup: Sendable, Hashable {
        case records([DNSRecord], ttlSeconds: Int)
        case empty
        case noSuchName
        /// A name outside that the sandbox has not been told of.
        case unknown
    }

    /// The records of one absolute name, in lower case and without its trailing dot.
    func lookup(_ name: String) -> Lookup {
        if name == "localhost" || name.hasSuffix(".localhost") {
            return .records([.address(.loopback), .address(.v6(0, 1))], ttlSeconds: Self.externalTTLSeconds)
        }
        return state.withLockedValue { state in
            switch state.cluster.lookup(name) {
            case .records(let records): return .records(records, ttlSeconds: ClusterZone.ttlSeconds)
            case .empty: return .empty
            case .noSuchName: return .noSuchName
            case .elsewhere: break
            }
            var pattern = name
            var isExact = true
            while true {
                if let ips = state.external[pattern] {
                    return .records(ips.map(DNSRecord.address), ttlSeconds: Self.externalTTLSeconds)
                }
                let parent = isExact ? Substring(pattern) : pattern.dropFirst(2)
                guard let dot = parent.firstIndex(of: ".") else { return .unknown }
                pattern = "*" + parent[dot...]
                isExact = false
            }
        }
    }
}
