/// Answers health checks of the proxy itself.
package struct HealthCheckFilter: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.health_check.v3.HealthCheck"

    package var passThroughMode: Bool?
    package var cacheTime: Duration?
    package var clusterMinHealthyPercentages: [String: Percent] = [:]
    package var headers: [HeaderMatcher] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("pass_through_mode", &passThroughMode)
        visitor.field("cache_time", &cacheTime)
        visitor.field("cluster_min_healthy_percentages", &clusterMinHealthyPercentages)
        visitor.field("headers", &headers)
    }
}
