import GatewayAPI

/// An IPv4 or IPv6 address in text, read as Go's netip does.
struct IPAddress: Hashable {
    /// 4 or 16.
    let bytes: [UInt8]

    init?(_ text: String) {
        if text.contains(":") {
            guard let bytes = Self.parse6(text) else { return nil }
            self.bytes = bytes
        } else {
            guard let bytes = Self.parse4(text[...]) else { return nil }
            self.bytes = bytes
        }
    }

    var isIPv6: Bool { bytes.count == 16 }

    var isLoopback: Bool {
        if bytes.count == 4 { return bytes[0] == 127 }
        if bytes.dropLast() == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] { return bytes[15] == 1 }
        // IPv4 in IPv6 is an IPv4 address to netip.
        return bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255] && bytes[12] == 127
    }

    private static func parse4(_ text: Substring) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), (1...3).contains(part.utf8.count),
                part.utf8.count == 1 || part.first != "0", let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func parse6(_ text: String) -> [UInt8]? {
        // A zone after % is a name for this machine only.
        let address = text.prefix { $0 != "%" }
        if address.count != text.count, text.dropFirst(address.count).count < 2 { return nil }
        var head: [UInt8] = []
        var tail: [UInt8] = []
        var hasGap = false
        var rest = address
        if rest.hasPrefix("::") {
            hasGap = true
            rest = rest.dropFirst(2)
        } else if rest.hasPrefix(":") {
            return nil
        }
        while !rest.isEmpty {
            let part = rest.prefix { $0 != ":" }
            rest = rest.dropFirst(part.count)
            var bytes: [UInt8]
            if part.contains(".") {
                guard rest.isEmpty, let four = parse4(part) else { return nil }
                bytes = four
            } else {
                guard (1...4).contains(part.utf8.count), let value = UInt16(part, radix: 16), part.first != "+" else {
                    return nil
                }
                bytes = [UInt8(value >> 8), UInt8(value & 255)]
            }
            if hasGap { tail += bytes } else { head += bytes }
            if rest.isEmpty { break }
            rest = rest.dropFirst()
            if rest.hasPrefix(":") {
                if hasGap { return nil }
                hasGap = true
                rest = rest.dropFirst()
            } else if rest.isEmpty {
                return nil
            }
        }
        let count = head.count + tail.count
        guard hasGap ? count < 16 : count == 16 else { return nil }
        return head + [UInt8](repeating: 0, count: 16 - count) + tail
    }
}
