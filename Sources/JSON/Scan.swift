/// Looks at parts of stored documents without reading the whole.
extension JSON {
    /// The value at a path of member names in the bytes of a document; nil when there is none. The bytes must be a valid
    /// document, such as this module wrote: what is on the way is skipped, not checked.
    package static func value(at path: [String], in bytes: [UInt8]) -> JSON? {
        bytes.withUnsafeBufferPointer { buffer in
            var scan = JSONScan(bytes: buffer)
            for name in path where !scan.enter(name) { return nil }
            let start = scan.at
            scan.skipValue()
            let value = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[start..<scan.at]))
            return try? JSON(parsing: value)
        }
    }
}

private struct JSONScan {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    private var byte: UInt8 { at < bytes.count ? bytes[at] : 0 }

    /// Moves from the beginning of an object to the value of a member; false when it has none of that name.
    mutating func enter(_ name: String) -> Bool {
        skipSpace()
        guard byte == UInt8(ascii: "{") else { return false }
        at += 1
        while true {
            skipSpace()
            guard byte == UInt8(ascii: "\"") else { return false }
            let start = at + 1
            skipString()
            let key = bytes[start..<max(start, at - 1)]
            skipSpace()
            at += 1
            skipSpace()
            if key.elementsEqual(name.utf8) { return true }
            skipValue()
            skipSpace()
            guard byte == UInt8(ascii: ",") else { return false }
            at += 1
        }
    }

    mutating func skipValue() {
        var depth = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                skipString()
                if depth == 0 { return }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                at += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // The end of what the value stands in.
                if depth == 0 { return }
                depth -= 1
                at += 1
                if depth == 0 { return }
            case UInt8(ascii: ",") where depth == 0: return
            default: at += 1
            }
        }
    }

    private mutating func skipString() {
        at += 1
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                at += 1
                return
            case UInt8(ascii: "\\"): at += 2
            default: at += 1
            }
        }
        at = bytes.count
    }

    private mutating func skipSpace() {
        while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }
}
