/// Points in time and what their methods tell.
enum CELTime {
    static func timestamp(_ text: String) -> CELValue? {
        DateFormats.moment(text).map { .timestamp(Int64($0.seconds), Int32($0.nanoseconds)) }
    }

    /// The years 1 to 9999: what a timestamp may be.
    private static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    static func checked(_ seconds: Int64, _ nanos: Int32) throws(CELError) -> CELValue {
        guard range.contains(seconds) else { throw CELError("timestamp overflow") }
        return .timestamp(seconds, nanos)
    }

    static func add(_ seconds: Int64, _ nanos: Int32, _ duration: Int64, isNegative: Bool = false) throws(CELError)
        -> CELValue
    {
        let sign: Int64 = isNegative ? -1 : 1
        var whole = seconds + sign * (duration / 1_000_000_000)
        var rest = Int64(nanos) + sign * (duration % 1_000_000_000)
        if rest < 0 {
            rest += 1_000_000_000
            whole -= 1
        }
        return try checked(whole + rest / 1_000_000_000, Int32(rest % 1_000_000_000))
    }

    static func difference(_ a: (Int64, Int32), _ b: (Int64, Int32)) throws(CELError) -> CELValue {
        let nanos = Int128(a.0 - b.0) * 1_000_000_000 + Int128(a.1 - b.1)
        guard let duration = Int64(exactly: nanos) else { throw CELError("integer overflow") }
        return .duration(duration)
    }

    static func text(_ seconds: Int64, _ nanos: Int32) -> String {
        var fraction = ""
        if nanos > 0 {
            let digits = String(nanos)
            fraction = "." + String(repeating: "0", count: 9 - digits.count) + digits
            while fraction.hasSuffix("0") { fraction.removeLast() }
        }
        return TimeText.format(Int(seconds)) + fraction + "Z"
    }

    /// `getFullYear` and its like, at an offset from UTC (`+02:00`); nil when there is no such method.
    static func component(_ name: String, _ seconds: Int64, _ nanos: Int32, zone: String?) throws(CELError) -> Int64? {
        let local = Int(seconds) + (try offset(zone))
        let days = Int((Double(local) / 86_400).rounded(.down))
        let rest = local - days * 86_400
        let (year, month, day) = DateFormats.civil(days)
        switch name {
        case "getFullYear": return Int64(year)
        case "getMonth": return Int64(month - 1)
        case "getDate": return Int64(day)
        case "getDayOfMonth": return Int64(day - 1)
        case "getDayOfWeek": return Int64(((days + 4) % 7 + 7) % 7)
        case "getDayOfYear": return Int64(days - DateFormats.daysSince1970(year: year, month: 1, day: 1))
        case "getHours": return Int64(rest / 3_600)
        case "getMinutes": return Int64(rest / 60 % 60)
        case "getSeconds": return Int64(rest % 60)
        case "getMilliseconds": return Int64(nanos / 1_000_000)
        default: return nil
        }
    }

    private static func offset(_ zone: String?) throws(CELError) -> Int {
        guard let zone, zone != "UTC" else { return 0 }
        let isNegative = zone.hasPrefix("-")
        let parts = zone.drop { $0 == "+" || $0 == "-" }.split(separator: ":").compactMap { Int($0) }
        guard parts.count == 2, parts.allSatisfy((0..<60).contains) else { throw CELError("unknown time zone \(zone)") }
        return (parts[0] * 3_600 + parts[1] * 60) * (isNegative ? -1 : 1)
    }
}
