package struct ExtAuthz: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.ext_authz.v3.ExtAuthz"

    package var service: Service?
    package var transportApiVersion: ConfigSource.Version = .zero
    package var failureModeAllow = false
    package var failureModeAllowHeaderAdd = false
    package var withRequestBody: BufferSettings?
    package var clearRouteCache = false
    package var statusOnError: HttpStatus?
    package var validateMutations = false
    package var metadataContextNamespaces: [String] = []
    package var routeMetadataContextNamespaces: [String] = []
    package var allowedHeaders: ListStringMatcher?
    package var disallowedHeaders: ListStringMatcher?
    package var includePeerCertificate = false
    package var includeTlsSession = false
    package var statPrefix = ""
    package var bootstrapMetadataLabelsKey = ""
    package var denyAtDisable: RuntimeFeatureFlag?
    package var encodeRawHeaders = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member("grpc_service", of: &service, { if case .grpc(let x) = $0 { x } else { nil } }, Service.grpc)
        visitor.member("http_service", of: &service, { if case .http(let x) = $0 { x } else { nil } }, Service.http)
        visitor.field("transport_api_version", &transportApiVersion)
        visitor.field("failure_mode_allow", &failureModeAllow)
        visitor.field("failure_mode_allow_header_add", &failureModeAllowHeaderAdd)
        visitor.field("with_request_body", &withRequestBody)
        visitor.field("clear_route_cache", &clearRouteCache)
        visitor.field("status_on_error", &statusOnError)
        visitor.field("validate_mutations", &validateMutations)
        visitor.field("metadata_context_namespaces", &metadataContextNamespaces)
        visitor.field("route_metadata_context_namespaces", &routeMetadataContextNamespaces)
        visitor.field("allowed_headers", &allowedHeaders)
        visitor.field("disallowed_headers", &disallowedHeaders)
        visitor.field("include_peer_certificate", &includePeerCertificate)
        visitor.field("include_tls_session", &includeTlsSession)
        visitor.field("stat_prefix", &statPrefix)
        visitor.field("bootstrap_metadata_labels_key", &bootstrapMetadataLabelsKey)
        visitor.field("deny_at_disable", &denyAtDisable)
        visitor.field("encode_raw_headers", &encodeRawHeaders)
    }

    package enum Service: Sendable, Hashable {
        case grpc(GrpcService)
        case http(HttpService)
    }

    package struct BufferSettings: Message {
        package var maxRequestBytes: UInt32 = 0
        package var allowPartialMessage = false
        package var packAsBytes = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("max_request_bytes", &maxRequestBytes)
            visitor.field("allow_partial_message", &allowPartialMessage)
            visitor.field("pack_as_bytes", &packAsBytes)
        }
    }

    package struct HttpService: Message {
        package var serverUri: HttpUri?
        package var pathPrefix = ""
        package var pathOverride = ""
        package var authorizationRequest: AuthorizationRequest?
        package var authorizationResponse: AuthorizationResponse?
        package var retryPolicy: CoreRetryPolicy?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("server_uri", &serverUri)
            visitor.field("path_prefix", &pathPrefix)
            visitor.field("path_override", &pathOverride)
            visitor.field("authorization_request", &authorizationRequest)
            visitor.field("authorization_response", &authorizationResponse)
            visitor.field("retry_policy", &retryPolicy)
        }
    }

    package struct AuthorizationRequest: Message {
        package var allowedHeaders: ListStringMatcher?
        package var headersToAdd: [HeaderValue] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("allowed_headers", &allowedHeaders)
            visitor.field("headers_to_add", &headersToAdd)
        }
    }

    package struct AuthorizationResponse: Message {
        package var allowedUpstreamHeaders: ListStringMatcher?
        package var allowedUpstreamHeadersToAppend: ListStringMatcher?
        package var allowedClientHeaders: ListStringMatcher?
        package var allowedClientHeadersOnSuccess: ListStringMatcher?
        package var dynamicMetadataFromHeaders: ListStringMatcher?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("allowed_upstream_headers", &allowedUpstreamHeaders)
            visitor.field("allowed_upstream_headers_to_append", &allowedUpstreamHeadersToAppend)
            visitor.field("allowed_client_headers", &allowedClientHeaders)
            visitor.field("allowed_client_headers_on_success", &allowedClientHeadersOnSuccess)
            visitor.field("dynamic_metadata_from_headers", &dynamicMetadataFromHeaders)
        }
    }
}

package struct ExtAuthzPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.ext_authz.v3.ExtAuthzPerRoute"

    package var override: Override?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "disabled", of: &override, { if case .disabled(let x) = $0 { x } else { nil } }, Override.disabled)
        visitor.member(
            "check_settings", of: &override, { if case .checkSettings(let x) = $0 { x } else { nil } },
            Override.checkSettings)
    }

    package enum Override: Sendable, Hashable {
        case disabled(Bool)
        case checkSettings(CheckSettings)
    }

    package struct CheckSettings: Message {
        package var contextExtensions: [String: String] = [:]
        package var disableRequestBodyBuffering = false
        package var withRequestBody: ExtAuthz.BufferSettings?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("context_extensions", &contextExtensions)
            visitor.field("disable_request_body_buffering", &disableRequestBodyBuffering)
            visitor.field("with_request_body", &withRequestBody)
        }
    }
}
