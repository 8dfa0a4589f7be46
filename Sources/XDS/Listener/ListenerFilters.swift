package struct TlsInspector: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector"

    package var enableJa3Fingerprinting: Bool?
    package var enableJa4Fingerprinting: Bool?
    package var initialReadBufferSize: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("enable_ja3_fingerprinting", &enableJa3Fingerprinting)
        visitor.field("enable_ja4_fingerprinting", &enableJa4Fingerprinting)
        visitor.field("initial_read_buffer_size", &initialReadBufferSize)
    }
}

package struct HttpInspector: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.listener.http_inspector.v3.HttpInspector"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct OriginalDst: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.listener.original_dst.v3.OriginalDst"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct ProxyProtocol: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.listener.proxy_protocol.v3.ProxyProtocol"

    package var allowRequestsWithoutProxyProtocol = false
    package var statPrefix = ""
    package var disallowedVersions: [Version] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("allow_requests_without_proxy_protocol", &allowRequestsWithoutProxyProtocol)
        visitor.field("stat_prefix", &statPrefix)
        visitor.field("disallowed_versions", &disallowedVersions)
    }

    package enum Version: String, ProtoEnum {
        case v1 = "V1"
        case v2 = "V2"

        package static var zero: Self { .v1 }
    }
}
