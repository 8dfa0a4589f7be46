internal import Foundation

/// The present in the forms that objects carry.
package enum Now {
    /// `2026-11-22T21:45:33Z`
    package static var seconds: String { text(Date(), fraction: 0) }

    /// `2026-11-22T21:45:33.108583Z`, as in leases.
    package static var micros: String { text(Date(), fraction: 6) }

    package static var nanoseconds: Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000_000) }

    /// Seconds since 1970 of a time that an object carries.
    package static func parse(_ text: String?) -> Double? {
        guard let text else { return nil }
        let parts = text.split(whereSeparator: { "-T:Z".contains($0) })
        guard parts.count >= 6, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            let hour = Int(parts[3]), let minute = Int(parts[4]), let second = Double(parts[5])
        else { return nil }
        return Double(daysSinceEpoch(year, month, day) * 86_400 + hour * 3600 + minute * 60) + second
    }

    package static func age(_ text: String?) -> Double? {
        parse(text).map { Date().timeIntervalSince1970 - $0 }
    }

    private static func text(_ date: Date, fraction: Int) -> String {
        var seconds = time_t(date.timeIntervalSince1970)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        var text = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
        text += "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        if fraction > 0 {
            let micros = Int(date.timeIntervalSince1970.truncatingRemainder(dividingBy: 1) * 1_000_000)
            text += "." + String(repeating: "0", count: 6 - String(micros).count) + "\(micros)"
        }
        return text + "Z"
    }

    /// Days of the proleptic Gregorian calendar before a date, counted from 1970.
    private static func daysSinceEpoch(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
