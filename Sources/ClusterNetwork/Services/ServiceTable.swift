import NIOCore

/// Translates addresses of Services to endpoints, as kube-proxy does: a random one for each connection, or the same
/// one for a client while its affinity lasts.
struct ServiceTable: Sendable {
    enum Translation: Sendable, Hashable {
        case notAService
        case endpoint(VirtualAddress)
        /// A Service's address with no such port, or no ready endpoint.
        case noEndpoint
    }

    var nodeAddresses: Set<IPAddress> = []
    private var services: [ServiceName: ServiceForwarding] = [:]
    private var owners: [IPAddress: ServiceName] = [:]
    private var nodePorts: [NodePort: ServiceName] = [:]
    private var affinities: [Affinity: (endpoint: VirtualAddress, until: NIODeadline)] = [:]
    /// Remembered clients, over all Services; the map is cleared of expired ones, then of all, when it grows beyond.
    private static let affinityLimit = 65_536

    private struct NodePort: Hashable {
        var transport: Transport
        var port: Int
    }

    private struct Affinity: Hashable {
        var client: IPAddress
        var address: VirtualAddress
    }

    mutating func set(_ service: ServiceForwarding) {
        remove(service.name)
        services[service.name] = service
        for ip in service.clusterIPs + service.externalIPs where owners[ip] == nil { owners[ip] = service.name }
        for port in service.ports {
            if let nodePort = port.nodePort {
                nodePorts[NodePort(transport: port.transport, port: nodePort)] = service.name
            }
        }
    }

    mutating func remove(_ name: ServiceName) {
        guard let service = services.removeValue(forKey: name) else { return }
        for ip in service.clusterIPs + service.externalIPs where owners[ip] == name { owners[ip] = nil }
        for port in service.ports {
            guard let nodePort = port.nodePort else { continue }
            let key = NodePort(transport: port.transport, port: nodePort)
            if nodePorts[key] == name { nodePorts[key] = nil }
        }
    }

    /// The ready endpoints of a Service's port; nil when there is no such Service or port.
    func endpoints(
        of name: ServiceName, port: Int, transport: Transport, family: AddressFamily
    ) -> [VirtualAddress]? {
        services[name]?.ports.first { $0.port == port && $0.transport == transport }?.endpoints(family)
    }

    mutating func translate(
        _ address: VirtualAddress, transport: Transport, client: IPAddress?, now: NIODeadline
    ) -> Translation {
        guard let (service, port) = find(address, transport) else { return .notAService }
        guard let endpoints = port?.endpoints(AddressFamily(of: address.ip)), let chosen = endpoints.randomElement() else {
            return .noEndpoint
        }
        guard let seconds = service.affinitySeconds, let client else { return .endpoint(chosen) }
        return .endpoint(stick(client, address, chosen, among: endpoints, seconds: seconds, now: now))
    }

    /// Whether an endpoint given out before is still one.
    func isCurrent(_ endpoint: VirtualAddress, of address: VirtualAddress, transport: Transport) -> Bool {
        find(address, transport)?.port?.endpoints.contains(endpoint) ?? false
    }

    /// An endpoint of a Service's port for a client from outside.
    mutating func choose(
        _ name: ServiceName, port number: Int, transport: Transport, family: AddressFamily, client: IPAddress?,
        now: NIODeadline
    ) -> VirtualAddress? {
        guard let service = services[name],
            let endpoints = endpoints(of: name, port: number, transport: transport, family: family),
            let chosen = endpoints.randomElement()
        else { return nil }
        guard let seconds = service.affinitySeconds, let client else { return chosen }
        let address = VirtualAddress(service.clusterIPs.first { family.admits($0) } ?? .anyV4, number)
        return stick(client, address, chosen, among: endpoints, seconds: seconds, now: now)
    }

    private func find(
        _ address: VirtualAddress, _ transport: Transport
    ) -> (service: ServiceForwarding, port: ServiceForwarding.Port?)? {
        if let owner = owners[address.ip], let service = services[owner] {
            return (service, service.ports.first { $0.port == address.port && $0.transport == transport })
        }
        guard nodeAddresses.contains(address.ip),
            let owner = nodePorts[NodePort(transport: transport, port: address.port)], let service = services[owner]
        else { return nil }
        return (service, service.ports.first { $0.nodePort == address.port && $0.transport == transport })
    }

    private mutating func stick(
        _ client: IPAddress, _ address: VirtualAddress, _ chosen: VirtualAddress, among endpoints: [VirtualAddress],
        seconds: Int, now: NIODeadline
    ) -> VirtualAddress {
        let key = Affinity(client: client, address: address)
        var endpoint = chosen
        if let kept = affinities[key], kept.until > now, endpoints.contains(kept.endpoint) { endpoint = kept.endpoint }
        if affinities.count >= Self.affinityLimit {
            affinities = affinities.filter { $0.value.until > now }
            if affinities.count >= Self.affinityLimit { affinities.removeAll() }
        }
        affinities[key] = (endpoint, now + .seconds(Int64(seconds)))
        return endpoint
    }
}
