/// A host as users and resolvers may spell it, brought to one form: what looks like a name can be an address
/// (`0x7f.1`, `2130706433`, `[::ffff:127.0.0.1]`), and names differ in case and a trailing dot only.
package enum HostSpelling: Sendable, Hashable {
    case address(IPAddress)
    /// Lower case, without the trailing dot.
    case name(String)

    package init(_ text: some StringProtocol) {
        var host = Substring(text)
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        if let zone = host.firstIndex(of: "%"), host.contains(":") { host = host[..<zone] }
        if host.hasSuffix(".") { host = host.dropLast() }
        if let address = IPAddress(host) ?? Self.looseV4(host) {
            self = .address(address.unmapped)
        } else {
            self = .name(host.lowercased())
        }
    }

    /// The forms `inet_aton` takes, and with it `getaddrinfo`: one to four parts, each decimal, octal or hexadecimal,
    /// the last one filling what is left.
    static func looseV4(_ text: Substring) -> IPAddress? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...4).contains(parts.count) else { return nil }
        var value: UInt64 = 0
        for (index, part) in parts.enumerated() {
            guard let number = number(part) else { return nil }
            if index == parts.count - 1 {
                let bits = UInt64(8 * (5 - parts.count))
                guard number < 1 << bits else { return nil }
                value = value << bits | number
            } else {
                guard number < 256 else { return nil }
                value = value << 8 | number
            }
        }
        return .v4(UInt32(truncatingIfNeeded: value))
    }

    private static func number(_ part: Substring) -> UInt64? {
        guard let first = part.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        if part.hasPrefix("0x") || part.hasPrefix("0X") {
            let digits = part.dropFirst(2)
            return digits.isEmpty ? 0 : digits.allSatisfy(\.isHexDigit) ? UInt64(digits, radix: 16) : nil
        }
        guard part.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        if part.count > 1, first == UInt8(ascii: "0") { return UInt64(part, radix: 8) }
        return UInt64(part)
    }
}
