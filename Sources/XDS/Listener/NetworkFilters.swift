package struct TcpProxy: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy"

    package var statPrefix = ""
    package var cluster: ClusterSpecifier?
    package var idleTimeout: Duration?
    package var downstreamIdleTimeout: Duration?
    package var upstreamIdleTimeout: Duration?
    package var maxConnectAttempts: UInt32?
    package var accessLog: [AccessLog] = []
    package var hashPolicy: [HashPolicy] = []
    package var maxDownstreamConnectionDuration: Duration?
    package var metadataMatch: Metadata?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("stat_prefix", &statPrefix)
        visitor.member("cluster", of: &cluster, { if case .name(let x) = $0 { x } else { nil } }, ClusterSpecifier.name)
        visitor.member(
            "weighted_clusters", of: &cluster, { if case .weighted(let x) = $0 { x } else { nil } },
            ClusterSpecifier.weighted)
        visitor.field("idle_timeout", &idleTimeout)
        visitor.field("downstream_idle_timeout", &downstreamIdleTimeout)
        visitor.field("upstream_idle_timeout", &upstreamIdleTimeout)
        visitor.field("max_connect_attempts", &maxConnectAttempts)
        visitor.field("access_log", &accessLog)
        visitor.field("hash_policy", &hashPolicy)
        visitor.field("max_downstream_connection_duration", &maxDownstreamConnectionDuration)
        visitor.field("metadata_match", &metadataMatch)
    }

    package enum ClusterSpecifier: Sendable, Hashable {
        case name(String)
        case weighted(WeightedCluster)
    }

    package struct WeightedCluster: Message {
        package var clusters: [Weight] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("clusters", &clusters)
        }

        package struct Weight: Message {
            package var name = ""
            package var weight: UInt32 = 0

            package init() {}

            package mutating func fields(_ visitor: inout some FieldVisitor) {
                visitor.field("name", &name)
                visitor.field("weight", &weight)
            }
        }
    }

    package struct HashPolicy: Message {
        package var sourceIp: Empty?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("source_ip", &sourceIp)
        }
    }
}

package struct UdpProxy: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.udp.udp_proxy.v3.UdpProxyConfig"

    package var statPrefix = ""
    package var route: Route?
    package var idleTimeout: Duration?
    package var useOriginalSrcIp = false
    package var hashPolicies: [HashPolicy] = []
    package var accessLog: [AccessLog] = []
    package var proxyAccessLog: [AccessLog] = []
    package var usePerPacketLoadBalancing = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("stat_prefix", &statPrefix)
        visitor.member("cluster", of: &route, { if case .cluster(let x) = $0 { x } else { nil } }, Route.cluster)
        visitor.member("matcher", of: &route, { if case .matcher(let x) = $0 { x } else { nil } }, Route.matcher)
        visitor.field("idle_timeout", &idleTimeout)
        visitor.field("use_original_src_ip", &useOriginalSrcIp)
        visitor.field("hash_policies", &hashPolicies)
        visitor.field("access_log", &accessLog)
        visitor.field("proxy_access_log", &proxyAccessLog)
        visitor.field("use_per_packet_load_balancing", &usePerPacketLoadBalancing)
    }

    package enum Route: Sendable, Hashable {
        case cluster(String)
        case matcher(Matcher)
    }

    package struct HashPolicy: Message {
        package var specifier: Specifier?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.member(
                "source_ip", of: &specifier, { if case .sourceIp(let x) = $0 { x } else { nil } }, Specifier.sourceIp)
            visitor.member("key", of: &specifier, { if case .key(let x) = $0 { x } else { nil } }, Specifier.key)
        }

        package enum Specifier: Sendable, Hashable {
            case sourceIp(Bool)
            case key(String)
        }
    }
}

/// The action of a UDP proxy's matcher.
package struct UdpRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.udp.udp_proxy.v3.Route"

    package var cluster = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("cluster", &cluster)
    }
}

package struct ConnectionLimit: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.network.connection_limit.v3.ConnectionLimit"

    package var statPrefix = ""
    package var maxConnections: UInt64?
    package var delay: Duration?
    package var runtimeEnabled: RuntimeFeatureFlag?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("stat_prefix", &statPrefix)
        visitor.field("max_connections", &maxConnections)
        visitor.field("delay", &delay)
        visitor.field("runtime_enabled", &runtimeEnabled)
    }
}

/// Resolves the server name of a TLS connection for a dynamic forward proxy cluster.
package struct SniDynamicForwardProxy: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.network.sni_dynamic_forward_proxy.v3.FilterConfig"

    package var dnsCacheConfig: DnsCacheConfig?
    package var port: Port?
    package var saveUpstreamAddress = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("dns_cache_config", &dnsCacheConfig)
        visitor.member("port_value", of: &port, { if case .value(let x) = $0 { x } else { nil } }, Port.value)
        visitor.field("save_upstream_address", &saveUpstreamAddress)
    }

    package enum Port: Sendable, Hashable {
        case value(UInt32)
    }
}

package struct SniCluster: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.network.sni_cluster.v3.SniCluster"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}
