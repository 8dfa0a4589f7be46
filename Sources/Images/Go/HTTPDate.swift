#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import Synchronization

/// `Sun, 22 Nov 2026 21:51:05 GMT`, made once a second.
enum HTTPDate {
    private static let cache = Mutex((second: 0, text: ""))

    static func now() -> String {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let second = Int(time.tv_sec)
        return cache.withLock { cache in
            if cache.second != second { cache = (second, text(secondsSince1970: second)) }
            return cache.text
        }
    }

    /// The time as Go's `log` puts it before a line, in UTC as in a container: `2026/11/22 21:51:05`.
    static func logPrefix() -> String {
        var second = time(nil)
        var parts = tm()
        gmtime_r(&second, &parts)
        let numbers = [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec].map {
            $0 < 10 ? "0\($0)" : "\($0)"
        }
        return "\(parts.tm_year + 1900)/\(numbers[0])/\(numbers[1]) \(numbers[2]):\(numbers[3]):\(numbers[4])"
    }

    static func text(secondsSince1970 second: Int) -> String {
        var time = time_t(second)
        var parts = tm()
        gmtime_r(&time, &parts)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(days[Int(parts.tm_wday)]), \(two(parts.tm_mday)) \(months[Int(parts.tm_mon)]) "
            + "\(parts.tm_year + 1900) \(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) GMT"
    }
}
