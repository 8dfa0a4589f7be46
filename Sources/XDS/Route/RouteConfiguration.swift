package import JSON

package struct RouteConfiguration: ExtensionMessage {
    package static let protoName = "envoy.config.route.v3.RouteConfiguration"

    package var name = ""
    package var virtualHosts: [VirtualHost] = []
    package var internalOnlyHeaders: [String] = []
    package var responseHeadersToAdd: [HeaderValueOption] = []
    package var responseHeadersToRemove: [String] = []
    package var requestHeadersToAdd: [HeaderValueOption] = []
    package var requestHeadersToRemove: [String] = []
    package var mostSpecificHeaderMutationsWins = false
    package var validateClusters: Bool?
    package var maxDirectResponseBodySizeBytes: UInt32?
    package var requestMirrorPolicies: [RequestMirrorPolicy] = []
    package var ignorePortInHostMatching = false
    package var ignorePathParametersInPathMatching = false
    package var typedPerFilterConfig: [String: AnyConfig] = [:]
    package var metadata: Metadata?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("virtual_hosts", &virtualHosts)
        visitor.field("internal_only_headers", &internalOnlyHeaders)
        visitor.field("response_headers_to_add", &responseHeadersToAdd)
        visitor.field("response_headers_to_remove", &responseHeadersToRemove)
        visitor.field("request_headers_to_add", &requestHeadersToAdd)
        visitor.field("request_headers_to_remove", &requestHeadersToRemove)
        visitor.field("most_specific_header_mutations_wins", &mostSpecificHeaderMutationsWins)
        visitor.field("validate_clusters", &validateClusters)
        visitor.field("max_direct_response_body_size_bytes", &maxDirectResponseBodySizeBytes)
        visitor.field("request_mirror_policies", &requestMirrorPolicies)
        visitor.field("ignore_port_in_host_matching", &ignorePortInHostMatching)
        visitor.field("ignore_path_parameters_in_path_matching", &ignorePathParametersInPathMatching)
        visitor.field("typed_per_filter_config", &typedPerFilterConfig)
        visitor.field("metadata", &metadata)
    }
}

/// Handed on by reference: a route configuration may have thousands.
@dynamicMemberLookup
package struct VirtualHost: Message {
    private var content: CopyOnWrite<Fields>

    package init() { self.init(Fields()) }

    package init(_ fields: Fields) { content = CopyOnWrite(fields) }

    package subscript<Member>(dynamicMember path: WritableKeyPath<Fields, Member>) -> Member {
        _read { yield content.value[keyPath: path] }
        _modify { yield &content.value[keyPath: path] }
    }

    // Asked for often enough to be spared the way by a key path.

    package var name: String {
        _read { yield content.value.name }
        _modify { yield &content.value.name }
    }

    package var domains: [String] {
        _read { yield content.value.domains }
        _modify { yield &content.value.domains }
    }

    package var routes: [Route] {
        _read { yield content.value.routes }
        _modify { yield &content.value.routes }
    }

    /// Tells at once that nothing changed; false says nothing.
    package func isSame(as other: VirtualHost) -> Bool { content.isSame(as: other.content) }

    package mutating func fields(_ visitor: inout some FieldVisitor) { content.value.fields(&visitor) }

    package struct Fields: Message {
        package var name = ""
        package var domains: [String] = []
        /// The first route that matches takes the request.
        package var routes: [Route] = []
        package var requireTls: TlsRequirement = .zero
        package var virtualClusters: [VirtualCluster] = []
        package var rateLimits: [RateLimit] = []
        package var requestHeadersToAdd: [HeaderValueOption] = []
        package var requestHeadersToRemove: [String] = []
        package var responseHeadersToAdd: [HeaderValueOption] = []
        package var responseHeadersToRemove: [String] = []
        package var typedPerFilterConfig: [String: AnyConfig] = [:]
        package var includeRequestAttemptCount = false
        package var includeAttemptCountInResponse = false
        package var retryPolicy: RetryPolicy?
        package var hedgePolicy: JSON = .null
        package var perRequestBufferLimitBytes: UInt32?
        package var requestMirrorPolicies: [RequestMirrorPolicy] = []
        package var metadata: Metadata?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("domains", &domains)
            visitor.field("routes", &routes)
            visitor.field("require_tls", &requireTls)
            visitor.field("virtual_clusters", &virtualClusters)
            visitor.field("rate_limits", &rateLimits)
            visitor.field("request_headers_to_add", &requestHeadersToAdd)
            visitor.field("request_headers_to_remove", &requestHeadersToRemove)
            visitor.field("response_headers_to_add", &responseHeadersToAdd)
            visitor.field("response_headers_to_remove", &responseHeadersToRemove)
            visitor.field("typed_per_filter_config", &typedPerFilterConfig)
            visitor.field("include_request_attempt_count", &includeRequestAttemptCount)
            visitor.field("include_attempt_count_in_response", &includeAttemptCountInResponse)
            visitor.field("retry_policy", &retryPolicy)
            visitor.field("hedge_policy", &hedgePolicy)
            visitor.field("per_request_buffer_limit_bytes", &perRequestBufferLimitBytes)
            visitor.field("request_mirror_policies", &requestMirrorPolicies)
            visitor.field("metadata", &metadata)
        }
    }

    package enum TlsRequirement: String, ProtoEnum {
        case none = "NONE"
        case externalOnly = "EXTERNAL_ONLY"
        case all = "ALL"

        package static var zero: Self { .none }
    }
}

package struct VirtualCluster: Message {
    package var headers: [HeaderMatcher] = []
    package var name = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("headers", &headers)
        visitor.field("name", &name)
    }
}
