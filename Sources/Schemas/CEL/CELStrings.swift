import Synchronization

/// Methods of strings: the standard ones, cel-go's extension, Kubernetes' regular expressions.
enum CELStrings {
    static func method(_ name: String, _ text: String, _ arguments: [CELValue]) throws(CELError) -> CELValue? {
        switch (name, arguments.count) {
        case ("size", 0): return .int(Int64(text.unicodeScalars.count))
        case ("lowerAscii", 0): return .string(mapASCII(text, from: 0x41...0x5A, by: 32))
        case ("upperAscii", 0): return .string(mapASCII(text, from: 0x61...0x7A, by: -32))
        case ("trim", 0): return .string(trimmed(text))
        case ("reverse", 0): return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
        default: break
        }
        guard let first = arguments.first else { return nil }
        switch first {
        case .string(let other): return try method(name, text, other, Array(arguments.dropFirst()))
        case .int(let index): return try method(name, text, index, Array(arguments.dropFirst()))
        default: return nil
        }
    }

    private static func method(_ name: String, _ text: String, _ other: String, _ rest: [CELValue]) throws(CELError)
        -> CELValue?
    {
        var number: Int64?
        if case .int(let value)? = rest.last { number = value }
        switch name {
        case "contains": return .bool(text.isEmpty && other.isEmpty || find(text, other, from: 0) != nil)
        case "startsWith": return .bool(text.utf8.starts(with: other.utf8))
        case "endsWith": return .bool(text.utf8.reversed().starts(with: other.utf8.reversed()))
        case "matches": return .bool(try expression(other).matches(text))
        case "find":
            let found = try expression(other).allMatches(text, limit: 1)
            return .string((found.first?.first ?? nil) ?? "")
        case "findAll":
            let limit = number.map { $0 < 0 ? Int.max : Int($0) } ?? .max
            let found = try expression(other).allMatches(text, limit: limit)
            return .list(CELList(found.map { .string(($0.first ?? nil) ?? "") }))
        case "indexOf": return .int(Int64(try index(text, other, from: number)))
        case "lastIndexOf": return .int(Int64(try lastIndex(text, other, from: number)))
        case "split": return .list(CELList(split(text, other, limit: number.map(Int.init)).map(CELValue.string)))
        case "replace":
            guard case .string(let replacement)? = rest.first else { return nil }
            return .string(replaced(text, other, replacement, limit: number.map(Int.init)))
        default: return nil
        }
    }

    private static func method(_ name: String, _ text: String, _ index: Int64, _ rest: [CELValue]) throws(CELError)
        -> CELValue?
    {
        let scalars = Array(text.unicodeScalars)
        switch name {
        case "charAt":
            guard index >= 0, index <= scalars.count else { throw CELError("index out of range: \(index)") }
            return .string(index == scalars.count ? "" : String(scalars[Int(index)]))
        case "substring":
            var end = Int64(scalars.count)
            if case .int(let given)? = rest.first { end = given }
            guard index >= 0, index <= scalars.count else { throw CELError("index out of range: \(index)") }
            guard end >= 0, end <= scalars.count else { throw CELError("index out of range: \(end)") }
            guard index <= end else { throw CELError("invalid substring range. start: \(index), end: \(end)") }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[Int(index)..<Int(end)])
            return .string(String(view))
        default: return nil
        }
    }

    // MARK: Regular expressions that are no literals

    private static let cache = Mutex<[String: RegularExpression]>([:])

    static func expression(_ pattern: String) throws(CELError) -> RegularExpression {
        if let known = cache.withLock({ $0[pattern] }) { return known }
        let made: RegularExpression
        do throws(RegexError) {
            made = try RegularExpression(pattern)
        } catch {
            throw CELError("\(error)")
        }
        cache.withLock {
            if $0.count >= Limits.celRegexCache { $0.removeAll() }
            $0[pattern] = made
        }
        return made
    }

    // MARK: Pieces

    private static func mapASCII(_ text: String, from range: ClosedRange<UInt8>, by offset: Int) -> String {
        String(decoding: text.utf8.map { range.contains($0) ? UInt8(Int($0) + offset) : $0 }, as: UTF8.self)
    }

    private static func trimmed(_ text: String) -> String {
        func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
        let scalars = text.unicodeScalars.drop(while: isSpace)
        guard let last = scalars.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(scalars[...last])
    }

    /// The scalar offset of a text within another.
    private static func find(_ text: String, _ other: String, from start: Int) -> Int? {
        let (hay, needle) = (Array(text.unicodeScalars), Array(other.unicodeScalars))
        guard start + needle.count <= hay.count else { return nil }
        for at in start...(hay.count - needle.count) where hay[at..<(at + needle.count)].elementsEqual(needle) {
            return at
        }
        return nil
    }

    private static func index(_ text: String, _ other: String, from start: Int64?) throws(CELError) -> Int {
        let count = text.unicodeScalars.count
        if let start, start < 0 || start > count { throw CELError("index out of range: \(start)") }
        if other.isEmpty { return Int(start ?? 0) }
        return find(text, other, from: Int(start ?? 0)) ?? -1
    }

    private static func lastIndex(_ text: String, _ other: String, from start: Int64?) throws(CELError) -> Int {
        let (hay, needle) = (Array(text.unicodeScalars), Array(other.unicodeScalars))
        if let start, start < 0 || start > hay.count { throw CELError("index out of range: \(start)") }
        if needle.isEmpty { return Int(start ?? Int64(hay.count)) }
        guard needle.count <= hay.count else { return -1 }
        let highest = min(Int(start ?? Int64(hay.count)), hay.count - needle.count)
        for at in stride(from: highest, through: 0, by: -1) where hay[at..<(at + needle.count)].elementsEqual(needle) {
            return at
        }
        return -1
    }

    private static func split(_ text: String, _ separator: String, limit: Int?) -> [String] {
        if limit == 0 { return [] }
        let maximum = limit.map { $0 < 0 ? Int.max : $0 } ?? .max
        if separator.isEmpty {
            let pieces = text.unicodeScalars.map { String($0) }
            if pieces.count <= maximum { return pieces }
            return Array(pieces[..<(maximum - 1)]) + [pieces[(maximum - 1)...].joined()]
        }
        let scalars = Array(text.unicodeScalars)
        var pieces: [String] = []
        var start = 0
        func piece(_ range: Range<Int>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars[range])
            return String(view)
        }
        while pieces.count < maximum - 1, let at = find(text, separator, from: start) {
            pieces.append(piece(start..<at))
            start = at + separator.unicodeScalars.count
        }
        return pieces + [piece(start..<scalars.count)]
    }

    private static func replaced(_ text: String, _ other: String, _ replacement: String, limit: Int?) -> String {
        if limit == 0 { return text }
        if other.isEmpty {
            var result = ""
            var left = limit.map { $0 < 0 ? Int.max : $0 } ?? .max
            for scalar in text.unicodeScalars {
                if left > 0 {
                    result += replacement
                    left -= 1
                }
                result.unicodeScalars.append(scalar)
            }
            return left > 0 ? result + replacement : result
        }
        let pieces = split(text, other, limit: limit.map { $0 < 0 || $0 == .max ? -1 : $0 + 1 })
        return pieces.joined(separator: replacement)
    }
}
