/// Go's `time.Duration` in text.
package enum GoDuration {
    private static let units: [(String, Double)] = [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3_600e9),
    ]

    /// Nanoseconds of `1h30m`, `1.5s`, `-2ms`; nil when it is no duration.
    package static func nanoseconds(_ text: String) -> Int64? {
        var rest = text[...]
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest = rest.dropFirst() }
        if rest == "0" { return 0 }
        guard !rest.isEmpty else { return nil }
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let value = Double(number.hasPrefix(".") ? "0\(number)" : String(number)), number != "." else {
                return nil
            }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !($0.isASCII && ($0.isNumber || $0 == ".")) }
            guard let scale = units.first(where: { $0.0 == unit })?.1 else { return nil }
            rest = rest.dropFirst(unit.count)
            total += value * scale
        }
        return Int64(exactly: (isNegative ? -total : total).rounded(.towardZero))
    }

    /// As Go prints a duration: `1h30m0s`, `1.5s`, `250ms`.
    package static func text(_ nanoseconds: Int64) -> String {
        if nanoseconds == 0 { return "0s" }
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        if magnitude < 1_000 { return "\(sign)\(magnitude)ns" }
        if magnitude < 1_000_000 { return sign + fraction(magnitude, 1_000) + "µs" }
        if magnitude < 1_000_000_000 { return sign + fraction(magnitude, 1_000_000) + "ms" }
        let minutes = magnitude / 60_000_000_000
        let seconds = fraction(magnitude % 60_000_000_000, 1_000_000_000) + "s"
        if minutes == 0 { return sign + seconds }
        if minutes < 60 { return "\(sign)\(minutes)m\(seconds)" }
        return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
    }

    private static func fraction(_ value: UInt64, _ unit: UInt64) -> String {
        let rest = value % unit
        if rest == 0 { return String(value / unit) }
        var digits = String(rest)
        let width = String(unit).count - 1
        digits = String(repeating: "0", count: width - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(value / unit).\(digits)"
    }
}

extension Duration {
    /// The `duration` format: Go's, or Scala's (`22 ns`, `3 days`).
    init?(goOrScala text: String) {
        if let nanoseconds = GoDuration.nanoseconds(text) {
            self = .nanoseconds(nanoseconds)
            return
        }
        let parts = text.split(separator: " ", omittingEmptySubsequences: true)
        let compact = text.filter { $0 != " " }
        let number = compact.prefix { $0.isNumber || $0 == "-" }
        guard parts.count <= 2, let value = Int64(number) else { return nil }
        let unit = compact.dropFirst(number.count)
        let scales: [String: Int64] = [
            "ns": 1, "nano": 1, "nanosecond": 1, "us": 1_000, "micro": 1_000, "microsecond": 1_000, "ms": 1_000_000,
            "milli": 1_000_000, "millisecond": 1_000_000, "s": 1_000_000_000, "sec": 1_000_000_000,
            "second": 1_000_000_000, "m": 60_000_000_000, "min": 60_000_000_000, "minute": 60_000_000_000,
            "h": 3_600_000_000_000, "hr": 3_600_000_000_000, "hour": 3_600_000_000_000, "d": 86_400_000_000_000,
            "day": 86_400_000_000_000, "w": 604_800_000_000_000, "wk": 604_800_000_000_000, "week": 604_800_000_000_000,
        ]
        let name = unit.hasSuffix("s") && unit.count > 2 ? String(unit.dropLast()) : String(unit)
        guard let scale = scales[name] else { return nil }
        // Go's multiplication wraps around, and the format takes what comes.
        self = .nanoseconds(value &* scale)
    }
}
