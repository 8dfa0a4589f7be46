/// Addresses in CIDR notation, read and written as Go's net does.
struct IPNetwork: Hashable {
    /// Bits after the prefix are zero.
    let bytes: [UInt8]
    let prefixLength: Int

    init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/"), !text.contains("%"), let address = IPAddress(String(text[..<slash]))
        else { return nil }
        let digits = text[text.index(after: slash)...].utf8
        guard (1...3).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
            let length = Int(String(Substring(digits))), length <= address.bytes.count * 8
        else { return nil }
        prefixLength = length
        bytes = address.bytes.enumerated().map { index, byte in
            let kept = min(8, max(0, length - index * 8))
            return byte & ~UInt8(truncatingIfNeeded: 0xff >> kept)
        }
    }

    var address: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        let gap = Self.longestGap(groups)
        func text(_ groups: ArraySlice<UInt16>) -> String {
            groups.map { String($0, radix: 16) }.joined(separator: ":")
        }
        return gap.isEmpty ? text(groups[...]) : "\(text(groups[..<gap.lowerBound]))::\(text(groups[gap.upperBound...]))"
    }

    /// The first of the longest runs of two zero groups or more (RFC 5952, 4.2).
    private static func longestGap(_ groups: [UInt16]) -> Range<Int> {
        var best = 0..<0
        var start = 0
        for index in groups.indices {
            if groups[index] != 0 {
                start = index + 1
            } else if index + 1 - start > max(best.count, 1) {
                best = start..<index + 1
            }
        }
        return best
    }
}
