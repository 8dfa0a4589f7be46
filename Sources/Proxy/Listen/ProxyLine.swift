import ClusterNetwork

/// The header a load balancer puts before a connection's bytes (PROXY protocol 1 and 2).
enum ProxyLine {
    enum Outcome: Equatable {
        case needMore
        case none
        case invalid
        /// How many bytes it took, and the client it names; nil for connections of the balancer's own.
        case found(length: Int, client: VirtualAddress?, isVersion2: Bool)
    }

    private static let signature: [UInt8] = [
        0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A,
    ]

    static func read(_ bytes: Bytes) -> Outcome {
        if bytes.count == 0 { return .needMore }
        let common = min(bytes.count, signature.count)
        if signature[..<common].elementsEqual(bytes.prefix(count: common)) {
            return common < signature.count ? .needMore : version2(bytes)
        }
        let word = Bytes("PROXY ")
        let count = min(bytes.count, word.count)
        guard bytes.prefix(count: count).equals(word.prefix(count: count)) else { return .none }
        return count < word.count ? .needMore : version1(bytes)
    }

    private static func version1(_ bytes: Bytes) -> Outcome {
        // 107 bytes at most, line end included.
        guard let end = bytes.prefix(count: 107).find(0x0A) else { return bytes.count >= 107 ? .invalid : .needMore }
        guard end > 0, bytes[end - 1] == 0x0D else { return .invalid }
        let words = bytes.prefix(count: end - 1).string.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count >= 2 else { return .invalid }
        if words[1] == "UNKNOWN" { return .found(length: end + 1, client: nil, isVersion2: false) }
        guard words.count == 6, words[1] == "TCP4" || words[1] == "TCP6", let ip = IPAddress(words[2]),
            let port = Int(words[4]), (0...65_535).contains(port), ip.isV4 == (words[1] == "TCP4"),
            IPAddress(words[3]) != nil
        else { return .invalid }
        return .found(length: end + 1, client: VirtualAddress(ip, port), isVersion2: false)
    }

    private static func version2(_ bytes: Bytes) -> Outcome {
        guard bytes.count >= 16 else { return .needMore }
        let length = Int(bytes[14]) << 8 | Int(bytes[15])
        guard bytes[12] >> 4 == 2, length <= 4_096 else { return .invalid }
        guard bytes.count >= 16 + length else { return .needMore }
        let total = 16 + length
        if bytes[12] & 15 == 0 { return .found(length: total, client: nil, isVersion2: true) }
        guard bytes[12] & 15 == 1 else { return .invalid }
        let size: Int
        switch bytes[13] {
        case 0x11: size = 4
        case 0x21: size = 16
        default: return .found(length: total, client: nil, isVersion2: true)
        }
        guard length >= size * 2 + 4, let ip = IPAddress(bytes: Array(bytes.part(16..<16 + size))) else { return .invalid }
        let port = Int(bytes[16 + size * 2]) << 8 | Int(bytes[17 + size * 2])
        return .found(length: total, client: VirtualAddress(ip, port), isVersion2: true)
    }
}
