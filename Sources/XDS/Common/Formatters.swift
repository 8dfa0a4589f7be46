/// Gives formats `%REQ_WITHOUT_QUERY(…)%`.
package struct ReqWithoutQueryFormatter: ExtensionMessage {
    package static let protoName = "envoy.extensions.formatter.req_without_query.v3.ReqWithoutQuery"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

/// Gives formats `%METADATA(…)%`.
package struct MetadataFormatter: ExtensionMessage {
    package static let protoName = "envoy.extensions.formatter.metadata.v3.Metadata"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

/// Gives formats `%CEL(…)%`.
package struct CelFormatter: ExtensionMessage {
    package static let protoName = "envoy.extensions.formatter.cel.v3.Cel"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}
