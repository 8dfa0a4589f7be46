package struct RawBuffer: ExtensionMessage {
    package static let protoName = "envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

/// Sends a PROXY header before the inner transport starts.
package struct ProxyProtocolUpstreamTransport: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport"

    package var config: ProxyProtocolConfig?
    package var transportSocket: TransportSocket?
    package var allowUnspecifiedAddress = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("config", &config)
        visitor.field("transport_socket", &transportSocket)
        visitor.field("allow_unspecified_address", &allowUnspecifiedAddress)
    }
}

package struct ProxyProtocolConfig: Message {
    package var version: Version = .zero

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("version", &version)
    }

    package enum Version: String, ProtoEnum {
        case v1 = "V1"
        case v2 = "V2"

        package static var zero: Self { .v1 }
    }
}

package struct QuicDownstreamTransport: ExtensionMessage {
    package static let protoName = "envoy.extensions.transport_sockets.quic.v3.QuicDownstreamTransport"

    package var downstreamTlsContext: DownstreamTlsContext?
    package var enableEarlyData: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("downstream_tls_context", &downstreamTlsContext)
        visitor.field("enable_early_data", &enableEarlyData)
    }
}
