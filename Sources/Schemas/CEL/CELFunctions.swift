/// Functions and methods, by name and types of arguments.
enum CELFunctions {
    static let typeNames: Set<String> = [
        "bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "type", "optional_type",
    ]

    static func call(_ name: String, _ arguments: [CELValue], isMethod: Bool) throws(CELError) -> CELValue {
        switch (name, arguments.count) {
        case ("==", 2): return .bool(CELOperators.equal(arguments[0], arguments[1]))
        case ("!=", 2): return .bool(!CELOperators.equal(arguments[0], arguments[1]))
        case ("<", 2): return .bool(try CELOperators.order(arguments[0], arguments[1]).map { $0 < 0 } ?? false)
        case ("<=", 2): return .bool(try CELOperators.order(arguments[0], arguments[1]).map { $0 <= 0 } ?? false)
        case (">", 2): return .bool(try CELOperators.order(arguments[0], arguments[1]).map { $0 > 0 } ?? false)
        case (">=", 2): return .bool(try CELOperators.order(arguments[0], arguments[1]).map { $0 >= 0 } ?? false)
        case ("in", 2): return .bool(try contains(arguments[1], arguments[0]))
        case ("!", 1):
            guard case .bool(let value) = arguments[0] else { throw .noSuchOverload }
            return .bool(!value)
        case ("-_", 1): return try negated(arguments[0])
        case ("+", 2), ("-", 2), ("*", 2), ("/", 2), ("%", 2):
            return try CELOperators.arithmetic(name, arguments[0], arguments[1])
        default: break
        }
        if isMethod {
            if let value = try method(name, arguments[0], Array(arguments.dropFirst())) { return value }
        } else if let value = try function(name, arguments) {
            return value
        }
        throw .noSuchOverload
    }

    private static func contains(_ container: CELValue, _ value: CELValue) throws(CELError) -> Bool {
        switch container {
        case .list(let list): list.values.contains { CELOperators.equal($0, value) }
        case .map(let map): CELKey(value).map { map[$0] != nil } ?? false
        default: throw .noSuchOverload
        }
    }

    private static func negated(_ value: CELValue) throws(CELError) -> CELValue {
        switch value {
        case .int(let number):
            if number == .min { throw CELError("integer overflow") }
            return .int(-number)
        case .double(let number): return .double(-number)
        default: throw .noSuchOverload
        }
    }

    /// A value in words, for messages and `string()`.
    static func text(_ value: CELValue) -> String {
        switch value {
        case .string(let text): text
        case .int(let number): String(number)
        case .uint(let number): String(number)
        case .bool(let flag): String(flag)
        case .double(let number): CELConversions.text(number)
        case .timestamp(let seconds, let nanos): CELTime.text(seconds, nanos)
        case .duration(let nanos): CELConversions.seconds(nanos)
        case .type(let name): name
        case .ip(let address): address.canonical
        case .cidr(let block): block.canonical
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        default: value.typeName
        }
    }

    private static func method(_ name: String, _ target: CELValue, _ arguments: [CELValue]) throws(CELError)
        -> CELValue?
    {
        switch target {
        case .string(let text):
            if name == "format", case .list(let list)? = arguments.first {
                return .string(try CELTextFormat.format(text, list.values))
            }
            return try CELStrings.method(name, text, arguments)
        case .list(let list): return try CELLists.method(name, list, arguments)
        case .map(let map): return name == "size" && arguments.isEmpty ? .int(Int64(map.count)) : nil
        case .bytes(let bytes): return name == "size" && arguments.isEmpty ? .int(Int64(bytes.count)) : nil
        case .timestamp(let seconds, let nanos):
            var zone: String?
            if case .string(let text)? = arguments.first { zone = text }
            return try CELTime.component(name, seconds, nanos, zone: zone).map(CELValue.int)
        case .duration(let nanos): return durationMethod(name, nanos)
        case .optional(let inner): return try optionalMethod(name, inner, arguments)
        case .quantity(let quantity): return try CELLibraries.quantityMethod(name, quantity, arguments)
        case .ip(let address): return CELLibraries.ipMethod(name, address)
        case .cidr(let block): return try CELLibraries.cidrMethod(name, block, arguments)
        case .url(let url): return CELLibraries.urlMethod(name, url)
        case .semver(let version): return CELLibraries.semverMethod(name, version, arguments)
        case .format(let format):
            guard name == "validate", case .string(let text)? = arguments.first else { return nil }
            let problems = CELFormat.problems(format, text)
            return .optional(problems.isEmpty ? nil : .list(CELList(problems.map(CELValue.string))))
        default: return nil
        }
    }

    private static func durationMethod(_ name: String, _ nanos: Int64) -> CELValue? {
        switch name {
        case "getHours": .int(nanos / 3_600_000_000_000)
        case "getMinutes": .int(nanos / 60_000_000_000)
        case "getSeconds": .int(nanos / 1_000_000_000)
        case "getMilliseconds": .int(nanos / 1_000_000 % 1_000)
        default: nil
        }
    }

    private static func optionalMethod(_ name: String, _ inner: CELValue?, _ arguments: [CELValue]) throws(CELError)
        -> CELValue?
    {
        switch (name, arguments.first) {
        case ("hasValue", nil): return .bool(inner != nil)
        case ("value", nil):
            guard let inner else { throw CELError("optional.none() dereference") }
            return inner
        case ("orValue", let other?): return inner ?? other
        case ("or", let other?): return inner == nil ? other : .optional(inner)
        default: return nil
        }
    }

    private static func function(_ name: String, _ arguments: [CELValue]) throws(CELError) -> CELValue? {
        if let value = try CELConversions.function(name, arguments) { return value }
        if let value = try CELLibraries.function(name, arguments) { return value }
        switch (name, arguments.count) {
        case ("size", 1):
            switch arguments[0] {
            case .string(let text): return .int(Int64(text.unicodeScalars.count))
            case .bytes(let bytes): return .int(Int64(bytes.count))
            case .list(let list): return .int(Int64(list.count))
            case .map(let map): return .int(Int64(map.count))
            default: return nil
            }
        case ("matches", 2): return try method("matches", arguments[0], [arguments[1]])
        case ("dyn", 1): return arguments[0]
        case ("type", 1): return .type(arguments[0].typeName)
        case ("optional.none", 0): return .optional(nil)
        case ("optional.of", 1): return .optional(arguments[0])
        case ("optional.ofNonZeroValue", 1): return .optional(isZero(arguments[0]) ? nil : arguments[0])
        default: return nil
        }
    }

    private static func isZero(_ value: CELValue) -> Bool {
        switch value {
        case .null, .bool(false), .int(0), .uint(0), .string(""), .duration(0): true
        case .double(let number): number == 0
        case .bytes(let bytes): bytes.isEmpty
        case .list(let list): list.count == 0
        case .map(let map): map.count == 0
        default: false
        }
    }
}
