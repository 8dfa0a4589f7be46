package import JSON

package struct GrpcWeb: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.grpc_web.v3.GrpcWeb"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct GrpcStats: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.grpc_stats.v3.FilterConfig"

    package var emitFilterState = false
    package var perMethod: PerMethod?
    package var enableUpstreamStats = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("emit_filter_state", &emitFilterState)
        visitor.member(
            "individual_method_stats_allowlist", of: &perMethod,
            { if case .individualMethodStatsAllowlist(let x) = $0 { x } else { nil } },
            PerMethod.individualMethodStatsAllowlist)
        visitor.member(
            "stats_for_all_methods", of: &perMethod, { if case .statsForAllMethods(let x) = $0 { x } else { nil } },
            PerMethod.statsForAllMethods)
        visitor.field("enable_upstream_stats", &enableUpstreamStats)
    }

    package enum PerMethod: Sendable, Hashable {
        case individualMethodStatsAllowlist(JSON)
        case statsForAllMethods(Bool)
    }
}

package struct GrpcHttp1Bridge: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.grpc_http1_bridge.v3.Config"

    package var upgradeProtobufToGrpc = false
    package var ignoreQueryParameters = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("upgrade_protobuf_to_grpc", &upgradeProtobufToGrpc)
        visitor.field("ignore_query_parameters", &ignoreQueryParameters)
    }
}
