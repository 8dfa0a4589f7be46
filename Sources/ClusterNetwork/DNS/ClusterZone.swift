/// The names of the cluster domain (Kubernetes DNS specification 1.1.0), made from Services: a value.
struct ClusterZone: Sendable {
    enum Result: Sendable, Hashable {
        case records([DNSRecord])
        /// The name exists: something of another type, or something below it.
        case empty
        case noSuchName
        /// Not a name of the cluster.
        case elsewhere
    }

    static let domain = "cluster.local"
    /// As CoreDNS' kubernetes plugin answers by default.
    static let ttlSeconds = 5

    private var services: [ServiceName: ServiceRecord] = [:]
    private var servicesOfNamespace: [String: Int] = [:]
    private var reverse: [IPAddress: ServiceName] = [:]

    mutating func set(_ service: ServiceRecord) {
        remove(service.name)
        services[service.name] = service
        servicesOfNamespace[service.name.namespace, default: 0] += 1
        for ip in service.clusterIPs { reverse[ip] = service.name }
    }

    mutating func remove(_ name: ServiceName) {
        guard let service = services.removeValue(forKey: name) else { return }
        for ip in service.clusterIPs where reverse[ip] == name { reverse[ip] = nil }
        let left = (servicesOfNamespace[name.namespace] ?? 1) - 1
        servicesOfNamespace[name.namespace] = left > 0 ? left : nil
    }

    /// - Parameter name: Lower case, without the trailing dot.
    func lookup(_ name: String) -> Result {
        var labels = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if let pointer = reverseLookup(labels) { return pointer }
        guard labels.count >= 2, labels.suffix(2) == ["cluster", "local"] else { return .elsewhere }
        labels.removeLast(2)
        switch labels.popLast() {
        case nil: return .empty
        case "svc": return service(labels)
        case "pod": return pod(labels)
        default: return .noSuchName
        }
    }

    private func service(_ labels: [String]) -> Result {
        guard let namespace = labels.last else { return .empty }
        guard labels.count > 1 else { return servicesOfNamespace[namespace] == nil ? .noSuchName : .empty }
        let name = ServiceName(namespace: namespace, name: labels[labels.count - 2])
        guard let service = services[name] else { return .noSuchName }
        if let target = service.externalName { return labels.count == 2 ? .records([.alias(target)]) : .noSuchName }
        switch labels.count {
        case 2: return addresses(service)
        case 3:
            let endpoints = service.endpoints.filter { hostname(of: $0) == labels[0] }
            return endpoints.isEmpty ? protocolLabel(labels[0], service) : .records(endpoints.map { .address($0.ip) })
        case 4: return ports(service, name: labels[0], transport: labels[1])
        default: return .noSuchName
        }
    }

    private func addresses(_ service: ServiceRecord) -> Result {
        let addresses = service.clusterIPs.isEmpty ? service.endpoints.map(\.ip) : service.clusterIPs
        return addresses.isEmpty && service.clusterIPs.isEmpty
            ? .noSuchName : .records(addresses.map(DNSRecord.address))
    }

    private func protocolLabel(_ label: String, _ service: ServiceRecord) -> Result {
        service.ports.contains { "_\($0.transport.rawValue.lowercased())" == label } ? .empty : .noSuchName
    }

    private func ports(_ service: ServiceRecord, name: String, transport: String) -> Result {
        let suffix = "\(service.name.name).\(service.name.namespace).svc.\(Self.domain)"
        let matching = service.ports.filter {
            "_\($0.name)" == name && "_\($0.transport.rawValue.lowercased())" == transport
        }
        let records = matching.flatMap { port -> [DNSRecord] in
            if !service.clusterIPs.isEmpty {
                return [.service(priority: 0, weight: 100, port: port.port, target: suffix)]
            }
            let weight = service.endpoints.isEmpty ? 0 : 100 / service.endpoints.count
            // A pod with a name of its own has one for both its addresses.
            var seen: Set<String> = []
            return service.endpoints.map(hostname).filter { seen.insert($0).inserted }.map {
                .service(priority: 0, weight: weight, port: port.port, target: "\($0).\(suffix)")
            }
        }
        return records.isEmpty ? .noSuchName : .records(records)
    }

    private func hostname(of endpoint: ServiceRecord.Endpoint) -> String {
        endpoint.hostname
            ?? String(endpoint.ip.description.map { $0 == "." || $0 == ":" ? "-" : $0 })
    }

    /// `10-244-0-7.default.pod.cluster.local`: answered for any address, as kubeadm configures (`pods insecure`).
    private func pod(_ labels: [String]) -> Result {
        guard labels.count == 2 else { return labels.count < 2 ? .empty : .noSuchName }
        let dotted = String(labels[0].map { $0 == "-" ? "." : $0 })
        let colons = String(labels[0].map { $0 == "-" ? ":" : $0 })
        guard let ip = IPAddress(dotted) ?? IPAddress(colons) else { return .noSuchName }
        return .records([.address(ip)])
    }

    /// The address in `7.0.244.10.in-addr.arpa`, or in the nibbles of `….ip6.arpa`.
    private static func reversedAddress(_ labels: [String]) -> IPAddress? {
        switch (labels.suffix(2), labels.count) {
        case (["in-addr", "arpa"], 6): return IPAddress(labels.prefix(4).reversed().joined(separator: "."))
        case (["ip6", "arpa"], 34):
            let nibbles = labels.prefix(32).reversed().compactMap { $0.utf8.count == 1 ? UInt8($0, radix: 16) : nil }
            guard nibbles.count == 32 else { return nil }
            return IPAddress(bytes: stride(from: 0, to: 32, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] })
        default: return nil
        }
    }

    private func reverseLookup(_ labels: [String]) -> Result? {
        guard let ip = Self.reversedAddress(labels) else { return nil }
        if let name = reverse[ip] { return .records([.pointer("\(name.name).\(name.namespace).svc.\(Self.domain)")]) }
        for service in services.values where service.clusterIPs.isEmpty {
            for endpoint in service.endpoints where endpoint.ip == ip {
                let suffix = "\(service.name.name).\(service.name.namespace).svc.\(Self.domain)"
                return .records([.pointer("\(hostname(of: endpoint)).\(suffix)")])
            }
        }
        return .noSuchName
    }
}
