/// Percent encodings and queries as Go's `net/url` reads them.
enum GoURL {
    /// The path of a request target, decoded; nil when an escape is broken.
    static func path(ofTarget target: String) -> String? {
        unescape(rawPath(ofTarget: target), plusIsSpace: false)
    }

    static func rawPath(ofTarget target: String) -> Substring {
        var rest = target[...]
        if !rest.hasPrefix("/"), let scheme = rest.firstRange(of: "://") {
            rest = rest[scheme.upperBound...]
            rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
        }
        if let question = rest.utf8.firstIndex(of: UInt8(ascii: "?")) { rest = rest[..<question] }
        return rest
    }

    /// What follows the first `?`; nil without one.
    static func rawQuery(ofTarget target: String) -> Substring? {
        target.utf8.firstIndex(of: UInt8(ascii: "?")).map { target[target.utf8.index(after: $0)...] }
    }

    /// Pairs in order; those with a semicolon or a broken escape are left out.
    static func query(_ raw: Substring) -> [(name: String, value: String)] {
        raw.utf8.split(separator: UInt8(ascii: "&")).compactMap { pair in
            guard !pair.contains(UInt8(ascii: ";")) else { return nil }
            let end = pair.firstIndex(of: UInt8(ascii: "="))
            guard let name = unescape(Substring(pair[..<(end ?? pair.endIndex)]), plusIsSpace: true),
                let value = end.map({ unescape(Substring(pair[$0...].dropFirst()), plusIsSpace: true) }) ?? ""
            else { return nil }
            return (name, value)
        }
    }

    static func unescape(_ text: Substring, plusIsSpace: Bool) -> String? {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(text)
        }
        var output: [UInt8] = []
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = bytes.next().flatMap(digit), let low = bytes.next().flatMap(digit) else { return nil }
                output.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: output.append(UInt8(ascii: " "))
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
            (byte | 0x20) - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// `path.Clean` with what `ServeMux` adds: an absolute path, its trailing slash kept.
    static func clean(_ path: String) -> String {
        if path.isEmpty { return "/" }
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        let cleaned = "/" + parts.joined(separator: "/")
        return path.hasSuffix("/") && cleaned != "/" ? cleaned + "/" : cleaned
    }
}
