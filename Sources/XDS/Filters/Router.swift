package import JSON

package struct Router: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.router.v3.Router"

    package var dynamicStats: Bool?
    package var startChildSpan = false
    package var upstreamLog: [AccessLog] = []
    package var upstreamLogOptions: JSON = .null
    package var suppressEnvoyHeaders = false
    package var strictCheckHeaders: [String] = []
    package var respectExpectedRqTimeout = false
    package var suppressGrpcRequestFailureCodeStats = false
    package var upstreamHttpFilters: [HttpFilter] = []
    package var rejectConnectRequestEarlyData = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("dynamic_stats", &dynamicStats)
        visitor.field("start_child_span", &startChildSpan)
        visitor.field("upstream_log", &upstreamLog)
        visitor.field("upstream_log_options", &upstreamLogOptions)
        visitor.field("suppress_envoy_headers", &suppressEnvoyHeaders)
        visitor.field("strict_check_headers", &strictCheckHeaders)
        visitor.field("respect_expected_rq_timeout", &respectExpectedRqTimeout)
        visitor.field("suppress_grpc_request_failure_code_stats", &suppressGrpcRequestFailureCodeStats)
        visitor.field("upstream_http_filters", &upstreamHttpFilters)
        visitor.field("reject_connect_request_early_data", &rejectConnectRequestEarlyData)
    }
}
