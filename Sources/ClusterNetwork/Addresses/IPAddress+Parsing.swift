extension IPAddress {
    /// Reads the one proper spelling of an address, as Go's `netip.ParseAddr` does: four decimal parts without leading
    /// zeros, or IPv6 without a zone. Everything that resolvers accept beyond it is `HostSpelling`'s.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        if bytes.contains(UInt8(ascii: ":")) {
            guard let address = Self.parseV6(bytes[...]) else { return nil }
            self = address
        } else {
            guard let value = Self.parseV4(bytes[...]) else { return nil }
            self = .v4(value)
        }
    }

    private static func parseV4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0") else { return nil }
            var number: UInt32 = 0
            for digit in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
                number = number * 10 + UInt32(digit - UInt8(ascii: "0"))
            }
            guard number <= 255 else { return nil }
            value = value << 8 | number
        }
        return value
    }

    private static func parseV6(_ bytes: ArraySlice<UInt8>) -> IPAddress? {
        var before: [UInt16] = []
        var after: [UInt16] = []
        var isAfterGap = false
        var rest = bytes
        if rest.starts(with: "::".utf8) {
            isAfterGap = true
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            let group = rest.prefix { $0 != UInt8(ascii: ":") }
            var values: [UInt16]
            if group.contains(UInt8(ascii: ".")) {
                guard group.count == rest.count, let value = parseV4(group) else { return nil }
                values = [UInt16(truncatingIfNeeded: value >> 16), UInt16(truncatingIfNeeded: value)]
            } else {
                guard (1...4).contains(group.count), let value = hexadecimal(group) else { return nil }
                values = [value]
            }
            if isAfterGap { after += values } else { before += values }
            rest = rest.dropFirst(group.count)
            if rest.isEmpty { break }
            rest = rest.dropFirst()
            if rest.isEmpty { return nil }
            if rest.first == UInt8(ascii: ":") {
                if isAfterGap { return nil }
                isAfterGap = true
                rest = rest.dropFirst()
            }
        }
        let missing = 8 - before.count - after.count
        guard isAfterGap ? missing >= 1 : missing == 0 else { return nil }
        let groups = before + Array(repeating: 0, count: missing) + after
        let half = { (range: Range<Int>) in groups[range].reduce(UInt64(0)) { $0 << 16 | UInt64($1) } }
        return .v6(half(0..<4), half(4..<8))
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt16? {
        var value: UInt16 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt16(digit - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
                value = value << 4 | UInt16((digit | 0x20) - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return value
    }
}
