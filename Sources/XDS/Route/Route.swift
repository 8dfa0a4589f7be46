/// Handed on by reference: a route configuration may have thousands.
@dynamicMemberLookup
package struct Route: Message {
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

    /// Tells at once that nothing changed; false says nothing.
    package func isSame(as other: Route) -> Bool { content.isSame(as: other.content) }

    package mutating func fields(_ visitor: inout some FieldVisitor) { content.value.fields(&visitor) }

    package struct Fields: Message {
        package var name = ""
        package var match = RouteMatch()
        package var action: Action?
        package var metadata: Metadata?
        package var typedPerFilterConfig: [String: AnyConfig] = [:]
        package var requestHeadersToAdd: [HeaderValueOption] = []
        package var requestHeadersToRemove: [String] = []
        package var responseHeadersToAdd: [HeaderValueOption] = []
        package var responseHeadersToRemove: [String] = []
        package var tracing: RouteTracing?
        package var perRequestBufferLimitBytes: UInt32?
        package var statPrefix = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("match", &match)
            visitor.member("route", of: &action, { if case .route(let x) = $0 { x } else { nil } }, Action.route)
            visitor.member("redirect", of: &action, { if case .redirect(let x) = $0 { x } else { nil } }, Action.redirect)
            visitor.member(
                "direct_response", of: &action, { if case .directResponse(let x) = $0 { x } else { nil } },
                Action.directResponse)
            visitor.member(
                "non_forwarding_action", of: &action, { if case .nonForwarding(let x) = $0 { x } else { nil } },
                Action.nonForwarding)
            visitor.field("metadata", &metadata)
            visitor.field("typed_per_filter_config", &typedPerFilterConfig)
            visitor.field("request_headers_to_add", &requestHeadersToAdd)
            visitor.field("request_headers_to_remove", &requestHeadersToRemove)
            visitor.field("response_headers_to_add", &responseHeadersToAdd)
            visitor.field("response_headers_to_remove", &responseHeadersToRemove)
            visitor.field("tracing", &tracing)
            visitor.field("per_request_buffer_limit_bytes", &perRequestBufferLimitBytes)
            visitor.field("stat_prefix", &statPrefix)
        }
    }

    package indirect enum Action: Sendable, Hashable {
        case route(RouteAction)
        case redirect(RedirectAction)
        case directResponse(DirectResponseAction)
        case nonForwarding(Empty)
    }
}

package struct RouteMatch: Message {
    package var path: PathSpecifier?
    package var caseSensitive: Bool?
    package var runtimeFraction: RuntimeFractionalPercent?
    package var headers: [HeaderMatcher] = []
    package var queryParameters: [QueryParameterMatcher] = []
    package var cookies: [CookieMatcher] = []
    package var grpc: Empty?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member("prefix", of: &path, { if case .prefix(let x) = $0 { x } else { nil } }, PathSpecifier.prefix)
        visitor.member("path", of: &path, { if case .exact(let x) = $0 { x } else { nil } }, PathSpecifier.exact)
        visitor.member(
            "safe_regex", of: &path, { if case .safeRegex(let x) = $0 { x } else { nil } }, PathSpecifier.safeRegex)
        visitor.member(
            "path_separated_prefix", of: &path, { if case .pathSeparatedPrefix(let x) = $0 { x } else { nil } },
            PathSpecifier.pathSeparatedPrefix)
        visitor.member(
            "connect_matcher", of: &path, { if case .connect(let x) = $0 { x } else { nil } }, PathSpecifier.connect)
        visitor.field("case_sensitive", &caseSensitive)
        visitor.field("runtime_fraction", &runtimeFraction)
        visitor.field("headers", &headers)
        visitor.field("query_parameters", &queryParameters)
        visitor.field("cookies", &cookies)
        visitor.field("grpc", &grpc)
    }

    package enum PathSpecifier: Sendable, Hashable {
        case prefix(String)
        case exact(String)
        case safeRegex(RegexMatcher)
        /// The prefix up to a slash or the end of the path.
        case pathSeparatedPrefix(String)
        case connect(Empty)
    }
}

package struct DirectResponseAction: Message {
    package var status: UInt32 = 0
    package var body: DataSource?
    package var bodyFormat: SubstitutionFormatString?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("status", &status)
        visitor.field("body", &body)
        visitor.field("body_format", &bodyFormat)
    }
}

package struct RedirectAction: Message {
    package var scheme: SchemeRewrite?
    package var hostRedirect = ""
    package var portRedirect: UInt32 = 0
    package var path: PathRewrite?
    package var responseCode: ResponseCode = .zero
    package var stripQuery = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "https_redirect", of: &scheme, { if case .httpsRedirect(let x) = $0 { x } else { nil } },
            SchemeRewrite.httpsRedirect)
        visitor.member(
            "scheme_redirect", of: &scheme, { if case .schemeRedirect(let x) = $0 { x } else { nil } },
            SchemeRewrite.schemeRedirect)
        visitor.field("host_redirect", &hostRedirect)
        visitor.field("port_redirect", &portRedirect)
        visitor.member(
            "path_redirect", of: &path, { if case .pathRedirect(let x) = $0 { x } else { nil } },
            PathRewrite.pathRedirect)
        visitor.member(
            "prefix_rewrite", of: &path, { if case .prefixRewrite(let x) = $0 { x } else { nil } },
            PathRewrite.prefixRewrite)
        visitor.member(
            "regex_rewrite", of: &path, { if case .regexRewrite(let x) = $0 { x } else { nil } },
            PathRewrite.regexRewrite)
        visitor.field("response_code", &responseCode)
        visitor.field("strip_query", &stripQuery)
    }

    package enum ResponseCode: String, ProtoEnum {
        case movedPermanently = "MOVED_PERMANENTLY"
        case found = "FOUND"
        case seeOther = "SEE_OTHER"
        case temporaryRedirect = "TEMPORARY_REDIRECT"
        case permanentRedirect = "PERMANENT_REDIRECT"

        package static var zero: Self { .movedPermanently }
    }

    package enum SchemeRewrite: Sendable, Hashable {
        case httpsRedirect(Bool)
        case schemeRedirect(String)
    }

    package enum PathRewrite: Sendable, Hashable {
        case pathRedirect(String)
        case prefixRewrite(String)
        case regexRewrite(RegexMatchAndSubstitute)
    }
}

package struct RouteTracing: Message {
    package var clientSampling: FractionalPercent?
    package var randomSampling: FractionalPercent?
    package var overallSampling: FractionalPercent?
    package var customTags: [CustomTag] = []
    package var operation = ""
    package var upstreamOperation = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("client_sampling", &clientSampling)
        visitor.field("random_sampling", &randomSampling)
        visitor.field("overall_sampling", &overallSampling)
        visitor.field("custom_tags", &customTags)
        visitor.field("operation", &operation)
        visitor.field("upstream_operation", &upstreamOperation)
    }
}
