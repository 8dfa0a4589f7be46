/// Finds what cannot work in an expression before any object is there: members no schema declares, names nobody bound,
/// operators between types that have none. What it does not know it lets pass.
struct CELTypeCheck {
    struct Problem: Error {
        var message: String
        var at: Int
    }

    private var scope: [(name: String, type: CELType)]

    private init(_ variables: [String: CELType]) { scope = variables.map { ($0.key, $0.value) } }

    /// The compiler's words about a rule, nil when there is nothing to say.
    static func refusal(_ text: String, _ variables: [String: CELType], result: CELType) -> String? {
        let node: CELNode
        do throws(CELError) {
            node = try CELParser.parse(text)
        } catch {
            return "compilation failed: ERROR: <input>:1:1: \(error.message)"
        }
        var check = CELTypeCheck(variables)
        do throws(Problem) {
            let type = try check.type(node)
            return type.fits(result) ? nil : "cel expression must evaluate to a \(result.name)"
        } catch {
            return "compilation failed: \(shown(error, in: text))"
        }
    }

    /// `ERROR: <input>:1:5: …` with the line and a caret under it.
    private static func shown(_ problem: Problem, in text: String) -> String {
        var line = 1
        var start = 0
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.prefix(problem.at).enumerated() where scalar == "\n" {
            line += 1
            start = index + 1
        }
        let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<end])
        let column = problem.at - start
        return "ERROR: <input>:\(line):\(column + 1): \(problem.message)\n | \(String(view))\n | "
            + String(repeating: ".", count: column) + "^"
    }

    private mutating func type(_ node: CELNode) throws(Problem) -> CELType {
        switch node {
        case .literal(let value): return literal(value)
        case .variable(let name, let at): return try variable(name, at)
        case .select(let target, let field, let isOptional, let at):
            let found = try select(try type(target), field, at)
            return isOptional ? .optional(found) : found
        case .presence(let target, let field, let at):
            _ = try select(try type(target), field, at)
            return .bool
        case .index(let target, let index, let isOptional):
            _ = try type(index)
            let found = element(try type(target))
            return isOptional ? .optional(found) : found
        case .matches(let target, _):
            _ = try type(target)
            return .bool
        case .and(let a, let b), .or(let a, let b):
            _ = try type(a)
            _ = try type(b)
            return .bool
        case .conditional(let condition, let a, let b):
            _ = try type(condition)
            let (whenTrue, whenFalse) = (try type(a), try type(b))
            return whenTrue.fits(whenFalse) ? whenTrue : .dyn
        case .list(let items):
            var element: CELType?
            for item in items {
                let found = try type(item.value)
                element = element.map { $0.fits(found) ? $0 : .dyn } ?? found
            }
            return .list(element ?? .dyn)
        case .map(let entries):
            var value: CELType?
            for entry in entries {
                _ = try type(entry.key)
                let found = try type(entry.value)
                value = value.map { $0.fits(found) ? $0 : .dyn } ?? found
            }
            return .map(.dyn, value ?? .dyn)
        case .call(let name, let arguments, let isMethod, let at): return try call(name, arguments, isMethod, at)
        case .comprehension(let comprehension): return try self.comprehension(comprehension)
        case .optionalMap(let target, let variable, let body, let isFlat):
            var inner = CELType.dyn
            if case .optional(let type) = try type(target) { inner = type }
            scope.append((variable, inner))
            defer { scope.removeLast() }
            let result = try type(body)
            return isFlat ? result : .optional(result)
        }
    }

    private func literal(_ value: CELValue) -> CELType {
        switch value {
        case .list, .map: .dyn
        default: .scalar(value.typeName)
        }
    }

    private func variable(_ name: String, _ at: Int) throws(Problem) -> CELType {
        if let found = scope.last(where: { $0.name == name }) { return found.type }
        if CELFunctions.typeNames.contains(name) { return .scalar("type") }
        throw Problem(message: "undeclared reference to '\(name)' (in container '')", at: at)
    }

    private func select(_ target: CELType, _ field: String, _ at: Int) throws(Problem) -> CELType {
        switch target {
        case .dyn: return .dyn
        case .map(_, let value): return value
        case .optional(let inner): return .optional(try select(inner, field, at))
        case .object(let schema, let isResource):
            let shape = schema.shape
            let name = shape.properties[field] == nil ? CELEscaping.unescaped(field) : field
            if isResource, name == "metadata" { return .dyn }
            if isResource, name == "apiVersion" || name == "kind" { return .string }
            if let property = shape.properties[name] { return CELType(property) }
            throw Problem(message: "undefined field '\(field)'", at: at)
        case .scalar("null_type"): return .dyn
        default: throw Problem(message: "type '\(target.name)' does not support field selection", at: at)
        }
    }

    private func element(_ type: CELType) -> CELType {
        switch type {
        case .list(let element): element
        case .map(_, let value): value
        case .optional(let inner): .optional(element(inner))
        default: .dyn
        }
    }

    private mutating func comprehension(_ comprehension: CELNode.Comprehension) throws(Problem) -> CELType {
        let range = try type(comprehension.range)
        var first = CELType.dyn
        var second = CELType.dyn
        switch range {
        case .list(let element): (first, second) = comprehension.variables.count > 1 ? (.int, element) : (element, .dyn)
        case .map(let key, let value): (first, second) = (key, value)
        case .object: first = .string
        default: break
        }
        scope.append((comprehension.variables[0], first))
        if comprehension.variables.count > 1 { scope.append((comprehension.variables[1], second)) }
        defer { scope.removeLast(comprehension.variables.count) }
        if let condition = comprehension.condition { _ = try type(condition) }
        let body = try type(comprehension.body)
        switch comprehension.kind {
        case .all, .exists, .existsOne: return .bool
        case .filter: return .list(first)
        case .map, .transformList: return .list(body)
        case .transformMap: return .map(first, body)
        case .transformMapEntry: return .map(.dyn, .dyn)
        }
    }
}

extension CELTypeCheck {
    private mutating func call(_ name: String, _ arguments: [CELNode], _ isMethod: Bool, _ at: Int) throws(Problem)
        -> CELType
    {
        var types: [CELType] = []
        for argument in arguments { types.append(try type(argument)) }
        if let symbol = CELTypeCheck.operators[name] { return try operation(name, symbol, types, at) }
        let known = isMethod ? CELTypeCheck.methods[name] : CELTypeCheck.functions[name]
        if let known { return known }
        if name.contains(".") { return .dyn }
        throw Problem(message: "undeclared reference to '\(name)' (in container '')", at: at)
    }

    private static let operators = [
        "==": "_==_", "!=": "_!=_", "<": "_<_", "<=": "_<=_", ">": "_>_", ">=": "_>=_", "+": "_+_", "-": "_-_",
        "*": "_*_",
        "/": "_/_", "%": "_%_", "in": "@in", "!": "!_", "-_": "-_",
    ]

    private func operation(_ name: String, _ symbol: String, _ types: [CELType], _ at: Int) throws(Problem) -> CELType {
        let noOverload = Problem(
            message:
                "found no matching overload for '\(symbol)' applied to '(\(types.map(\.name).joined(separator: ", ")))'",
            at: at)
        guard let left = types.first else { throw noOverload }
        guard types.count > 1 else {
            if name == "!" {
                guard left.fits(.bool) else { throw noOverload }
                return .bool
            }
            guard left.isNumber else { throw noOverload }
            return left
        }
        let right = types[1]
        switch name {
        case "==", "!=":
            guard left.fits(right) || (left.isNumber && right.isNumber) else { throw noOverload }
            return .bool
        case "<", "<=", ">", ">=":
            if left.isNumber, right.isNumber { return .bool }
            guard left.fits(right), isScalar(left), isScalar(right) else { throw noOverload }
            return .bool
        case "in":
            switch right {
            case .list, .map, .dyn, .object: return .bool
            default: throw noOverload
            }
        default:
            if left.isDyn || right.isDyn { return .dyn }
            if let result = arithmetic(name, left, right) { return result }
            throw noOverload
        }
    }

    private func isScalar(_ type: CELType) -> Bool {
        switch type {
        case .scalar, .dyn: true
        default: false
        }
    }

    private func arithmetic(_ name: String, _ left: CELType, _ right: CELType) -> CELType? {
        if case .list = left, case .list = right, name == "+" { return left }
        guard case .scalar(let a) = left, case .scalar(let b) = right else { return nil }
        let (time, span) = ("google.protobuf.Timestamp", "google.protobuf.Duration")
        if a == b {
            switch a {
            case "int", "uint": return left
            case "double": return name == "%" ? nil : left
            case "string", "bytes": return name == "+" ? left : nil
            case span: return name == "+" || name == "-" ? left : nil
            case time: return name == "-" ? .duration : nil
            default: return nil
            }
        }
        if a == time, b == span, name == "+" || name == "-" { return left }
        return a == span && b == time && name == "+" ? right : nil
    }

    private static let functions: [String: CELType] = [
        "size": .int, "matches": .bool, "int": .int, "uint": .uint, "double": .double, "bool": .bool, "string": .string,
        "bytes": .bytes, "timestamp": .timestamp, "duration": .duration, "dyn": .dyn, "type": .scalar("type"),
        "url": .dyn,
        "isURL": .bool, "quantity": .dyn, "isQuantity": .bool, "ip": .dyn, "isIP": .bool, "cidr": .dyn, "isCIDR": .bool,
        "semver": .dyn, "isSemver": .bool,
    ]

    private static let methods: [String: CELType] = {
        var types: [String: CELType] = [:]
        let bools = [
            "contains", "startsWith", "endsWith", "matches", "isSorted", "isInteger", "isGreaterThan", "isLessThan",
            "isUnspecified", "isLoopback", "isLinkLocalMulticast", "isLinkLocalUnicast", "isGlobalUnicast",
            "containsIP",
            "containsCIDR", "hasValue",
        ]
        for name in bools { types[name] = .bool }
        let ints = [
            "size", "indexOf", "lastIndexOf", "asInteger", "sign", "compareTo", "family", "prefixLength", "major",
            "minor",
            "patch", "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getHours",
            "getMinutes", "getSeconds", "getMilliseconds",
        ]
        for name in ints { types[name] = .int }
        let strings = [
            "lowerAscii", "upperAscii", "trim", "charAt", "substring", "replace", "find", "join", "format", "getScheme",
            "getHost", "getHostname", "getPort", "getEscapedPath",
        ]
        for name in strings { types[name] = .string }
        types["split"] = .list(.string)
        types["findAll"] = .list(.string)
        types["asApproximateFloat"] = .double
        let others = [
            "sum", "min", "max", "add", "sub", "getQuery", "ip", "masked", "value", "orValue", "or", "validate",
            "first", "last",
            "reverse", "distinct", "flatten", "slice", "sort",
        ]
        for name in others { types[name] = .dyn }
        return types
    }()
}
