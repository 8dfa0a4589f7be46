/// Reads the fields of a protobuf message.
struct ProtobufReader {
    enum Value {
        case varint(UInt64)
        case fixed64(UInt64)
        case bytes(ArraySlice<UInt8>)
        case fixed32(UInt32)
    }

    struct Malformed: Error {
        var message: String
    }

    private let bytes: ArraySlice<UInt8>
    private var at: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    mutating func next() throws(Malformed) -> (number: Int, value: Value)? {
        guard at < bytes.endIndex else { return nil }
        let tag = try varint()
        let number = Int(tag >> 3)
        guard number > 0 else { throw Malformed(message: "proto: illegal tag \(number) (wire type \(tag & 7))") }
        switch tag & 7 {
        case 0: return (number, .varint(try varint()))
        case 1: return (number, .fixed64(try fixed(8)))
        case 2:
            let count = try varint()
            guard count <= UInt64(bytes.endIndex - at) else { throw Malformed(message: "unexpected EOF") }
            defer { at += Int(count) }
            return (number, .bytes(bytes[at..<(at + Int(count))]))
        case 5: return (number, .fixed32(UInt32(try fixed(4))))
        default: throw Malformed(message: "proto: illegal wireType \(tag & 7)")
        }
    }

    mutating func varint() throws(Malformed) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard at < bytes.endIndex else { throw Malformed(message: "unexpected EOF") }
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
            if shift > 63 { throw Malformed(message: "proto: integer overflow") }
        }
    }

    var isAtEnd: Bool { at >= bytes.endIndex }

    private mutating func fixed(_ count: Int) throws(Malformed) -> UInt64 {
        guard at + count <= bytes.endIndex else { throw Malformed(message: "unexpected EOF") }
        var value: UInt64 = 0
        for offset in 0..<count { value |= UInt64(bytes[at + offset]) << UInt64(8 * offset) }
        at += count
        return value
    }
}

/// Writes the fields of a protobuf message.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    mutating func varint(_ number: Int, _ value: UInt64) {
        raw(UInt64(number) << 3)
        raw(value)
    }

    mutating func double(_ number: Int, _ value: Double) {
        raw(UInt64(number) << 3 | 1)
        for offset in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * offset))) }
    }

    mutating func data(_ number: Int, _ value: some Collection<UInt8>) {
        raw(UInt64(number) << 3 | 2)
        raw(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func string(_ number: Int, _ value: String) { data(number, value.utf8) }

    private mutating func raw(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }
}
