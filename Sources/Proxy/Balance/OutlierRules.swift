import Synchronization
import XDS

/// A cluster's outlier detection by consecutive failures, compiled.
struct OutlierRules: Sendable {
    let serverErrors: Int
    let gatewayErrors: Int
    let localErrors: Int
    /// Local failures count apart from the upstream's answers.
    let splits: Bool
    let maximumPercent: Int
    let alwaysEjectsOne: Bool
    /// Nanoseconds.
    let interval: UInt64
    let baseTime: UInt64
    let maximumTime: UInt64

    init(_ detection: OutlierDetection) {
        func threshold(_ count: UInt32?, _ standard: Int, _ enforcing: UInt32?, _ standardEnforcing: UInt32) -> Int {
            (enforcing ?? standardEnforcing) == 0 ? 0 : Int(count ?? UInt32(standard))
        }
        serverErrors = threshold(detection.consecutive5xx, 5, detection.enforcingConsecutive5xx, 100)
        gatewayErrors = threshold(
            detection.consecutiveGatewayFailure, 5, detection.enforcingConsecutiveGatewayFailure, 0)
        localErrors = threshold(
            detection.consecutiveLocalOriginFailure, 5, detection.enforcingConsecutiveLocalOriginFailure, 100)
        splits = detection.splitExternalLocalOriginErrors
        maximumPercent = Int(detection.maxEjectionPercent ?? 10)
        alwaysEjectsOne = detection.alwaysEjectOneHost ?? false
        interval = detection.interval?.nanoseconds ?? 10_000_000_000
        baseTime = detection.baseEjectionTime?.nanoseconds ?? 30_000_000_000
        maximumTime = detection.maxEjectionTime?.nanoseconds ?? max(300_000_000_000, baseTime)
    }

    func responded(_ host: Host, status: Int, eject: () -> Void) {
        if status < 500 {
            host.consecutiveServerErrors.store(0, ordering: .relaxed)
            host.consecutiveGatewayErrors.store(0, ordering: .relaxed)
            host.consecutiveLocalErrors.store(0, ordering: .relaxed)
            return
        }
        if (502...504).contains(status) {
            count(host.consecutiveGatewayErrors, gatewayErrors, eject)
        } else {
            host.consecutiveGatewayErrors.store(0, ordering: .relaxed)
        }
        count(host.consecutiveServerErrors, serverErrors, eject)
    }

    func failedLocally(_ host: Host, eject: () -> Void) {
        if splits {
            count(host.consecutiveLocalErrors, localErrors, eject)
        } else {
            responded(host, status: 503, eject: eject)
        }
    }

    private func count(_ counter: borrowing Atomic<Int>, _ threshold: Int, _ eject: () -> Void) {
        let value = counter.add(1, ordering: .relaxed).newValue
        if threshold > 0, value == threshold {
            counter.store(0, ordering: .relaxed)
            eject()
        }
    }

    /// How long the n-th ejection lasts.
    func ejectionTime(_ count: Int) -> UInt64 {
        let (time, overflow) = baseTime.multipliedReportingOverflow(by: UInt64(max(1, count)))
        return overflow ? maximumTime : min(time, maximumTime)
    }
}
