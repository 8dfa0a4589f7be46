package import JSON

/// How a cluster speaks HTTP with its endpoints; found under this type's name in a cluster's
/// `typed_extension_protocol_options`.
package struct HttpProtocolOptions: ExtensionMessage {
    package static let protoName = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions"

    package var common: Common?
    package var upstream: Upstream?
    package var versions: Versions?
    package var httpFilters: [HttpFilter] = []
    package var headerValidationConfig: TypedExtension?
    package var outlierDetection: OutlierDetection?
    package var hashPolicy: [HashPolicy] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("common_http_protocol_options", &common)
        visitor.field("upstream_http_protocol_options", &upstream)
        visitor.member(
            "explicit_http_config", of: &versions, { if case .explicit(let x) = $0 { x } else { nil } },
            Versions.explicit)
        visitor.member(
            "use_downstream_protocol_config", of: &versions, { if case .likeDownstream(let x) = $0 { x } else { nil } },
            Versions.likeDownstream)
        visitor.member("auto_config", of: &versions, { if case .auto(let x) = $0 { x } else { nil } }, Versions.auto)
        visitor.field("http_filters", &httpFilters)
        visitor.field("header_validation_config", &headerValidationConfig)
        visitor.field("outlier_detection", &outlierDetection)
        visitor.field("hash_policy", &hashPolicy)
    }

    package enum Versions: Sendable, Hashable {
        case explicit(Explicit)
        case likeDownstream(LikeDownstream)
        case auto(Auto)
    }

    package struct Common: Message {
        package var idleTimeout: Duration?
        package var maxConnectionDuration: Duration?
        package var maxHeadersCount: UInt32?
        package var maxResponseHeadersKb: UInt32?
        package var maxStreamDuration: Duration?
        package var headersWithUnderscoresAction: UnderscoresAction = .zero
        package var maxRequestsPerConnection: UInt32?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("idle_timeout", &idleTimeout)
            visitor.field("max_connection_duration", &maxConnectionDuration)
            visitor.field("max_headers_count", &maxHeadersCount)
            visitor.field("max_response_headers_kb", &maxResponseHeadersKb)
            visitor.field("max_stream_duration", &maxStreamDuration)
            visitor.field("headers_with_underscores_action", &headersWithUnderscoresAction)
            visitor.field("max_requests_per_connection", &maxRequestsPerConnection)
        }

        package enum UnderscoresAction: String, ProtoEnum {
            case allow = "ALLOW"
            case rejectRequest = "REJECT_REQUEST"
            case dropHeader = "DROP_HEADER"

            package static var zero: Self { .allow }
        }
    }

    package struct Upstream: Message {
        package var autoSni = false
        package var autoSanValidation = false
        package var overrideAutoSniHeader = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("auto_sni", &autoSni)
            visitor.field("auto_san_validation", &autoSanValidation)
            visitor.field("override_auto_sni_header", &overrideAutoSniHeader)
        }
    }

    package struct Explicit: Message {
        package var version: Version?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.member(
                "http_protocol_options", of: &version, { if case .http1(let x) = $0 { x } else { nil } }, Version.http1)
            visitor.member(
                "http2_protocol_options", of: &version, { if case .http2(let x) = $0 { x } else { nil } }, Version.http2
            )
            visitor.member(
                "http3_protocol_options", of: &version, { if case .http3(let x) = $0 { x } else { nil } }, Version.http3
            )
        }

        package enum Version: Sendable, Hashable {
            case http1(Http1ProtocolOptions)
            case http2(Http2ProtocolOptions)
            case http3(Http3ProtocolOptions)
        }
    }

    package struct LikeDownstream: Message {
        package var http1: Http1ProtocolOptions?
        package var http2: Http2ProtocolOptions?
        package var http3: Http3ProtocolOptions?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("http_protocol_options", &http1)
            visitor.field("http2_protocol_options", &http2)
            visitor.field("http3_protocol_options", &http3)
        }
    }

    package struct Auto: Message {
        package var http1: Http1ProtocolOptions?
        package var http2: Http2ProtocolOptions?
        package var http3: Http3ProtocolOptions?
        package var alternateProtocolsCacheOptions: JSON = .null

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("http_protocol_options", &http1)
            visitor.field("http2_protocol_options", &http2)
            visitor.field("http3_protocol_options", &http3)
            visitor.field("alternate_protocols_cache_options", &alternateProtocolsCacheOptions)
        }
    }

    /// What a cluster hashes on when its routes do not say.
    package struct OutlierDetection: Message {
        package var errorMatcher: JSON = .null

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("error_matcher", &errorMatcher)
        }
    }
}

package struct Http1ProtocolOptions: Message {
    package var allowAbsoluteUrl: Bool?
    package var acceptHttp10 = false
    package var defaultHostForHttp10 = ""
    package var headerKeyFormat: HeaderKeyFormat?
    package var enableTrailers = false
    package var allowChunkedLength = false
    package var overrideStreamErrorOnInvalidHttpMessage: Bool?
    package var sendFullyQualifiedUrl = false
    package var useBalsaParser: Bool?
    package var allowCustomMethods = false
    package var ignoreHttp11Upgrade: [StringMatcher] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("allow_absolute_url", &allowAbsoluteUrl)
        visitor.field("accept_http_10", &acceptHttp10)
        visitor.field("default_host_for_http_10", &defaultHostForHttp10)
        visitor.field("header_key_format", &headerKeyFormat)
        visitor.field("enable_trailers", &enableTrailers)
        visitor.field("allow_chunked_length", &allowChunkedLength)
        visitor.field("override_stream_error_on_invalid_http_message", &overrideStreamErrorOnInvalidHttpMessage)
        visitor.field("send_fully_qualified_url", &sendFullyQualifiedUrl)
        visitor.field("use_balsa_parser", &useBalsaParser)
        visitor.field("allow_custom_methods", &allowCustomMethods)
        visitor.field("ignore_http_11_upgrade", &ignoreHttp11Upgrade)
    }

    package struct HeaderKeyFormat: Message {
        package var format: Format?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.member(
                "proper_case_words", of: &format, { if case .properCaseWords(let x) = $0 { x } else { nil } },
                Format.properCaseWords)
            visitor.member(
                "stateful_formatter", of: &format, { if case .statefulFormatter(let x) = $0 { x } else { nil } },
                Format.statefulFormatter)
        }

        package enum Format: Sendable, Hashable {
            case properCaseWords(Empty)
            case statefulFormatter(TypedExtension)
        }
    }
}

/// Keeps the letter case of header names as the peer sent them.
package struct PreserveCaseFormatter: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.http.header_formatters.preserve_case.v3.PreserveCaseFormatterConfig"

    package var forwardReasonPhrase = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("forward_reason_phrase", &forwardReasonPhrase)
    }
}

package struct Http2ProtocolOptions: Message {
    package var hpackTableSize: UInt32?
    package var maxConcurrentStreams: UInt32?
    package var initialStreamWindowSize: UInt32?
    package var initialConnectionWindowSize: UInt32?
    package var allowConnect = false
    package var allowMetadata = false
    package var maxOutboundFrames: UInt32?
    package var maxOutboundControlFrames: UInt32?
    package var maxConsecutiveInboundFramesWithEmptyPayload: UInt32?
    package var maxInboundPriorityFramesPerStream: UInt32?
    package var maxInboundWindowUpdateFramesPerDataFrameSent: UInt32?
    package var overrideStreamErrorOnInvalidHttpMessage: Bool?
    package var connectionKeepalive: KeepaliveSettings?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("hpack_table_size", &hpackTableSize)
        visitor.field("max_concurrent_streams", &maxConcurrentStreams)
        visitor.field("initial_stream_window_size", &initialStreamWindowSize)
        visitor.field("initial_connection_window_size", &initialConnectionWindowSize)
        visitor.field("allow_connect", &allowConnect)
        visitor.field("allow_metadata", &allowMetadata)
        visitor.field("max_outbound_frames", &maxOutboundFrames)
        visitor.field("max_outbound_control_frames", &maxOutboundControlFrames)
        visitor.field("max_consecutive_inbound_frames_with_empty_payload", &maxConsecutiveInboundFramesWithEmptyPayload)
        visitor.field("max_inbound_priority_frames_per_stream", &maxInboundPriorityFramesPerStream)
        visitor.field(
            "max_inbound_window_update_frames_per_data_frame_sent", &maxInboundWindowUpdateFramesPerDataFrameSent)
        visitor.field("override_stream_error_on_invalid_http_message", &overrideStreamErrorOnInvalidHttpMessage)
        visitor.field("connection_keepalive", &connectionKeepalive)
    }

    package struct KeepaliveSettings: Message {
        package var interval: Duration?
        package var timeout: Duration?
        package var intervalJitter: Percent?
        package var connectionIdleInterval: Duration?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("interval", &interval)
            visitor.field("timeout", &timeout)
            visitor.field("interval_jitter", &intervalJitter)
            visitor.field("connection_idle_interval", &connectionIdleInterval)
        }
    }
}

package struct Http3ProtocolOptions: Message {
    package var quicProtocolOptions: QuicProtocolOptions?
    package var overrideStreamErrorOnInvalidHttpMessage: Bool?
    package var allowExtendedConnect = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("quic_protocol_options", &quicProtocolOptions)
        visitor.field("override_stream_error_on_invalid_http_message", &overrideStreamErrorOnInvalidHttpMessage)
        visitor.field("allow_extended_connect", &allowExtendedConnect)
    }
}
