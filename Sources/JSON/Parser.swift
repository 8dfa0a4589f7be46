/// Why bytes are not JSON, in the words Go's decoder uses (clients of Kubernetes see them).
package struct JSONSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
    package var message: String
    /// Bytes read before the error was met.
    package var offset: Int

    package var description: String { message }
}

extension JSON {
    /// Objects and arrays may be nested this deep: far beyond any real object, well within a small thread stack.
    package static let maximumDepth = 500

    /// Reads one JSON document. A member that stands twice in an object keeps its last value; `duplicates` collects
    /// the paths of such members when asked to.
    package init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
        self = try bytes.withUnsafeBufferPointer { JSON.parse($0) }.get()
    }

    package init(parsing bytes: UnsafeRawBufferPointer) throws(JSONSyntaxError) {
        self = try bytes.withMemoryRebound(to: UInt8.self) { JSON.parse($0) }.get()
    }

    package init(parsing bytes: some Sequence<UInt8>) throws(JSONSyntaxError) {
        try self.init(parsing: Array(bytes))
    }

    package init(parsing text: String) throws(JSONSyntaxError) {
        var text = text
        self = try text.withUTF8 { JSON.parse($0) }.get()
    }

    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Result<JSON, JSONSyntaxError> {
        var parser = JSONParser()
        return parser.document(bytes)
    }

    /// Reads one JSON document and returns, beside it, the paths of members that stood twice (`spec.ports[0].name`).
    package static func parseReportingDuplicates(_ bytes: [UInt8]) throws(JSONSyntaxError) -> (JSON, [String]) {
        var parser = JSONParser()
        parser.reportsDuplicates = true
        let value = try bytes.withUnsafeBufferPointer { parser.document($0) }.get()
        return (value, parser.duplicates)
    }
}

private struct JSONParser {
    private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var at = 0
    private var path: [String] = []
    /// Members of the objects that are being read, the outermost first.
    private var members: [(key: String, value: JSON)] = []
    var reportsDuplicates = false
    var duplicates: [String] = []

    mutating func document(_ input: UnsafeBufferPointer<UInt8>) -> Result<JSON, JSONSyntaxError> {
        bytes = input
        at = 0
        do throws(JSONSyntaxError) {
            let value = try value(depth: 0)
            skipSpace()
            if at < bytes.count { throw unexpected("after top-level value") }
            return .success(value)
        } catch {
            return .failure(error)
        }
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSON {
        skipSpace()
        guard at < bytes.count else { throw end() }
        switch bytes[at] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            if depth >= JSON.maximumDepth { throw JSONSyntaxError(message: "exceeded max depth", offset: at) }
            return bytes[at] == UInt8(ascii: "{") ? try object(depth: depth) : try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw unexpected("looking for beginning of value")
        }
    }

    /// Members wait in `members` until the object's end tells how many there are: its table is then made in one go.
    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSON {
        at += 1
        let first = members.count
        skipSpace()
        if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
            at += 1
            return .object([:])
        }
        while true {
            skipSpace()
            guard at < bytes.count else { throw end() }
            guard bytes[at] == UInt8(ascii: "\"") else {
                throw unexpected("looking for beginning of object key string")
            }
            let key = try string()
            skipSpace()
            guard at < bytes.count else { throw end() }
            guard bytes[at] == UInt8(ascii: ":") else { throw unexpected("after object key") }
            at += 1
            if reportsDuplicates { path.append(path.isEmpty ? key : ".\(key)") }
            let value = try value(depth: depth + 1)
            members.append((key, value))
            if reportsDuplicates { path.removeLast() }
            skipSpace()
            guard at < bytes.count else { throw end() }
            switch bytes[at] {
            case UInt8(ascii: ","): at += 1
            case UInt8(ascii: "}"):
                at += 1
                return takeObject(from: first)
            default: throw unexpected("after object key:value pair")
            }
        }
    }

    private mutating func takeObject(from first: Int) -> JSON {
        var object: [String: JSON] = [:]
        object.reserveCapacity(members.count - first)
        for index in first..<members.count { object[members[index].key] = members[index].value }
        if reportsDuplicates, object.count < members.count - first { noteDuplicates(from: first) }
        members.removeSubrange(first...)
        return .object(object)
    }

    private mutating func noteDuplicates(from first: Int) {
        let prefix = path.isEmpty ? "" : path.joined() + "."
        var seen: Set<String> = []
        for (key, _) in members[first...] where !seen.insert(key).inserted { duplicates.append(prefix + key) }
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSON {
        at += 1
        var items: [JSON] = []
        skipSpace()
        if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
            at += 1
            return .array(items)
        }
        while true {
            if reportsDuplicates { path.append("[\(items.count)]") }
            items.append(try value(depth: depth + 1))
            if reportsDuplicates { path.removeLast() }
            skipSpace()
            guard at < bytes.count else { throw end() }
            switch bytes[at] {
            case UInt8(ascii: ","): at += 1
            case UInt8(ascii: "]"):
                at += 1
                return .array(items)
            default: throw unexpected("after array element")
            }
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONSyntaxError) -> JSON {
        for index in 0..<word.utf8CodeUnitCount {
            guard at < bytes.count else { throw end() }
            let expected = word.utf8Start[index]
            guard bytes[at] == expected else {
                throw unexpected("in literal \(word) (expecting '\(Character(UnicodeScalar(expected)))')")
            }
            at += 1
        }
        return value
    }

    private mutating func number() throws(JSONSyntaxError) -> JSON {
        let start = at
        var isInteger = true
        if bytes[at] == UInt8(ascii: "-") { at += 1 }
        guard at < bytes.count else { throw end() }
        if bytes[at] == UInt8(ascii: "0") {
            at += 1
        } else {
            try digits("in numeric literal")
        }
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
            isInteger = false
            at += 1
            try digits("after decimal point in numeric literal")
        }
        if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            at += 1
            if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") { at += 1 }
            try digits("in exponent of numeric literal")
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
        if isInteger, let value = Int64(text) { return .int(value) }
        guard let value = Double(text), value.isFinite else {
            throw JSONSyntaxError(message: "cannot unmarshal number \(text) into Go value of type float64", offset: at)
        }
        return .double(value)
    }

    private mutating func digits(_ place: String) throws(JSONSyntaxError) {
        let start = at
        while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
        if at == start {
            if at >= bytes.count { throw end() }
            throw unexpected(place)
        }
    }

    private mutating func string() throws(JSONSyntaxError) -> String {
        at += 1
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<at]), as: UTF8.self)
                at += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw unexpected("in string literal")
            default: at += 1
            }
        }
        throw end()
    }

    private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var text: [UInt8] = []
        var run = start
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                text += bytes[run..<at]
                at += 1
                return String(decoding: text, as: UTF8.self)
            case 0..<0x20: throw unexpected("in string literal")
            case UInt8(ascii: "\\"):
                text += bytes[run..<at]
                at += 1
                try escape(into: &text)
                run = at
            default: at += 1
            }
        }
        throw end()
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard at < bytes.count else { throw end() }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexUnit()
            if (0xD800..<0xDC00).contains(unit) {
                unit = try lowSurrogate(after: unit)
            } else if (0xDC00..<0xE000).contains(unit) {
                unit = 0xFFFD
            }
            text.append(contentsOf: String(UnicodeScalar(unit) ?? "\u{FFFD}").utf8)
        default:
            at -= 1
            throw unexpected("in string escape code")
        }
    }

    /// The scalar of a surrogate pair; a high surrogate with no low one is the replacement character, as in Go.
    private mutating func lowSurrogate(after high: UInt32) throws(JSONSyntaxError) -> UInt32 {
        guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else {
            return 0xFFFD
        }
        let restart = at
        at += 2
        let low = try hexUnit()
        guard (0xDC00..<0xE000).contains(low) else {
            at = restart
            return 0xFFFD
        }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    private mutating func hexUnit() throws(JSONSyntaxError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard at < bytes.count else { throw end() }
            switch bytes[at] {
            case let digit where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit):
                unit = unit << 4 + UInt32(digit - UInt8(ascii: "0"))
            case let digit where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(digit | 0x20):
                unit = unit << 4 + UInt32((digit | 0x20) - UInt8(ascii: "a") + 10)
            default: throw unexpected("in \\u hexadecimal character escape")
            }
            at += 1
        }
        return unit
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x09 {
            at += 1
        }
    }

    private func end() -> JSONSyntaxError {
        JSONSyntaxError(message: "unexpected end of JSON input", offset: at)
    }

    private func unexpected(_ place: String) -> JSONSyntaxError {
        let byte = bytes[at]
        let shown: String =
            switch byte {
            case UInt8(ascii: "'"): "'\\''"
            case UInt8(ascii: "\""): "'\"'"
            case 0x0A: "'\\n'"
            case 0x0D: "'\\r'"
            case 0x09: "'\\t'"
            case 0x20..<0x7F: "'\(Character(UnicodeScalar(byte)))'"
            default: "'\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))'"
            }
        return JSONSyntaxError(message: "invalid character \(shown) \(place)", offset: at + 1)
    }
}
