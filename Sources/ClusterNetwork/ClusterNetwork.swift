import NIOConcurrencyHelpers
package import NIOCore

/// The cluster's network, inside this process: pod, service and outside addresses that no socket of the host has.
///
/// A virtual TCP connection is a pair of connected Unix sockets, one end adopted by the dialer's event loop, the other
/// by one of the listener's, so half-close, back-pressure and speed are the kernel's own. Addresses are metadata. What
/// the host must reach is exposed on real sockets, whose connections go to the same acceptors without a hop between.
package final class ClusterNetwork: Sendable {
    package let group: any EventLoopGroup
    package let limits: Limits
    package let dns: ClusterDNS
    let table: NIOLockedValueBox<RouteTable>
    let datagramSessions: DatagramSessions

    /// - Parameter podBlocks: One for each family that pods have addresses of, the family of their first one first.
    package init(
        group: any EventLoopGroup, podBlocks: [CIDR] = [.pods], isOnline: Bool = false, limits: Limits = Limits()
    ) {
        self.group = group
        self.limits = limits
        dns = ClusterDNS(isOnline: isOnline, externalNameLimit: limits.externalNames)
        table = NIOLockedValueBox(
            RouteTable(pods: podBlocks.map { AddressPool(block: $0, firstOffset: 2) }, isOnline: isOnline))
        datagramSessions = DatagramSessions(group: group, limits: limits)
    }
}

extension CIDR {
    /// Addresses of pods: kubeadm's usual 10.244.0.0/16.
    package static let pods = CIDR(around: IPAddress(10, 244, 0, 0), prefixLength: 16)
    /// Cluster IPs of Services: 10.96.0.0/16.
    package static let services = CIDR(around: IPAddress(10, 96, 0, 0), prefixLength: 16)
    /// Second addresses of pods: kind's usual fd00:10:244::/64.
    package static let podsV6 = CIDR(around: .v6(0xFD00_0010_0244_0000, 0), prefixLength: 64)
    /// Cluster IPs of the second family: fd00:10:96::/112.
    package static let servicesV6 = CIDR(around: .v6(0xFD00_0010_0096_0000, 0), prefixLength: 112)
    /// Addresses that a machine is given for its Services beside ::1, as 127.0.10.0/24 and up are there beside 127.0.0.1.
    package static let loopbackV6 = CIDR(around: .v6(0xFD00_0127_0010_0000, 0), prefixLength: 64)
    /// Names of the simulated internet live here: RFC 2544's range for benchmarks, which the real internet never uses.
    package static let simulatedInternet = CIDR(around: IPAddress(198, 18, 0, 0), prefixLength: 15)
}

extension ClusterNetwork {
    /// Asks or changes the table under its lock, keeping the error's type.
    func withTable<Value>(
        _ body: (inout RouteTable) throws(ConnectError) -> Value
    ) throws(ConnectError) -> Value {
        let result = table.withLockedValue { table in
            Result { () throws(ConnectError) in try body(&table) }
        }
        return try result.get()
    }
}

// Hosts.
extension ClusterNetwork {
    /// Gives a pod an address of each family: those it had before where they are free (the sandbox was restarted), new
    /// ones otherwise. Nil when a block is used up.
    package func attachPod(keeping before: [IPAddress] = []) -> [IPAddress]? {
        table.withLockedValue { table in
            var addresses: [IPAddress] = []
            for index in table.pods.indices {
                let kept = before.first { table.hosts[$0] == nil && table.pods[index].reserve($0) }
                if let address = kept ?? table.pods[index].allocate() { addresses.append(address) }
            }
            guard addresses.count == table.pods.count, table.hosts.add(addresses) else {
                for address in addresses { table.releasePodIP(address) }
                return nil
            }
            return addresses
        }
    }

    /// The first address of a new pod; nil when a block is used up.
    package func allocatePodIP() -> IPAddress? { attachPod()?.first }

    /// Adds a host with an address of the caller's choice (a node, a DNS service); false when it is there already.
    @discardableResult
    package func attach(_ ip: IPAddress) -> Bool {
        table.withLockedValue { table in
            guard table.hosts.add([ip]) else { return false }
            for index in table.pods.indices { _ = table.pods[index].reserve(ip) }
            return true
        }
    }

    /// All addresses of a host, its first one first.
    package func addresses(of ip: IPAddress) -> [IPAddress] {
        table.withLockedValue { $0.hosts[ip]?.addresses ?? [] }
    }

    /// Takes a host off the network with all its listeners; connections that are up are closed.
    package func detach(_ ip: IPAddress) {
        let host = table.withLockedValue { table in
            let host = table.hosts.remove(ip)
            for address in host?.addresses ?? [] { table.releasePodIP(address) }
            return host
        }
        guard let host else { return }
        for case .listener(let listener) in host.streams.values { listener.closeAll() }
        for case .socket(let socket) in host.datagrams.values { socket.close() }
    }

    /// The TCP ports of a host on which something answers, sorted.
    package func listeningPorts(of ip: IPAddress) -> [Int] {
        table.withLockedValue { $0.hosts[ip]?.streams.keys.sorted() ?? [] }
    }

    package func isAttached(_ ip: IPAddress) -> Bool {
        table.withLockedValue { $0.hosts[ip] != nil }
    }

    /// Addresses that belong to the sandbox itself, beyond what `IPAddress.addressClass` knows: traffic steered by a
    /// request's own words must not reach them.
    package func setControlAddresses(_ addresses: Set<IPAddress>) {
        table.withLockedValue { $0.controlAddresses = addresses }
    }

    /// What kind of place an address is in this network. Addresses of the host's aliases count as what they stand for
    /// only by name: `host.docker.internal` is a place the user chose to open.
    package func classify(_ ip: IPAddress) -> AddressClass {
        table.withLockedValue { $0.controlAddresses.contains(ip.unmapped) } ? .control : ip.addressClass
    }

    /// A virtual address that stands for a real host, for all its ports: dialing it connects for real.
    package func setHostAlias(_ ip: IPAddress, to real: IPAddress?) {
        table.withLockedValue { $0.hostAliases[ip] = real }
    }

    /// Sends what is dialed to one port of a host on to a real address, such as that of a child process.
    package func forward(
        _ address: VirtualAddress, to real: VirtualAddress?, transport: Transport = .tcp
    ) throws(ConnectError) {
        try withTable { (table) throws(ConnectError) in
            guard table.hosts[address.ip] != nil else { throw .cannotAssign(address) }
            switch transport {
            case .tcp: table.hosts[address.ip]?.streams[address.port] = real.map { .real($0) }
            case .udp: table.hosts[address.ip]?.datagrams[address.port] = real.map { .real($0) }
            }
        }
    }
}

package enum Transport: String, Sendable, Hashable {
    case tcp = "TCP"
    case udp = "UDP"
}
