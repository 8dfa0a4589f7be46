internal import API
internal import ClusterNetwork

/// `ipFamily=ipv4` or `ipFamily=dual`: the families of the cluster's addresses, as `networking.ipFamily` of a kind
/// cluster. Two where the machine has IPv6, unless said otherwise; IPv4 comes first.
enum FamilySetting: String {
    case ipv4
    case dual

    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    init(_ settings: [String: String], obstacle: HostPorts.Obstacle? = HostIPv6.obstacle) throws(Malformed) {
        guard let text = settings["ipFamily"] else {
            self = obstacle == nil ? .dual : .ipv4
            return
        }
        guard let setting = FamilySetting(rawValue: text) else {
            throw Malformed(description: "setting 'ipFamily=\(text)' is not understood: ipFamily=ipv4, or ipFamily=dual")
        }
        self = setting
        guard setting == .dual, let obstacle else { return }
        throw Malformed(
            description: "setting 'ipFamily=dual' needs IPv6 on this machine, where ::1 cannot be bound: \(obstacle.reason)")
    }

    var serviceFamilies: [ServiceFamily] { self == .dual ? [.v4, .v6] : [.v4] }
    var addressFamilies: [AddressFamily] { self == .dual ? [.v4Only, .v6Only] : [.v4Only] }
    var podBlocks: [CIDR] { self == .dual ? [.pods, .podsV6] : [.pods] }
    var nodeAddresses: [String] { self == .dual ? ["10.244.0.1", "fd00:10:244::1"] : ["10.244.0.1"] }
}

extension HostPorts.Obstacle {
    package var reason: String {
        switch self {
        case .denied: "permission denied"
        case .inUse: "address already in use"
        case .other(let reason): reason
        }
    }
}
