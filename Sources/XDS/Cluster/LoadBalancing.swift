package import JSON

package struct LoadBalancingPolicy: Message {
    /// The first policy that is known counts.
    package var policies: [Policy] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("policies", &policies)
    }

    package struct Policy: Message {
        package var typedExtensionConfig: TypedExtension?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("typed_extension_config", &typedExtensionConfig)
        }
    }
}

package struct LocalityLbConfig: Message {
    package var kind: Kind?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "zone_aware_lb_config", of: &kind, { if case .zoneAwareLbConfig(let x) = $0 { x } else { nil } },
            Kind.zoneAwareLbConfig)
        visitor.member(
            "locality_weighted_lb_config", of: &kind,
            { if case .localityWeightedLbConfig(let x) = $0 { x } else { nil } }, Kind.localityWeightedLbConfig)
    }

    package enum Kind: Sendable, Hashable {
        case zoneAwareLbConfig(ZoneAwareLbConfig)
        case localityWeightedLbConfig(Empty)
    }
}

package struct SlowStartConfig: Message {
    package var slowStartWindow: Duration?
    package var aggression: RuntimeDouble?
    package var minWeightPercent: Percent?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("slow_start_window", &slowStartWindow)
        visitor.field("aggression", &aggression)
        visitor.field("min_weight_percent", &minWeightPercent)
    }
}

package struct ConsistentHashingLbConfig: Message {
    package var useHostnameForHashing = false
    package var hashBalanceFactor: UInt32?
    package var hashPolicy: [HashPolicy] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("use_hostname_for_hashing", &useHostnameForHashing)
        visitor.field("hash_balance_factor", &hashBalanceFactor)
        visitor.field("hash_policy", &hashPolicy)
    }
}

package struct LeastRequest: ExtensionMessage {
    package static let protoName = "envoy.extensions.load_balancing_policies.least_request.v3.LeastRequest"

    package var choiceCount: UInt32?
    package var activeRequestBias: RuntimeDouble?
    package var slowStartConfig: SlowStartConfig?
    package var localityLbConfig: LocalityLbConfig?
    package var enableFullScan: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("choice_count", &choiceCount)
        visitor.field("active_request_bias", &activeRequestBias)
        visitor.field("slow_start_config", &slowStartConfig)
        visitor.field("locality_lb_config", &localityLbConfig)
        visitor.field("enable_full_scan", &enableFullScan)
    }
}

package struct RoundRobin: ExtensionMessage {
    package static let protoName = "envoy.extensions.load_balancing_policies.round_robin.v3.RoundRobin"

    package var slowStartConfig: SlowStartConfig?
    package var localityLbConfig: LocalityLbConfig?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("slow_start_config", &slowStartConfig)
        visitor.field("locality_lb_config", &localityLbConfig)
    }
}

package struct RandomPolicy: ExtensionMessage {
    package static let protoName = "envoy.extensions.load_balancing_policies.random.v3.Random"

    package var localityLbConfig: LocalityLbConfig?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("locality_lb_config", &localityLbConfig)
    }
}

package struct RingHash: ExtensionMessage {
    package static let protoName = "envoy.extensions.load_balancing_policies.ring_hash.v3.RingHash"

    package var hashFunction: HashFunction = .zero
    package var minimumRingSize: UInt64?
    package var maximumRingSize: UInt64?
    package var consistentHashingLbConfig: ConsistentHashingLbConfig?
    package var localityWeightedLbConfig: Empty?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("hash_function", &hashFunction)
        visitor.field("minimum_ring_size", &minimumRingSize)
        visitor.field("maximum_ring_size", &maximumRingSize)
        visitor.field("consistent_hashing_lb_config", &consistentHashingLbConfig)
        visitor.field("locality_weighted_lb_config", &localityWeightedLbConfig)
    }

    package enum HashFunction: String, ProtoEnum {
        case defaultHash = "DEFAULT_HASH"
        case xxHash = "XX_HASH"
        case murmurHash2 = "MURMUR_HASH_2"

        package static var zero: Self { .defaultHash }
    }
}

package struct Maglev: ExtensionMessage {
    package static let protoName = "envoy.extensions.load_balancing_policies.maglev.v3.Maglev"

    package var tableSize: UInt64?
    package var consistentHashingLbConfig: ConsistentHashingLbConfig?
    package var localityWeightedLbConfig: Empty?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("table_size", &tableSize)
        visitor.field("consistent_hashing_lb_config", &consistentHashingLbConfig)
        visitor.field("locality_weighted_lb_config", &localityWeightedLbConfig)
    }
}

package struct ClusterProvided: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.load_balancing_policies.cluster_provided.v3.ClusterProvided"

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {}
}

package struct WrrLocality: ExtensionMessage {
    package static let protoName = "envoy.extensions.load_balancing_policies.wrr_locality.v3.WrrLocality"

    package var endpointPickingPolicy: LoadBalancingPolicy?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("endpoint_picking_policy", &endpointPickingPolicy)
    }
}

/// Weights that the endpoints report about themselves.
package struct ClientSideWeightedRoundRobin: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.load_balancing_policies.client_side_weighted_round_robin.v3.ClientSideWeightedRoundRobin"

    package var enableOobLoadReport: Bool?
    package var oobReportingPeriod: Duration?
    package var oobReportingConfig: JSON = .null
    package var blackoutPeriod: Duration?
    package var weightExpirationPeriod: Duration?
    package var weightUpdatePeriod: Duration?
    package var errorUtilizationPenalty: Double?
    package var metricNamesForComputingUtilization: [String] = []
    package var localityLbConfig: LocalityLbConfig?
    package var slowStartConfig: SlowStartConfig?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("enable_oob_load_report", &enableOobLoadReport)
        visitor.field("oob_reporting_period", &oobReportingPeriod)
        visitor.field("oob_reporting_config", &oobReportingConfig)
        visitor.field("blackout_period", &blackoutPeriod)
        visitor.field("weight_expiration_period", &weightExpirationPeriod)
        visitor.field("weight_update_period", &weightUpdatePeriod)
        visitor.field("error_utilization_penalty", &errorUtilizationPenalty)
        visitor.field("metric_names_for_computing_utilization", &metricNamesForComputingUtilization)
        visitor.field("locality_lb_config", &localityLbConfig)
        visitor.field("slow_start_config", &slowStartConfig)
    }
}

/// Takes the endpoint that a header or metadata names, else asks the fallback.
package struct OverrideHost: ExtensionMessage {
    package static let protoName = "envoy.extensions.load_balancing_policies.override_host.v3.OverrideHost"

    package var overrideHostSources: [Source] = []
    package var selectedHostKey: MetadataKey?
    package var fallbackPolicy: LoadBalancingPolicy?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("override_host_sources", &overrideHostSources)
        visitor.field("selected_host_key", &selectedHostKey)
        visitor.field("fallback_policy", &fallbackPolicy)
    }

    package struct Source: Message {
        package var header = ""
        package var metadata: MetadataKey?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("header", &header)
            visitor.field("metadata", &metadata)
        }
    }
}
