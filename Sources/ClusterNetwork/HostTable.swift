/// The hosts on the network. One host may have an address of each family; it is found by any of them, and what it
/// listens on answers at all of them.
struct HostTable: Sendable {
    /// By their first addresses.
    private var hosts: [IPAddress: RouteTable.Host] = [:]
    /// The first address of a host by each of its others.
    private var firsts: [IPAddress: IPAddress] = [:]

    /// Changes a host in place; `add` and `remove` are the ways in and out.
    subscript(ip: IPAddress) -> RouteTable.Host? {
        get { hosts[firsts[ip] ?? ip] }
        _modify { yield &hosts[firsts[ip] ?? ip] }
    }

    /// False when an address is in use.
    mutating func add(_ addresses: [IPAddress]) -> Bool {
        guard let first = addresses.first, addresses.allSatisfy({ self[$0] == nil }) else { return false }
        hosts[first] = RouteTable.Host(addresses: addresses)
        for other in addresses.dropFirst() { firsts[other] = first }
        return true
    }

    mutating func remove(_ ip: IPAddress) -> RouteTable.Host? {
        let host = hosts.removeValue(forKey: firsts[ip] ?? ip)
        for other in host?.addresses.dropFirst() ?? [] { firsts[other] = nil }
        return host
    }

    /// The host's address in the family of another one; its first where it has none.
    func address(of ip: IPAddress, like other: IPAddress) -> IPAddress {
        if ip.isV4 == other.isV4 { return ip }
        return self[ip]?.addresses.first { $0.isV4 == other.isV4 } ?? ip
    }
}
