package struct GlobalRateLimit: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.ratelimit.v3.RateLimit"

    package var domain = ""
    package var stage: UInt32 = 0
    package var requestType = ""
    package var timeout: Duration?
    package var failureModeDeny = false
    package var rateLimitedAsResourceExhausted = false
    package var rateLimitService: RateLimitService?
    package var enableXRatelimitHeaders: LocalRateLimit.RateLimitHeaders = .zero
    package var disableXEnvoyRatelimitedHeader = false
    package var rateLimitedStatus: HttpStatus?
    package var responseHeadersToAdd: [HeaderValueOption] = []
    package var statusOnError: HttpStatus?
    package var statPrefix = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("domain", &domain)
        visitor.field("stage", &stage)
        visitor.field("request_type", &requestType)
        visitor.field("timeout", &timeout)
        visitor.field("failure_mode_deny", &failureModeDeny)
        visitor.field("rate_limited_as_resource_exhausted", &rateLimitedAsResourceExhausted)
        visitor.field("rate_limit_service", &rateLimitService)
        visitor.field("enable_x_ratelimit_headers", &enableXRatelimitHeaders)
        visitor.field("disable_x_envoy_ratelimited_header", &disableXEnvoyRatelimitedHeader)
        visitor.field("rate_limited_status", &rateLimitedStatus)
        visitor.field("response_headers_to_add", &responseHeadersToAdd)
        visitor.field("status_on_error", &statusOnError)
        visitor.field("stat_prefix", &statPrefix)
    }

    package struct RateLimitService: Message {
        package var grpcService: GrpcService?
        package var transportApiVersion: ConfigSource.Version = .zero

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("grpc_service", &grpcService)
            visitor.field("transport_api_version", &transportApiVersion)
        }
    }
}

package struct GlobalRateLimitPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.ratelimit.v3.RateLimitPerRoute"

    package var vhRateLimits: VirtualHostRateLimits = .zero
    package var overrideOption = ""
    package var rateLimits: [RateLimit] = []
    package var domain = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("vh_rate_limits", &vhRateLimits)
        visitor.field("override_option", &overrideOption)
        visitor.field("rate_limits", &rateLimits)
        visitor.field("domain", &domain)
    }

    package enum VirtualHostRateLimits: String, ProtoEnum {
        case override = "OVERRIDE"
        case include = "INCLUDE"
        case ignore = "IGNORE"

        package static var zero: Self { .override }
    }
}
