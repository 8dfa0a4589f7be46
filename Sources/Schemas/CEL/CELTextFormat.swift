/// `"%s has %d".format([a, b])`.
enum CELTextFormat {
    static func format(_ template: String, _ arguments: [CELValue]) throws(CELError) -> String {
        var result = ""
        var rest = template.unicodeScalars[...]
        var next = 0
        while let scalar = rest.popFirst() {
            guard scalar == "%" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            guard var verb = rest.popFirst() else { throw CELError("unexpected end of string") }
            if verb == "%" {
                result += "%"
                continue
            }
            var precision: Int?
            if verb == "." {
                var digits = ""
                while let digit = rest.first, ("0"..."9").contains(digit) {
                    digits.unicodeScalars.append(digit)
                    rest.removeFirst()
                }
                precision = Int(digits)
                guard let after = rest.popFirst() else { throw CELError("unexpected end of string") }
                verb = after
            }
            guard next < arguments.count else { throw CELError("index \(next) out of range") }
            result += try shown(arguments[next], verb, precision)
            next += 1
        }
        return result
    }

    private static func shown(_ value: CELValue, _ verb: Unicode.Scalar, _ precision: Int?) throws(CELError) -> String {
        switch verb {
        case "s": return text(value)
        case "d":
            switch value {
            case .int, .uint: return CELFunctions.text(value)
            case .double(let number) where !number.isFinite: return CELConversions.text(number)
            default:
                throw CELError(
                    "error during formatting: decimal clause can only be used on integers, was given \(value.typeName)")
            }
        case "f":
            guard let number = number(value) else {
                throw CELError(
                    "error during formatting: fixed-point clause can only be used on doubles, was given \(value.typeName)"
                )
            }
            return fixed(number, precision ?? 6)
        case "e":
            guard let number = number(value) else {
                throw CELError(
                    "error during formatting: scientific clause can only be used on doubles, was given \(value.typeName)"
                )
            }
            return scientific(number, precision ?? 6)
        case "b", "o": return try based(value, radix: verb == "b" ? 2 : 8)
        case "x", "X":
            var digits: String
            if case .string(let string) = value {
                digits = string.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            } else if case .bytes(let bytes) = value {
                digits = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            } else {
                digits = try based(value, radix: 16)
            }
            return verb == "X" ? digits.uppercased() : digits
        default: throw CELError("could not parse formatting clause: unrecognized formatting clause \"\(verb)\"")
        }
    }

    private static func number(_ value: CELValue) -> Double? {
        switch value {
        case .double(let number): number
        case .int(let number): Double(number)
        case .uint(let number): Double(number)
        default: nil
        }
    }

    private static func based(_ value: CELValue, radix: Int) throws(CELError) -> String {
        switch value {
        case .int(let number): return String(number, radix: radix)
        case .uint(let number): return String(number, radix: radix)
        case .bool(let flag) where radix == 2: return flag ? "1" : "0"
        default:
            throw CELError("error during formatting: only integers can be formatted so, was given \(value.typeName)")
        }
    }

    private static func text(_ value: CELValue) -> String {
        switch value {
        case .null: "null"
        case .list(let list): "[" + list.values.map(text).joined(separator: ", ") + "]"
        case .map(let map):
            "{" + map.keys.map { "\(text($0.value)): \(map[$0].map(text) ?? "")" }.joined(separator: ", ") + "}"
        default: CELFunctions.text(value)
        }
    }

    private static func fixed(_ number: Double, _ precision: Int) -> String {
        guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity" }
        let precision = min(precision, 15)
        var scale = 1.0
        for _ in 0..<precision { scale *= 10 }
        let scaled = (abs(number) * scale).rounded(.toNearestOrEven)
        guard scaled < 1e37 else { return "\(number)" }
        var digits = String(Int128(scaled))
        digits = String(repeating: "0", count: max(0, precision + 1 - digits.count)) + digits
        let sign = number < 0 && scaled > 0 ? "-" : ""
        return precision == 0 ? sign + digits : sign + digits.dropLast(precision) + "." + digits.suffix(precision)
    }

    private static func scientific(_ number: Double, _ precision: Int) -> String {
        guard number.isFinite, number != 0 else {
            return number == 0 ? fixed(0, precision) + "e+00" : fixed(number, precision)
        }
        var mantissa = abs(number)
        var exponent = 0
        while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        let digits = String(abs(exponent))
        return (number < 0 ? "-" : "") + fixed(mantissa, precision) + "e" + (exponent < 0 ? "-" : "+")
            + (digits.count < 2 ? "0" : "") + digits
    }
}
