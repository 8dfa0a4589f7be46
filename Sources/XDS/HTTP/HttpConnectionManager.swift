package struct HttpConnectionManager: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager"

    package var codecType: CodecType = .zero
    package var statPrefix = ""
    package var routes: RouteSpecifier?
    /// In the order in which they see a request; the last one is the router.
    package var httpFilters: [HttpFilter] = []
    package var addUserAgent: Bool?
    package var tracing: Tracing?
    package var commonHttpProtocolOptions: HttpProtocolOptions.Common?
    package var http1SafeMaxConnectionDuration = false
    package var httpProtocolOptions: Http1ProtocolOptions?
    package var http2ProtocolOptions: Http2ProtocolOptions?
    package var http3ProtocolOptions: Http3ProtocolOptions?
    package var serverName = ""
    package var serverHeaderTransformation: ServerHeaderTransformation = .zero
    package var schemeHeaderTransformation: SchemeHeaderTransformation?
    package var maxRequestHeadersKb: UInt32?
    package var streamIdleTimeout: Duration?
    package var streamFlushTimeout: Duration?
    package var requestTimeout: Duration?
    package var requestHeadersTimeout: Duration?
    package var drainTimeout: Duration?
    package var delayedCloseTimeout: Duration?
    package var accessLog: [AccessLog] = []
    package var useRemoteAddress: Bool?
    package var xffNumTrustedHops: UInt32 = 0
    package var originalIpDetectionExtensions: [TypedExtension] = []
    package var earlyHeaderMutationExtensions: [TypedExtension] = []
    package var internalAddressConfig: InternalAddressConfig?
    package var skipXffAppend = false
    package var via = ""
    package var generateRequestId: Bool?
    package var preserveExternalRequestId = false
    package var alwaysSetRequestIdInResponse = false
    package var forwardClientCertDetails: ForwardClientCertDetails = .zero
    package var setCurrentClientCertDetails: SetCurrentClientCertDetails?
    package var proxy100Continue = false
    package var upgradeConfigs: [UpgradeConfig] = []
    package var normalizePath: Bool?
    package var mergeSlashes = false
    package var pathWithEscapedSlashesAction: PathWithEscapedSlashesAction = .zero
    package var requestIdExtension: RequestIdExtension?
    package var localReplyConfig: LocalReplyConfig?
    package var stripMatchingHostPort = false
    package var stripAnyHostPort = false
    package var stripTrailingHostDot = false
    package var streamErrorOnInvalidHttpMessage: Bool?
    package var appendXForwardedPort = false
    package var addProxyProtocolConnectionState: Bool?
    package var appendLocalOverload = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("codec_type", &codecType)
        visitor.field("stat_prefix", &statPrefix)
        visitor.member("rds", of: &routes, { if case .rds(let x) = $0 { x } else { nil } }, RouteSpecifier.rds)
        visitor.member(
            "route_config", of: &routes, { if case .routeConfig(let x) = $0 { x } else { nil } },
            RouteSpecifier.routeConfig)
        visitor.field("http_filters", &httpFilters)
        visitor.field("add_user_agent", &addUserAgent)
        visitor.field("tracing", &tracing)
        visitor.field("common_http_protocol_options", &commonHttpProtocolOptions)
        visitor.field("http1_safe_max_connection_duration", &http1SafeMaxConnectionDuration)
        visitor.field("http_protocol_options", &httpProtocolOptions)
        visitor.field("http2_protocol_options", &http2ProtocolOptions)
        visitor.field("http3_protocol_options", &http3ProtocolOptions)
        visitor.field("server_name", &serverName)
        visitor.field("server_header_transformation", &serverHeaderTransformation)
        visitor.field("scheme_header_transformation", &schemeHeaderTransformation)
        visitor.field("max_request_headers_kb", &maxRequestHeadersKb)
        visitor.field("stream_idle_timeout", &streamIdleTimeout)
        visitor.field("stream_flush_timeout", &streamFlushTimeout)
        visitor.field("request_timeout", &requestTimeout)
        visitor.field("request_headers_timeout", &requestHeadersTimeout)
        visitor.field("drain_timeout", &drainTimeout)
        visitor.field("delayed_close_timeout", &delayedCloseTimeout)
        visitor.field("access_log", &accessLog)
        visitor.field("use_remote_address", &useRemoteAddress)
        visitor.field("xff_num_trusted_hops", &xffNumTrustedHops)
        visitor.field("original_ip_detection_extensions", &originalIpDetectionExtensions)
        visitor.field("early_header_mutation_extensions", &earlyHeaderMutationExtensions)
        visitor.field("internal_address_config", &internalAddressConfig)
        visitor.field("skip_xff_append", &skipXffAppend)
        visitor.field("via", &via)
        visitor.field("generate_request_id", &generateRequestId)
        visitor.field("preserve_external_request_id", &preserveExternalRequestId)
        visitor.field("always_set_request_id_in_response", &alwaysSetRequestIdInResponse)
        visitor.field("forward_client_cert_details", &forwardClientCertDetails)
        visitor.field("set_current_client_cert_details", &setCurrentClientCertDetails)
        visitor.field("proxy_100_continue", &proxy100Continue)
        visitor.field("upgrade_configs", &upgradeConfigs)
        visitor.field("normalize_path", &normalizePath)
        visitor.field("merge_slashes", &mergeSlashes)
        visitor.field("path_with_escaped_slashes_action", &pathWithEscapedSlashesAction)
        visitor.field("request_id_extension", &requestIdExtension)
        visitor.field("local_reply_config", &localReplyConfig)
        visitor.field("strip_matching_host_port", &stripMatchingHostPort)
        visitor.field("strip_any_host_port", &stripAnyHostPort)
        visitor.field("strip_trailing_host_dot", &stripTrailingHostDot)
        visitor.field("stream_error_on_invalid_http_message", &streamErrorOnInvalidHttpMessage)
        visitor.field("append_x_forwarded_port", &appendXForwardedPort)
        visitor.field("add_proxy_protocol_connection_state", &addProxyProtocolConnectionState)
        visitor.field("append_local_overload", &appendLocalOverload)
    }

    package enum CodecType: String, ProtoEnum {
        case auto = "AUTO"
        case http1 = "HTTP1"
        case http2 = "HTTP2"
        case http3 = "HTTP3"

        package static var zero: Self { .auto }
    }

    package enum ServerHeaderTransformation: String, ProtoEnum {
        case overwrite = "OVERWRITE"
        case appendIfAbsent = "APPEND_IF_ABSENT"
        case passThrough = "PASS_THROUGH"

        package static var zero: Self { .overwrite }
    }

    package enum ForwardClientCertDetails: String, ProtoEnum {
        case sanitize = "SANITIZE"
        case forwardOnly = "FORWARD_ONLY"
        case appendForward = "APPEND_FORWARD"
        case sanitizeSet = "SANITIZE_SET"
        case alwaysForwardOnly = "ALWAYS_FORWARD_ONLY"

        package static var zero: Self { .sanitize }
    }

    package enum PathWithEscapedSlashesAction: String, ProtoEnum {
        case implementationSpecificDefault = "IMPLEMENTATION_SPECIFIC_DEFAULT"
        case keepUnchanged = "KEEP_UNCHANGED"
        case rejectRequest = "REJECT_REQUEST"
        case unescapeAndRedirect = "UNESCAPE_AND_REDIRECT"
        case unescapeAndForward = "UNESCAPE_AND_FORWARD"

        package static var zero: Self { .implementationSpecificDefault }
    }

    package enum RouteSpecifier: Sendable, Hashable {
        case rds(Rds)
        case routeConfig(RouteConfiguration)
    }

    package struct Rds: Message {
        package var configSource: ConfigSource?
        package var routeConfigName = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("config_source", &configSource)
            visitor.field("route_config_name", &routeConfigName)
        }
    }

    package struct InternalAddressConfig: Message {
        package var unixSockets = false
        package var cidrRanges: [CidrRange] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("unix_sockets", &unixSockets)
            visitor.field("cidr_ranges", &cidrRanges)
        }
    }

    package struct SetCurrentClientCertDetails: Message {
        package var subject: Bool?
        package var cert = false
        package var chain = false
        package var dns = false
        package var uri = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("subject", &subject)
            visitor.field("cert", &cert)
            visitor.field("chain", &chain)
            visitor.field("dns", &dns)
            visitor.field("uri", &uri)
        }
    }

    package struct SchemeHeaderTransformation: Message {
        package var transformation: Transformation?
        package var matchUpstream = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.member(
                "scheme_to_overwrite", of: &transformation,
                { if case .schemeToOverwrite(let x) = $0 { x } else { nil } }, Transformation.schemeToOverwrite)
            visitor.field("match_upstream", &matchUpstream)
        }

        package enum Transformation: Sendable, Hashable {
            case schemeToOverwrite(String)
        }
    }

    package struct UpgradeConfig: Message {
        package var upgradeType = ""
        package var filters: [HttpFilter] = []
        package var enabled: Bool?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("upgrade_type", &upgradeType)
            visitor.field("filters", &filters)
            visitor.field("enabled", &enabled)
        }
    }

    package struct RequestIdExtension: Message {
        package var typedConfig: AnyConfig?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("typed_config", &typedConfig)
        }
    }
}

/// A filter of the HTTP chain.
package struct HttpFilter: Message {
    package var name = ""
    package var typedConfig: AnyConfig?
    package var isOptional = false
    /// Disabled filters run only for routes that carry a configuration for them.
    package var disabled = false

    package init() {}

    package init(_ name: String, _ config: some ExtensionMessage) {
        self.name = name
        typedConfig = AnyConfig(config)
    }

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("typed_config", &typedConfig)
        visitor.field("is_optional", &isOptional)
        visitor.field("disabled", &disabled)
    }
}

package struct UuidRequestId: ExtensionMessage {
    package static let protoName = "envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig"

    package var packTraceReason: Bool?
    package var useRequestIdForTraceSampling: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("pack_trace_reason", &packTraceReason)
        visitor.field("use_request_id_for_trace_sampling", &useRequestIdForTraceSampling)
    }
}
