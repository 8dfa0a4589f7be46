/// Reads RE2's syntax as Go documents it: no look-around, no back-references.
struct RegexParser {
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var groups = 0
    private var depth = 0
    private var flags = Flags()

    private struct Flags {
        var ignoresCase = false
        var isMultiline = false
        var dotMatchesNewline = false
        var isUngreedy = false
    }

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    /// The tree and the number of capturing groups.
    mutating func parse() throws(RegexError) -> (RegexNode, Int) {
        let node = try alternatives()
        if at < scalars.count { throw RegexError(message: "unexpected ): `\(text(0))`") }
        return (node, groups)
    }

    private func text(_ start: Int, _ end: Int? = nil) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<(end ?? scalars.count)])
        return String(view)
    }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        at + offset < scalars.count ? scalars[at + offset] : nil
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek() == scalar else { return false }
        at += 1
        return true
    }

    private mutating func alternatives() throws(RegexError) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        if depth > Limits.regexDepth { throw RegexError(message: "expression nests too deeply: `\(text(0))`") }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func sequence() throws(RegexError) -> RegexNode {
        var nodes: [RegexNode] = []
        while let scalar = peek(), scalar != "|", scalar != ")" {
            let start = at
            guard let atom = try atom() else { continue }
            nodes.append(try repeated(atom, from: start))
        }
        return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
    }

    private mutating func repeated(_ atom: RegexNode, from start: Int) throws(RegexError) -> RegexNode {
        var node = atom
        var operatorStart: Int?
        while true {
            let before = at
            guard let (minimum, maximum) = try quantifier() else { return node }
            if let previous = operatorStart {
                throw RegexError(message: "invalid nested repetition operator: `\(text(previous, at))`")
            }
            operatorStart = before
            var isGreedy = !flags.isUngreedy
            if take("?") { isGreedy.toggle() }
            node = .repetition(node, minimum: minimum, maximum: maximum, isGreedy: isGreedy)
        }
    }

    private mutating func quantifier() throws(RegexError) -> (Int, Int?)? {
        switch peek() {
        case "*":
            at += 1
            return (0, nil)
        case "+":
            at += 1
            return (1, nil)
        case "?":
            at += 1
            return (0, 1)
        case "{": return try counted()
        default: return nil
        }
    }

    /// `{2}`, `{2,}`, `{2,5}`; anything else that begins with a brace is literal.
    private mutating func counted() throws(RegexError) -> (Int, Int?)? {
        let start = at
        at += 1
        guard let minimum = number() else {
            at = start
            return nil
        }
        var maximum: Int? = minimum
        if take(",") { maximum = peek() == "}" ? nil : number() ?? -1 }
        guard maximum != -1, take("}") else {
            at = start
            return nil
        }
        if minimum > Limits.regexRepetitions || (maximum ?? 0) > Limits.regexRepetitions
            || (maximum ?? minimum) < minimum
        {
            throw RegexError(message: "invalid repeat count: `\(text(start, at))`")
        }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        let start = at
        while let scalar = peek(), ("0"..."9").contains(scalar) { at += 1 }
        return start == at ? nil : Int(text(start, at))
    }

    /// Nil for what matches nothing by itself, such as `(?i)`.
    private mutating func atom() throws(RegexError) -> RegexNode? {
        let scalar = scalars[at]
        switch scalar {
        case "(": return try group()
        case "[": return .set(try characterClass())
        case ".":
            at += 1
            return .set(flags.dotMatchesNewline ? .all : .notNewline)
        case "^":
            at += 1
            return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$":
            at += 1
            return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
        case "*", "+", "?":
            throw RegexError(message: "missing argument to repetition operator: `\(scalar)`")
        case "{":
            let start = at
            if try counted() != nil {
                throw RegexError(message: "missing argument to repetition operator: `\(text(start, at))`")
            }
            at += 1
            return literal("{")
        case "\\": return try escape()
        default:
            at += 1
            return literal(scalar)
        }
    }

    private func literal(_ scalar: Unicode.Scalar) -> RegexNode {
        let set = ScalarSet(scalar.value)
        return .set(flags.ignoresCase ? set.caseFolded : set)
    }

    private mutating func group() throws(RegexError) -> RegexNode? {
        let start = at
        at += 1
        let outer = flags
        var index: Int?
        if take("?") {
            if peek() == "P" || peek() == "<" {
                index = try named(from: start)
            } else if try inlineFlags(from: start) {
                return nil
            }
        } else {
            groups += 1
            index = groups
        }
        let node = try alternatives()
        guard take(")") else { throw RegexError(message: "missing closing ): `\(text(0))`") }
        flags = outer
        return index.map { .group(node, index: $0) } ?? node
    }

    private mutating func named(from start: Int) throws(RegexError) -> Int {
        if take("P"), peek() != "<" { throw invalidGroup(start) }
        at += 1
        if peek() == "=" || peek() == "!" { throw invalidGroup(start) }
        let nameStart = at
        while let scalar = peek(), scalar != ">" {
            guard ScalarSet.word.contains(scalar.value) else { break }
            at += 1
        }
        guard at > nameStart, take(">") else {
            throw RegexError(message: "invalid named capture: `\(text(start))`")
        }
        groups += 1
        return groups
    }

    private func invalidGroup(_ start: Int) -> RegexError {
        RegexError(message: "invalid or unsupported Perl syntax: `\(text(start, min(at + 1, scalars.count)))`")
    }

    /// `i-s:`; true when it ends with `)`: the flags hold for the rest of the group.
    private mutating func inlineFlags(from start: Int) throws(RegexError) -> Bool {
        var isOn = true
        while let scalar = peek() {
            at += 1
            switch scalar {
            case "i": flags.ignoresCase = isOn
            case "m": flags.isMultiline = isOn
            case "s": flags.dotMatchesNewline = isOn
            case "U": flags.isUngreedy = isOn
            case "-" where isOn: isOn = false
            case ":": return false
            case ")": return true
            default:
                at -= 1
                throw invalidGroup(start)
            }
        }
        throw RegexError(message: "missing closing ): `\(text(0))`")
    }

    private mutating func escape() throws(RegexError) -> RegexNode {
        switch peek(1) {
        case nil: throw RegexError(message: "trailing backslash at end of expression: ``")
        case "A": return assertion(.textStart)
        case "z": return assertion(.textEnd)
        case "b": return assertion(.wordBoundary)
        case "B": return assertion(.noWordBoundary)
        case "Q":
            at += 2
            return quoted()
        default: break
        }
        if let set = try classEscape() { return .set(set) }
        return literal(try escapedScalar())
    }

    private mutating func assertion(_ assertion: RegexAssertion) -> RegexNode {
        at += 2
        return .assertion(assertion)
    }

    /// Up to `\E`, everything is literal.
    private mutating func quoted() -> RegexNode {
        var nodes: [RegexNode] = []
        while let scalar = peek() {
            if scalar == "\\", peek(1) == "E" {
                at += 2
                break
            }
            nodes.append(literal(scalar))
            at += 1
        }
        return .sequence(nodes)
    }

    /// `\d`, `\pL` …: escapes that stand for sets.
    private mutating func classEscape() throws(RegexError) -> ScalarSet? {
        guard let scalar = peek(1) else { return nil }
        let set: ScalarSet
        switch scalar {
        case "d": set = .digits
        case "D": set = ScalarSet.digits.inverted
        case "s": set = .space
        case "S": set = ScalarSet.space.inverted
        case "w": set = .word
        case "W": set = ScalarSet.word.inverted
        case "p", "P": return try unicodeClass()
        default: return nil
        }
        at += 2
        return set
    }

    private mutating func unicodeClass() throws(RegexError) -> ScalarSet {
        let start = at
        var isNegated = peek(1) == "P"
        at += 2
        var name = ""
        if take("{") {
            if take("^") { isNegated.toggle() }
            while let scalar = peek(), scalar != "}" {
                name.unicodeScalars.append(scalar)
                at += 1
            }
            at += 1
        } else if let scalar = peek() {
            name.unicodeScalars.append(scalar)
            at += 1
        }
        guard let set = UnicodeClass.named(name) else {
            throw RegexError(message: "invalid character class range: `\(text(start, min(at, scalars.count)))`")
        }
        return isNegated ? set.inverted : set
    }

    private mutating func escapedScalar() throws(RegexError) -> Unicode.Scalar {
        let start = at
        at += 1
        guard let scalar = peek() else { throw RegexError(message: "trailing backslash at end of expression: ``") }
        at += 1
        switch scalar {
        case "a": return "\u{07}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{0B}"
        case "x": if let value = hexadecimal() { return value }
        case "0"..."7":
            if scalar == "0" || peek().map({ ("0"..."7").contains($0) }) == true { return octal(scalar) }
        default:
            if scalar.value < 0x80, !ScalarSet.word.contains(scalar.value) || scalar == "_" { return scalar }
        }
        throw RegexError(message: "invalid escape sequence: `\(text(start, at))`")
    }

    private mutating func hexadecimal() -> Unicode.Scalar? {
        var digits = ""
        if take("{") {
            while let scalar = peek(), scalar != "}" {
                digits.unicodeScalars.append(scalar)
                at += 1
            }
            at += 1
        } else {
            for _ in 0..<2 {
                if let scalar = peek() { digits.unicodeScalars.append(scalar) }
                at += 1
            }
        }
        return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    }

    private mutating func octal(_ first: Unicode.Scalar) -> Unicode.Scalar {
        var value = first.value - 0x30
        for _ in 0..<2 {
            guard let scalar = peek(), ("0"..."7").contains(scalar) else { break }
            value = value * 8 + (scalar.value - 0x30)
            at += 1
        }
        return Unicode.Scalar(value) ?? "\u{0}"
    }

    private mutating func characterClass() throws(RegexError) -> ScalarSet {
        let start = at
        at += 1
        let isNegated = take("^")
        var set = ScalarSet([])
        var isFirst = true
        while peek() != "]" || isFirst {
            guard let scalar = peek() else { throw RegexError(message: "missing closing ]: `\(text(start))`") }
            isFirst = false
            if scalar == "[", peek(1) == ":", let named = try posixClass() {
                set = set.union(named)
                continue
            }
            if scalar == "\\", let escaped = try classEscape() {
                set = set.union(escaped)
                continue
            }
            set = set.union(try classRange())
        }
        at += 1
        if flags.ignoresCase { set = set.caseFolded }
        return isNegated ? set.inverted : set
    }

    private mutating func classRange() throws(RegexError) -> ScalarSet {
        let start = at
        let low = try classScalar()
        guard peek() == "-", let after = peek(1), after != "]" else { return ScalarSet(low.value) }
        at += 1
        let high = try classScalar()
        guard high.value >= low.value else {
            throw RegexError(message: "invalid character class range: `\(text(start, at))`")
        }
        return ScalarSet([low.value...high.value])
    }

    private mutating func classScalar() throws(RegexError) -> Unicode.Scalar {
        guard let scalar = peek() else { throw RegexError(message: "missing closing ]: `\(text(0))`") }
        if scalar == "\\" { return try escapedScalar() }
        at += 1
        return scalar
    }

    private mutating func posixClass() throws(RegexError) -> ScalarSet? {
        let start = at
        var end = at + 2
        while end + 1 < scalars.count, !(scalars[end] == ":" && scalars[end + 1] == "]") { end += 1 }
        guard end + 1 < scalars.count else { return nil }
        var name = text(at + 2, end)
        let isNegated = name.hasPrefix("^")
        if isNegated { name.removeFirst() }
        guard let set = UnicodeClass.posix(name) else {
            throw RegexError(message: "invalid character class range: `\(text(start, end + 2))`")
        }
        at = end + 2
        return isNegated ? set.inverted : set
    }
}
