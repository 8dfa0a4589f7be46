package struct CsrfPolicy: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.csrf.v3.CsrfPolicy"

    package var filterEnabled: RuntimeFractionalPercent?
    package var shadowEnabled: RuntimeFractionalPercent?
    package var additionalOrigins: [StringMatcher] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("filter_enabled", &filterEnabled)
        visitor.field("shadow_enabled", &shadowEnabled)
        visitor.field("additional_origins", &additionalOrigins)
    }
}
