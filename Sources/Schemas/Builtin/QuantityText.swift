/// Resource quantities in their canonical text: no fraction, the largest suffix that leaves none, Ki with Ki and k with k.
enum QuantityText {
    enum Family { case binary, decimal, exponent }

    /// Value = digits × 10^exponent10 × 2^exponent2.
    struct Parsed {
        var isNegative: Bool
        /// Significant decimal digits without sign or point.
        var digits: String
        var exponent10: Int
        var exponent2: Int
        var family: Family
    }

    static let binarySuffixes: [(String, Int)] = [("Ki", 10), ("Mi", 20), ("Gi", 30), ("Ti", 40), ("Pi", 50), ("Ei", 60)]
    static let decimalSuffixes: [(String, Int)] = [
        ("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18),
    ]

    static func parse(_ text: String) -> Parsed? {
        var rest = text[...]
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
        let whole = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(whole.count)
        var fraction: Substring = ""
        if rest.hasPrefix(".") {
            rest = rest.dropFirst()
            fraction = rest.prefix { ("0"..."9").contains($0) }
            rest = rest.dropFirst(fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        var parsed = Parsed(
            isNegative: isNegative, digits: String(whole + fraction), exponent10: -fraction.count, exponent2: 0,
            family: .decimal)
        if let suffix = binarySuffixes.first(where: { $0.0 == rest }) {
            parsed.exponent2 = suffix.1
            parsed.family = .binary
        } else if let suffix = decimalSuffixes.first(where: { $0.0 == rest }) {
            parsed.exponent10 += suffix.1
        } else if rest.first == "e" || rest.first == "E", let exponent = Int(rest.dropFirst()) {
            parsed.exponent10 += exponent
            parsed.family = .exponent
        } else {
            return nil
        }
        return parsed
    }

    static func canonical(_ text: String) -> String? {
        guard let parsed = parse(text) else { return nil }
        guard var value = Decimal128(digits: parsed.digits, exponent: parsed.exponent10) else { return text }
        for _ in 0..<parsed.exponent2 { value.double() }
        if value.isZero { return "0" }
        let sign = parsed.isNegative ? "-" : ""
        value.roundUp(toExponent: -9)
        switch parsed.family {
        case .binary:
            if let integer = value.integer, integer >= 1024 || integer == 0 { return sign + binary(integer) }
            return sign + decimal(value)
        case .decimal: return sign + decimal(value)
        case .exponent: return sign + exponent(value)
        }
    }

    private static func binary(_ integer: UInt64) -> String {
        var integer = integer
        var power = 0
        while power < 60, integer % 1024 == 0 {
            integer /= 1024
            power += 10
        }
        return "\(integer)" + (binarySuffixes.first { $0.1 == power }?.0 ?? "")
    }

    private static func decimal(_ value: Decimal128) -> String {
        var value = value
        value.normalize(multipleOf: 3)
        let suffix = decimalSuffixes.last { $0.1 <= value.exponent } ?? decimalSuffixes[0]
        return value.digits + String(repeating: "0", count: max(0, value.exponent - suffix.1)) + suffix.0
    }

    private static func exponent(_ value: Decimal128) -> String {
        var value = value
        value.normalize(multipleOf: 3)
        return value.exponent == 0 ? value.digits : "\(value.digits)e\(value.exponent)"
    }
}

/// A non-negative decimal number, digits × 10^exponent; big enough for any quantity worth the name.
struct Decimal128 {
    private var value: UInt128
    private(set) var exponent: Int

    init?(digits: String, exponent: Int) {
        guard digits.count <= 30, let value = UInt128(digits.isEmpty ? "0" : digits) else { return nil }
        self.value = value
        self.exponent = exponent
    }

    var isZero: Bool { value == 0 }
    var digits: String { String(value) }

    /// Doubling may overflow only for what no Kubernetes object holds; it saturates.
    mutating func double() {
        let (doubled, overflow) = value.multipliedReportingOverflow(by: 2)
        value = overflow ? .max : doubled
    }

    /// Smaller parts than nano are rounded away from zero.
    mutating func roundUp(toExponent smallest: Int) {
        while exponent < smallest {
            let rest = value % 10
            value /= 10
            if rest != 0 { value += 1 }
            exponent += 1
        }
    }

    var integer: UInt64? {
        var copy = self
        while copy.exponent < 0 {
            if copy.value % 10 != 0 { return nil }
            copy.value /= 10
            copy.exponent += 1
        }
        while copy.exponent > 0 {
            let (grown, overflow) = copy.value.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            copy.value = grown
            copy.exponent -= 1
        }
        return UInt64(exactly: copy.value)
    }

    /// Moves trailing zeros into the exponent as far as it stays a multiple.
    mutating func normalize(multipleOf step: Int) {
        guard value != 0 else { return }
        while value % 10 == 0 {
            value /= 10
            exponent += 1
        }
        while exponent % step != 0 {
            value *= 10
            exponent -= 1
        }
    }
}
