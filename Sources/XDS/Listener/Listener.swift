package struct Listener: ExtensionMessage {
    package static let protoName = "envoy.config.listener.v3.Listener"

    package var name = ""
    package var address: Address?
    package var additionalAddresses: [AdditionalAddress] = []
    package var statPrefix = ""
    package var filterChains: [FilterChain] = []
    package var defaultFilterChain: FilterChain?
    package var perConnectionBufferLimitBytes: UInt32?
    package var metadata: Metadata?
    /// The order of evaluation for connections.
    package var listenerFilters: [ListenerFilter] = []
    package var listenerFiltersTimeout: Duration?
    package var continueOnListenerFiltersTimeout = false
    package var trafficDirection: TrafficDirection = .zero
    package var udpListenerConfig: UdpListenerConfig?
    package var accessLog: [AccessLog] = []
    package var socketOptions: [SocketOption] = []
    package var maxConnectionsToAcceptPerSocketEvent: UInt32?
    package var enableReusePort: Bool?
    package var bindToPort: Bool?
    package var tcpBacklogSize: UInt32?
    package var ignoreGlobalConnLimit = false
    package var bypassOverloadManager = false
    package var enableMptcp = false
    package var drainType: DrainType = .zero

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("address", &address)
        visitor.field("additional_addresses", &additionalAddresses)
        visitor.field("stat_prefix", &statPrefix)
        visitor.field("filter_chains", &filterChains)
        visitor.field("default_filter_chain", &defaultFilterChain)
        visitor.field("per_connection_buffer_limit_bytes", &perConnectionBufferLimitBytes)
        visitor.field("metadata", &metadata)
        visitor.field("listener_filters", &listenerFilters)
        visitor.field("listener_filters_timeout", &listenerFiltersTimeout)
        visitor.field("continue_on_listener_filters_timeout", &continueOnListenerFiltersTimeout)
        visitor.field("traffic_direction", &trafficDirection)
        visitor.field("udp_listener_config", &udpListenerConfig)
        visitor.field("access_log", &accessLog)
        visitor.field("socket_options", &socketOptions)
        visitor.field("max_connections_to_accept_per_socket_event", &maxConnectionsToAcceptPerSocketEvent)
        visitor.field("enable_reuse_port", &enableReusePort)
        visitor.field("bind_to_port", &bindToPort)
        visitor.field("tcp_backlog_size", &tcpBacklogSize)
        visitor.field("ignore_global_conn_limit", &ignoreGlobalConnLimit)
        visitor.field("bypass_overload_manager", &bypassOverloadManager)
        visitor.field("enable_mptcp", &enableMptcp)
        visitor.field("drain_type", &drainType)
    }

    package enum DrainType: String, ProtoEnum {
        case `default` = "DEFAULT"
        case modifyOnly = "MODIFY_ONLY"

        package static var zero: Self { .`default` }
    }

    package enum TrafficDirection: String, ProtoEnum {
        case unspecified = "UNSPECIFIED"
        case inbound = "INBOUND"
        case outbound = "OUTBOUND"

        package static var zero: Self { .unspecified }
    }

    package struct AdditionalAddress: Message {
        package var address: Address?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("address", &address)
        }
    }
}

package struct ListenerFilter: Message {
    package var name = ""
    package var typedConfig: AnyConfig?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("typed_config", &typedConfig)
    }
}

package struct UdpListenerConfig: Message {
    package var downstreamSocketConfig: UdpSocketConfig?
    package var quicOptions: QuicProtocolOptions?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("downstream_socket_config", &downstreamSocketConfig)
        visitor.field("quic_options", &quicOptions)
    }
}

package struct UdpSocketConfig: Message {
    package var maxRxDatagramSize: UInt64?
    package var preferGro: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("max_rx_datagram_size", &maxRxDatagramSize)
        visitor.field("prefer_gro", &preferGro)
    }
}

package struct QuicProtocolOptions: Message {
    package var idleTimeout: Duration?
    package var cryptoHandshakeTimeout: Duration?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("idle_timeout", &idleTimeout)
        visitor.field("crypto_handshake_timeout", &cryptoHandshakeTimeout)
    }
}
