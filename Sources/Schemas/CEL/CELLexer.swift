/// Why an expression is none, or could not be evaluated.
struct CELError: Error, Equatable {
    var message: String
    init(_ message: String) { self.message = message }

    static let noSuchOverload = CELError("no such overload")
}

struct CELToken: Equatable {
    enum Kind: Equatable {
        case identifier(String)
        case int(Int64)
        case uint(UInt64)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        case symbol(String)
        case end
    }

    var kind: Kind
    /// Scalars before it.
    var offset: Int
}

/// Cuts a CEL expression into tokens.
struct CELLexer {
    private let scalars: [Unicode.Scalar]
    private var at = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    static func tokens(_ text: String) throws(CELError) -> [CELToken] {
        var lexer = CELLexer(text)
        var tokens: [CELToken] = []
        while true {
            let token = try lexer.next()
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
        at + offset < scalars.count ? scalars[at + offset] : nil
    }

    private mutating func next() throws(CELError) -> CELToken {
        skipSpace()
        let start = at
        guard let scalar = peek() else { return CELToken(kind: .end, offset: at) }
        if isLetter(scalar) { return try word(start) }
        if isDigit(scalar) || (scalar == "." && peek(1).map(isDigit) == true) { return try number(start) }
        if scalar == "\"" || scalar == "'" { return CELToken(kind: .string(try text(isRaw: false)), offset: start) }
        if scalar == "`" { return try quotedIdentifier(start) }
        for symbol in ["&&", "||", "==", "!=", "<=", ">="] where matches(symbol) {
            at += 2
            return CELToken(kind: .symbol(symbol), offset: start)
        }
        guard "()[]{}.,?:+-*/%!<>".unicodeScalars.contains(scalar) else {
            throw CELError("Syntax error: token recognition error at: '\(scalar)'")
        }
        at += 1
        return CELToken(kind: .symbol(String(scalar)), offset: start)
    }

    private mutating func skipSpace() {
        while let scalar = peek() {
            if scalar == "/", peek(1) == "/" {
                while let inner = peek(), inner != "\n" { at += 1 }
            } else if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == "\u{0C}" {
                at += 1
            } else {
                return
            }
        }
    }

    private func matches(_ symbol: String) -> Bool {
        for (offset, scalar) in symbol.unicodeScalars.enumerated() where peek(offset) != scalar { return false }
        return true
    }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private mutating func word(_ start: Int) throws(CELError) -> CELToken {
        if let prefix = literalPrefix() {
            at += prefix.length
            let value = try text(isRaw: prefix.isRaw, isBytes: prefix.isBytes)
            return CELToken(kind: prefix.isBytes ? .bytes(Array(value.utf8)) : .string(value), offset: start)
        }
        while let scalar = peek(), isLetter(scalar) || isDigit(scalar) { at += 1 }
        return CELToken(kind: .identifier(slice(start, at)), offset: start)
    }

    /// `r"`, `b'`, `br"` …
    private func literalPrefix() -> (length: Int, isRaw: Bool, isBytes: Bool)? {
        var length = 0
        var isRaw = false
        var isBytes = false
        while length < 2, let scalar = peek(length) {
            if !isRaw, scalar == "r" || scalar == "R" {
                isRaw = true
            } else if !isBytes, scalar == "b" || scalar == "B" {
                isBytes = true
            } else {
                break
            }
            length += 1
        }
        guard length > 0, let quote = peek(length), quote == "\"" || quote == "'" else { return nil }
        return (length, isRaw, isBytes)
    }

    private mutating func quotedIdentifier(_ start: Int) throws(CELError) -> CELToken {
        at += 1
        while let scalar = peek(), scalar != "`" { at += 1 }
        guard peek() == "`" else { throw CELError("Syntax error: token recognition error at: '`'") }
        at += 1
        return CELToken(kind: .identifier(slice(start + 1, at - 1)), offset: start)
    }

    private func slice(_ start: Int, _ end: Int) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        return String(view)
    }

    private mutating func number(_ start: Int) throws(CELError) -> CELToken {
        if peek() == "0", peek(1) == "x" || peek(1) == "X" {
            at += 2
            while let scalar = peek(), scalar.properties.isASCIIHexDigit { at += 1 }
            return try integer(slice(start + 2, at), radix: 16, start)
        }
        while let scalar = peek(), isDigit(scalar) { at += 1 }
        var isDouble = false
        if peek() == ".", peek(1).map(isDigit) == true {
            isDouble = true
            at += 1
            while let scalar = peek(), isDigit(scalar) { at += 1 }
        }
        if let scalar = peek(), scalar == "e" || scalar == "E" {
            let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
            if peek(1 + sign).map(isDigit) == true {
                isDouble = true
                at += 1 + sign
                while let scalar = peek(), isDigit(scalar) { at += 1 }
            }
        }
        guard isDouble else { return try integer(slice(start, at), radix: 10, start) }
        let text = slice(start, at)
        guard let value = Double(text.hasPrefix(".") ? "0" + text : text) else {
            throw CELError("invalid double literal")
        }
        return CELToken(kind: .double(value), offset: start)
    }

    private mutating func integer(_ digits: String, radix: Int, _ start: Int) throws(CELError) -> CELToken {
        if peek() == "u" || peek() == "U" {
            at += 1
            guard let value = UInt64(digits, radix: radix) else { throw CELError("invalid uint literal") }
            return CELToken(kind: .uint(value), offset: start)
        }
        // The magnitude of the smallest integer is one more than that of the largest; the parser negates it.
        if radix == 10, digits == "9223372036854775808" { return CELToken(kind: .int(.min), offset: start) }
        guard let value = Int64(digits, radix: radix) else { throw CELError("invalid int literal") }
        return CELToken(kind: .int(value), offset: start)
    }

    private mutating func text(isRaw: Bool, isBytes: Bool = false) throws(CELError) -> String {
        guard let quote = peek() else { throw CELError("Syntax error: unexpected end of string") }
        let isTriple = peek(1) == quote && peek(2) == quote
        at += isTriple ? 3 : 1
        var view = String.UnicodeScalarView()
        while let scalar = peek() {
            if scalar == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                at += isTriple ? 3 : 1
                return String(view)
            }
            if !isTriple, scalar == "\n" || scalar == "\r" { break }
            if scalar == "\\", !isRaw {
                view.append(try escape())
            } else {
                view.append(scalar)
                at += 1
            }
        }
        throw CELError("Syntax error: token recognition error at: '\(quote)'")
    }

    private mutating func escape() throws(CELError) -> Unicode.Scalar {
        guard let kind = peek(1) else { throw CELError("Syntax error: unable to unescape string") }
        at += 2
        switch kind {
        case "a": return "\u{07}"
        case "b": return "\u{08}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{0B}"
        case "\\", "'", "\"", "`", "?": return kind
        case "x", "X": return try numbered(2, radix: 16)
        case "u": return try numbered(4, radix: 16)
        case "U": return try numbered(8, radix: 16)
        case "0"..."3":
            at -= 1
            return try numbered(3, radix: 8)
        default: throw CELError("Syntax error: token recognition error at: '\\\(kind)'")
        }
    }

    private mutating func numbered(_ count: Int, radix: Int) throws(CELError) -> Unicode.Scalar {
        guard at + count <= scalars.count, let value = UInt32(slice(at, at + count), radix: radix),
            let scalar = Unicode.Scalar(value)
        else { throw CELError("Syntax error: unable to unescape string") }
        at += count
        return scalar
    }
}
