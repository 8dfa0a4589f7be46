/// Seconds since 1970 and back, for comparing certificates' times with the clock that was handed in.
enum Time {
    /// Reads `2026-11-22T21:45:33Z`.
    static func seconds(rfc3339 text: String) -> Int? {
        let digits = text.utf8.split { !(0x30...0x39).contains($0) }.compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard digits.count >= 6 else { return nil }
        return days(year: digits[0], month: digits[1], day: digits[2]) * 86_400
            + digits[3] * 3_600 + digits[4] * 60 + digits[5]
    }

    /// Writes `2026-11-22 21:45:33 +0000 UTC`, as Go prints a time.
    static func goText(_ seconds: Int) -> String {
        let (date, clock) = split(seconds)
        return "\(date) \(clock) +0000 UTC"
    }

    static func rfc3339(_ seconds: Int) -> String {
        let (date, clock) = split(seconds)
        return "\(date)T\(clock)Z"
    }

    private static func split(_ seconds: Int) -> (date: String, clock: String) {
        var day = seconds / 86_400
        var second = seconds % 86_400
        if second < 0 {
            second += 86_400
            day -= 1
        }
        // Days since 1 March of year 0: the leap day comes last in a year.
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * monthIndex + 2) / 5 + 1
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return (
            "\(String(repeating: "0", count: max(0, 4 - "\(year)".count)))\(year)-\(two(month))-\(two(dayOfMonth))",
            "\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))"
        )
    }

    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
