package struct FilterChain: Message {
    package var name = ""
    package var match: FilterChainMatch?
    package var filters: [NetworkFilter] = []
    package var transportSocket: TransportSocket?
    package var transportSocketConnectTimeout: Duration?
    package var metadata: Metadata?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("filter_chain_match", &match)
        visitor.field("filters", &filters)
        visitor.field("transport_socket", &transportSocket)
        visitor.field("transport_socket_connect_timeout", &transportSocketConnectTimeout)
        visitor.field("metadata", &metadata)
    }
}

/// Which connections a chain takes: the most specific match wins, criterion by criterion.
package struct FilterChainMatch: Message {
    package var destinationPort: UInt32?
    package var prefixRanges: [CidrRange] = []
    package var serverNames: [String] = []
    package var transportProtocol = ""
    package var applicationProtocols: [String] = []
    package var directSourcePrefixRanges: [CidrRange] = []
    package var sourceType: SourceType = .zero
    package var sourcePrefixRanges: [CidrRange] = []
    package var sourcePorts: [UInt32] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("destination_port", &destinationPort)
        visitor.field("prefix_ranges", &prefixRanges)
        visitor.field("server_names", &serverNames)
        visitor.field("transport_protocol", &transportProtocol)
        visitor.field("application_protocols", &applicationProtocols)
        visitor.field("direct_source_prefix_ranges", &directSourcePrefixRanges)
        visitor.field("source_type", &sourceType)
        visitor.field("source_prefix_ranges", &sourcePrefixRanges)
        visitor.field("source_ports", &sourcePorts)
    }

    package enum SourceType: String, ProtoEnum {
        case any = "ANY"
        case sameIpOrLoopback = "SAME_IP_OR_LOOPBACK"
        case external = "EXTERNAL"

        package static var zero: Self { .any }
    }
}

package struct NetworkFilter: Message {
    package var name = ""
    package var typedConfig: AnyConfig?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("typed_config", &typedConfig)
    }
}

package struct TransportSocket: Message {
    package var name = ""
    package var typedConfig: AnyConfig?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("typed_config", &typedConfig)
    }
}
