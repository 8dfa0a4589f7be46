/// Writes protobuf messages (proto3: empty strings and zeros are left out).
struct ProtoWriter: Sendable {
    private(set) var bytes: [UInt8] = []

    mutating func write(_ field: Int, _ text: String) {
        if !text.isEmpty { write(field, bytes: Array(text.utf8)) }
    }

    mutating func write(_ field: Int, _ value: Int) {
        guard value != 0 else { return }
        varint(UInt64(field) << 3)
        varint(UInt64(bitPattern: Int64(value)))
    }

    mutating func write(_ field: Int, message: ProtoWriter) {
        write(field, bytes: message.bytes)
    }

    mutating func write(_ field: Int, bytes value: [UInt8]) {
        varint(UInt64(field) << 3 | 2)
        varint(UInt64(value.count))
        bytes += value
    }

    private mutating func varint(_ value: UInt64) {
        var value = value
        while value > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }
}

/// Reads the fields of a protobuf message; nil at its end or where it is broken.
struct ProtoReader {
    enum Value {
        case number(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    mutating func next() -> (field: Int, value: Value)? {
        guard !rest.isEmpty, let key = varint() else { return nil }
        let field = Int(truncatingIfNeeded: key >> 3)
        switch key & 7 {
        case 0: return varint().map { (field, .number($0)) }
        case 1: return fixed(8).map { (field, .bytes($0)) }
        case 2: return varint().flatMap { fixed(Int(clamping: $0)) }.map { (field, .bytes($0)) }
        case 5: return fixed(4).map { (field, .bytes($0)) }
        default: return nil
        }
    }

    private mutating func fixed(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = rest.popFirst(), shift < 64 {
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
