#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How `%START_TIME%` writes a moment, always in UTC.
enum TimeFormat: Sendable {
    /// `2026-11-22T21:51:05.721Z`
    case iso
    /// strftime with Envoy's additions `%s`, `%f`, `%1f` … `%9f`.
    case custom(String)

    init(_ format: String) { self = format.isEmpty ? .iso : .custom(format) }

    func write(_ nanoseconds: Int64, to output: inout [UInt8]) {
        switch self {
        case .iso: appendISO(nanoseconds, to: &output)
        case .custom(let format): appendCustom(format, nanoseconds, to: &output)
        }
    }

    private func appendISO(_ nanoseconds: Int64, to output: inout [UInt8]) {
        let moment = CivilTime(nanoseconds)
        moment.appendDate(to: &output)
        output.append(UInt8(ascii: "T"))
        moment.appendClock(to: &output)
        output.append(UInt8(ascii: "."))
        appendPadded(Int(moment.nanosecond / 1_000_000), 3, to: &output)
        output.append(UInt8(ascii: "Z"))
    }

    private func appendCustom(_ format: String, _ nanoseconds: Int64, to output: inout [UInt8]) {
        let moment = CivilTime(nanoseconds)
        var text = ""
        var characters = format[...]
        while let character = characters.popFirst() {
            guard character == "%", let next = characters.first else {
                text.append(character)
                continue
            }
            if next == "s" {
                characters.removeFirst()
                text += String(nanoseconds / 1_000_000_000)
            } else if next == "f" {
                characters.removeFirst()
                text += fraction(moment, 9)
            } else if let digits = next.wholeNumberValue, characters.dropFirst().first == "f" {
                characters.removeFirst(2)
                text += fraction(moment, digits)
            } else {
                text.append(character)
                text.append(characters.removeFirst())
            }
        }
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var buffer = [CChar](repeating: 0, count: 256)
        let length = strftime(&buffer, buffer.count, text, &parts)
        output.append(contentsOf: buffer[..<length].map { UInt8(bitPattern: $0) })
    }

    private func fraction(_ moment: CivilTime, _ digits: Int) -> String {
        let all = String(Int64(1_000_000_000) + moment.nanosecond).dropFirst()
        return String(all.prefix(digits))
    }
}

/// A moment as a date and a clock, UTC.
struct CivilTime {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int
    var nanosecond: Int64
    /// 0 is Sunday.
    var weekday: Int

    /// Days to a date after H. Hinnant's "days_from_civil".
    init(_ nanoseconds: Int64) {
        let total = nanoseconds >= 0 ? nanoseconds / 1_000_000_000 : (nanoseconds - 999_999_999) / 1_000_000_000
        nanosecond = nanoseconds - total * 1_000_000_000
        let days = Int(total >= 0 ? total / 86_400 : (total - 86_399) / 86_400)
        let rest = Int(total) - days * 86_400
        hour = rest / 3_600
        minute = rest % 3_600 / 60
        second = rest % 60
        weekday = ((days + 4) % 7 + 7) % 7
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    func appendDate(to output: inout [UInt8]) {
        appendPadded(year, 4, to: &output)
        output.append(UInt8(ascii: "-"))
        appendPadded(month, 2, to: &output)
        output.append(UInt8(ascii: "-"))
        appendPadded(day, 2, to: &output)
    }

    func appendClock(to output: inout [UInt8]) {
        appendPadded(hour, 2, to: &output)
        output.append(UInt8(ascii: ":"))
        appendPadded(minute, 2, to: &output)
        output.append(UInt8(ascii: ":"))
        appendPadded(second, 2, to: &output)
    }

    /// `Sun, 22 Nov 2026 21:51:05 GMT`
    var httpDate: [UInt8] {
        let days: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months: [StaticString] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        var output: [UInt8] = []
        output.append(contentsOf: Bytes(days[weekday]))
        output.append(contentsOf: ", ".utf8)
        appendPadded(day, 2, to: &output)
        output.append(UInt8(ascii: " "))
        output.append(contentsOf: Bytes(months[month - 1]))
        output.append(UInt8(ascii: " "))
        appendPadded(year, 4, to: &output)
        output.append(UInt8(ascii: " "))
        appendClock(to: &output)
        output.append(contentsOf: " GMT".utf8)
        return output
    }
}

@inline(__always)
func appendPadded(_ value: Int, _ width: Int, to output: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
        output.append(UInt8(truncatingIfNeeded: value / divisor % 10) + 0x30)
        divisor /= 10
    }
}
