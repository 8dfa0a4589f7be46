import JSON

/// The grammar of label selectors, with the complaints of Kubernetes' parser.
struct LabelSelectorParser {
    struct Failure: Error {
        var message: String
    }

    private enum Token: Equatable {
        case end, comma, open, close, not, equals, doubleEquals, notEquals, less, greater, identifier
    }

    private var tokens: [(token: Token, text: String)]
    private var at = 0

    init(_ text: String) throws(Failure) {
        tokens = try LabelSelectorParser.tokens(text)
    }

    mutating func requirements() throws(Failure) -> [LabelSelector.Requirement] {
        var requirements: [LabelSelector.Requirement] = []
        while true {
            switch next.token {
            case .identifier, .not:
                do {
                    requirements.append(try requirement())
                } catch {
                    throw Failure(message: "unable to parse requirement: \(error.message)")
                }
                let separator = take()
                if separator.token == .end { return requirements }
                guard separator.token == .comma else {
                    throw Failure(message: "found '\(separator.text)', expected: ',' or 'end of string'")
                }
                guard next.token == .identifier || next.token == .not else {
                    throw Failure(message: "found '\(next.text)', expected: identifier after ','")
                }
            case .end: return requirements
            default: throw Failure(message: "found '\(next.text)', expected: !, identifier, or 'end of string'")
            }
        }
    }

    private mutating func requirement() throws(Failure) -> LabelSelector.Requirement {
        var key = take()
        let isNegated = key.token == .not
        if isNegated { key = take() }
        guard key.token == .identifier else { throw Failure(message: "found '\(key.text)', expected: identifier") }
        let errors = NameRules.qualifiedName(key.text)
        if !errors.isEmpty {
            throw Failure(
                message: FieldError.invalid("<nil>", .string(key.text), errors.joined(separator: "; ")).message)
        }
        if isNegated { return try make(key.text, .doesNotExist, []) }
        if next.token == .end || next.token == .comma { return try make(key.text, .exists, []) }
        let sign = take()
        switch (sign.token, sign.text) {
        case (.identifier, "in"): return try make(key.text, .in, values())
        case (.identifier, "notin"): return try make(key.text, .notIn, values())
        case (.equals, _), (.doubleEquals, _): return try make(key.text, .equals, [value()])
        case (.notEquals, _): return try make(key.text, .notEquals, [value()])
        case (.greater, _): return try make(key.text, .greaterThan, [value()])
        case (.less, _): return try make(key.text, .lessThan, [value()])
        default: throw Failure(message: "found '\(sign.text)', expected: in, notin, =, ==, !=, gt, lt")
        }
    }

    private func make(_ key: String, _ sign: LabelSelector.Requirement.Operator, _ values: [String]) throws(Failure)
        -> LabelSelector.Requirement
    {
        var errors: [FieldError] = []
        if sign == .greaterThan || sign == .lessThan, values.contains(where: { Int64($0) == nil }) {
            errors.append(
                .invalid("values[0]", .string(values[0]), "for 'Gt', 'Lt' operators, the value must be an integer"))
        }
        for (index, value) in values.enumerated() {
            let wrong = NameRules.labelValue(value)
            if !wrong.isEmpty {
                errors.append(.invalid("values[\(index)][\(key)]", .string(value), wrong.joined(separator: "; ")))
            }
        }
        if !errors.isEmpty { throw Failure(message: errors.aggregateMessage) }
        return LabelSelector.Requirement(key: key, operator: sign, values: values)
    }

    /// `(a,b)`; an empty place between the commas is the empty value.
    private mutating func values() throws(Failure) -> [String] {
        let open = take()
        guard open.token == .open else { throw Failure(message: "found '\(open.text)' expected: '('") }
        var values: Set<String> = []
        var isAfterValue = false
        while true {
            let found = take()
            switch found.token {
            case .identifier where !isAfterValue:
                values.insert(found.text)
                isAfterValue = true
            case .comma:
                if !isAfterValue { values.insert("") }
                isAfterValue = false
            case .close:
                if !isAfterValue { values.insert("") }
                return values.sorted()
            default:
                if isAfterValue { throw Failure(message: "found '\(found.text)', expected: ',' or ')'") }
                if values.isEmpty { throw Failure(message: "found '\(found.text)', expected: ',', ')' or identifier") }
                throw Failure(message: "found '\(found.text)', expected: ',', or identifier")
            }
        }
    }

    private mutating func value() throws(Failure) -> String {
        if next.token == .end || next.token == .comma { return "" }
        let found = take()
        guard found.token == .identifier else { throw Failure(message: "found '\(found.text)', expected: identifier") }
        return found.text
    }

    private var next: (token: Token, text: String) { tokens[min(at, tokens.count - 1)] }

    private mutating func take() -> (token: Token, text: String) {
        defer { at += 1 }
        return next
    }

    private static func tokens(_ text: String) throws(Failure) -> [(token: Token, text: String)] {
        var tokens: [(token: Token, text: String)] = []
        var rest = text.utf8[...]
        func isSpecial(_ byte: UInt8) -> Bool { "=!(),<>".utf8.contains(byte) }
        func isSpace(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }
        let signs: [(String, Token)] = [
            ("==", .doubleEquals), ("!=", .notEquals), ("=", .equals), ("!", .not), ("(", .open), (")", .close),
            (",", .comma), ("<", .less), (">", .greater),
        ]
        while let first = rest.first {
            if isSpace(first) {
                rest = rest.dropFirst()
            } else if let (sign, token) = signs.first(where: { rest.starts(with: $0.0.utf8) }) {
                tokens.append((token, sign))
                rest = rest.dropFirst(sign.utf8.count)
            } else {
                let word = rest.prefix { !isSpecial($0) && !isSpace($0) }
                tokens.append((.identifier, String(word) ?? ""))
                rest = rest.dropFirst(word.count)
            }
        }
        return tokens + [(.end, "")]
    }
}
