/// A route's word on a filter: turns it on or off, or wraps its configuration.
package struct FilterConfig: ExtensionMessage {
    package static let protoName = "envoy.config.route.v3.FilterConfig"

    package var config: AnyConfig?
    package var isOptional = false
    package var disabled = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("config", &config)
        visitor.field("is_optional", &isOptional)
        visitor.field("disabled", &disabled)
    }
}
