/// Resolves the request's host before the router dials a dynamic forward proxy cluster.
package struct DynamicForwardProxyFilter: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig"

    package var implementation: Implementation?
    package var saveUpstreamAddress = false
    package var allowDynamicHostFromFilterState = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "dns_cache_config", of: &implementation, { if case .dnsCacheConfig(let x) = $0 { x } else { nil } },
            Implementation.dnsCacheConfig)
        visitor.member(
            "sub_cluster_config", of: &implementation, { if case .subClusterConfig(let x) = $0 { x } else { nil } },
            Implementation.subClusterConfig)
        visitor.field("save_upstream_address", &saveUpstreamAddress)
        visitor.field("allow_dynamic_host_from_filter_state", &allowDynamicHostFromFilterState)
    }

    package enum Implementation: Sendable, Hashable {
        case dnsCacheConfig(DnsCacheConfig)
        case subClusterConfig(SubClusterConfig)
    }

    package struct SubClusterConfig: Message {
        package var clusterInitTimeout: Duration?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("cluster_init_timeout", &clusterInitTimeout)
        }
    }
}

package struct DynamicForwardProxyPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.dynamic_forward_proxy.v3.PerRouteConfig"

    package var host: Host?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "host_rewrite_literal", of: &host, { if case .literal(let x) = $0 { x } else { nil } }, Host.literal)
        visitor.member(
            "host_rewrite_header", of: &host, { if case .header(let x) = $0 { x } else { nil } }, Host.header)
    }

    package enum Host: Sendable, Hashable {
        case literal(String)
        case header(String)
    }
}
