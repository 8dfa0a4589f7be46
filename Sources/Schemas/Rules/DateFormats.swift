/// `date` and `date-time` of RFC 3339 as the format registry takes them, with seconds since 1970 for those who reckon.
enum DateFormats {
    static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 10 && day(bytes[...]) != nil
    }

    /// With `T` or a space between; `Z`, an offset, or nothing at the end.
    static func isDateTime(_ text: String) -> Bool { seconds(text, isStrict: false) != nil }

    /// Seconds since 1970 of a time; nil when it is none.
    static func seconds(_ text: String, isStrict: Bool = true) -> Double? {
        moment(text, isStrict: isStrict).map { Double($0.seconds) + Double($0.nanoseconds) / 1e9 }
    }

    /// The same to the billionth; digits beyond are dropped.
    static func moment(_ text: String, isStrict: Bool = true) -> (seconds: Int, nanoseconds: Int)? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 19, let day = day(bytes[..<10]), separates(bytes[10], isStrict), bytes[13] == colon,
            bytes[16] == colon,
            let hour = digits(bytes[11..<13]), let minute = digits(bytes[14..<16]), let second = digits(bytes[17..<19]),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var at = 19
        var nanoseconds = 0
        if at < bytes.count, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ",") {
            var scale = 100_000_000
            at += 1
            let start = at
            while at < bytes.count, (0x30...0x39).contains(bytes[at]) {
                nanoseconds += Int(bytes[at] - 0x30) * scale
                scale /= 10
                at += 1
            }
            if at == start { return nil }
        }
        guard let offset = offset(bytes[at...], isStrict) else { return nil }
        return (day * 86_400 + hour * 3_600 + minute * 60 + second - offset, nanoseconds)
    }

    private static let colon = UInt8(ascii: ":")

    private static func separates(_ byte: UInt8, _ isStrict: Bool) -> Bool {
        byte == UInt8(ascii: "T") || (!isStrict && (byte == UInt8(ascii: "t") || byte == UInt8(ascii: " ")))
    }

    private static func offset(_ bytes: ArraySlice<UInt8>, _ isStrict: Bool) -> Int? {
        guard let sign = bytes.first else { return isStrict ? nil : 0 }
        if bytes.count == 1 { return sign == UInt8(ascii: "Z") || (!isStrict && sign == UInt8(ascii: "z")) ? 0 : nil }
        let rest = Array(bytes.dropFirst())
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), rest.count == 5, rest[2] == colon,
            let hours = digits(rest[..<2]), let minutes = digits(rest[3...]), hours < 24, minutes < 60
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    private static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// Days since 1970 of `2006-01-02`.
    private static func day(_ bytes: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(bytes)
        guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let year = digits(bytes[..<4]),
            let month = digits(bytes[5..<7]),
            let day = digits(bytes[8...]), (1...12).contains(month), day >= 1
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        return daysSince1970(year: year, month: month, day: day)
    }

    /// The civil calendar's day number (Howard Hinnant's algorithm).
    static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Year, month and day of a day number.
    static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp + (mp < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
    }
}
