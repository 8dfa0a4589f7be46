import XDS

/// A compiled `RetryPolicy`.
struct RetryRules: Sendable {
    struct Conditions: OptionSet, Sendable {
        let rawValue: UInt32
        static let serverError = Conditions(rawValue: 1 << 0)
        static let gatewayError = Conditions(rawValue: 1 << 1)
        static let reset = Conditions(rawValue: 1 << 2)
        static let resetBeforeRequest = Conditions(rawValue: 1 << 3)
        static let connectFailure = Conditions(rawValue: 1 << 4)
        static let refusedStream = Conditions(rawValue: 1 << 5)
        static let retriable4xx = Conditions(rawValue: 1 << 6)
        static let statusCodes = Conditions(rawValue: 1 << 7)
        static let headers = Conditions(rawValue: 1 << 8)
        static let envoyRateLimited = Conditions(rawValue: 1 << 9)
        static let grpcCancelled = Conditions(rawValue: 1 << 10)
        static let grpcDeadlineExceeded = Conditions(rawValue: 1 << 11)
        static let grpcInternal = Conditions(rawValue: 1 << 12)
        static let grpcResourceExhausted = Conditions(rawValue: 1 << 13)
        static let grpcUnavailable = Conditions(rawValue: 1 << 14)
    }

    private(set) var conditions: Conditions = []
    let maximum: Int
    /// Nanoseconds; 0 is none.
    let perTryTimeout: UInt64
    let perTryIdleTimeout: UInt64
    let statusCodes: [Int]
    let baseBackOff: UInt64
    let maximumBackOff: UInt64
    let headers: [HeaderMatch]
    let requestHeaders: [HeaderMatch]
    /// Try to avoid hosts that were tried; this many times.
    let avoidsTriedHosts: Bool
    let hostAttempts: Int
    let resetHeaders: [(name: HeaderName, isTimestamp: Bool)]
    let maximumRateLimitedBackOff: UInt64

    init(_ policy: RetryPolicy) throws {
        for word in policy.retryOn.split(separator: ",") {
            switch word.trimmingBlanks() {
            case "5xx": conditions.insert(.serverError)
            case "gateway-error": conditions.insert(.gatewayError)
            case "reset": conditions.insert(.reset)
            case "reset-before-request": conditions.insert(.resetBeforeRequest)
            case "connect-failure": conditions.insert(.connectFailure)
            case "refused-stream": conditions.insert(.refusedStream)
            case "retriable-4xx": conditions.insert(.retriable4xx)
            case "retriable-status-codes": conditions.insert(.statusCodes)
            case "retriable-headers": conditions.insert(.headers)
            case "envoy-ratelimited": conditions.insert(.envoyRateLimited)
            case "cancelled": conditions.insert(.grpcCancelled)
            case "deadline-exceeded": conditions.insert(.grpcDeadlineExceeded)
            case "internal": conditions.insert(.grpcInternal)
            case "resource-exhausted": conditions.insert(.grpcResourceExhausted)
            case "unavailable": conditions.insert(.grpcUnavailable)
            default: break
            }
        }
        maximum = Int(policy.numRetries ?? 1)
        perTryTimeout = policy.perTryTimeout?.nanoseconds ?? 0
        perTryIdleTimeout = policy.perTryIdleTimeout?.nanoseconds ?? 0
        statusCodes = policy.retriableStatusCodes.map(Int.init)
        baseBackOff = policy.retryBackOff?.baseInterval?.nanoseconds ?? 25_000_000
        maximumBackOff = policy.retryBackOff?.maxInterval?.nanoseconds ?? baseBackOff * 10
        headers = try policy.retriableHeaders.map(HeaderMatch.init)
        requestHeaders = try policy.retriableRequestHeaders.map(HeaderMatch.init)
        avoidsTriedHosts = policy.retryHostPredicate.contains { $0.name.contains("previous_hosts") }
        hostAttempts = max(1, Int(policy.hostSelectionRetryMaxAttempts))
        resetHeaders =
            policy.rateLimitedRetryBackOff?.resetHeaders.map { (HeaderName($0.name), $0.format == .unixTimestamp) } ?? []
        maximumRateLimitedBackOff = policy.rateLimitedRetryBackOff?.maxInterval?.nanoseconds ?? 300_000_000_000
    }

    /// Requests that the policy's request headers leave out are not retried.
    func appliesTo(_ request: HeaderMap) -> Bool {
        requestHeaders.isEmpty || requestHeaders.contains { $0.matches(request) }
    }

    func wantsRetry(response: HeaderMap) -> Bool {
        let status = response.status
        if conditions.contains(.serverError), status >= 500, status < 600 { return true }
        if conditions.contains(.gatewayError), status >= 502, status <= 504 { return true }
        if conditions.contains(.retriable4xx), status == 409 { return true }
        if conditions.contains(.statusCodes), statusCodes.contains(status) { return true }
        if conditions.contains(.headers), headers.contains(where: { $0.matches(response) }) { return true }
        if conditions.contains(.envoyRateLimited), response.contains(.envoyRateLimited) { return true }
        return wantsGRPCRetry(response)
    }

    private func wantsGRPCRetry(_ response: HeaderMap) -> Bool {
        guard conditions.rawValue >= Conditions.grpcCancelled.rawValue, let status = response[.grpcStatus]?.decimal else {
            return false
        }
        switch status {
        case 1: return conditions.contains(.grpcCancelled)
        case 4: return conditions.contains(.grpcDeadlineExceeded)
        case 8: return conditions.contains(.grpcResourceExhausted)
        case 13: return conditions.contains(.grpcInternal)
        case 14: return conditions.contains(.grpcUnavailable)
        default: return false
        }
    }

    /// - Parameter hadResponse: Headers had come already; then nothing is retried.
    func wantsRetry(reset: UpstreamReset, requestSent: Bool) -> Bool {
        if reset.kind == .overflow { return false }
        if conditions.contains(.reset) { return true }
        if conditions.contains(.resetBeforeRequest), !requestSent { return true }
        if conditions.contains(.refusedStream), reset.kind == .remoteRefusedStream { return true }
        if reset.isConnectFailure {
            return !conditions.isDisjoint(with: [.connectFailure, .serverError, .gatewayError])
        }
        return !conditions.isDisjoint(with: [.serverError, .gatewayError])
    }

    /// A full-jittered exponential interval before attempt `attempt` (1 is the first retry).
    func backOff(attempt: Int, random: UInt64) -> UInt64 {
        let factor = UInt64(1) << UInt64(min(attempt, 20))
        let ceiling = min(maximumBackOff, (baseBackOff &* (factor &- 1)))
        return ceiling == 0 ? 0 : random % ceiling
    }
}

extension Substring {
    fileprivate func trimmingBlanks() -> Substring {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return text
    }
}
