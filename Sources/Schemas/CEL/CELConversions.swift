import Kube

/// `int("1")`, `string(1.5)` and their like.
enum CELConversions {
    static func function(_ name: String, _ arguments: [CELValue]) throws(CELError) -> CELValue? {
        guard arguments.count == 1 else { return nil }
        let value = arguments[0]
        switch name {
        case "int": return try int(value)
        case "uint": return try uint(value)
        case "double": return try double(value)
        case "bool": return try bool(value)
        case "string": return try string(value)
        case "bytes":
            if case .string(let text) = value { return .bytes(Array(text.utf8)) }
            if case .bytes = value { return value }
            return nil
        case "timestamp":
            if case .timestamp = value { return value }
            if case .int(let seconds) = value { return try CELTime.checked(seconds, 0) }
            guard case .string(let text) = value else { return nil }
            guard let time = CELTime.timestamp(text) else { throw CELError("invalid timestamp \(text.goQuoted)") }
            return time
        case "duration":
            if case .duration = value { return value }
            guard case .string(let text) = value else { return nil }
            guard let nanos = GoDuration.nanoseconds(text) else {
                throw CELError("time: invalid duration \(text.goQuoted)")
            }
            return .duration(nanos)
        default: return nil
        }
    }

    private static func int(_ value: CELValue) throws(CELError) -> CELValue? {
        switch value {
        case .int: return value
        case .uint(let number):
            guard let number = Int64(exactly: number) else { throw CELError("integer overflow") }
            return .int(number)
        case .double(let number):
            guard number > -9.223372036854775e18, number < 9.223372036854775e18 else {
                throw CELError("integer overflow")
            }
            return .int(Int64(number))
        case .string(let text):
            guard let number = Int64(text) else { throw parseError("ParseInt", text) }
            return .int(number)
        case .timestamp(let seconds, _): return .int(seconds)
        default: return nil
        }
    }

    private static func uint(_ value: CELValue) throws(CELError) -> CELValue? {
        switch value {
        case .uint: return value
        case .int(let number):
            guard let number = UInt64(exactly: number) else { throw CELError("unsigned integer overflow") }
            return .uint(number)
        case .double(let number):
            guard number >= 0, number < 1.8446744073709552e19 else { throw CELError("unsigned integer overflow") }
            return .uint(UInt64(number))
        case .string(let text):
            guard let number = UInt64(text) else { throw parseError("ParseUint", text) }
            return .uint(number)
        default: return nil
        }
    }

    private static func double(_ value: CELValue) throws(CELError) -> CELValue? {
        switch value {
        case .double: return value
        case .int(let number): return .double(Double(number))
        case .uint(let number): return .double(Double(number))
        case .string(let text):
            guard let number = Double(text) else { throw parseError("ParseFloat", text) }
            return .double(number)
        default: return nil
        }
    }

    private static func bool(_ value: CELValue) throws(CELError) -> CELValue? {
        switch value {
        case .bool: return value
        case .string(let text):
            switch text {
            case "1", "t", "T", "true", "TRUE", "True": return .bool(true)
            case "0", "f", "F", "false", "FALSE", "False": return .bool(false)
            default: throw parseError("ParseBool", text)
            }
        default: return nil
        }
    }

    private static func string(_ value: CELValue) throws(CELError) -> CELValue? {
        switch value {
        case .bytes(let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CELError("invalid UTF-8 in bytes, cannot convert to string")
            }
            return .string(text)
        case .string, .int, .uint, .bool, .double, .timestamp, .duration, .ip, .cidr:
            return .string(CELFunctions.text(value))
        default: return nil
        }
    }

    private static func parseError(_ function: String, _ text: String) -> CELError {
        CELError("strconv.\(function): parsing \(text.goQuoted): invalid syntax")
    }

    /// A double as Go's `%g` shows it.
    static func text(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
        if number == number.rounded(), abs(number) < 1e21 { return String(Int128(number)) }
        return "\(number)"
    }

    /// A duration in seconds, as CEL shows it: `1.5s`.
    static func seconds(_ nanos: Int64) -> String { text(Double(nanos) / 1e9) + "s" }
}
