package struct OutlierDetection: Message {
    package var consecutive5xx: UInt32?
    package var interval: Duration?
    package var baseEjectionTime: Duration?
    package var maxEjectionTime: Duration?
    package var maxEjectionTimeJitter: Duration?
    package var maxEjectionPercent: UInt32?
    package var enforcingConsecutive5xx: UInt32?
    package var enforcingSuccessRate: UInt32?
    package var successRateMinimumHosts: UInt32?
    package var successRateRequestVolume: UInt32?
    package var successRateStdevFactor: UInt32?
    package var consecutiveGatewayFailure: UInt32?
    package var enforcingConsecutiveGatewayFailure: UInt32?
    package var splitExternalLocalOriginErrors = false
    package var consecutiveLocalOriginFailure: UInt32?
    package var enforcingConsecutiveLocalOriginFailure: UInt32?
    package var enforcingLocalOriginSuccessRate: UInt32?
    package var failurePercentageThreshold: UInt32?
    package var enforcingFailurePercentage: UInt32?
    package var enforcingFailurePercentageLocalOrigin: UInt32?
    package var failurePercentageMinimumHosts: UInt32?
    package var failurePercentageRequestVolume: UInt32?
    package var successfulActiveHealthCheckUnejectHost: Bool?
    package var alwaysEjectOneHost: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("consecutive_5xx", &consecutive5xx)
        visitor.field("interval", &interval)
        visitor.field("base_ejection_time", &baseEjectionTime)
        visitor.field("max_ejection_time", &maxEjectionTime)
        visitor.field("max_ejection_time_jitter", &maxEjectionTimeJitter)
        visitor.field("max_ejection_percent", &maxEjectionPercent)
        visitor.field("enforcing_consecutive_5xx", &enforcingConsecutive5xx)
        visitor.field("enforcing_success_rate", &enforcingSuccessRate)
        visitor.field("success_rate_minimum_hosts", &successRateMinimumHosts)
        visitor.field("success_rate_request_volume", &successRateRequestVolume)
        visitor.field("success_rate_stdev_factor", &successRateStdevFactor)
        visitor.field("consecutive_gateway_failure", &consecutiveGatewayFailure)
        visitor.field("enforcing_consecutive_gateway_failure", &enforcingConsecutiveGatewayFailure)
        visitor.field("split_external_local_origin_errors", &splitExternalLocalOriginErrors)
        visitor.field("consecutive_local_origin_failure", &consecutiveLocalOriginFailure)
        visitor.field("enforcing_consecutive_local_origin_failure", &enforcingConsecutiveLocalOriginFailure)
        visitor.field("enforcing_local_origin_success_rate", &enforcingLocalOriginSuccessRate)
        visitor.field("failure_percentage_threshold", &failurePercentageThreshold)
        visitor.field("enforcing_failure_percentage", &enforcingFailurePercentage)
        visitor.field("enforcing_failure_percentage_local_origin", &enforcingFailurePercentageLocalOrigin)
        visitor.field("failure_percentage_minimum_hosts", &failurePercentageMinimumHosts)
        visitor.field("failure_percentage_request_volume", &failurePercentageRequestVolume)
        visitor.field("successful_active_health_check_uneject_host", &successfulActiveHealthCheckUnejectHost)
        visitor.field("always_eject_one_host", &alwaysEjectOneHost)
    }
}
