/// Go's `time.ParseDuration` and `Duration.String`.
enum GoDuration {
    static func parse(_ text: String) -> Duration? {
        var rest = text[...]
        var isNegative = false
        if let sign = rest.first, sign == "-" || sign == "+" {
            isNegative = sign == "-"
            rest = rest.dropFirst()
        }
        if rest == "0" { return .zero }
        if rest.isEmpty { return nil }
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let value = Double(number.hasPrefix(".") ? "0" + number : String(number)) else { return nil }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !($0.isNumber || $0 == ".") }
            guard let nanoseconds = units[String(unit)] else { return nil }
            rest = rest.dropFirst(unit.count)
            total += value * nanoseconds
        }
        guard total < 9.2e18 else { return nil }
        return .nanoseconds(Int64(isNegative ? -total : total))
    }

    /// Hours and minutes only from a second on; below, the unit that makes the number one or more.
    static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let total = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        let nanoseconds = total.magnitude
        let sign = total < 0 ? "-" : ""
        switch nanoseconds {
        case 0: return "0s"
        case ..<1000: return "\(sign)\(nanoseconds)ns"
        case ..<1_000_000: return "\(sign)\(decimal(nanoseconds, 1000))µs"
        case ..<1_000_000_000: return "\(sign)\(decimal(nanoseconds, 1_000_000))ms"
        default:
            let minutes = nanoseconds / 60_000_000_000
            let rest = "\(decimal(nanoseconds % 60_000_000_000, 1_000_000_000))s"
            if minutes == 0 { return sign + rest }
            return minutes < 60 ? "\(sign)\(minutes)m\(rest)" : "\(sign)\(minutes / 60)h\(minutes % 60)m\(rest)"
        }
    }

    private static func decimal(_ number: UInt64, _ unit: UInt64) -> String {
        guard number % unit != 0 else { return "\(number / unit)" }
        let digits = "\(unit + number % unit)".dropFirst()
        return "\(number / unit).\(digits.prefix(through: digits.lastIndex { $0 != "0" } ?? digits.startIndex))"
    }

    private static let units: [String: Double] = [
        "ns": 1, "us": 1e3, "µs": 1e3, "μs": 1e3, "ms": 1e6, "s": 1e9, "m": 60e9, "h": 3600e9,
    ]
}
