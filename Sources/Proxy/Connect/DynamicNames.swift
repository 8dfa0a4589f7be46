import Logging
import ClusterNetwork
import NIOCore
import XDS

/// One loop's address book of a dynamic forward proxy: names that requests brought, resolved when first asked for.
final class DynamicNames {
    enum Answer {
        case host(Host)
        /// Details for the access log.
        case failure(String)
        /// The place is the sandbox's or the machine's own; no request may steer there.
        case refused(AddressClass, String)
    }

    private struct Entry {
        var answer: Answer
        var expires: UInt64
    }

    private let resolution: DynamicResolution
    /// Gone when the engine is, which an answer may outlive.
    private weak var worker: Worker?
    private var entries: [String: Entry] = [:]
    private var waiting: [String: [(Answer) -> Void]] = [:]

    init(_ resolution: DynamicResolution, worker: Worker) {
        self.resolution = resolution
        self.worker = worker
    }

    var hosts: [Host] {
        entries.values.compactMap { if case .host(let host) = $0.answer { host } else { nil } }
    }

    /// Finds the host for an authority; `then` may be called before this returns.
    func find(_ authority: String, defaultPort: Int, then: @escaping (Answer) -> Void) {
        guard let worker else { return }
        let (name, port) = DynamicNames.split(authority, defaultPort)
        let key = "\(name.lowercased()):\(port)"
        if let entry = entries[key], entry.expires > worker.now { return then(entry.answer) }
        if waiting[key] != nil {
            waiting[key]?.append(then)
            return
        }
        guard !name.isEmpty else { return then(.failure("dns_cache_failure")) }
        if entries.count >= resolution.maximumHosts { entries = entries.filter { $0.value.expires > worker.now } }
        guard entries.count + waiting.count < resolution.maximumHosts else { return then(.failure("dns_cache_overflow")) }
        if case .address(let ip) = HostSpelling(name) {
            return then(remember(key, name: name, port, .addresses([ip], ttlSeconds: 3600), worker))
        }
        waiting[key] = [then]
        let network = worker.shared.network
        let configuration = worker.shared.configuration
        network.dns.resolve(name, search: configuration.searchPath, family: family, on: worker.loop)
            .assumeIsolated().whenComplete { [self] result in
                guard let worker = self.worker else { return }
                var answer = DNSAnswer.serverFailure
                if case .success(let found) = result { answer = found }
                let outcome = remember(key, name: name, port, answer, worker)
                for then in waiting.removeValue(forKey: key) ?? [] { then(outcome) }
            }
    }

    private var family: AddressFamily {
        switch resolution.family {
        case .v4Only: .v4Only
        case .v6Only: .v6Only
        default: .any
        }
    }

    private func remember(
        _ key: String, name: String, _ port: Int, _ answer: DNSAnswer, _ worker: Worker
    ) -> Answer {
        let outcome: Answer
        var life = resolution.refresh
        switch answer {
        case .addresses(let ips, let seconds):
            let sorted = resolution.family == .v4Preferred ? ips.sorted { $0.isV4 && !$1.isV4 } : ips
            guard let ip = sorted.first else { return .failure("dns_resolution_failure") }
            let place = worker.shared.network.classify(ip)
            if place.isInward {
                outcome = .refused(place, ip.description)
            } else {
                outcome = .host(host(key, VirtualAddress(ip, port), "\(name):\(port)"))
            }
            life = min(life, UInt64(max(1, seconds)) * 1_000_000_000)
        case .noSuchName:
            outcome = .failure("dns_resolution_failure{cares_norecords:Domain_name_not_found}")
            life = Limits.failedResolutionNanoseconds
        case .noData:
            outcome = .failure("dns_resolution_failure{cares_norecords:DNS_server_returned_answer_with_no_data}")
            life = Limits.failedResolutionNanoseconds
        case .serverFailure:
            outcome = .failure("dns_resolution_failure{cares_error:DNS_server_returned_general_failure}")
            life = Limits.failedResolutionNanoseconds
        }
        entries[key] = Entry(answer: outcome, expires: worker.now &+ life)
        return outcome
    }

    /// The same host object while the address stays, so that its connections are used again.
    private func host(_ key: String, _ address: VirtualAddress, _ hostname: String) -> Host {
        if case .host(let known)? = entries[key]?.answer, known.address == address { return known }
        return Host(address: address, hostname: hostname)
    }

    static func split(_ authority: String, _ defaultPort: Int) -> (name: String, port: Int) {
        var authority = authority
        return authority.withUTF8 { bytes in
            let colon = portSeparator(bytes)
            var name = bytes.prefix(count: colon ?? bytes.count).string
            if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
            let port = colon.flatMap { bytes.suffix(from: $0 + 1).decimal }
            return (name, port.flatMap { (1...65_535).contains($0) ? $0 : nil } ?? defaultPort)
        }
    }
}
