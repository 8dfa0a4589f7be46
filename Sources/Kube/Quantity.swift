/// A Kubernetes quantity: `100m`, `1.5Gi`, `2e3`. Exact to a billionth (finer ones round away from zero, as in
/// Kubernetes) and bounded by 2^63-1.
package struct Quantity: Sendable {
    package enum Format: Sendable { case decimal, binary, exponent }

    package struct Malformed: Error, Sendable, CustomStringConvertible {
        package var description: String
    }

    private static let nano: Int128 = 1_000_000_000
    private static let bound = Int128(Int64.max) * nano
    private static let letters = "eEinumkKMGTP"

    /// In billionths.
    private var nanos: Int128
    package var format: Format

    private init(nanos: Int128, format: Format) {
        self.nanos = max(-Quantity.bound, min(Quantity.bound, nanos))
        self.format = format
    }

    package init(_ value: Int64, format: Format = .decimal) {
        self.init(nanos: Int128(value) * Quantity.nano, format: format)
    }

    package init(parsing text: String) throws(Malformed) {
        let malformed = Malformed(
            description:
                "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
        var rest = text[...]
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
        guard !text.isEmpty else { throw malformed }
        let whole = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest[whole.endIndex...]
        var fraction = rest.prefix(0)
        if rest.hasPrefix(".") {
            rest = rest.dropFirst()
            fraction = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest[fraction.endIndex...]
        }
        let tail = rest.drop { Quantity.letters.contains($0) }.drop { $0 == "+" || $0 == "-" }
        guard tail.allSatisfy({ $0.isASCII && $0.isNumber }) else { throw malformed }
        guard let (base, exponent, format) = Quantity.unit(rest) else {
            throw Malformed(description: "unable to parse quantity's suffix")
        }
        guard !whole.isEmpty || !fraction.isEmpty || rest.isEmpty else {
            throw Malformed(description: "unable to parse numeric part of quantity")
        }
        let digits = (whole + fraction).drop { $0 == "0" }
        let magnitude = Quantity.nanos(
            digits: digits, power: base == 10 ? exponent - fraction.count : -fraction.count,
            shift: base == 2 ? exponent : 0)
        self.init(nanos: isNegative ? -magnitude : magnitude, format: format)
    }

    /// `digits` × 10^`power` × 2^`shift`, in billionths, rounded up, cut off at the bound.
    private static func nanos(digits: Substring, power: Int, shift: Int) -> Int128 {
        guard !digits.isEmpty else { return 0 }
        // Far more digits than the bound has, or far fewer than a billionth needs.
        if digits.count + power > 28 { return bound }
        if digits.count + power + shift < -12 { return 1 }
        var value: Int128 = 0
        var isCut = false
        var power = power + 9
        for digit in digits {
            guard value < bound else {
                isCut = isCut || digit != "0"
                power += 1
                continue
            }
            value = value * 10 + Int128(digit.wholeNumberValue ?? 0)
        }
        for _ in 0..<shift {
            if value > bound, power >= 0 { return bound }
            if value > Int128.max / 4 { value = value / 10; power += 1 }
            value *= 2
        }
        while power > 0 {
            guard value <= bound else { return bound }
            value *= 10
            power -= 1
        }
        while power < 0, value > 0 {
            isCut = isCut || value % 10 != 0
            value /= 10
            power += 1
        }
        return min(bound, isCut ? value + 1 : value)
    }

    private static func unit(_ suffix: Substring) -> (base: Int, exponent: Int, format: Format)? {
        switch suffix {
        case "": return (10, 0, .decimal)
        case "n": return (10, -9, .decimal)
        case "u": return (10, -6, .decimal)
        case "m": return (10, -3, .decimal)
        case "k": return (10, 3, .decimal)
        case "M": return (10, 6, .decimal)
        case "G": return (10, 9, .decimal)
        case "T": return (10, 12, .decimal)
        case "P": return (10, 15, .decimal)
        case "E": return (10, 18, .decimal)
        case "Ki": return (2, 10, .binary)
        case "Mi": return (2, 20, .binary)
        case "Gi": return (2, 30, .binary)
        case "Ti": return (2, 40, .binary)
        case "Pi": return (2, 50, .binary)
        case "Ei": return (2, 60, .binary)
        default:
            guard suffix.first == "e" || suffix.first == "E", let exponent = Int32(suffix.dropFirst()) else { return nil }
            return (10, Int(exponent), .exponent)
        }
    }

    /// The canonical form: no fraction, the largest unit that allows that.
    package var description: String {
        if nanos == 0 { return "0" }
        let isWhole = nanos % Quantity.nano == 0
        if format == .binary, isWhole, nanos.magnitude >= 1024 * Quantity.nano.magnitude {
            var value = nanos / Quantity.nano
            var unit = 0
            while unit < 6, value % 1024 == 0 {
                value /= 1024
                unit += 1
            }
            return "\(value)\(["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"][unit])"
        }
        var value = nanos
        var unit = -3
        while unit < 6, value % 1000 == 0 {
            value /= 1000
            unit += 1
        }
        if format == .exponent { return unit == 0 ? "\(value)" : "\(value)e\(unit * 3)" }
        return "\(value)\(["n", "u", "m", "", "k", "M", "G", "T", "P", "E"][unit + 3])"
    }

    /// The value as a whole number, rounded up.
    package var int: Int64 {
        let (whole, rest) = nanos.quotientAndRemainder(dividingBy: Quantity.nano)
        return Int64(rest > 0 ? whole + 1 : rest < 0 ? whole - 1 : whole)
    }

    /// The value in thousandths, rounded up: millicores.
    package var milli: Int64 {
        let (whole, rest) = nanos.quotientAndRemainder(dividingBy: 1_000_000)
        return Int64(clamping: rest > 0 ? whole + 1 : rest < 0 ? whole - 1 : whole)
    }

    package var double: Double { Double(nanos) / 1e9 }
    /// Whether it is a whole number that fits 64 bits.
    package var isWhole: Bool { nanos % Quantity.nano == 0 }

    /// The sum, in the format of the first unless that is zero.
    package static func + (a: Quantity, b: Quantity) -> Quantity {
        Quantity(nanos: a.nanos + b.nanos, format: a.nanos == 0 ? b.format : a.format)
    }

    package static func - (a: Quantity, b: Quantity) -> Quantity {
        Quantity(nanos: a.nanos - b.nanos, format: a.nanos == 0 ? b.format : a.format)
    }
}

extension Quantity: Comparable, Hashable, CustomStringConvertible {
    /// By value: `1` is `1000m`.
    package static func == (a: Quantity, b: Quantity) -> Bool { a.nanos == b.nanos }
    package static func < (a: Quantity, b: Quantity) -> Bool { a.nanos < b.nanos }
    package func hash(into hasher: inout Hasher) { hasher.combine(nanos) }
}
