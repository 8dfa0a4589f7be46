import Kube

extension Timestamp {
    var text: String { description }

    /// Stays within the years that have four digits, however many seconds a client has asked for.
    func adding(seconds: Int) -> Timestamp {
        let (sum, isOver) = secondsSince1970.addingReportingOverflow(Int64(seconds))
        let bounded = isOver ? (seconds < 0 ? Int64.min : .max) : sum
        return Timestamp(secondsSince1970: min(max(bounded, Self.first), Self.last), nanoseconds: nanoseconds)
    }

    /// 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z.
    private static let first: Int64 = -62_135_596_800
    private static let last: Int64 = 253_402_300_799
}
