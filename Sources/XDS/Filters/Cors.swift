/// In the filter chain without fields; the policies stand with the routes.
package struct Cors: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.cors.v3.Cors"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct CorsPolicy: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.cors.v3.CorsPolicy"

    package var allowOriginStringMatch: [StringMatcher] = []
    package var allowMethods = ""
    package var allowHeaders = ""
    package var exposeHeaders = ""
    /// Seconds, as text.
    package var maxAge = ""
    package var allowCredentials: Bool?
    package var filterEnabled: RuntimeFractionalPercent?
    package var shadowEnabled: RuntimeFractionalPercent?
    package var allowPrivateNetworkAccess: Bool?
    package var forwardNotMatchingPreflights: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("allow_origin_string_match", &allowOriginStringMatch)
        visitor.field("allow_methods", &allowMethods)
        visitor.field("allow_headers", &allowHeaders)
        visitor.field("expose_headers", &exposeHeaders)
        visitor.field("max_age", &maxAge)
        visitor.field("allow_credentials", &allowCredentials)
        visitor.field("filter_enabled", &filterEnabled)
        visitor.field("shadow_enabled", &shadowEnabled)
        visitor.field("allow_private_network_access", &allowPrivateNetworkAccess)
        visitor.field("forward_not_matching_preflights", &forwardNotMatchingPreflights)
    }
}
