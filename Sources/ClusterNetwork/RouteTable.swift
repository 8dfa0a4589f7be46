import NIOCore

/// Where a dialed address leads. A value with no I/O: the network asks it under a lock and then acts.
struct RouteTable: Sendable {
    enum Stream: Sendable {
        case listener(Listener)
        case real(VirtualAddress)

        func admits(_ ip: IPAddress) -> Bool {
            if case .listener(let listener) = self { listener.family.admits(ip) } else { true }
        }
    }

    enum Datagrams: Sendable {
        case socket(DatagramSocket)
        case real(VirtualAddress)

        func admits(_ ip: IPAddress) -> Bool {
            if case .socket(let socket) = self { socket.family.admits(ip) } else { true }
        }
    }

    struct Host: Sendable {
        /// One, or one of each family; the first stands for the host.
        let addresses: [IPAddress]
        var streams: [Int: Stream] = [:]
        var datagrams: [Int: Datagrams] = [:]
        private var nextEphemeralPort = 32_768

        init(addresses: [IPAddress]) { self.addresses = addresses }

        /// A source port for a connection; virtual connections need no unique one, so it simply goes round.
        mutating func ephemeralPort() -> Int {
            defer { nextEphemeralPort = nextEphemeralPort == 60_999 ? 32_768 : nextEphemeralPort + 1 }
            return nextEphemeralPort
        }
    }

    /// One for each family, in the order that pods have their addresses.
    var pods: [AddressPool]
    let isOnline: Bool
    var hosts = HostTable()
    var hostAliases: [IPAddress: IPAddress] = [:]
    var controlAddresses: Set<IPAddress> = []
    var services: ServiceTable = ServiceTable()

    init(pods: [AddressPool], isOnline: Bool) {
        self.pods = pods
        self.isOnline = isOnline
    }

    mutating func releasePodIP(_ ip: IPAddress) {
        for index in pods.indices { pods[index].release(ip) }
    }

    /// The port behind an address, after the translation of Services: an endpoint, or an address outside.
    mutating func destination(
        from client: IPAddress?, to address: VirtualAddress, transport: Transport, now: NIODeadline
    ) throws(ConnectError) -> VirtualAddress {
        // ::1 is a pod's own before it is the one that Services have on the host.
        if address.ip == .loopbackV6, let client, hosts[client] != nil {
            return VirtualAddress(hosts.address(of: client, like: address.ip), address.port)
        }
        switch services.translate(address, transport: transport, client: client, now: now) {
        case .notAService: break
        case .endpoint(let endpoint): return endpoint
        case .noEndpoint: throw .refused(address)
        }
        // Inside a pod's network namespace, the loopback address is the pod itself.
        if address.ip.unmapped.addressClass == .loopback, let client, hosts[client] != nil {
            return VirtualAddress(hosts.address(of: client, like: address.ip.unmapped), address.port)
        }
        return VirtualAddress(address.ip.unmapped, address.port)
    }

    func stream(at address: VirtualAddress) throws(ConnectError) -> Stream {
        if let host = hosts[address.ip] {
            guard let stream = host.streams[address.port], stream.admits(address.ip) else { throw .refused(address) }
            return stream
        }
        return .real(try outside(address))
    }

    func datagrams(at address: VirtualAddress) throws(ConnectError) -> Datagrams {
        if let host = hosts[address.ip] {
            guard let datagrams = host.datagrams[address.port], datagrams.admits(address.ip) else {
                throw .refused(address)
            }
            return datagrams
        }
        return .real(try outside(address))
    }

    /// The real address behind one that is not on the network.
    private func outside(_ address: VirtualAddress) throws(ConnectError) -> VirtualAddress {
        if let real = hostAliases[address.ip] { return VirtualAddress(real, address.port) }
        let isPublic = isOnline && [.public, .privateUse].contains(address.ip.addressClass)
        let blocks = pods.map(\.block) + [.services, .servicesV6, .simulatedInternet]
        if isPublic, !controlAddresses.contains(address.ip), !blocks.contains(where: { $0.contains(address.ip) }) {
            return address
        }
        if address.ip.addressClass == .loopback || address.ip.addressClass == .unspecified { throw .refused(address) }
        throw .hostUnreachable(address)
    }

    /// Where a host's connection to an address comes from: the host's own address in the same family.
    mutating func sourceAddress(_ ip: IPAddress?, toward target: IPAddress) -> VirtualAddress {
        let loopback = target.isV4 ? IPAddress.loopback : .loopbackV6
        guard let ip, let port = hosts[ip]?.ephemeralPort() else { return VirtualAddress(ip ?? loopback, 0) }
        return VirtualAddress(hosts.address(of: ip, like: target), port)
    }
}
