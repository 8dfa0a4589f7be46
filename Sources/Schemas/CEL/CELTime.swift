/// Points in time and what their methods tell.
enum CELTime {
    static func timestamp(_ text: String) -> CELValue? {
        guard let seconds = DateFormats.seconds(text) else { return nil }
        let whole = seconds.rounded(.down)
        var nanos: Int32 = 0
        if let point = text.firstIndex(of: ".") {
            let digits = text[text.index(after: point)...].prefix { $0.isNumber }.prefix(9)
            nanos = Int32(digits + String(repeating: "0", count: 9 - digits.count)) ?? 0
        }
        return .timestamp(Int64(whole), nanos)
    }

    static func add(_ seconds: Int64, _ nanos: Int32, _ duration: Int64) -> CELValue {
        var whole = seconds + duration / 1_000_000_000
        var rest = Int64(nanos) + duration % 1_000_000_000
        if rest < 0 {
            rest += 1_000_000_000
            whole -= 1
        }
        return .timestamp(whole + rest / 1_000_000_000, Int32(rest % 1_000_000_000))
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
        guard parts.count == 2 else { throw CELError("unknown time zone \(zone)") }
        return (parts[0] * 3_600 + parts[1] * 60) * (isNegative ? -1 : 1)
    }
}
