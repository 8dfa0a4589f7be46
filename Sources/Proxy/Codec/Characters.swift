/// A value for every byte; made once and never freed.
struct ByteTable: @unchecked Sendable {
    let bytes: UnsafePointer<UInt8>

    init(_ entry: (UInt8) -> UInt8) {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for byte in 0..<256 { table[byte] = entry(UInt8(byte)) }
        bytes = UnsafePointer(table)
    }
}

/// Tables of which bytes may stand where.
enum CharacterTable {
    /// RFC 9110 token bytes, as lower case; 0 for others.
    static let name = ByteTable { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte) ? byte : 0
        }
    }

    /// 1: may stand in a header value; 2: only where lines are folded; 0: never.
    static let value = ByteTable { byte in
        switch byte {
        case 0x09, 0x20...0x7E, 0x80...0xFF: 1
        case 0x0A, 0x0D: 2
        default: 0
        }
    }

    static let authority = ByteTable { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            1
        default: "-._~!$&'()*+,;=:@[]%".utf8.contains(byte) ? 1 : 0
        }
    }
}

@inline(__always)
func isAuthorityByte(_ byte: UInt8) -> Bool { CharacterTable.authority.bytes[Int(byte)] == 1 }

@inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

func isSchemeByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || lowercaseASCII(byte) &- 0x61 < 26 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".")
}

/// The methods that Envoy's codec lets through when custom methods are not allowed.
func isKnownMethod(_ method: Bytes) -> Bool {
    for known in knownMethods where method.equals(known) { return true }
    return false
}

private let knownMethods: [StaticString] = [
    "GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "ACL", "BIND", "CHECKOUT", "COPY",
    "LINK", "LOCK", "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL", "MOVE", "MSEARCH", "NOTIFY", "PROPFIND", "PROPPATCH",
    "PURGE", "QUERY", "REBIND", "REPORT", "SEARCH", "SOURCE", "SUBSCRIBE", "UNBIND", "UNLINK", "UNLOCK", "UNSUBSCRIBE",
]

func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
