package struct JwtAuthentication: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication"

    package var providers: [String: JwtProvider] = [:]
    package var rules: [RequirementRule] = []
    package var bypassCorsPreflight = false
    package var requirementMap: [String: JwtRequirement] = [:]
    package var stripFailureResponse = false
    package var statPrefix = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("providers", &providers)
        visitor.field("rules", &rules)
        visitor.field("bypass_cors_preflight", &bypassCorsPreflight)
        visitor.field("requirement_map", &requirementMap)
        visitor.field("strip_failure_response", &stripFailureResponse)
        visitor.field("stat_prefix", &statPrefix)
    }

    package struct RequirementRule: Message {
        package var match: RouteMatch?
        package var requirement: Requirement?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("match", &match)
            visitor.member(
                "requires", of: &requirement, { if case .requires(let x) = $0 { x } else { nil } }, Requirement.requires
            )
            visitor.member(
                "requirement_name", of: &requirement, { if case .named(let x) = $0 { x } else { nil } },
                Requirement.named)
        }

        package enum Requirement: Sendable, Hashable {
            case requires(JwtRequirement)
            case named(String)
        }
    }
}

package struct JwtPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.jwt_authn.v3.PerRouteConfig"

    package var requirement: Requirement?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "disabled", of: &requirement, { if case .disabled(let x) = $0 { x } else { nil } }, Requirement.disabled)
        visitor.member(
            "requirement_name", of: &requirement, { if case .named(let x) = $0 { x } else { nil } }, Requirement.named)
    }

    package enum Requirement: Sendable, Hashable {
        case disabled(Bool)
        case named(String)
    }
}

package indirect enum JwtRequirement: ChoiceMessage {
    case providerName(String)
    case providerAndAudiences(ProviderWithAudiences)
    case requiresAny(RequirementList)
    case requiresAll(RequirementList)
    case allowMissingOrFailed(Empty)
    case allowMissing(Empty)

    package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
        visitor.member(
            "provider_name", of: &choice, { if case .providerName(let x) = $0 { x } else { nil } }, Self.providerName)
        visitor.member(
            "provider_and_audiences", of: &choice, { if case .providerAndAudiences(let x) = $0 { x } else { nil } },
            Self.providerAndAudiences)
        visitor.member(
            "requires_any", of: &choice, { if case .requiresAny(let x) = $0 { x } else { nil } }, Self.requiresAny)
        visitor.member(
            "requires_all", of: &choice, { if case .requiresAll(let x) = $0 { x } else { nil } }, Self.requiresAll)
        visitor.member(
            "allow_missing_or_failed", of: &choice, { if case .allowMissingOrFailed(let x) = $0 { x } else { nil } },
            Self.allowMissingOrFailed)
        visitor.member(
            "allow_missing", of: &choice, { if case .allowMissing(let x) = $0 { x } else { nil } }, Self.allowMissing)
    }

    package struct ProviderWithAudiences: Message {
        package var providerName = ""
        package var audiences: [String] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("provider_name", &providerName)
            visitor.field("audiences", &audiences)
        }
    }

    package struct RequirementList: Message {
        package var requirements: [JwtRequirement] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("requirements", &requirements)
        }
    }
}

package struct JwtProvider: Message {
    package var issuer = ""
    package var audiences: [String] = []
    package var keys: Keys?
    package var forward = false
    package var fromHeaders: [FromHeader] = []
    package var fromParams: [String] = []
    package var fromCookies: [String] = []
    package var forwardPayloadHeader = ""
    package var padForwardPayloadHeader = false
    package var payloadInMetadata = ""
    package var headerInMetadata = ""
    package var failedStatusInMetadata = ""
    package var normalizePayloadInMetadata: NormalizePayload?
    package var clockSkewSeconds: UInt32 = 0
    package var claimToHeaders: [ClaimToHeader] = []
    package var clearRouteCache = false
    package var requireExpiration = false
    package var maxLifetime: Duration?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("issuer", &issuer)
        visitor.field("audiences", &audiences)
        visitor.member("remote_jwks", of: &keys, { if case .remote(let x) = $0 { x } else { nil } }, Keys.remote)
        visitor.member("local_jwks", of: &keys, { if case .local(let x) = $0 { x } else { nil } }, Keys.local)
        visitor.field("forward", &forward)
        visitor.field("from_headers", &fromHeaders)
        visitor.field("from_params", &fromParams)
        visitor.field("from_cookies", &fromCookies)
        visitor.field("forward_payload_header", &forwardPayloadHeader)
        visitor.field("pad_forward_payload_header", &padForwardPayloadHeader)
        visitor.field("payload_in_metadata", &payloadInMetadata)
        visitor.field("header_in_metadata", &headerInMetadata)
        visitor.field("failed_status_in_metadata", &failedStatusInMetadata)
        visitor.field("normalize_payload_in_metadata", &normalizePayloadInMetadata)
        visitor.field("clock_skew_seconds", &clockSkewSeconds)
        visitor.field("claim_to_headers", &claimToHeaders)
        visitor.field("clear_route_cache", &clearRouteCache)
        visitor.field("require_expiration", &requireExpiration)
        visitor.field("max_lifetime", &maxLifetime)
    }

    package enum Keys: Sendable, Hashable {
        case remote(RemoteJwks)
        case local(DataSource)
    }

    package struct FromHeader: Message {
        package var name = ""
        package var valuePrefix = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("name", &name)
            visitor.field("value_prefix", &valuePrefix)
        }
    }

    package struct ClaimToHeader: Message {
        package var headerName = ""
        package var claimName = ""

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("header_name", &headerName)
            visitor.field("claim_name", &claimName)
        }
    }

    package struct NormalizePayload: Message {
        package var spaceDelimitedClaims: [String] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("space_delimited_claims", &spaceDelimitedClaims)
        }
    }

    package struct RemoteJwks: Message {
        package var httpUri: HttpUri?
        package var cacheDuration: Duration?
        package var asyncFetch: AsyncFetch?
        package var retryPolicy: CoreRetryPolicy?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("http_uri", &httpUri)
            visitor.field("cache_duration", &cacheDuration)
            visitor.field("async_fetch", &asyncFetch)
            visitor.field("retry_policy", &retryPolicy)
        }
    }

    package struct AsyncFetch: Message {
        package var fastListener = false
        package var failedRefetchDuration: Duration?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("fast_listener", &fastListener)
            visitor.field("failed_refetch_duration", &failedRefetchDuration)
        }
    }
}
