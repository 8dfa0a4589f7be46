internal import JSON

extension JSON {
    /// How many of something an object asks for or tells of. What is stored need not make sense: below zero counts as
    /// none, and nothing goes beyond the 32 bits that Kubernetes has, so that sums and products of amounts are safe.
    var amount: Int? { int.map { Self.amount($0) } }

    static func amount(_ number: Int) -> Int { min(max(number, 0), Limits.largestAmount) }
}
