import Kube

/// Equality, order and arithmetic.
enum CELOperators {
    static func equal(_ a: CELValue, _ b: CELValue) -> Bool {
        if let order = numericOrder(a, b) { return order == .some(0) }
        switch (a, b) {
        case (.null, .null): return true
        case (.bool(let x), .bool(let y)): return x == y
        case (.string(let x), .string(let y)): return x == y
        case (.bytes(let x), .bytes(let y)): return x == y
        case (.timestamp(let x, let n), .timestamp(let y, let m)): return x == y && n == m
        case (.duration(let x), .duration(let y)): return x == y
        case (.type(let x), .type(let y)): return x == y
        case (.list(let x), .list(let y)): return equal(x, y)
        case (.map(let x), .map(let y)):
            return x.count == y.count
                && x.keys.allSatisfy { key in
                    guard let left = x[key], let right = y[key] else { return false }
                    return equal(left, right)
                }
        case (.optional(let x), .optional(let y)):
            if let x, let y { return equal(x, y) }
            return x == nil && y == nil
        case (.quantity(let x), .quantity(let y)): return x == y
        case (.ip(let x), .ip(let y)): return x == y
        case (.cidr(let x), .cidr(let y)): return x == y
        case (.url(let x), .url(let y)): return x == y
        case (.semver(let x), .semver(let y)): return x.compare(y) == 0
        default: return false
        }
    }

    private static func equal(_ x: CELList, _ y: CELList) -> Bool {
        guard x.count == y.count else { return false }
        if x.isUnordered || y.isUnordered {
            var rest = y.values
            return x.values.allSatisfy { value in
                guard let index = rest.firstIndex(where: { equal(value, $0) }) else { return false }
                rest.remove(at: index)
                return true
            }
        }
        return (0..<x.count).allSatisfy { equal(x[$0], y[$0]) }
    }

    /// -1, 0 or 1 for numbers of whatever types; nil inside for NaN; nil outside when not both are numbers.
    private static func numericOrder(_ a: CELValue, _ b: CELValue) -> Int?? {
        switch (a, b) {
        case (.int(let x), .int(let y)): .some(x < y ? -1 : x > y ? 1 : 0)
        case (.uint(let x), .uint(let y)): .some(x < y ? -1 : x > y ? 1 : 0)
        case (.int(let x), .uint(let y)): .some(x < 0 || UInt64(x) < y ? -1 : UInt64(x) > y ? 1 : 0)
        case (.uint(let x), .int(let y)): .some(y < 0 || x > UInt64(y) ? 1 : x < UInt64(y) ? -1 : 0)
        default:
            if let x = number(a), let y = number(b) {
                x.isNaN || y.isNaN ? .some(nil) : .some(x < y ? -1 : x > y ? 1 : 0)
            } else {
                nil
            }
        }
    }

    private static func number(_ value: CELValue) -> Double? {
        switch value {
        case .int(let value): Double(value)
        case .uint(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    static func order(_ a: CELValue, _ b: CELValue) throws(CELError) -> Int? {
        if let order = numericOrder(a, b) { return order }
        switch (a, b) {
        case (.bool(let x), .bool(let y)): return x == y ? 0 : x ? 1 : -1
        case (.string(let x), .string(let y)):
            return x == y ? 0 : x.utf8.lexicographicallyPrecedes(y.utf8) ? -1 : 1
        case (.bytes(let x), .bytes(let y)): return x == y ? 0 : x.lexicographicallyPrecedes(y) ? -1 : 1
        case (.timestamp(let x, let n), .timestamp(let y, let m)):
            return (x, n) == (y, m) ? 0 : (x, n) < (y, m) ? -1 : 1
        case (.duration(let x), .duration(let y)): return x == y ? 0 : x < y ? -1 : 1
        default: throw .noSuchOverload
        }
    }

    static func arithmetic(_ symbol: String, _ a: CELValue, _ b: CELValue) throws(CELError) -> CELValue {
        switch (a, b) {
        case (.int(let x), .int(let y)): return .int(try integer(symbol, x, y, "integer overflow"))
        case (.uint(let x), .uint(let y)): return .uint(try integer(symbol, x, y, "unsigned integer overflow"))
        case (.double(let x), .double(let y)):
            switch symbol {
            case "+": return .double(x + y)
            case "-": return .double(x - y)
            case "*": return .double(x * y)
            case "/": return .double(x / y)
            default: throw .noSuchOverload
            }
        case (.string(let x), .string(let y)) where symbol == "+": return .string(x + y)
        case (.bytes(let x), .bytes(let y)) where symbol == "+": return .bytes(x + y)
        case (.list(let x), .list(let y)) where symbol == "+": return .list(CELList(x.values + y.values))
        case (.duration(let x), .duration(let y)) where symbol == "+" || symbol == "-":
            return .duration(try integer(symbol, x, y, "integer overflow"))
        case (.timestamp(let x, let n), .duration(let y)) where symbol == "+" || symbol == "-":
            return try CELTime.add(x, n, y, isNegative: symbol == "-")
        case (.duration(let x), .timestamp(let y, let n)) where symbol == "+": return try CELTime.add(y, n, x)
        case (.timestamp(let x, let n), .timestamp(let y, let m)) where symbol == "-":
            return try CELTime.difference((x, n), (y, m))
        default: throw .noSuchOverload
        }
    }

    private static func integer<T: FixedWidthInteger>(_ symbol: String, _ x: T, _ y: T, _ overflow: String)
        throws(CELError) -> T
    {
        let (value, isOver): (T, Bool)
        switch symbol {
        case "+": (value, isOver) = x.addingReportingOverflow(y)
        case "-": (value, isOver) = x.subtractingReportingOverflow(y)
        case "*": (value, isOver) = x.multipliedReportingOverflow(by: y)
        case "/":
            if y == 0 { throw CELError("division by zero") }
            (value, isOver) = x.dividedReportingOverflow(by: y)
        default:
            if y == 0 { throw CELError("modulus by zero") }
            (value, isOver) = x.remainderReportingOverflow(dividingBy: y)
        }
        if isOver { throw CELError(overflow) }
        return value
    }
}
