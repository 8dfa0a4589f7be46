/// Go's `time.Duration` in text, as the API's durations are written: `1h30m`, `1.5s`, `-2ms`.
package enum GoDuration {
    package static func parse(_ text: String) -> Duration? { nanoseconds(text).map(Duration.nanoseconds) }

    /// Nil when `time.ParseDuration` has an error for it, and when it does not fit.
    package static func nanoseconds(_ text: String) -> Int64? {
        var rest = Substring(text).utf8
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        if rest.elementsEqual("0".utf8) { return 0 }
        guard !rest.isEmpty else { return nil }
        var total: UInt64 = 0
        while !rest.isEmpty {
            guard let part = Part(&rest).nanoseconds else { return nil }
            let (sum, overflows) = total.addingReportingOverflow(part)
            if overflows || sum > Int64.min.magnitude { return nil }
            total = sum
        }
        if isNegative { return Int64(bitPattern: 0 &- total) }
        return Int64(exactly: total)
    }

    package static func text(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return text(seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000)
    }

    /// As Go prints it: `1h30m0s`, `1.5s`, `250ms`.
    package static func text(_ nanoseconds: Int64) -> String {
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        switch magnitude {
        case 0: return "0s"
        case ..<1000: return "\(sign)\(magnitude)ns"
        case ..<1_000_000: return "\(sign)\(decimal(magnitude, 1000))µs"
        case ..<1_000_000_000: return "\(sign)\(decimal(magnitude, 1_000_000))ms"
        default:
            let minutes = magnitude / 60_000_000_000
            let rest = "\(decimal(magnitude % 60_000_000_000, 1_000_000_000))s"
            if minutes == 0 { return sign + rest }
            return minutes < 60 ? "\(sign)\(minutes)m\(rest)" : "\(sign)\(minutes / 60)h\(minutes % 60)m\(rest)"
        }
    }

    private static func decimal(_ number: UInt64, _ unit: UInt64) -> String {
        guard number % unit != 0 else { return "\(number / unit)" }
        let digits = "\(unit + number % unit)".dropFirst()
        return "\(number / unit).\(digits.prefix(through: digits.lastIndex { $0 != "0" } ?? digits.startIndex))"
    }

    /// One number with its unit.
    private struct Part {
        var nanoseconds: UInt64?

        init(_ rest: inout Substring.UTF8View) {
            let whole = rest.digits()
            var fraction = rest.prefix(0)
            if rest.first == UInt8(ascii: ".") {
                rest = rest.dropFirst()
                fraction = rest.digits()
            }
            if whole.isEmpty && fraction.isEmpty { return }
            let name = rest.prefix { $0 != UInt8(ascii: ".") && !$0.isDigit }
            rest = rest.dropFirst(name.count)
            guard let unit = GoDuration.units[String(Substring(name))],
                let number = whole.isEmpty ? 0 : UInt64(Substring(whole))
            else { return }
            let (product, overflows) = number.multipliedReportingOverflow(by: unit)
            if overflows { return }
            let (sum, exceeds) = product.addingReportingOverflow(Self.share(fraction, of: unit))
            if !exceeds { nanoseconds = sum }
        }

        /// What digits behind the point are of a unit, reckoned as Go does: in floating point, then cut off.
        private static func share(_ fraction: Substring.UTF8View, of unit: UInt64) -> UInt64 {
            let digits = fraction.prefix(19)
            guard let value = UInt64(Substring(digits)) else { return 0 }
            let scale = (0..<digits.count).reduce(1.0) { scale, _ in scale * 10 }
            return UInt64(Double(value) * (Double(unit) / scale))
        }
    }

    private static let units: [String: UInt64] = [
        "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000,
        "h": 3_600_000_000_000,
    ]
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Substring.UTF8View {
    /// Takes the digits at the front.
    fileprivate mutating func digits() -> Substring.UTF8View {
        let front = prefix(while: \.isDigit)
        self = dropFirst(front.count)
        return front
    }
}
