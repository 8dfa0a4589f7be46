/// What Go's `url.ParseRequestURI` takes and `url.URL` tells of it, for the `uri` format and CEL's `url`.
struct RequestURI: Hashable, Sendable {
    var scheme = ""
    var hasAuthority = false
    var userInfo = ""
    /// With port and brackets.
    var host = ""
    var escapedPath = ""
    var query = ""
    /// `mailto:x`: neither path nor authority.
    var opaque = ""

    static func isValid(_ text: String) -> Bool { RequestURI(text) != nil }

    /// A fragment is no part of a request URI: `#` stays where it is.
    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        var rest = text[...]
        if rest != "*" {
            guard let after = RequestURI.schemeEnd(rest) else { return nil }
            scheme = rest[..<after].lowercased()
            if !scheme.isEmpty { rest = rest[rest.index(after: after)...] }
        }
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if !rest.hasPrefix("/") {
            if !scheme.isEmpty {
                opaque = String(rest)
                return
            }
            return nil
        }
        if !scheme.isEmpty || !rest.hasPrefix("///"), rest.hasPrefix("//") {
            let authority = rest.dropFirst(2).prefix { $0 != "/" }
            rest = rest.dropFirst(2 + authority.count)
            hasAuthority = true
            guard readAuthority(authority) else { return nil }
        }
        guard RequestURI.hasValidEscapes(rest) else { return nil }
        escapedPath = String(rest)
    }

    /// The index of the colon after a scheme; the start when there is none; nil when it is malformed.
    private static func schemeEnd(_ text: Substring) -> Substring.Index? {
        for (index, character) in zip(text.indices, text) {
            switch character {
            case "a"..."z", "A"..."Z": continue
            case "0"..."9", "+", "-", ".":
                if index == text.startIndex { return text.startIndex }
            case ":": return index == text.startIndex ? nil : index
            default: return text.startIndex
            }
        }
        return text.startIndex
    }

    private mutating func readAuthority(_ authority: Substring) -> Bool {
        var host = authority
        if let mark = authority.lastIndex(of: "@") {
            userInfo = String(authority[..<mark])
            host = authority[authority.index(after: mark)...]
            guard
                userInfo.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._:~!$&'()*+,;=%@".contains($0)) })
            else {
                return false
            }
        }
        self.host = String(host)
        if host.hasPrefix("[") {
            guard let close = host.lastIndex(of: "]") else { return false }
            return RequestURI.isPort(host[host.index(after: close)...])
        }
        if let colon = host.lastIndex(of: ":"), !RequestURI.isPort(host[colon...]) { return false }
        return RequestURI.hasValidEscapes(host)
            && host.allSatisfy { !$0.isASCII || $0.isLetter || $0.isNumber || "-._~!$&'()*+,;=:[]<>\"%".contains($0) }
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || (text.hasPrefix(":") && text.dropFirst().allSatisfy { ("0"..."9").contains($0) })
    }

    private static func hasValidEscapes(_ text: Substring) -> Bool {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
            guard index + 2 < bytes.count, isHex(bytes[index + 1]), isHex(bytes[index + 2]) else { return false }
        }
        return true
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
    }

    var hostname: String {
        if host.hasPrefix("["), let close = host.firstIndex(of: "]") {
            return String(host[host.index(after: host.startIndex)..<close])
        }
        if let colon = host.lastIndex(of: ":") { return String(host[..<colon]) }
        return host
    }

    var port: String {
        let after = host.hasPrefix("[") ? host[(host.firstIndex(of: "]") ?? host.startIndex)...] : host[...]
        return after.lastIndex(of: ":").map { String(after[after.index(after: $0)...]) } ?? ""
    }

    /// Name → values, decoded.
    var queryValues: [String: [String]] {
        var values: [String: [String]] = [:]
        for part in query.split(separator: "&") where !part.contains(";") {
            let mark = part.firstIndex(of: "=")
            let name = RequestURI.unescaped(String(mark.map { part[..<$0] } ?? part))
            let value = mark.map { RequestURI.unescaped(String(part[part.index(after: $0)...])) } ?? ""
            if let name, let value { values[name, default: []].append(value) }
        }
        return values
    }

    private static func unescaped(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            if byte == UInt8(ascii: "%") {
                guard let high = iterator.next(), let low = iterator.next(),
                    let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(value)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
