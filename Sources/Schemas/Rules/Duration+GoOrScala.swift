import Kube

extension Duration {
    /// The `duration` format: Go's, or Scala's (`22 ns`, `3 days`).
    init?(goOrScala text: String) {
        if let nanoseconds = GoDuration.nanoseconds(text) {
            self = .nanoseconds(nanoseconds)
            return
        }
        let parts = text.split(separator: " ", omittingEmptySubsequences: true)
        let compact = text.filter { $0 != " " }
        let number = compact.prefix { $0.isNumber || $0 == "-" }
        guard parts.count <= 2, let value = Int64(number) else { return nil }
        let unit = compact.dropFirst(number.count)
        let scales: [String: Int64] = [
            "ns": 1, "nano": 1, "nanosecond": 1, "us": 1_000, "micro": 1_000, "microsecond": 1_000, "ms": 1_000_000,
            "milli": 1_000_000, "millisecond": 1_000_000, "s": 1_000_000_000, "sec": 1_000_000_000,
            "second": 1_000_000_000, "m": 60_000_000_000, "min": 60_000_000_000, "minute": 60_000_000_000,
            "h": 3_600_000_000_000, "hr": 3_600_000_000_000, "hour": 3_600_000_000_000, "d": 86_400_000_000_000,
            "day": 86_400_000_000_000, "w": 604_800_000_000_000, "wk": 604_800_000_000_000, "week": 604_800_000_000_000,
        ]
        let name = unit.hasSuffix("s") && unit.count > 2 ? String(unit.dropLast()) : String(unit)
        guard let scale = scales[name] else { return nil }
        // Go's multiplication wraps around, and the format takes what comes.
        self = .nanoseconds(value &* scale)
    }
}
