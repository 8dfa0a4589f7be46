/// Evaluates an expression. One is made for each evaluation; its budget is shared by all rules of an object.
struct CELEvaluator {
    private var names: [String] = []
    private var values: [CELValue] = []
    /// What is left for all rules, and what one may take.
    private(set) var budget: Int
    private var ruleBudget = Limits.celStepsPerRule

    init(budget: Int = Limits.celStepsPerObject) { self.budget = budget }

    static let budgetExceeded = CELError("operation cancelled: actual cost limit exceeded")

    mutating func evaluate(_ node: CELNode, _ variables: [String: CELValue]) throws(CELError) -> CELValue {
        names = Array(variables.keys)
        values = names.compactMap { variables[$0] }
        ruleBudget = Limits.celStepsPerRule
        return try evaluate(node)
    }

    private mutating func spend(_ steps: Int) throws(CELError) {
        budget -= steps
        ruleBudget -= steps
        if budget < 0 || ruleBudget < 0 { throw CELEvaluator.budgetExceeded }
    }

    private mutating func evaluate(_ node: CELNode) throws(CELError) -> CELValue {
        try spend(1)
        switch node {
        case .literal(let value): return value
        case .variable(let name, _): return try variable(name)
        case .select(let target, let field, let isOptional, _): return try select(target, field, isOptional)
        case .presence(let target, let field, _): return .bool(try isPresent(target, field))
        case .index(let target, let index, let isOptional):
            return try self.index(try evaluate(target), try evaluate(index), isOptional)
        case .and(let a, let b): return try logical(a, b, stopsAt: false)
        case .or(let a, let b): return try logical(a, b, stopsAt: true)
        case .conditional(let condition, let whenTrue, let whenFalse):
            guard case .bool(let holds) = try evaluate(condition) else { throw .noSuchOverload }
            return try evaluate(holds ? whenTrue : whenFalse)
        case .matches(let target, let pattern):
            guard case .string(let text) = try evaluate(target) else { throw .noSuchOverload }
            try spend(text.utf8.count / 10)
            return .bool(pattern.mismatch(text) == nil)
        case .call(let name, let arguments, let isMethod, _):
            var values: [CELValue] = []
            values.reserveCapacity(arguments.count)
            for argument in arguments { values.append(try evaluate(argument)) }
            return try CELFunctions.call(name, values, isMethod: isMethod)
        case .list(let items): return try list(items)
        case .map(let entries): return try map(entries)
        case .comprehension(let comprehension): return try run(comprehension)
        case .optionalMap(let target, let variable, let body, let isFlat):
            return try optionalMap(target, variable, body, isFlat)
        }
    }

    // MARK: Names and members

    private func variable(_ name: String) throws(CELError) -> CELValue {
        for index in names.indices.reversed() where names[index] == name { return values[index] }
        if CELFunctions.typeNames.contains(name) { return .type(name) }
        throw CELError("undeclared reference to '\(name)' (in container '')")
    }

    private mutating func bound<T>(
        _ bindings: [(String, CELValue)], _ body: (inout CELEvaluator) throws(CELError) -> T
    ) throws(CELError) -> T {
        for (name, value) in bindings {
            names.append(name)
            values.append(value)
        }
        defer {
            names.removeLast(bindings.count)
            values.removeLast(bindings.count)
        }
        return try body(&self)
    }

    private mutating func select(_ target: CELNode, _ field: String, _ isOptional: Bool) throws(CELError) -> CELValue {
        let value = try evaluate(target)
        if case .optional(let inner) = value {
            guard let inner, case .map(let map) = inner else {
                if inner == nil { return .optional(nil) }
                throw .noSuchOverload
            }
            return .optional(map.field(field))
        }
        guard case .map(let map) = value else { throw .noSuchOverload }
        let found = map.field(field)
        if isOptional { return .optional(found) }
        guard let found else { throw CELError("no such key: \(field)") }
        return found
    }

    private mutating func isPresent(_ target: CELNode, _ field: String) throws(CELError) -> Bool {
        switch try evaluate(target) {
        case .map(let map): return map.field(field) != nil
        case .optional(let inner):
            if case .map(let map)? = inner { return map.field(field) != nil }
            return false
        default: throw .noSuchOverload
        }
    }

    private func index(_ target: CELValue, _ index: CELValue, _ isOptional: Bool) throws(CELError) -> CELValue {
        switch target {
        case .optional(let inner):
            guard let inner else { return .optional(nil) }
            return try self.index(inner, index, true)
        case .list(let list):
            guard case .int(let position)? = CELKey(index).map(\.value) else { throw .noSuchOverload }
            guard position >= 0, position < list.count else {
                if isOptional { return .optional(nil) }
                throw CELError("index out of bounds: \(position)")
            }
            let value = list[Int(position)]
            return isOptional ? .optional(value) : value
        case .map(let map):
            guard let key = CELKey(index) else { throw .noSuchOverload }
            let value = map[key]
            if isOptional { return .optional(value) }
            guard let value else { throw CELError("no such key: \(CELFunctions.text(index))") }
            return value
        default: throw .noSuchOverload
        }
    }

    // MARK: Logic

    /// An error on one side does not count when the other decides.
    private mutating func logical(_ a: CELNode, _ b: CELNode, stopsAt decisive: Bool) throws(CELError) -> CELValue {
        var failure: CELError?
        do throws(CELError) {
            guard case .bool(let left) = try evaluate(a) else { throw .noSuchOverload }
            if left == decisive { return .bool(decisive) }
        } catch {
            if error == CELEvaluator.budgetExceeded { throw error }
            failure = error
        }
        guard case .bool(let right) = try evaluate(b) else { throw failure ?? .noSuchOverload }
        if right == decisive { return .bool(decisive) }
        if let failure { throw failure }
        return .bool(!decisive)
    }

    private mutating func optionalMap(_ target: CELNode, _ variable: String, _ body: CELNode, _ isFlat: Bool)
        throws(CELError) -> CELValue
    {
        guard case .optional(let inner) = try evaluate(target) else { throw .noSuchOverload }
        guard let inner else { return .optional(nil) }
        let result = try bound([(variable, inner)]) { (evaluator) throws(CELError) in try evaluator.evaluate(body) }
        return isFlat ? result : .optional(result)
    }

    // MARK: Literals

    private mutating func list(_ items: [CELNode.Item]) throws(CELError) -> CELValue {
        var values: [CELValue] = []
        for item in items {
            let value = try evaluate(item.value)
            guard item.isOptional else {
                values.append(value)
                continue
            }
            guard case .optional(let inner) = value else { throw .noSuchOverload }
            if let inner { values.append(inner) }
        }
        return .list(CELList(values))
    }

    private mutating func map(_ entries: [CELNode.Entry]) throws(CELError) -> CELValue {
        var result: [CELKey: CELValue] = [:]
        for entry in entries {
            guard let key = CELKey(try evaluate(entry.key)) else { throw CELError("unsupported key type") }
            let value = try evaluate(entry.value)
            if entry.isOptional {
                guard case .optional(let inner) = value else { throw .noSuchOverload }
                if let inner { result[key] = inner }
            } else {
                result[key] = value
            }
        }
        return .map(CELMap(result))
    }
}

extension CELEvaluator {
    private mutating func run(_ comprehension: CELNode.Comprehension) throws(CELError) -> CELValue {
        let range = try evaluate(comprehension.range)
        var state = ComprehensionState(kind: comprehension.kind)
        switch range {
        case .list(let list):
            for index in 0..<list.count {
                let isOver = try step(comprehension, &state, .int(Int64(index)), list[index], isMap: false)
                if isOver { break }
            }
        case .map(let map):
            for key in map.keys {
                guard let value = map[key] else { continue }
                if try step(comprehension, &state, key.value, value, isMap: true) { break }
            }
        default: throw .noSuchOverload
        }
        return try state.result()
    }

    /// True when the rest cannot change the result.
    private mutating func step(
        _ comprehension: CELNode.Comprehension, _ state: inout ComprehensionState, _ key: CELValue, _ value: CELValue,
        isMap: Bool
    ) throws(CELError) -> Bool {
        var bindings = [(comprehension.variables[0], isMap ? key : value)]
        if comprehension.variables.count > 1 {
            bindings = [(comprehension.variables[0], key), (comprehension.variables[1], value)]
        }
        let element = bindings[0].1
        do throws(CELError) {
            let outcome: CELValue? = try bound(bindings) { (evaluator) throws(CELError) in
                if let condition = comprehension.condition {
                    guard case .bool(let holds) = try evaluator.evaluate(condition) else { throw .noSuchOverload }
                    if !holds { return nil }
                }
                return try evaluator.evaluate(comprehension.body)
            }
            guard let outcome else { return false }
            return try state.take(outcome, element: element, key: key)
        } catch {
            // `all` and `exists` may still be decided by another element.
            guard comprehension.kind == .all || comprehension.kind == .exists, error != CELEvaluator.budgetExceeded
            else {
                throw error
            }
            state.failure = state.failure ?? error
            return false
        }
    }
}

/// What a comprehension has gathered.
private struct ComprehensionState {
    let kind: CELNode.Comprehension.Kind
    var failure: CELError?
    private var decided: Bool?
    private var count = 0
    private var values: [CELValue] = []
    private var entries: [CELKey: CELValue] = [:]

    init(kind: CELNode.Comprehension.Kind) { self.kind = kind }

    mutating func take(_ outcome: CELValue, element: CELValue, key: CELValue) throws(CELError) -> Bool {
        switch kind {
        case .all, .exists:
            guard case .bool(let holds) = outcome else { throw .noSuchOverload }
            if holds == (kind == .exists) { decided = holds }
            return decided != nil
        case .existsOne:
            guard case .bool(let holds) = outcome else { throw .noSuchOverload }
            if holds { count += 1 }
        case .filter:
            guard case .bool(let holds) = outcome else { throw .noSuchOverload }
            if holds { values.append(element) }
        case .map, .transformList: values.append(outcome)
        case .transformMap: if let key = CELKey(key) { entries[key] = outcome }
        case .transformMapEntry:
            guard case .map(let map) = outcome else { throw .noSuchOverload }
            for key in map.keys {
                if entries[key] != nil {
                    throw CELError("insert failed: key \(CELFunctions.text(key.value)) already exists")
                }
                entries[key] = map[key]
            }
        }
        return false
    }

    func result() throws(CELError) -> CELValue {
        switch kind {
        case .all, .exists:
            if let decided { return .bool(decided) }
            if let failure { throw failure }
            return .bool(kind == .all)
        case .existsOne: return .bool(count == 1)
        case .filter, .map, .transformList: return .list(CELList(values))
        case .transformMap, .transformMapEntry: return .map(CELMap(entries))
        }
    }
}
