package struct RetryPolicy: Message {
    package var retryOn = ""
    package var numRetries: UInt32?
    package var perTryTimeout: Duration?
    package var perTryIdleTimeout: Duration?
    package var retryPriority: TypedExtension?
    package var retryHostPredicate: [TypedExtension] = []
    package var retryOptionsPredicates: [TypedExtension] = []
    package var hostSelectionRetryMaxAttempts: Int64 = 0
    package var retriableStatusCodes: [UInt32] = []
    package var retryBackOff: BackOff?
    package var rateLimitedRetryBackOff: RateLimitedBackOff?
    package var retriableHeaders: [HeaderMatcher] = []
    package var retriableRequestHeaders: [HeaderMatcher] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("retry_on", &retryOn)
        visitor.field("num_retries", &numRetries)
        visitor.field("per_try_timeout", &perTryTimeout)
        visitor.field("per_try_idle_timeout", &perTryIdleTimeout)
        visitor.field("retry_priority", &retryPriority)
        visitor.field("retry_host_predicate", &retryHostPredicate)
        visitor.field("retry_options_predicates", &retryOptionsPredicates)
        visitor.field("host_selection_retry_max_attempts", &hostSelectionRetryMaxAttempts)
        visitor.field("retriable_status_codes", &retriableStatusCodes)
        visitor.field("retry_back_off", &retryBackOff)
        visitor.field("rate_limited_retry_back_off", &rateLimitedRetryBackOff)
        visitor.field("retriable_headers", &retriableHeaders)
        visitor.field("retriable_request_headers", &retriableRequestHeaders)
    }

    package struct BackOff: Message {
        package var baseInterval: Duration?
        package var maxInterval: Duration?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("base_interval", &baseInterval)
            visitor.field("max_interval", &maxInterval)
        }
    }

    package struct RateLimitedBackOff: Message {
        package var resetHeaders: [ResetHeader] = []
        package var maxInterval: Duration?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("reset_headers", &resetHeaders)
            visitor.field("max_interval", &maxInterval)
        }

        package struct ResetHeader: Message {
            package var name = ""
            package var format: Format = .zero

            package init() {}

            package mutating func fields(_ visitor: inout some FieldVisitor) {
                visitor.field("name", &name)
                visitor.field("format", &format)
            }

            package enum Format: String, ProtoEnum {
                case seconds = "SECONDS"
                case unixTimestamp = "UNIX_TIMESTAMP"

                package static var zero: Self { .seconds }
            }
        }
    }
}

/// Asks a retry not to use a host that was tried before.
package struct PreviousHostsPredicate: ExtensionMessage {
    package static let protoName = "envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

/// Asks a retry not to use a priority that was tried before.
package struct PreviousPriorities: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig"

    package var updateFrequency: Int32 = 0

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("update_frequency", &updateFrequency)
    }
}
