/// Reads a CEL expression.
struct CELParser {
    private let tokens: [CELToken]
    private let length: Int
    private var at = 0
    private var depth = 0

    private init(_ text: String) throws(CELError) {
        tokens = try CELLexer.tokens(text)
        length = text.unicodeScalars.count
    }

    static func parse(_ text: String) throws(CELError) -> CELNode {
        var parser = try CELParser(text)
        let node = try parser.expression()
        if parser.peek != .end { throw parser.unexpected() }
        return node
    }

    private var peek: CELToken.Kind { tokens[at].kind }
    private var offset: Int { tokens[at].offset }

    private func unexpected() -> CELError {
        switch peek {
        case .end: CELError("Syntax error: mismatched input '<EOF>'")
        case .symbol(let text), .identifier(let text): CELError("Syntax error: unexpected '\(text)'")
        default: CELError("Syntax error: unexpected literal")
        }
    }

    private mutating func take(_ symbol: String) -> Bool {
        guard peek == .symbol(symbol) else { return false }
        at += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(CELError) {
        if !take(symbol) { throw unexpected() }
    }

    private mutating func expression() throws(CELError) -> CELNode {
        depth += 1
        defer { depth -= 1 }
        if depth > Limits.celDepth { throw CELError("expression recursion limit exceeded: \(Limits.celDepth)") }
        let condition = try or()
        guard take("?") else { return condition }
        let whenTrue = try or()
        try expect(":")
        return .conditional(condition, whenTrue, try expression())
    }

    private mutating func or() throws(CELError) -> CELNode {
        var left = try and()
        while take("||") { left = .or(left, try and()) }
        return left
    }

    private mutating func and() throws(CELError) -> CELNode {
        var left = try relation()
        while take("&&") { left = .and(left, try relation()) }
        return left
    }

    private mutating func relation() throws(CELError) -> CELNode {
        var left = try addition()
        while let name = relationOperator() {
            let place = offset
            at += 1
            left = .call(name, [left, try addition()], isMethod: false, at: place)
        }
        return left
    }

    private func relationOperator() -> String? {
        switch peek {
        case .symbol(let symbol) where ["==", "!=", "<", "<=", ">", ">="].contains(symbol): symbol
        case .identifier("in"): "in"
        default: nil
        }
    }

    private mutating func addition() throws(CELError) -> CELNode {
        var left = try multiplication()
        while case .symbol(let symbol) = peek, symbol == "+" || symbol == "-" {
            let place = offset
            at += 1
            left = .call(symbol, [left, try multiplication()], isMethod: false, at: place)
        }
        return left
    }

    private mutating func multiplication() throws(CELError) -> CELNode {
        var left = try unary()
        while case .symbol(let symbol) = peek, symbol == "*" || symbol == "/" || symbol == "%" {
            let place = offset
            at += 1
            left = .call(symbol, [left, try unary()], isMethod: false, at: place)
        }
        return left
    }

    private mutating func unary() throws(CELError) -> CELNode {
        depth += 1
        defer { depth -= 1 }
        if depth > Limits.celDepth { throw CELError("expression recursion limit exceeded: \(Limits.celDepth)") }
        let place = offset
        if take("!") { return .call("!", [try unary()], isMethod: false, at: place) }
        guard take("-") else { return try member() }
        switch peek {
        case .int(let value):
            at += 1
            return try suffixes(of: .literal(.int(value == .min ? value : -value)))
        case .double(let value):
            at += 1
            return try suffixes(of: .literal(.double(-value)))
        default: return .call("-_", [try unary()], isMethod: false, at: place)
        }
    }

    private mutating func member() throws(CELError) -> CELNode { try suffixes(of: try primary()) }

    private mutating func suffixes(of start: CELNode) throws(CELError) -> CELNode {
        var node = start
        while true {
            let place = offset
            if take(".") {
                let isOptional = take("?")
                guard case .identifier(let name) = peek else { throw unexpected() }
                at += 1
                let bracket = offset
                if !isOptional, take("(") {
                    node = try method(name, of: node, at: bracket)
                } else {
                    node = .select(node, name, isOptional: isOptional, at: place)
                }
            } else if take("[") {
                let isOptional = take("?")
                let index = try expression()
                try expect("]")
                node = .index(node, index, isOptional: isOptional)
            } else {
                return node
            }
        }
    }

    private mutating func arguments() throws(CELError) -> [CELNode] {
        var list: [CELNode] = []
        if take(")") { return list }
        repeat { list.append(try expression()) } while take(",")
        try expect(")")
        return list
    }

    private mutating func primary() throws(CELError) -> CELNode {
        let kind = peek
        switch kind {
        case .int(let value):
            if value == .min { throw CELError("invalid int literal") }
            at += 1
            return .literal(.int(value))
        case .uint(let value):
            at += 1
            return .literal(.uint(value))
        case .double(let value):
            at += 1
            return .literal(.double(value))
        case .string(let value):
            at += 1
            return .literal(.string(value))
        case .bytes(let value):
            at += 1
            return .literal(.bytes(value))
        case .identifier(let name):
            at += 1
            return try identifier(name)
        case .symbol("("):
            at += 1
            let inner = try expression()
            try expect(")")
            return inner
        case .symbol("["):
            at += 1
            return try list()
        case .symbol("{"):
            at += 1
            return try map()
        case .symbol("."):
            at += 1
            guard case .identifier(let name) = peek else { throw unexpected() }
            at += 1
            return try identifier(name)
        default: throw unexpected()
        }
    }

    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while", "in",
    ]

    private mutating func identifier(_ name: String) throws(CELError) -> CELNode {
        switch name {
        case "true": return .literal(.bool(true))
        case "false": return .literal(.bool(false))
        case "null": return .literal(.null)
        default: break
        }
        if CELParser.reserved.contains(name) { throw CELError("reserved identifier: \(name)") }
        let place = tokens[at - 1].offset
        let bracket = offset
        guard take("(") else { return .variable(name, at: place) }
        let arguments = try arguments()
        if name == "has" {
            guard arguments.count == 1, case .select(let target, let field, false, let place) = arguments[0] else {
                throw CELError("invalid argument to has() macro")
            }
            return .presence(target, field, at: place)
        }
        return .call(name, arguments, isMethod: false, at: bracket)
    }

    private mutating func list() throws(CELError) -> CELNode {
        var items: [CELNode.Item] = []
        while !take("]") {
            let isOptional = take("?")
            items.append(CELNode.Item(value: try expression(), isOptional: isOptional))
            if !take(",") {
                try expect("]")
                break
            }
        }
        return .list(items)
    }

    private mutating func map() throws(CELError) -> CELNode {
        var entries: [CELNode.Entry] = []
        while !take("}") {
            let isOptional = take("?")
            let key = try expression()
            try expect(":")
            entries.append(CELNode.Entry(key: key, value: try expression(), isOptional: isOptional))
            if !take(",") {
                try expect("}")
                break
            }
        }
        return .map(entries)
    }
}

extension CELParser {
    /// A method call, or the macro of that name and number of arguments.
    private mutating func method(_ name: String, of target: CELNode, at place: Int) throws(CELError) -> CELNode {
        let arguments = try arguments()
        if let macro = try CELParser.macro(name, target, arguments) { return macro }
        if name == "matches", arguments.count == 1, case .literal(.string(let pattern)) = arguments[0] {
            return .matches(target, Pattern(pattern))
        }
        if let qualified = CELParser.namespaced(name, target) {
            return .call(qualified, arguments, isMethod: false, at: place)
        }
        return .call(name, [target] + arguments, isMethod: true, at: place)
    }

    /// `sets.contains(…)`, `optional.of(…)`: functions whose name has a dot.
    private static func namespaced(_ name: String, _ target: CELNode) -> String? {
        guard case .variable(let space, _) = target else { return nil }
        let functions: [String: Set<String>] = [
            "sets": ["contains", "equivalent", "intersects"], "optional": ["of", "none", "ofNonZeroValue"],
            "format": ["named"], "math": ["greatest", "least"], "ip": ["isCanonical"], "base64": ["encode", "decode"],
        ]
        if space == "format", CELFormat.names.contains(name) || name == "named" { return "format.\(name)" }
        return functions[space]?.contains(name) == true ? "\(space).\(name)" : nil
    }

    private static func macro(_ name: String, _ target: CELNode, _ arguments: [CELNode]) throws(CELError) -> CELNode? {
        switch (name, arguments.count) {
        case ("all", 2): return try comprehension(.all, target, arguments, variables: 1)
        case ("exists", 2): return try comprehension(.exists, target, arguments, variables: 1)
        case ("exists_one", 2), ("existsOne", 2): return try comprehension(.existsOne, target, arguments, variables: 1)
        case ("filter", 2): return try comprehension(.filter, target, arguments, variables: 1)
        case ("map", 2), ("map", 3): return try comprehension(.map, target, arguments, variables: 1)
        case ("all", 3): return try comprehension(.all, target, arguments, variables: 2)
        case ("exists", 3): return try comprehension(.exists, target, arguments, variables: 2)
        case ("exists_one", 3), ("existsOne", 3): return try comprehension(.existsOne, target, arguments, variables: 2)
        case ("transformList", 3), ("transformList", 4):
            return try comprehension(.transformList, target, arguments, variables: 2)
        case ("transformMap", 3), ("transformMap", 4):
            return try comprehension(.transformMap, target, arguments, variables: 2)
        case ("transformMapEntry", 3), ("transformMapEntry", 4):
            return try comprehension(.transformMapEntry, target, arguments, variables: 2)
        case ("optMap", 2), ("optFlatMap", 2):
            guard case .variable(let variable, _) = arguments[0] else {
                throw CELError("\(name)() variable name must be a simple identifier")
            }
            return .optionalMap(target, variable: variable, arguments[1], isFlat: name == "optFlatMap")
        default: return nil
        }
    }

    private static func comprehension(
        _ kind: CELNode.Comprehension.Kind, _ range: CELNode, _ arguments: [CELNode], variables count: Int
    ) throws(CELError) -> CELNode {
        var variables: [String] = []
        for argument in arguments.prefix(count) {
            guard case .variable(let name, _) = argument else { throw CELError("argument is not an identifier") }
            variables.append(name)
        }
        let rest = arguments.dropFirst(count)
        guard let body = rest.last else { throw CELError.noSuchOverload }
        return .comprehension(
            CELNode.Comprehension(
                kind: kind, range: range, variables: variables, condition: rest.count > 1 ? rest.first : nil, body: body
            ))
    }
}
