/// What kind of place an address is, for rules on where traffic of the sandbox may go.
package enum AddressClass: Sendable, Hashable {
    /// 127.0.0.0/8, ::1, and the block that stands in for more of the latter.
    case loopback
    /// 0.0.0.0/8, ::. Connecting to it reaches the local host.
    case unspecified
    /// 169.254.0.0/16, fe80::/10.
    case linkLocal
    /// The instance metadata services of clouds (169.254.169.254, fd00:ec2::254, 100.100.100.200).
    case metadata
    /// An address of the sandbox's own control plane.
    case control
    case multicast
    case broadcast
    /// RFC 1918, RFC 4193, RFC 6598.
    case privateUse
    case `public`

    /// Places that traffic steered by a request's own words must never reach.
    package var isInward: Bool {
        switch self {
        case .loopback, .unspecified, .linkLocal, .metadata, .control, .multicast, .broadcast: true
        case .privateUse, .public: false
        }
    }
}

extension IPAddress {
    /// The kind of place, looking through the IPv6 forms that carry an IPv4 address (mapped, compatible, NAT64, 6to4).
    package var addressClass: AddressClass {
        switch unmapped {
        case .v4(let value): return Self.classify(value)
        case .v6(let high, let low):
            if high == 0, low == 0 { return .unspecified }
            if high == 0, low == 1 { return .loopback }
            if CIDR.loopbackV6.contains(unmapped) { return .loopback }
            if high == 0, low >> 32 == 0 { return Self.classify(UInt32(truncatingIfNeeded: low)) }
            if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 { return Self.classify(UInt32(truncatingIfNeeded: low)) }
            if high >> 48 == 0x2002 { return Self.classify(UInt32(truncatingIfNeeded: high >> 16)) }
            if high == 0xFD00_0EC2_0000_0000, low == 0x254 { return .metadata }
            if high >> 54 == 0xFE80 >> 6 { return .linkLocal }
            if high >> 56 == 0xFF { return .multicast }
            if high >> 57 == 0xFC >> 1 { return .privateUse }
            return .public
        }
    }

    private static func classify(_ value: UInt32) -> AddressClass {
        switch value >> 24 {
        case 127: return .loopback
        case 0: return .unspecified
        case 10: return .privateUse
        case 224...239: return .multicast
        default: break
        }
        if value == UInt32.max { return .broadcast }
        if value == 0xA9FE_A9FE || value == 0x6464_64C8 { return .metadata }
        if value >> 16 == 0xA9FE { return .linkLocal }
        if value >> 16 == 0xC0A8 || value >> 20 == 0xAC1 || value >> 22 == 0x6440 >> 6 { return .privateUse }
        return .public
    }
}
