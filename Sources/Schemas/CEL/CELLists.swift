/// Methods of lists: the standard ones and Kubernetes' own.
enum CELLists {
    static func method(_ name: String, _ list: CELList, _ arguments: [CELValue]) throws(CELError) -> CELValue? {
        switch (name, arguments.count) {
        case ("size", 0): return .int(Int64(list.count))
        case ("isSorted", 0): return .bool(try isSorted(list.values))
        case ("sum", 0): return try sum(list.values)
        case ("min", 0): return try extreme(list.values, name, wanted: -1)
        case ("max", 0): return try extreme(list.values, name, wanted: 1)
        case ("indexOf", 1):
            return .int(Int64(list.values.firstIndex { CELOperators.equal($0, arguments[0]) } ?? -1))
        case ("lastIndexOf", 1):
            return .int(Int64(list.values.lastIndex { CELOperators.equal($0, arguments[0]) } ?? -1))
        case ("join", 0): return .string(try joined(list.values, ""))
        case ("join", 1):
            guard case .string(let separator) = arguments[0] else { return nil }
            return .string(try joined(list.values, separator))
        case ("first", 0): return .optional(list.count > 0 ? list[0] : nil)
        case ("last", 0): return .optional(list.count > 0 ? list[list.count - 1] : nil)
        case ("reverse", 0): return .list(CELList(list.values.reversed()))
        case ("distinct", 0): return .list(CELList(distinct(list.values)))
        case ("flatten", 0): return .list(CELList(flattened(list.values)))
        case ("slice", 2):
            guard case .int(let start) = arguments[0], case .int(let end) = arguments[1] else { return nil }
            guard start >= 0, start <= end, end <= list.count else {
                throw CELError("cannot slice(\(start), \(end)), list is length \(list.count)")
            }
            return .list(CELList(Array(list.values[Int(start)..<Int(end)])))
        case ("sort", 0): return .list(CELList(try sorted(list.values)))
        default: return nil
        }
    }

    private static func isSorted(_ values: [CELValue]) throws(CELError) -> Bool {
        for index in values.indices.dropFirst() {
            guard let order = try CELOperators.order(values[index - 1], values[index]), order <= 0 else { return false }
        }
        return true
    }

    private static func sorted(_ values: [CELValue]) throws(CELError) -> [CELValue] {
        if let first = values.first {
            for value in values { _ = try CELOperators.order(first, value) }
        }
        return values.sorted { a, b in (try? CELOperators.order(a, b)).map { $0 < 0 } ?? false }
    }

    private static func sum(_ values: [CELValue]) throws(CELError) -> CELValue {
        guard var total = values.first else { return .int(0) }
        for value in values.dropFirst() { total = try CELOperators.arithmetic("+", total, value) }
        return total
    }

    private static func extreme(_ values: [CELValue], _ name: String, wanted: Int) throws(CELError) -> CELValue {
        guard var best = values.first else { throw CELError("\(name) called on empty list") }
        for value in values.dropFirst() {
            if let order = try CELOperators.order(value, best), order == wanted { best = value }
        }
        return best
    }

    private static func joined(_ values: [CELValue], _ separator: String) throws(CELError) -> String {
        var parts: [String] = []
        for value in values {
            guard case .string(let text) = value else { throw .noSuchOverload }
            parts.append(text)
        }
        return parts.joined(separator: separator)
    }

    private static func distinct(_ values: [CELValue]) -> [CELValue] {
        values.reduce(into: []) { found, value in
            if !found.contains(where: { CELOperators.equal($0, value) }) { found.append(value) }
        }
    }

    private static func flattened(_ values: [CELValue]) -> [CELValue] {
        values.flatMap { value in
            if case .list(let inner) = value { return inner.values }
            return [value]
        }
    }
}
