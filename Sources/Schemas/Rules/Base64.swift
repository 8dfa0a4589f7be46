/// Standard base64 with padding, as Go's encoder has it.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        var iterator = bytes.makeIterator()
        while let first = iterator.next() {
            let second = iterator.next()
            let third = second == nil ? nil : iterator.next()
            let bits = UInt32(first) << 16 | UInt32(second ?? 0) << 8 | UInt32(third ?? 0)
            output.append(alphabet[Int(bits >> 18)])
            output.append(alphabet[Int(bits >> 12 & 63)])
            output.append(second == nil ? UInt8(ascii: "=") : alphabet[Int(bits >> 6 & 63)])
            output.append(third == nil ? UInt8(ascii: "=") : alphabet[Int(bits & 63)])
        }
        return String(decoding: output, as: UTF8.self)
    }

    package static func decode(_ text: String) -> [UInt8]? {
        guard case .success(let bytes) = decodeReporting(text) else { return nil }
        return bytes
    }

    struct Corrupt: Error { var offset: Int }

    /// Line breaks are skipped; anything else wrong is reported with its place.
    static func decodeReporting(_ text: String) -> Result<[UInt8], Corrupt> {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        var length = 0
        for (offset, byte) in text.utf8.enumerated() {
            length = offset + 1
            if byte == 0x0A || byte == 0x0D { continue }
            if byte == UInt8(ascii: "=") {
                padding += 1
                guard count % 4 >= 2, count % 4 + padding <= 4 else { return .failure(Corrupt(offset: offset)) }
                continue
            }
            guard padding == 0, let value = value(byte) else {
                return .failure(Corrupt(offset: padding > 0 ? offset - 1 : offset))
            }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count % 4 == 0 {
                output += [UInt8(bits >> 16 & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
                bits = 0
            }
        }
        switch count % 4 {
        case 0 where padding == 0: break
        case 2 where padding == 2: output.append(UInt8(bits >> 4 & 0xFF))
        case 3 where padding == 1: output += [UInt8(bits >> 10 & 0xFF), UInt8(bits >> 2 & 0xFF)]
        default: return .failure(Corrupt(offset: padding > 0 ? length : count / 4 * 4))
        }
        return .success(output)
    }

    private static func value(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
