package import JSON

package struct ClusterLoadAssignment: ExtensionMessage {
    package static let protoName = "envoy.config.endpoint.v3.ClusterLoadAssignment"

    package var clusterName = ""
    package var endpoints: [LocalityLbEndpoints] = []
    package var policy: Policy?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("cluster_name", &clusterName)
        visitor.field("endpoints", &endpoints)
        visitor.field("policy", &policy)
    }

    package struct Policy: Message {
        package var dropOverloads: JSON = .null
        package var overprovisioningFactor: UInt32?
        package var endpointStaleAfter: Duration?
        package var weightedPriorityHealth = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("drop_overloads", &dropOverloads)
            visitor.field("overprovisioning_factor", &overprovisioningFactor)
            visitor.field("endpoint_stale_after", &endpointStaleAfter)
            visitor.field("weighted_priority_health", &weightedPriorityHealth)
        }
    }
}

package struct Locality: Message {
    package var region = ""
    package var zone = ""
    package var subZone = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("region", &region)
        visitor.field("zone", &zone)
        visitor.field("sub_zone", &subZone)
    }
}

package struct LocalityLbEndpoints: Message {
    package var locality: Locality?
    package var metadata: Metadata?
    package var lbEndpoints: [LbEndpoint] = []
    package var loadBalancingWeight: UInt32?
    /// 0 is the highest; a lower one takes over as the higher ones' healthy share falls.
    package var priority: UInt32 = 0
    package var proximity: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("locality", &locality)
        visitor.field("metadata", &metadata)
        visitor.field("lb_endpoints", &lbEndpoints)
        visitor.field("load_balancing_weight", &loadBalancingWeight)
        visitor.field("priority", &priority)
        visitor.field("proximity", &proximity)
    }
}

package enum HealthStatus: String, ProtoEnum {
    case unknown = "UNKNOWN"
    case healthy = "HEALTHY"
    case unhealthy = "UNHEALTHY"
    case draining = "DRAINING"
    case timeout = "TIMEOUT"
    case degraded = "DEGRADED"

    package static var zero: Self { .unknown }
}

package struct LbEndpoint: Message {
    package var identifier: HostIdentifier?
    package var healthStatus: HealthStatus = .zero
    package var metadata: Metadata?
    package var loadBalancingWeight: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "endpoint", of: &identifier, { if case .endpoint(let x) = $0 { x } else { nil } }, HostIdentifier.endpoint)
        visitor.member(
            "endpoint_name", of: &identifier, { if case .endpointName(let x) = $0 { x } else { nil } },
            HostIdentifier.endpointName)
        visitor.field("health_status", &healthStatus)
        visitor.field("metadata", &metadata)
        visitor.field("load_balancing_weight", &loadBalancingWeight)
    }

    package enum HostIdentifier: Sendable, Hashable {
        case endpoint(Endpoint)
        case endpointName(String)
    }
}

package struct Endpoint: Message {
    package var address: Address?
    package var healthCheckConfig: HealthCheckConfig?
    package var hostname = ""
    package var additionalAddresses: [Listener.AdditionalAddress] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("address", &address)
        visitor.field("health_check_config", &healthCheckConfig)
        visitor.field("hostname", &hostname)
        visitor.field("additional_addresses", &additionalAddresses)
    }

    package struct HealthCheckConfig: Message {
        package var portValue: UInt32 = 0
        package var hostname = ""
        package var address: Address?
        package var disableActiveHealthCheck = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("port_value", &portValue)
            visitor.field("hostname", &hostname)
            visitor.field("address", &address)
            visitor.field("disable_active_health_check", &disableActiveHealthCheck)
        }
    }
}
