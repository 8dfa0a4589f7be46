/// An IPv4 or IPv6 address in text.
struct IPAddress: Hashable, Sendable {
    /// 4 or 16.
    var bytes: [UInt8]
    /// `::ffff:1.2.3.4`.
    var isMapped: Bool {
        bytes.count == 16 && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    }
    var is4: Bool { bytes.count == 4 }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// `isSloppy` lets leading zeros of IPv4 parts pass, as Kubernetes does for what old Go versions took.
    init?(_ text: some StringProtocol, isSloppy: Bool = false) {
        if text.contains(":") {
            guard let bytes = IPAddress.parse6(Array(text.utf8)) else { return nil }
            self.bytes = bytes
        } else {
            guard let bytes = IPAddress.parse4(text, isSloppy: isSloppy) else { return nil }
            self.bytes = bytes
        }
    }

    private static func parse4(_ text: some StringProtocol, isSloppy: Bool) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard !part.isEmpty, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                isSloppy || part.count == 1 || part.first != "0",
                let byte = UInt8(part)
            else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func parse6(_ text: [UInt8]) -> [UInt8]? {
        let text = String(decoding: text, as: UTF8.self)
        guard !text.contains("%") else { return nil }
        let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        if text.contains(":::") { return nil }
        var head: [UInt8] = []
        var tail: [UInt8] = []
        let isShort = text.contains("::")
        if isShort {
            let parts = halves.count == 2 ? halves : [halves[0], ""]
            guard !parts[1].contains("::"), let front = groups(parts[0], allowsIPv4: false),
                let back = groups(parts[1], allowsIPv4: true)
            else { return nil }
            (head, tail) = (front, back)
            guard head.count + tail.count <= 14 else { return nil }
        } else {
            guard let all = groups(text[...], allowsIPv4: true), all.count == 16 else { return nil }
            head = all
        }
        return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: Substring, allowsIPv4: Bool) -> [UInt8]? {
        if text.isEmpty { return [] }
        var bytes: [UInt8] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if allowsIPv4, index == parts.count - 1, part.contains(".") {
                guard let four = parse4(part, isSloppy: false) else { return nil }
                bytes += four
                continue
            }
            guard (1...4).contains(part.utf8.count), let value = UInt16(part, radix: 16), part.first != "+" else {
                return nil
            }
            bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
        }
        return bytes
    }

    /// Lower case, the longest run of zeros shortened, as netip prints.
    var canonical: String {
        if is4 { return bytes.map(String.init).joined(separator: ".") }
        if isMapped { return "::ffff:" + bytes[12...].map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: 16, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        var best = 0..<0
        var at = 0
        while at < 8 {
            var end = at
            while end < 8, groups[end] == 0 { end += 1 }
            if end - at > best.count, end - at > 1 { best = at..<end }
            at = max(end, at + 1)
        }
        let hex = groups.map { String($0, radix: 16) }
        if best.isEmpty { return hex.joined(separator: ":") }
        return hex[..<best.lowerBound].joined(separator: ":") + "::" + hex[best.upperBound...].joined(separator: ":")
    }

    var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }
    var isLoopback: Bool { is4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1 }
    var isLinkLocalMulticast: Bool {
        is4 ? bytes[0] == 224 && bytes[1] == 0 && bytes[2] == 0 : bytes[0] == 0xFF && bytes[1] & 0x0F == 0x02
    }
    var isLinkLocalUnicast: Bool {
        is4 ? bytes[0] == 169 && bytes[1] == 254 : bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
    }
    var isMulticast: Bool { is4 ? bytes[0] & 0xF0 == 0xE0 : bytes[0] == 0xFF }
    var isGlobalUnicast: Bool {
        if is4, bytes.allSatisfy({ $0 == 255 }) { return false }
        return !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
    }
}

/// `10.0.0.0/8`.
struct CIDRBlock: Hashable, Sendable {
    var address: IPAddress
    var length: Int

    init(address: IPAddress, length: Int) {
        self.address = address
        self.length = length
    }

    init?(_ text: String, isSloppy: Bool = false) {
        guard let slash = text.lastIndex(of: "/"), let address = IPAddress(text[..<slash], isSloppy: isSloppy) else {
            return nil
        }
        let digits = text[text.index(after: slash)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            isSloppy || digits.count == 1 || digits.first != "0",
            let length = Int(digits), length <= address.bytes.count * 8
        else { return nil }
        self.address = address
        self.length = length
    }

    /// The address with its host bits cleared.
    var masked: CIDRBlock {
        var bytes = address.bytes
        for index in bytes.indices {
            let kept = max(0, min(8, length - index * 8))
            bytes[index] &= kept == 0 ? 0 : UInt8(truncatingIfNeeded: 0xFF << (8 - kept))
        }
        return CIDRBlock(address: IPAddress(bytes: bytes), length: length)
    }

    func contains(_ other: IPAddress) -> Bool {
        other.bytes.count == address.bytes.count && CIDRBlock(address: other, length: length).masked == masked
    }

    func contains(_ other: CIDRBlock) -> Bool { length <= other.length && contains(other.address) }

    var canonical: String { "\(address.canonical)/\(length)" }
}

/// Addresses in text, for rooms that have no addresses of their own.
package enum AddressText {
    /// Four or sixteen bytes, as Kubernetes reads the fields that it has always had.
    package static func bytes(_ text: String) -> [UInt8]? { IPAddress(text, isSloppy: true)?.bytes }
}
