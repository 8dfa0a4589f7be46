package struct Buffer: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.buffer.v3.Buffer"

    package var maxRequestBytes: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("max_request_bytes", &maxRequestBytes)
    }
}

package struct BufferPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.buffer.v3.BufferPerRoute"

    package var override: Override?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "disabled", of: &override, { if case .disabled(let x) = $0 { x } else { nil } }, Override.disabled)
        visitor.member("buffer", of: &override, { if case .buffer(let x) = $0 { x } else { nil } }, Override.buffer)
    }

    package enum Override: Sendable, Hashable {
        case disabled(Bool)
        case buffer(Buffer)
    }
}
