/// A moment as Kubernetes writes it: RFC 3339 in UTC, seconds (`metav1.Time`) or microseconds (`MicroTime`).
package struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var secondsSince1970: Int64
    package var nanoseconds: Int32

    package init(secondsSince1970: Int64, nanoseconds: Int32 = 0) {
        self.secondsSince1970 = secondsSince1970
        self.nanoseconds = nanoseconds
    }

    /// Reads RFC 3339 with any offset and fraction; nil when it is none.
    package init?(parsing text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard byte >= 0x30, byte <= 0x39 else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        func has(_ character: Unicode.Scalar, at index: Int) -> Bool {
            index < bytes.count && bytes[index] == UInt8(ascii: character)
        }
        guard bytes.count >= 20, has("-", at: 4), has("-", at: 7), has("T", at: 10), has(":", at: 13), has(":", at: 16),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), day >= 1, day <= Timestamp.days(inMonth: month, year: year),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var at = 19
        var nanoseconds = 0
        if has(".", at: at) {
            at += 1
            let start = at
            var scale = 100_000_000
            while let digit = number(at..<at + 1) {
                nanoseconds += digit * scale
                scale /= 10
                at += 1
            }
            if at == start { return nil }
        }
        var offset = 0
        if has("Z", at: at) {
            at += 1
        } else {
            guard has("+", at: at) || has("-", at: at), has(":", at: at + 3), let hours = number(at + 1..<at + 3),
                let minutes = number(at + 4..<at + 6), hours < 24, minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * 60 * (has("-", at: at) ? -1 : 1)
            at += 6
        }
        guard at == bytes.count else { return nil }
        let days = Timestamp.days(year: year, month: month, day: day)
        let seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset
        self.init(secondsSince1970: Int64(seconds), nanoseconds: Int32(nanoseconds))
    }

    /// `2026-11-23T00:34:04Z`
    package var description: String { dateAndTime + "Z" }

    /// `2026-11-23T00:34:04.123456Z`
    package var microseconds: String {
        let digits = String(nanoseconds / 1000)
        return dateAndTime + "." + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
    }

    package static func < (a: Timestamp, b: Timestamp) -> Bool {
        (a.secondsSince1970, a.nanoseconds) < (b.secondsSince1970, b.nanoseconds)
    }

    private var dateAndTime: String {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        var days = Int(secondsSince1970) / 86400
        var second = Int(secondsSince1970) % 86400
        if second < 0 {
            second += 86400
            days -= 1
        }
        let (year, month, day) = Timestamp.date(days: days)
        let shownYear = String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)"
        return "\(shownYear)-\(two(month))-\(two(day))T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }

    private static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970-01-01, in a calendar whose years begin in March, so that the leap day comes last.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1)
    }
}
