/// What active checks make of one host: a value. A host starts out unwell, and its first check alone can change that.
struct HealthState: Equatable {
    enum Failure: Equatable {
        /// No connection, a broken one, or no answer in time.
        case network
        /// An answer that is not the expected one; `retriable` when the configuration says so of it.
        case answer(retriable: Bool)
    }

    enum Change: Equatable {
        case unchanged
        /// On its way to the other side.
        case pending
        case changed
    }

    private(set) var isHealthy = false
    private(set) var isFirst = true
    private var successes = 0
    private var failures = 0

    mutating func passed(threshold: Int) -> Change {
        failures = 0
        defer { isFirst = false }
        if isHealthy { return .unchanged }
        successes += 1
        guard isFirst || successes >= threshold else { return .pending }
        isHealthy = true
        return .changed
    }

    /// A clear answer counts at once; what may pass by itself has to happen as often as the threshold says.
    mutating func failed(_ failure: Failure, threshold: Int) -> Change {
        successes = 0
        defer { isFirst = false }
        guard isHealthy else { return .unchanged }
        failures += 1
        if failure != .answer(retriable: false), failures < threshold { return .pending }
        isHealthy = false
        return .changed
    }
}

extension HealthRules {
    /// Until the next check. A cluster that never had traffic is looked at rarely.
    func wait(after change: HealthState.Change, isHealthy: Bool, hasTraffic: Bool) -> UInt64 {
        guard hasTraffic else { return noTrafficInterval }
        switch (change, isHealthy) {
        // On its way down from being healthy, or up from being unhealthy.
        case (.pending, true): return unhealthyEdgeInterval
        case (.pending, false): return healthyEdgeInterval
        case (_, true): return interval
        case (_, false): return unhealthyInterval
        }
    }
}
