/// A block of addresses; its base has no bits set beyond the prefix.
package struct CIDR: Sendable, Hashable, CustomStringConvertible {
    package let base: IPAddress
    package let prefixLength: Int

    /// Bits of `address` beyond the prefix are cleared; a prefix out of range counts as the nearest one in it.
    package init(around address: IPAddress, prefixLength: Int) {
        switch address {
        case .v4(let value):
            self.prefixLength = min(max(prefixLength, 0), 32)
            base = .v4(value & ~(UInt32(truncatingIfNeeded: UInt64(UInt32.max) >> UInt64(self.prefixLength))))
        case .v6(let high, let low):
            let length = min(max(prefixLength, 0), 128)
            self.prefixLength = length
            let highMask = length >= 64 ? UInt64.max : ~(UInt64.max >> UInt64(length))
            let lowMask = length <= 64 ? 0 : length == 128 ? UInt64.max : ~(UInt64.max >> UInt64(length - 64))
            base = .v6(high & highMask, low & lowMask)
        }
    }

    /// Reads `10.244.0.0/16`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let base = IPAddress(parts[0]), let length = Int(parts[1]),
            (0...(base.isV4 ? 32 : 128)).contains(length)
        else { return nil }
        self.init(around: base, prefixLength: length)
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.isV4 == base.isV4 && CIDR(around: address, prefixLength: prefixLength).base == base
    }

    /// The address at an offset from the base; nil beyond the block's end.
    package func address(at offset: UInt32) -> IPAddress? {
        let address: IPAddress
        switch base {
        case .v4(let value):
            let (sum, overflow) = value.addingReportingOverflow(offset)
            if overflow { return nil }
            address = .v4(sum)
        case .v6(let high, let low): address = .v6(high, low &+ UInt64(offset))
        }
        return contains(address) ? address : nil
    }

    package var description: String { "\(base)/\(prefixLength)" }
}

/// Hands out addresses of a block in order, coming back to released ones only after a round: an address just given
/// up is the last to be reused, so late packets do not meet a stranger.
package struct AddressPool: Sendable {
    package let block: CIDR
    private var used: Set<IPAddress> = []
    private var next: UInt32
    private let first: UInt32

    package init(block: CIDR, firstOffset: UInt32 = 1) {
        self.block = block
        first = firstOffset
        next = firstOffset
    }

    package mutating func allocate() -> IPAddress? {
        for isSecondRound in [false, true] {
            while let address = block.address(at: next) {
                next += 1
                if used.insert(address).inserted { return address }
            }
            if isSecondRound { break }
            next = first
        }
        return nil
    }

    /// Takes a given address; false when it is taken already or lies outside.
    package mutating func reserve(_ address: IPAddress) -> Bool {
        block.contains(address) && used.insert(address).inserted
    }

    package mutating func release(_ address: IPAddress) {
        used.remove(address)
    }
}
