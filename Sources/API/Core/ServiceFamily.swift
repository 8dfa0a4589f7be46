import Schemas

/// A family of addresses that Services can have, and the range its cluster IPs are taken from: 10.96.0.0/16 and
/// fd00:10:96::/112, which have 65,536 addresses each.
package enum ServiceFamily: String, Sendable, Hashable, CaseIterable {
    case v4 = "IPv4"
    case v6 = "IPv6"

    /// Of an address.
    init?(of text: String) {
        guard let bytes = AddressText.bytes(text) else { return nil }
        self = bytes.count == 4 ? .v4 : .v6
    }

    var other: ServiceFamily { self == .v4 ? .v6 : .v4 }

    /// The range's address but for its last two bytes.
    fileprivate var network: [UInt8] {
        switch self {
        case .v4: [10, 96]
        case .v6: [0xFD, 0, 0, 0x10, 0, 0x96] + Array(repeating: 0, count: 8)
        }
    }

    /// Without the range's own address, and IPv4's broadcast.
    var offsets: ClosedRange<UInt16> { self == .v4 ? 1...0xFFFE : 1...0xFFFF }
    /// Addresses below these are left to those who ask for one by number, as Kubernetes does (the lower band).
    var dynamicOffsets: ClosedRange<UInt16> { 0x101...offsets.upperBound }
}

/// An address of a family's range, by its place there.
struct ClusterIP: Sendable, Hashable {
    var family: ServiceFamily
    var offset: UInt16

    init(_ family: ServiceFamily, offset: UInt16) {
        self.family = family
        self.offset = offset
    }

    /// Nil for what is no address, and for addresses outside the ranges.
    init?(_ text: String) {
        guard let family = ServiceFamily(of: text), let bytes = AddressText.bytes(text),
            Array(bytes.dropLast(2)) == family.network
        else { return nil }
        let offset = bytes.suffix(2).reduce(UInt16(0)) { $0 << 8 | UInt16($1) }
        guard family.offsets.contains(offset) else { return nil }
        self.init(family, offset: offset)
    }

    var text: String {
        switch family {
        case .v4: "10.96.\(offset >> 8).\(offset & 255)"
        case .v6: "fd00:10:96::" + String(offset, radix: 16)
        }
    }
}
