import NIOCore

/// Where a dialed address leads. A value with no I/O: the network asks it under a lock and then acts.
struct RouteTable: Sendable {
    enum Stream: Sendable {
        case listener(Listener)
        case real(VirtualAddress)
    }

    enum Datagrams: Sendable {
        case socket(DatagramSocket)
        case real(VirtualAddress)
    }

    struct Host: Sendable {
        var streams: [Int: Stream] = [:]
        var datagrams: [Int: Datagrams] = [:]
        var nextEphemeralPort = 32_768

        /// A source port for a connection; virtual connections need no unique one, so it simply goes round.
        mutating func ephemeralPort() -> Int {
            defer { nextEphemeralPort = nextEphemeralPort == 60_999 ? 32_768 : nextEphemeralPort + 1 }
            return nextEphemeralPort
        }
    }

    var pods: AddressPool
    let isOnline: Bool
    var hosts: [IPAddress: Host] = [:]
    var hostAliases: [IPAddress: IPAddress] = [:]
    var controlAddresses: Set<IPAddress> = []
    var services: ServiceTable = ServiceTable()

    init(pods: AddressPool, isOnline: Bool) {
        self.pods = pods
        self.isOnline = isOnline
    }

    /// The port behind an address, after the translation of Services: an endpoint, or an address outside.
    mutating func destination(
        from client: IPAddress?, to address: VirtualAddress, transport: Transport, now: NIODeadline
    ) throws(ConnectError) -> VirtualAddress {
        switch services.translate(address, transport: transport, client: client, now: now) {
        case .notAService: break
        case .endpoint(let endpoint): return endpoint
        case .noEndpoint: throw .refused(address)
        }
        // Inside a pod's network namespace, the loopback address is the pod itself.
        if address.ip.unmapped.addressClass == .loopback, let client, hosts[client] != nil {
            return VirtualAddress(client, address.port)
        }
        return VirtualAddress(address.ip.unmapped, address.port)
    }

    func stream(at address: VirtualAddress) throws(ConnectError) -> Stream {
        if let host = hosts[address.ip] {
            guard let stream = host.streams[address.port] else { throw .refused(address) }
            return stream
        }
        return .real(try outside(address))
    }

    func datagrams(at address: VirtualAddress) throws(ConnectError) -> Datagrams {
        if let host = hosts[address.ip] {
            guard let datagrams = host.datagrams[address.port] else { throw .refused(address) }
            return datagrams
        }
        return .real(try outside(address))
    }

    /// The real address behind one that is not on the network.
    private func outside(_ address: VirtualAddress) throws(ConnectError) -> VirtualAddress {
        if let real = hostAliases[address.ip] { return VirtualAddress(real, address.port) }
        let isPublic = isOnline && [.public, .privateUse].contains(address.ip.addressClass)
        if isPublic, !controlAddresses.contains(address.ip), !pods.block.contains(address.ip),
            !CIDR.services.contains(address.ip), !CIDR.simulatedInternet.contains(address.ip)
        {
            return address
        }
        if address.ip.addressClass == .loopback || address.ip.addressClass == .unspecified { throw .refused(address) }
        throw .hostUnreachable(address)
    }

    mutating func sourceAddress(_ ip: IPAddress?) -> VirtualAddress {
        guard let ip, let port = hosts[ip]?.ephemeralPort() else { return VirtualAddress(ip ?? .loopback, 0) }
        return VirtualAddress(ip, port)
    }
}
