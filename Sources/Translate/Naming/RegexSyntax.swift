import RE2

/// Whether Go's regexp package (RE2 syntax) takes an expression, and what it says when it does not.
///
/// Envoy's RE2 takes the same syntax; Envoy Gateway asks Go first so that no proxy has to refuse.
struct RegexSyntax {
    /// Nil when the expression is good.
    static func problem(_ pattern: String) -> String? {
        var parser = RegexSyntax(pattern)
        do throws(Problem) {
            try parser.alternation(depth: 0)
            if parser.at < parser.text.count { throw Problem("unexpected )", parser.pattern) }
        } catch {
            return error.text
        }
        // Whatever this parser lets through, one expression must not keep Envoy from taking a listener's whole routes.
        do throws(RE2.SyntaxError) {
            _ = try RE2(pattern)
            return nil
        } catch {
            let reason = error.reason.hasSuffix(": \(error.argument)")
                ? String(error.reason.dropLast(error.argument.count + 2)) : error.reason
            return Problem(goWords[reason] ?? reason, error.argument).text
        }
    }

    /// What Go says where RE2 says it otherwise.
    private static let goWords = [
        "invalid repetition size": "invalid repeat count", "invalid perl operator": "invalid or unsupported Perl syntax",
    ]

    /// The text as an expression that matches just it.
    static func quoted(_ text: String) -> String {
        var output = ""
        for character in text {
            if #"\.+*?()|[]{}^$"#.contains(character) { output.append("\\") }
            output.append(character)
        }
        return output
    }

    private struct Problem: Error {
        var text: String
        init(_ code: String, _ excerpt: String) { text = "\(code): `\(excerpt)`" }
    }

    private let pattern: String
    private let text: [Character]
    private var at = 0
    private var groupNames: Set<String> = []

    private init(_ pattern: String) {
        self.pattern = pattern
        text = Array(pattern)
    }

    private var next: Character? { at < text.count ? text[at] : nil }

    private func excerpt(_ from: Int, _ to: Int? = nil) -> String { String(text[from..<(to ?? at)]) }

    private mutating func take(_ expected: Character) -> Bool {
        guard next == expected else { return false }
        at += 1
        return true
    }

    private mutating func alternation(depth: Int) throws(Problem) {
        // Go's own limit on nesting.
        if depth > 1000 { throw Problem("expression nests too deeply", pattern) }
        while true {
            try sequence(depth: depth)
            if !take("|") { return }
        }
    }

    private mutating func sequence(depth: Int) throws(Problem) {
        var hasOperand = false
        var lastRepeat: Int?
        while let character = next, character != "|", character != ")" {
            let start = at
            switch character {
            case "*", "+", "?":
                at += 1
                _ = take("?")
                try checkRepeat(hasOperand, lastRepeat, start)
                lastRepeat = start
                continue
            case "{":
                if let (low, high) = bounds() {
                    _ = take("?")
                    if low > 1000 || (high.map { $0 > 1000 || $0 < low } ?? false) {
                        throw Problem("invalid repeat count", excerpt(start))
                    }
                    try checkRepeat(hasOperand, lastRepeat, start)
                    lastRepeat = start
                    continue
                }
                at += 1
            case "(": try group(depth: depth)
            case "[": try characterClass()
            case "\\": try escape()
            default: at += 1
            }
            hasOperand = true
            lastRepeat = nil
        }
    }

    private func checkRepeat(_ hasOperand: Bool, _ last: Int?, _ start: Int) throws(Problem) {
        if let last { throw Problem("invalid nested repetition operator", excerpt(last)) }
        if !hasOperand { throw Problem("missing argument to repetition operator", excerpt(start)) }
    }

    /// `{2}`, `{2,}`, `{2,3}`; anything else in braces is text.
    private mutating func bounds() -> (Int, Int?)? {
        let start = at
        at += 1
        guard let low = number() else {
            at = start
            return nil
        }
        var high: Int? = low
        if take(",") {
            high = number()
            if high == nil, next != "}" {
                at = start
                return nil
            }
        }
        guard take("}") else {
            at = start
            return nil
        }
        return (low, high)
    }

    private mutating func number() -> Int? {
        let start = at
        while let character = next, character.isASCII, character.isNumber { at += 1 }
        if at == start || (at - start > 1 && text[start] == "0") { return nil }
        return at - start > 8 ? Int.max : Int(excerpt(start))
    }

    private mutating func group(depth: Int) throws(Problem) {
        at += 1
        if take("?"), try groupFlags() { return }
        try alternation(depth: depth + 1)
        guard take(")") else { throw Problem("missing closing )", pattern) }
    }

    /// Reads what stands after `(?`. True when the parentheses hold nothing but flags and are closed.
    private mutating func groupFlags() throws(Problem) -> Bool {
        let start = at - 2
        if take("<") {
            try groupName(start)
            return false
        }
        if next == "P" {
            at += 1
            if take("<") {
                try groupName(start)
                return false
            }
            throw Problem("invalid or unsupported Perl syntax", excerpt(start, min(at + 1, text.count)))
        }
        var isNegative = false
        var hasFlag = false
        while let flag = next {
            at += 1
            switch flag {
            case "i", "m", "s", "U": hasFlag = true
            case "-":
                if isNegative { throw Problem("invalid or unsupported Perl syntax", excerpt(start)) }
                isNegative = true
                hasFlag = false
            case ":", ")":
                if isNegative, !hasFlag { throw Problem("invalid or unsupported Perl syntax", excerpt(start)) }
                return flag == ")"
            default: throw Problem("invalid or unsupported Perl syntax", excerpt(start))
            }
        }
        throw Problem("missing closing )", pattern)
    }

    private mutating func groupName(_ start: Int) throws(Problem) {
        let nameStart = at
        while next != nil, next != ">" { at += 1 }
        let name = excerpt(nameStart)
        guard take(">") else { throw Problem("invalid named capture", excerpt(start, text.count)) }
        let isWord = !name.isEmpty && name.allSatisfy { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
        if !isWord { throw Problem("invalid named capture", excerpt(start)) }
        if !groupNames.insert(name).inserted { throw Problem("duplicate capture group name", name) }
    }

    private mutating func characterClass() throws(Problem) {
        let start = at
        at += 1
        _ = take("^")
        var isFirst = true
        while true {
            guard let character = next else { throw Problem("missing closing ]", excerpt(start, text.count)) }
            if character == "]", !isFirst { break }
            isFirst = false
            if character == "[", at + 1 < text.count, text[at + 1] == ":", let end = namedClassEnd() {
                let name = excerpt(at + 2, end)
                if !Self.namedClasses.contains(name.hasPrefix("^") ? String(name.dropFirst()) : name) {
                    throw Problem("invalid character class range", excerpt(at, end + 2))
                }
                at = end + 2
                continue
            }
            let rangeStart = at
            let low = try classCharacter(start)
            if next == "-", at + 1 < text.count, text[at + 1] != "]" {
                at += 1
                let high = try classCharacter(start)
                if let low, let high, high < low { throw Problem("invalid character class range", excerpt(rangeStart)) }
            }
        }
        at += 1
    }

    private func namedClassEnd() -> Int? {
        var index = at + 2
        while index + 1 < text.count {
            if text[index] == ":", text[index + 1] == "]" { return index }
            index += 1
        }
        return nil
    }

    private static let namedClasses: Set<String> = [
        "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
        "word", "xdigit",
    ]

    /// One character of a class, or nil for an escape that stands for several.
    private mutating func classCharacter(_ start: Int) throws(Problem) -> Character? {
        guard let character = next else { throw Problem("missing closing ]", excerpt(start, text.count)) }
        if character != "\\" {
            at += 1
            return character
        }
        try escape()
        return nil
    }

    private mutating func escape() throws(Problem) {
        let start = at
        at += 1
        guard let character = next else { throw Problem("trailing backslash at end of expression", "") }
        at += 1
        switch character {
        case "1"..."7":
            // A lone digit would be a back-reference, which RE2 does not have.
            guard let second = next, ("0"..."7").contains(second) else {
                throw Problem("invalid escape sequence", excerpt(start))
            }
            at += 1
            if let third = next, ("0"..."7").contains(third) { at += 1 }
        case "0":
            for _ in 0..<2 { if let digit = next, ("0"..."7").contains(digit) { at += 1 } }
        case "x": try hex(start)
        case "p", "P": try unicodeClass(start)
        case "Q":
            while at < text.count {
                if text[at] == "\\", at + 1 < text.count, text[at + 1] == "E" {
                    at += 2
                    return
                }
                at += 1
            }
        case "A", "z", "b", "B", "C", "d", "D", "s", "S", "w", "W", "a", "f", "n", "r", "t", "v", "E": return
        default:
            let isWord = character.isASCII && (character.isLetter || character.isNumber)
            if isWord || !character.isASCII { throw Problem("invalid escape sequence", excerpt(start)) }
        }
    }

    private mutating func hex(_ start: Int) throws(Problem) {
        if take("{") {
            let digits = at
            while let digit = next, digit.isHexDigit { at += 1 }
            let isEmpty = at == digits
            if isEmpty || !take("}") { throw Problem("invalid escape sequence", excerpt(start, min(at + 1, text.count))) }
            return
        }
        for _ in 0..<2 {
            guard let digit = next, digit.isHexDigit else {
                throw Problem("invalid escape sequence", excerpt(start, min(at + 1, text.count)))
            }
            at += 1
        }
    }

    private mutating func unicodeClass(_ start: Int) throws(Problem) {
        if take("{") {
            while next != nil, next != "}" { at += 1 }
            if !take("}") { throw Problem("invalid character class range", excerpt(start, text.count)) }
        } else if next != nil {
            at += 1
        } else {
            throw Problem("invalid character class range", excerpt(start, text.count))
        }
    }
}
