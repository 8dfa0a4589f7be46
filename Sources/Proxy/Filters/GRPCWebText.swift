import NIOCore

private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
private let padding = UInt8(ascii: "=")
/// The value of each character; 64 for those that base64 does not have.
private let values: [UInt8] = {
    var values = [UInt8](repeating: 64, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
}()

/// Reads base64 that comes in pieces: groups of four as they are whole. Padding ends a piece.
struct Base64Reader {
    enum Problem: Error {
        case size, data

        var details: String {
            switch self {
            case .size: "grpc_base_64_decode_failed_bad_size"
            case .data: "grpc_base_64_decode_failed"
            }
        }
    }

    /// Fewer than four characters that wait for more.
    private var rest = ByteBuffer()

    mutating func read(_ data: inout ByteBuffer, isEnd: Bool) -> Result<Void, Problem> {
        if rest.readableBytes > 0 {
            rest.writeBuffer(&data)
            data = rest
            rest = ByteBuffer()
        }
        let whole = data.readableBytes / 4 * 4
        if isEnd, whole != data.readableBytes { return .failure(.size) }
        guard let groups = data.readBytes(length: whole) else { return .failure(.data) }
        rest = data
        data = ByteBuffer()
        data.reserveCapacity(whole / 4 * 3)
        var index = 0
        while index < whole {
            let isLast = index + 4 == whole
            let count = isLast && groups[index + 3] == padding ? (groups[index + 2] == padding ? 1 : 2) : 3
            guard let bytes = Self.decode(groups[index..<index + count + 1]) else { return .failure(.data) }
            for shift in 0..<count { data.writeInteger(UInt8(truncatingIfNeeded: bytes >> (16 - 8 * shift))) }
            index += 4
        }
        return .success(())
    }

    /// Up to three bytes, the first highest; nil for a character that is none, or bits left over.
    private static func decode(_ characters: ArraySlice<UInt8>) -> Int? {
        var bits = 0
        for character in characters {
            let value = Int(values[Int(character)])
            if value > 63 { return nil }
            bits = bits << 6 | value
        }
        bits <<= 6 * (4 - characters.count)
        return bits & ((1 << (8 * (4 - characters.count))) - 1) == 0 ? bits : nil
    }
}

/// Writes gRPC messages as base64, each padded by itself, without waiting for the whole of one.
struct GRPCTextWriter {
    /// Flags and length: five bytes before each message.
    private static let headBytes = 5

    private var headRead = 0
    /// Bytes of the present message that are still to come; while its head is read, what is known of the length.
    private var left = 0
    /// Bytes that do not make up three yet.
    private var carry: [UInt8] = []

    mutating func write(_ data: inout ByteBuffer) {
        var text = ByteBuffer()
        text.reserveCapacity((data.readableBytes + 2) / 3 * 4)
        for byte in data.readableBytesView {
            carry.append(byte)
            let endsMessage = advance(byte)
            if carry.count == 3 || endsMessage { emit(&text) }
        }
        data = text
    }

    /// Whether this is a message's last byte.
    private mutating func advance(_ byte: UInt8) -> Bool {
        if headRead < Self.headBytes {
            if headRead > 0 { left = left << 8 | Int(byte) }
            headRead += 1
            if headRead < Self.headBytes { return false }
        } else {
            left -= 1
        }
        guard left == 0 else { return false }
        headRead = 0
        return true
    }

    private mutating func emit(_ text: inout ByteBuffer) {
        let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < carry.count ? Int(carry[$1]) : 0) }
        for place in 0..<4 {
            text.writeInteger(place <= carry.count ? alphabet[bits >> (18 - 6 * place) & 63] : padding)
        }
        carry.removeAll(keepingCapacity: true)
    }
}
