import XDS

extension RetryPolicy {
    init(_ retry: Model.Retry) {
        self.init()
        let isDefault = retry.triggers.isEmpty && retry.statusCodes.isEmpty
        retryOn =
            retry.triggers.isEmpty
            ? "connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes"
            : retry.triggers.joined(separator: ",")
        retriableStatusCodes = isDefault ? [503] : retry.statusCodes.map { UInt32(clamping: $0) }
        numRetries = UInt32(clamping: retry.retries ?? 2)
        retryHostPredicate = [
            TypedExtension("envoy.retry_host_predicates.previous_hosts", PreviousHostsPredicate())
        ]
        hostSelectionRetryMaxAttempts = 5
        if let attempts = retry.attemptsPerPriority, attempts > 0 {
            retryPriority = TypedExtension(
                "envoy.retry_priorities.previous_priorities",
                PreviousPriorities.with { $0.updateFrequency = Int32(clamping: attempts) })
        }
        perTryTimeout = retry.perTryTimeout
        if retry.baseInterval != nil || retry.maxInterval != nil {
            retryBackOff = .with {
                $0.baseInterval = retry.baseInterval
                $0.maxInterval = retry.maxInterval
            }
        }
    }
}
