package struct LocalRateLimit: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit"

    package var statPrefix = ""
    package var status: HttpStatus?
    package var tokenBucket: TokenBucket?
    package var filterEnabled: RuntimeFractionalPercent?
    package var filterEnforced: RuntimeFractionalPercent?
    package var requestHeadersToAddWhenNotEnforced: [HeaderValueOption] = []
    package var responseHeadersToAdd: [HeaderValueOption] = []
    package var descriptors: [Descriptor] = []
    package var stage: UInt32 = 0
    package var localRateLimitPerDownstreamConnection = false
    package var enableXRatelimitHeaders: RateLimitHeaders = .zero
    package var vhRateLimits: VirtualHostRateLimits = .zero
    package var alwaysConsumeDefaultTokenBucket: Bool?
    package var rateLimitedAsResourceExhausted = false
    package var rateLimits: [RateLimit] = []
    package var maxDynamicDescriptors: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("stat_prefix", &statPrefix)
        visitor.field("status", &status)
        visitor.field("token_bucket", &tokenBucket)
        visitor.field("filter_enabled", &filterEnabled)
        visitor.field("filter_enforced", &filterEnforced)
        visitor.field("request_headers_to_add_when_not_enforced", &requestHeadersToAddWhenNotEnforced)
        visitor.field("response_headers_to_add", &responseHeadersToAdd)
        visitor.field("descriptors", &descriptors)
        visitor.field("stage", &stage)
        visitor.field("local_rate_limit_per_downstream_connection", &localRateLimitPerDownstreamConnection)
        visitor.field("enable_x_ratelimit_headers", &enableXRatelimitHeaders)
        visitor.field("vh_rate_limits", &vhRateLimits)
        visitor.field("always_consume_default_token_bucket", &alwaysConsumeDefaultTokenBucket)
        visitor.field("rate_limited_as_resource_exhausted", &rateLimitedAsResourceExhausted)
        visitor.field("rate_limits", &rateLimits)
        visitor.field("max_dynamic_descriptors", &maxDynamicDescriptors)
    }

    package enum RateLimitHeaders: String, ProtoEnum {
        case off = "OFF"
        case draftVersion03 = "DRAFT_VERSION_03"

        package static var zero: Self { .off }
    }

    package enum VirtualHostRateLimits: String, ProtoEnum {
        case override = "OVERRIDE"
        case include = "INCLUDE"
        case ignore = "IGNORE"

        package static var zero: Self { .override }
    }

    package struct Descriptor: Message {
        package var entries: [Entry] = []
        package var tokenBucket: TokenBucket?
        package var shadowMode = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("entries", &entries)
            visitor.field("token_bucket", &tokenBucket)
            visitor.field("shadow_mode", &shadowMode)
        }

        package struct Entry: Message {
            package var key = ""
            package var value = ""

            package init() {}

            package mutating func fields(_ visitor: inout some FieldVisitor) {
                visitor.field("key", &key)
                visitor.field("value", &value)
            }
        }
    }
}

package struct HttpStatus: Message {
    package var code: HttpStatusCode?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("code", &code)
    }
}
