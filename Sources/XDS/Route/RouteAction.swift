package struct RouteAction: Message {
    package var cluster: ClusterSpecifier?
    package var clusterNotFoundResponseCode: ClusterNotFoundResponseCode = .zero
    package var metadataMatch: Metadata?
    package var prefixRewrite = ""
    package var regexRewrite: RegexMatchAndSubstitute?
    package var pathRewrite = ""
    package var host: HostRewrite?
    package var appendXForwardedHost = false
    /// For the whole exchange; 15 s when absent, none when zero.
    package var timeout: Duration?
    package var idleTimeout: Duration?
    package var retryPolicy: RetryPolicy?
    package var requestMirrorPolicies: [RequestMirrorPolicy] = []
    package var priority: RoutingPriority = .zero
    package var rateLimits: [RateLimit] = []
    package var hashPolicy: [HashPolicy] = []
    package var upgradeConfigs: [UpgradeConfig] = []
    package var maxStreamDuration: MaxStreamDuration?
    package var maxGrpcTimeout: Duration?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member("cluster", of: &cluster, { if case .name(let x) = $0 { x } else { nil } }, ClusterSpecifier.name)
        visitor.member(
            "cluster_header", of: &cluster, { if case .header(let x) = $0 { x } else { nil } }, ClusterSpecifier.header)
        visitor.member(
            "weighted_clusters", of: &cluster, { if case .weighted(let x) = $0 { x } else { nil } },
            ClusterSpecifier.weighted)
        visitor.field("cluster_not_found_response_code", &clusterNotFoundResponseCode)
        visitor.field("metadata_match", &metadataMatch)
        visitor.field("prefix_rewrite", &prefixRewrite)
        visitor.field("regex_rewrite", &regexRewrite)
        visitor.field("path_rewrite", &pathRewrite)
        visitor.member(
            "host_rewrite_literal", of: &host, { if case .literal(let x) = $0 { x } else { nil } }, HostRewrite.literal)
        visitor.member(
            "auto_host_rewrite", of: &host, { if case .auto(let x) = $0 { x } else { nil } }, HostRewrite.auto)
        visitor.member(
            "host_rewrite_header", of: &host, { if case .header(let x) = $0 { x } else { nil } }, HostRewrite.header)
        visitor.member(
            "host_rewrite_path_regex", of: &host, { if case .pathRegex(let x) = $0 { x } else { nil } },
            HostRewrite.pathRegex)
        visitor.member(
            "host_rewrite", of: &host, { if case .formatted(let x) = $0 { x } else { nil } }, HostRewrite.formatted)
        visitor.field("append_x_forwarded_host", &appendXForwardedHost)
        visitor.field("timeout", &timeout)
        visitor.field("idle_timeout", &idleTimeout)
        visitor.field("retry_policy", &retryPolicy)
        visitor.field("request_mirror_policies", &requestMirrorPolicies)
        visitor.field("priority", &priority)
        visitor.field("rate_limits", &rateLimits)
        visitor.field("hash_policy", &hashPolicy)
        visitor.field("upgrade_configs", &upgradeConfigs)
        visitor.field("max_stream_duration", &maxStreamDuration)
        visitor.field("max_grpc_timeout", &maxGrpcTimeout)
    }

    package enum ClusterNotFoundResponseCode: String, ProtoEnum {
        case serviceUnavailable = "SERVICE_UNAVAILABLE"
        case notFound = "NOT_FOUND"
        case internalServerError = "INTERNAL_SERVER_ERROR"

        package static var zero: Self { .serviceUnavailable }
    }

    package enum ClusterSpecifier: Sendable, Hashable {
        case name(String)
        case header(String)
        case weighted(WeightedCluster)
    }

    package enum HostRewrite: Sendable, Hashable {
        case literal(String)
        case auto(Bool)
        case header(String)
        case pathRegex(RegexMatchAndSubstitute)
        case formatted(String)
    }

    package struct UpgradeConfig: Message {
        package var upgradeType = ""
        package var enabled: Bool?
        package var connectConfig: ConnectConfig?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("upgrade_type", &upgradeType)
            visitor.field("enabled", &enabled)
            visitor.field("connect_config", &connectConfig)
        }

        package struct ConnectConfig: Message {
            package var allowPost = false

            package init() {}

            package mutating func fields(_ visitor: inout some FieldVisitor) {
                visitor.field("allow_post", &allowPost)
            }
        }
    }

    package struct MaxStreamDuration: Message {
        package var maxStreamDuration: Duration?
        package var grpcTimeoutHeaderMax: Duration?
        package var grpcTimeoutHeaderOffset: Duration?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("max_stream_duration", &maxStreamDuration)
            visitor.field("grpc_timeout_header_max", &grpcTimeoutHeaderMax)
            visitor.field("grpc_timeout_header_offset", &grpcTimeoutHeaderOffset)
        }
    }
}

package struct WeightedCluster: Message {
    package var clusters: [ClusterWeight] = []
    package var runtimeKeyPrefix = ""
    package var headerName = ""
    package var useHashPolicy: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("clusters", &clusters)
        visitor.field("runtime_key_prefix", &runtimeKeyPrefix)
        visitor.field("header_name", &headerName)
        visitor.field("use_hash_policy", &useHashPolicy)
    }

    package struct ClusterWeight: Message {
        package var name = ""
        package var weight: UInt32?
        package var requestHeadersToAdd: [HeaderValueOption] = []
        package var requestHeadersToRemove: [String] = []
        package var responseHeadersToAdd: [HeaderValueOption] = []
        package var responseHeadersToRemove: [String] = []
        package var typedPerFilterConfig: [String: AnyConfig] = [:]
        package var hostRewriteLiteral = ""
        package var metadataMatch: Metadata?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("weight", &weight)
            visitor.field("request_headers_to_add", &requestHeadersToAdd)
            visitor.field("request_headers_to_remove", &requestHeadersToRemove)
            visitor.field("response_headers_to_add", &responseHeadersToAdd)
            visitor.field("response_headers_to_remove", &responseHeadersToRemove)
            visitor.field("typed_per_filter_config", &typedPerFilterConfig)
            visitor.field("host_rewrite_literal", &hostRewriteLiteral)
            visitor.field("metadata_match", &metadataMatch)
        }
    }
}

package struct RequestMirrorPolicy: Message {
    package var cluster = ""
    package var clusterHeader = ""
    package var runtimeFraction: RuntimeFractionalPercent?
    package var disableShadowHostSuffixAppend = false
    package var traceSampled: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("cluster", &cluster)
        visitor.field("cluster_header", &clusterHeader)
        visitor.field("runtime_fraction", &runtimeFraction)
        visitor.field("disable_shadow_host_suffix_append", &disableShadowHostSuffixAppend)
        visitor.field("trace_sampled", &traceSampled)
    }
}

package struct HashPolicy: Message {
    package var specifier: Specifier?
    package var terminal = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member("header", of: &specifier, { if case .header(let x) = $0 { x } else { nil } }, Specifier.header)
        visitor.member("cookie", of: &specifier, { if case .cookie(let x) = $0 { x } else { nil } }, Specifier.cookie)
        visitor.member(
            "connection_properties", of: &specifier, { if case .connectionProperties(let x) = $0 { x } else { nil } },
            Specifier.connectionProperties)
        visitor.member(
            "query_parameter", of: &specifier, { if case .queryParameter(let x) = $0 { x } else { nil } },
            Specifier.queryParameter)
        visitor.member(
            "filter_state", of: &specifier, { if case .filterState(let x) = $0 { x } else { nil } },
            Specifier.filterState)
        visitor.field("terminal", &terminal)
    }

    package enum Specifier: Sendable, Hashable {
        case header(Header)
        case cookie(Cookie)
        case connectionProperties(ConnectionProperties)
        case queryParameter(QueryParameter)
        case filterState(FilterState)
    }

    package struct Header: Message {
        package var headerName = ""
        package var regexRewrite: RegexMatchAndSubstitute?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("header_name", &headerName)
            visitor.field("regex_rewrite", &regexRewrite)
        }
    }

    package struct Cookie: Message {
        package var name = ""
        package var ttl: Duration?
        package var path = ""
        package var attributes: [Attribute] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("ttl", &ttl)
            visitor.field("path", &path)
            visitor.field("attributes", &attributes)
        }

        package struct Attribute: Message {
            package var name = ""
            package var value = ""

            package init() {}

            package mutating func fields(_ visitor: inout some FieldVisitor) {
                visitor.field("name", &name)
                visitor.field("value", &value)
            }
        }
    }

    package struct ConnectionProperties: Message {
        package var sourceIp = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("source_ip", &sourceIp)
        }
    }

    package struct QueryParameter: Message {
        package var name = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
        }
    }

    package struct FilterState: Message {
        package var key = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("key", &key)
        }
    }
}
