/// Header names and lists as Go's `net/http` holds them.
enum MIMEHeader {
    /// `x-request-id` → `X-Request-Id`; names with characters that no header name may have stay as they are.
    static func canonical(_ name: String) -> String {
        var isStart = true
        var bytes: [UInt8] = []
        bytes.reserveCapacity(name.utf8.count)
        for byte in name.utf8 {
            guard isToken(byte) else { return name }
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z") where isStart: bytes.append(byte - 0x20)
            case UInt8(ascii: "A")...UInt8(ascii: "Z") where !isStart: bytes.append(byte + 0x20)
            default: bytes.append(byte)
            }
            isStart = byte == UInt8(ascii: "-")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// The headers a Go handler sees: canonical names, values of one name together in their order, without those that
    /// the server takes for itself.
    static func visible(_ request: HTTPRequest) -> [String: [String]] {
        var headers: [String: [String]] = [:]
        for field in request.headers {
            headers[canonical(field.name), default: []].append(field.value)
        }
        for name in ["Host", "Transfer-Encoding", "Trailer"] { headers[name] = nil }
        if headers["Pragma"]?.first == "no-cache", headers["Cache-Control"] == nil {
            headers["Cache-Control"] = ["no-cache"]
        }
        if request.version == .http2, let crumbs = headers["Cookie"], crumbs.count > 1 {
            headers["Cookie"] = [crumbs.joined(separator: "; ")]
        }
        return headers
    }
}
