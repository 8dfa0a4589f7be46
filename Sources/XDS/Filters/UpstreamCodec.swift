/// The last of a cluster's own HTTP filters.
package struct UpstreamCodec: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}
