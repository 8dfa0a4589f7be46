import NIOCore

/// Durations as Go's `time.ParseDuration` reads them: `1.5s`, `1h2m`, `-3ms`.
enum GoDuration {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let units: [(String, Double)] = [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 6e10), ("h", 3.6e12),
    ]

    static func parse(_ text: String) throws(Failure) -> TimeAmount {
        let invalid = Failure(description: "time: invalid duration \(quoted(text))")
        var rest = text[...]
        var sign = 1.0
        if let first = rest.first, first == "-" || first == "+" {
            if first == "-" { sign = -1 }
            rest = rest.dropFirst()
        }
        if rest == "0" { return .nanoseconds(0) }
        if rest.isEmpty { throw invalid }
        var total = 0.0
        while !rest.isEmpty {
            let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard number.contains(where: \.isNumber), number.count(where: { $0 == "." }) <= 1,
                let value = Double(number.hasPrefix(".") ? "0" + number : number.hasSuffix(".") ? number + "0" : number)
            else { throw invalid }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !($0 == "." || $0.isASCII && $0.isNumber) }
            if unit.isEmpty { throw Failure(description: "time: missing unit in duration \(quoted(text))") }
            guard let scale = units.first(where: { $0.0 == unit })?.1 else {
                throw Failure(
                    description: "time: unknown unit \(quoted(String(unit))) in duration \(quoted(text))")
            }
            total += value * scale
            rest = rest.dropFirst(unit.count)
        }
        guard total < 9.223372036854775e18 else { throw invalid }
        return .nanoseconds(Int64(sign * total))
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: GoJSON.string(text).text(escapesHTML: false), as: UTF8.self)
    }
}
