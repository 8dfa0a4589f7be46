package import JSON

package struct Cluster: ExtensionMessage {
    package static let protoName = "envoy.config.cluster.v3.Cluster"

    package var name = ""
    package var altStatName = ""
    package var discovery: Discovery?
    package var edsClusterConfig: EdsClusterConfig?
    package var connectTimeout: Duration?
    package var perConnectionBufferLimitBytes: UInt32?
    package var lbPolicy: LbPolicy = .zero
    package var loadAssignment: ClusterLoadAssignment?
    package var healthChecks: [HealthCheck] = []
    package var maxRequestsPerConnection: UInt32?
    package var circuitBreakers: CircuitBreakers?
    /// Deprecated in favour of `HttpProtocolOptions`, and still written for a few of Envoy Gateway's own clusters.
    package var http2ProtocolOptions: Http2ProtocolOptions?
    package var typedExtensionProtocolOptions: [String: AnyConfig] = [:]
    package var dnsRefreshRate: Duration?
    package var dnsJitter: Duration?
    package var respectDnsTtl = false
    package var dnsLookupFamily: DnsLookupFamily = .zero
    package var outlierDetection: OutlierDetection?
    package var upstreamBindConfig: BindConfig?
    package var lbSubsetConfig: JSON = .null
    package var commonLbConfig: CommonLbConfig?
    package var transportSocket: TransportSocket?
    package var transportSocketMatches: [TransportSocketMatch] = []
    package var metadata: Metadata?
    package var upstreamConnectionOptions: UpstreamConnectionOptions?
    package var closeConnectionsOnHostHealthFailure = false
    package var ignoreHealthOnHostRemoval = false
    package var loadBalancingPolicy: LoadBalancingPolicy?
    package var trackClusterStats: TrackClusterStats?
    package var preconnectPolicy: PreconnectPolicy?
    package var connectionPoolPerDownstreamConnection = false
    package var waitForWarmOnInit: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("alt_stat_name", &altStatName)
        visitor.member("type", of: &discovery, { if case .type(let x) = $0 { x } else { nil } }, Discovery.type)
        visitor.member(
            "cluster_type", of: &discovery, { if case .custom(let x) = $0 { x } else { nil } }, Discovery.custom)
        visitor.field("eds_cluster_config", &edsClusterConfig)
        visitor.field("connect_timeout", &connectTimeout)
        visitor.field("per_connection_buffer_limit_bytes", &perConnectionBufferLimitBytes)
        visitor.field("lb_policy", &lbPolicy)
        visitor.field("load_assignment", &loadAssignment)
        visitor.field("health_checks", &healthChecks)
        visitor.field("max_requests_per_connection", &maxRequestsPerConnection)
        visitor.field("circuit_breakers", &circuitBreakers)
        visitor.field("http2_protocol_options", &http2ProtocolOptions)
        visitor.field("typed_extension_protocol_options", &typedExtensionProtocolOptions)
        visitor.field("dns_refresh_rate", &dnsRefreshRate)
        visitor.field("dns_jitter", &dnsJitter)
        visitor.field("respect_dns_ttl", &respectDnsTtl)
        visitor.field("dns_lookup_family", &dnsLookupFamily)
        visitor.field("outlier_detection", &outlierDetection)
        visitor.field("upstream_bind_config", &upstreamBindConfig)
        visitor.field("lb_subset_config", &lbSubsetConfig)
        visitor.field("common_lb_config", &commonLbConfig)
        visitor.field("transport_socket", &transportSocket)
        visitor.field("transport_socket_matches", &transportSocketMatches)
        visitor.field("metadata", &metadata)
        visitor.field("upstream_connection_options", &upstreamConnectionOptions)
        visitor.field("close_connections_on_host_health_failure", &closeConnectionsOnHostHealthFailure)
        visitor.field("ignore_health_on_host_removal", &ignoreHealthOnHostRemoval)
        visitor.field("load_balancing_policy", &loadBalancingPolicy)
        visitor.field("track_cluster_stats", &trackClusterStats)
        visitor.field("preconnect_policy", &preconnectPolicy)
        visitor.field("connection_pool_per_downstream_connection", &connectionPoolPerDownstreamConnection)
        visitor.field("wait_for_warm_on_init", &waitForWarmOnInit)
    }

    package enum DiscoveryType: String, ProtoEnum {
        case `static` = "STATIC"
        case strictDns = "STRICT_DNS"
        case logicalDns = "LOGICAL_DNS"
        case eds = "EDS"
        case originalDst = "ORIGINAL_DST"

        package static var zero: Self { .`static` }
    }

    package enum DnsLookupFamily: String, ProtoEnum {
        case auto = "AUTO"
        case v4Only = "V4_ONLY"
        case v6Only = "V6_ONLY"
        case v4Preferred = "V4_PREFERRED"
        case all = "ALL"

        package static var zero: Self { .auto }
    }

    package enum LbPolicy: String, ProtoEnum {
        case roundRobin = "ROUND_ROBIN"
        case leastRequest = "LEAST_REQUEST"
        case ringHash = "RING_HASH"
        case random = "RANDOM"
        case maglev = "MAGLEV"
        case clusterProvided = "CLUSTER_PROVIDED"
        case loadBalancingPolicyConfig = "LOAD_BALANCING_POLICY_CONFIG"

        package static var zero: Self { .roundRobin }
    }

    package enum Discovery: Sendable, Hashable {
        case type(DiscoveryType)
        case custom(TypedExtension)
    }

    package struct EdsClusterConfig: Message {
        package var edsConfig: ConfigSource?
        package var serviceName = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("eds_config", &edsConfig)
            visitor.field("service_name", &serviceName)
        }
    }

    package struct TransportSocketMatch: Message {
        package var name = ""
        package var match: JSON = .null
        package var transportSocket: TransportSocket?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("match", &match)
            visitor.field("transport_socket", &transportSocket)
        }
    }

    package struct CommonLbConfig: Message {
        package var healthyPanicThreshold: Percent?
        package var zoneAwareLbConfig: ZoneAwareLbConfig?
        package var localityWeightedLbConfig: Empty?
        package var updateMergeWindow: Duration?
        package var ignoreNewHostsUntilFirstHc = false
        package var closeConnectionsOnHostSetChange = false
        package var overrideHostStatus: HealthStatusSet?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("healthy_panic_threshold", &healthyPanicThreshold)
            visitor.field("zone_aware_lb_config", &zoneAwareLbConfig)
            visitor.field("locality_weighted_lb_config", &localityWeightedLbConfig)
            visitor.field("update_merge_window", &updateMergeWindow)
            visitor.field("ignore_new_hosts_until_first_hc", &ignoreNewHostsUntilFirstHc)
            visitor.field("close_connections_on_host_set_change", &closeConnectionsOnHostSetChange)
            visitor.field("override_host_status", &overrideHostStatus)
        }
    }

    package struct UpstreamConnectionOptions: Message {
        package var tcpKeepalive: TcpKeepalive?
        package var setLocalInterfaceNameOnUpstreamConnections = false
        package var happyEyeballsConfig: JSON = .null

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("tcp_keepalive", &tcpKeepalive)
            visitor.field(
                "set_local_interface_name_on_upstream_connections", &setLocalInterfaceNameOnUpstreamConnections)
            visitor.field("happy_eyeballs_config", &happyEyeballsConfig)
        }
    }

    package struct TrackClusterStats: Message {
        package var timeoutBudgets = false
        package var requestResponseSizes = false
        package var perEndpointStats = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("timeout_budgets", &timeoutBudgets)
            visitor.field("request_response_sizes", &requestResponseSizes)
            visitor.field("per_endpoint_stats", &perEndpointStats)
        }
    }

    package struct PreconnectPolicy: Message {
        package var perUpstreamPreconnectRatio: Double?
        package var predictivePreconnectRatio: Double?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("per_upstream_preconnect_ratio", &perUpstreamPreconnectRatio)
            visitor.field("predictive_preconnect_ratio", &predictivePreconnectRatio)
        }
    }
}

package struct ZoneAwareLbConfig: Message {
    package var routingEnabled: Percent?
    package var minClusterSize: UInt64?
    package var failTrafficOnPanic = false
    package var forceLocalityDirectRouting = false
    package var forceLocalZone: JSON = .null

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("routing_enabled", &routingEnabled)
        visitor.field("min_cluster_size", &minClusterSize)
        visitor.field("fail_traffic_on_panic", &failTrafficOnPanic)
        visitor.field("force_locality_direct_routing", &forceLocalityDirectRouting)
        visitor.field("force_local_zone", &forceLocalZone)
    }
}

package struct HealthStatusSet: Message {
    package var statuses: [HealthStatus] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("statuses", &statuses)
    }
}

package struct CircuitBreakers: Message {
    package var thresholds: [Thresholds] = []
    package var perHostThresholds: [Thresholds] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("thresholds", &thresholds)
        visitor.field("per_host_thresholds", &perHostThresholds)
    }

    package struct Thresholds: Message {
        package var priority: RoutingPriority = .zero
        package var maxConnections: UInt32?
        package var maxPendingRequests: UInt32?
        package var maxRequests: UInt32?
        package var maxRetries: UInt32?
        package var retryBudget: RetryBudget?
        package var trackRemaining = false
        package var maxConnectionPools: UInt32?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("priority", &priority)
            visitor.field("max_connections", &maxConnections)
            visitor.field("max_pending_requests", &maxPendingRequests)
            visitor.field("max_requests", &maxRequests)
            visitor.field("max_retries", &maxRetries)
            visitor.field("retry_budget", &retryBudget)
            visitor.field("track_remaining", &trackRemaining)
            visitor.field("max_connection_pools", &maxConnectionPools)
        }

        package struct RetryBudget: Message {
            package var budgetPercent: Percent?
            package var minRetryConcurrency: UInt32?

            package init() {}

            package mutating func fields(_ visitor: inout some FieldVisitor) {
                visitor.field("budget_percent", &budgetPercent)
                visitor.field("min_retry_concurrency", &minRetryConcurrency)
            }
        }
    }
}
