import XDS

/// A compiled `HeaderMatcher`.
struct HeaderMatch: Sendable {
    private enum Test: Sendable {
        case present(Bool)
        case string(StringMatch)
        case range(Int, Int)
    }

    let name: HeaderName
    private let test: Test
    private let isInverted: Bool
    private let missingIsEmpty: Bool

    init(_ matcher: HeaderMatcher) throws {
        name = HeaderName(matcher.name)
        isInverted = matcher.invertMatch
        missingIsEmpty = matcher.treatMissingHeaderAsEmpty
        switch matcher.specifier {
        case .presentMatch(let present): test = .present(present)
        case .stringMatch(let string): test = .string(try StringMatch(string))
        case .exactMatch(let text): test = .string(StringMatch(exact: text))
        case .prefixMatch(let text): test = .string(StringMatch(prefix: text))
        case .suffixMatch(let text): test = .string(StringMatch(suffix: text))
        case .containsMatch(let text): test = .string(StringMatch(contains: text))
        case .safeRegexMatch(let regex): test = .string(StringMatch(regex: try compileRegex(regex)))
        case .rangeMatch(let range): test = .range(Int(range.start), Int(range.end))
        case nil: test = .present(true)
        }
    }

    func matches(_ headers: HeaderMap) -> Bool {
        if case .present(let wanted) = test {
            return (headers.contains(name) == wanted) != isInverted
        }
        if name.pseudo == .status { return matchesValue(decimalBytes(headers.status)) }
        // Envoy 1.39 looks at several values of a name one by one: any of them will do.
        if let hasMatch = headers.anyValue(of: name, passes) { return hasMatch != isInverted }
        // A header that is not there matches nothing, not even an inverted test, unless it counts as empty.
        return missingIsEmpty && passes(.empty) != isInverted
    }

    private func matchesValue(_ value: [UInt8]) -> Bool { value.withUnsafeBufferPointer { passes($0) != isInverted } }

    private func passes(_ value: Bytes) -> Bool {
        switch test {
        case .present: true
        case .string(let match): match.matches(value)
        case .range(let start, let end):
            if let number = Int(value.string) { number >= start && number < end } else { false }
        }
    }
}

func decimalBytes(_ value: Int) -> [UInt8] { Array(String(value).utf8) }

/// A compiled `QueryParameterMatcher`: the first parameter of the name counts, undecoded.
struct QueryMatch: Sendable {
    private let name: OwnedBytes
    private let value: StringMatch?
    private let wantsPresent: Bool

    init(_ matcher: QueryParameterMatcher) throws {
        name = OwnedBytes(matcher.name)
        switch matcher.specifier {
        case .stringMatch(let string):
            value = try StringMatch(string)
            wantsPresent = true
        case .presentMatch(let present):
            value = nil
            wantsPresent = present
        case nil:
            value = nil
            wantsPresent = true
        }
    }

    func matches(query: Bytes) -> Bool {
        guard let found = queryParameter(name.bytes, in: query) else { return value == nil && !wantsPresent }
        return value?.matches(found) ?? wantsPresent
    }
}

/// The first parameter of a name in a query string, as it stands there.
func queryParameter(_ name: Bytes, in query: Bytes) -> Bytes? {
    var start = 0
    while start < query.count {
        let end = query.find(UInt8(ascii: "&"), from: start) ?? query.count
        let pair = query.part(start..<end)
        let mark = pair.find(UInt8(ascii: "=")) ?? pair.count
        if pair.count > 0, pair.prefix(count: mark).equals(name) { return pair.suffix(from: mark + 1) }
        start = end + 1
    }
    return nil
}

/// A compiled `CookieMatcher`.
struct CookieMatch: Sendable {
    private let name: OwnedBytes
    private let value: StringMatch
    private let isInverted: Bool

    init(_ matcher: CookieMatcher) throws {
        name = OwnedBytes(matcher.name)
        value = try StringMatch(matcher.stringMatch ?? StringMatcher())
        isInverted = matcher.invertMatch
    }

    func matches(_ headers: HeaderMap) -> Bool {
        let found = withCookie(name.bytes, of: headers) { $0.map { value.matches($0) } ?? false }
        return found != isInverted
    }
}

/// Hands over a cookie's value without its quotes, or nil.
func withCookie<Result>(_ name: Bytes, of headers: HeaderMap, _ body: (Bytes?) -> Result) -> Result {
    for index in 0..<headers.fieldCount {
        let field = headers.fields[index]
        if field.isRemoved || field.id != .cookie { continue }
        let value = headers[field.value]
        var start = 0
        while start < value.count {
            let end = value.find(UInt8(ascii: ";"), from: start) ?? value.count
            let pair = value.part(start..<end).trimmed()
            if let mark = pair.find(UInt8(ascii: "=")), pair.prefix(count: mark).equals(name) {
                var text = pair.suffix(from: mark + 1)
                if text.count >= 2, text[0] == UInt8(ascii: "\""), text[text.count - 1] == UInt8(ascii: "\"") {
                    text = text.part(1..<text.count - 1)
                }
                return body(text)
            }
            start = end + 1
        }
    }
    return body(nil)
}
