package import JSON

/// `google.protobuf.Duration`: seconds with no, three, six or nine decimals and the letter s.
extension Duration: ProtoValue {
    package static func read(_ json: JSON, _ log: ReadLog) -> Duration? {
        if case .string(let text) = json, let value = Duration(protoText: text) { return value }
        if !json.isNull { log.refuse(json, wanted: "a duration") }
        return nil
    }

    package var json: JSON { .string(protoText) }
    package var isZero: Bool { self == .zero }

    package init?(protoText text: String) {
        guard text.hasSuffix("s") else { return nil }
        var number = text.dropLast()
        let isNegative = number.hasPrefix("-")
        if isNegative { number = number.dropFirst() }
        let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int64($0) }), whole >= 0 else { return nil }
        var nanoseconds: Int64 = 0
        if parts.count == 2 {
            let digits = parts[1]
            guard (1...9).contains(digits.count), let fraction = Int64(digits), fraction >= 0 else { return nil }
            nanoseconds = fraction
            for _ in digits.count..<9 { nanoseconds *= 10 }
        }
        let magnitude = Duration.seconds(whole) + .nanoseconds(nanoseconds)
        self = isNegative ? .zero - magnitude : magnitude
    }

    package var protoText: String {
        let (seconds, attoseconds) = components
        let isNegative = seconds < 0 || attoseconds < 0
        let nanoseconds = abs(attoseconds / 1_000_000_000)
        var text = (isNegative ? "-" : "") + String(abs(seconds))
        if nanoseconds != 0 {
            var digits = String(nanoseconds)
            digits = String(repeating: "0", count: 9 - digits.count) + digits
            while digits.hasSuffix("000") { digits.removeLast(3) }
            text += "." + digits
        }
        return text + "s"
    }

    /// Whole milliseconds, rounded down.
    package var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
