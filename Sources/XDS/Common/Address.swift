/// Where something listens or is dialled.
package indirect enum Address: ChoiceMessage {
    case socketAddress(SocketAddress)
    case pipe(Pipe)
    case envoyInternalAddress(EnvoyInternalAddress)

    package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
        visitor.member(
            "socket_address", of: &choice, { if case .socketAddress(let x) = $0 { x } else { nil } }, Self.socketAddress
        )
        visitor.member("pipe", of: &choice, { if case .pipe(let x) = $0 { x } else { nil } }, Self.pipe)
        visitor.member(
            "envoy_internal_address", of: &choice, { if case .envoyInternalAddress(let x) = $0 { x } else { nil } },
            Self.envoyInternalAddress)
    }
}

package struct SocketAddress: Message {
    package var transport: Transport = .zero
    /// An IP address, or a name where the cluster resolves names.
    package var address = ""
    package var port: PortSpecifier?
    package var resolverName = ""
    package var ipv4Compat = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("protocol", &transport)
        visitor.field("address", &address)
        visitor.member("port_value", of: &port, { if case .value(let x) = $0 { x } else { nil } }, PortSpecifier.value)
        visitor.member("named_port", of: &port, { if case .named(let x) = $0 { x } else { nil } }, PortSpecifier.named)
        visitor.field("resolver_name", &resolverName)
        visitor.field("ipv4_compat", &ipv4Compat)
    }

    package enum Transport: String, ProtoEnum {
        case tcp = "TCP"
        case udp = "UDP"

        package static var zero: Self { .tcp }
    }

    package enum PortSpecifier: Sendable, Hashable {
        case value(UInt32)
        case named(String)
    }
}

package struct Pipe: Message {
    package var path = ""
    package var mode: UInt32 = 0

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("path", &path)
        visitor.field("mode", &mode)
    }
}

package struct EnvoyInternalAddress: Message {
    package var serverListenerName = ""
    package var endpointId = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("server_listener_name", &serverListenerName)
        visitor.field("endpoint_id", &endpointId)
    }
}

package struct CidrRange: Message {
    package var addressPrefix = ""
    package var prefixLen: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("address_prefix", &addressPrefix)
        visitor.field("prefix_len", &prefixLen)
    }
}

package struct TcpKeepalive: Message {
    package var keepaliveProbes: UInt32?
    package var keepaliveTime: UInt32?
    package var keepaliveInterval: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("keepalive_probes", &keepaliveProbes)
        visitor.field("keepalive_time", &keepaliveTime)
        visitor.field("keepalive_interval", &keepaliveInterval)
    }
}

package struct SocketOption: Message {
    package var description = ""
    package var level: Int64 = 0
    package var name: Int64 = 0
    package var value: Value?
    package var state: State = .zero

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("description", &description)
        visitor.field("level", &level)
        visitor.field("name", &name)
        visitor.member("int_value", of: &value, { if case .intValue(let x) = $0 { x } else { nil } }, Value.intValue)
        visitor.member("buf_value", of: &value, { if case .bufValue(let x) = $0 { x } else { nil } }, Value.bufValue)
        visitor.field("state", &state)
    }

    package enum State: String, ProtoEnum {
        case statePrebind = "STATE_PREBIND"
        case stateBound = "STATE_BOUND"
        case stateListening = "STATE_LISTENING"

        package static var zero: Self { .statePrebind }
    }

    package enum Value: Sendable, Hashable {
        case intValue(Int64)
        case bufValue(Bytes)
    }
}

package struct BindConfig: Message {
    package var sourceAddress: SocketAddress?
    package var freebind: Bool?
    package var socketOptions: [SocketOption] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("source_address", &sourceAddress)
        visitor.field("freebind", &freebind)
        visitor.field("socket_options", &socketOptions)
    }
}
