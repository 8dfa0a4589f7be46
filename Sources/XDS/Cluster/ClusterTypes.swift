package import JSON

/// A cluster whose endpoint is named by each request.
package struct DynamicForwardProxyCluster: ExtensionMessage {
    package static let protoName = "envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig"

    package var implementation: Implementation?
    package var allowInsecureClusterOptions = false
    package var allowCoalescedConnections = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member(
            "dns_cache_config", of: &implementation, { if case .dnsCacheConfig(let x) = $0 { x } else { nil } },
            Implementation.dnsCacheConfig)
        visitor.member(
            "sub_clusters_config", of: &implementation, { if case .subClustersConfig(let x) = $0 { x } else { nil } },
            Implementation.subClustersConfig)
        visitor.field("allow_insecure_cluster_options", &allowInsecureClusterOptions)
        visitor.field("allow_coalesced_connections", &allowCoalescedConnections)
    }

    package enum Implementation: Sendable, Hashable {
        case dnsCacheConfig(DnsCacheConfig)
        case subClustersConfig(SubClustersConfig)
    }

    package struct SubClustersConfig: Message {
        package var lbPolicy: Cluster.LbPolicy = .zero
        package var maxSubClusters: UInt32?
        package var subClusterTtl: Duration?
        package var preresolveClusters: [SocketAddress] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("lb_policy", &lbPolicy)
            visitor.field("max_sub_clusters", &maxSubClusters)
            visitor.field("sub_cluster_ttl", &subClusterTtl)
            visitor.field("preresolve_clusters", &preresolveClusters)
        }
    }
}

package struct DnsCacheConfig: Message {
    package var name = ""
    package var dnsLookupFamily: Cluster.DnsLookupFamily = .zero
    package var dnsRefreshRate: Duration?
    package var dnsMinRefreshRate: Duration?
    package var hostTtl: Duration?
    package var maxHosts: UInt32?
    package var dnsFailureRefreshRate: RefreshRate?
    package var dnsQueryTimeout: Duration?
    package var typedDnsResolverConfig: TypedExtension?
    package var preresolveHostnames: [SocketAddress] = []
    package var disableDnsRefreshOnFailure = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("dns_lookup_family", &dnsLookupFamily)
        visitor.field("dns_refresh_rate", &dnsRefreshRate)
        visitor.field("dns_min_refresh_rate", &dnsMinRefreshRate)
        visitor.field("host_ttl", &hostTtl)
        visitor.field("max_hosts", &maxHosts)
        visitor.field("dns_failure_refresh_rate", &dnsFailureRefreshRate)
        visitor.field("dns_query_timeout", &dnsQueryTimeout)
        visitor.field("typed_dns_resolver_config", &typedDnsResolverConfig)
        visitor.field("preresolve_hostnames", &preresolveHostnames)
        visitor.field("disable_dns_refresh_on_failure", &disableDnsRefreshOnFailure)
    }

    package struct RefreshRate: Message {
        package var baseInterval: Duration?
        package var maxInterval: Duration?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("base_interval", &baseInterval)
            visitor.field("max_interval", &maxInterval)
        }
    }
}

/// A cluster whose endpoints are names: strict and logical DNS in one extension.
package struct DnsCluster: ExtensionMessage {
    package static let protoName = "envoy.extensions.clusters.dns.v3.DnsCluster"

    package var dnsRefreshRate: Duration?
    package var dnsFailureRefreshRate: RefreshRate?
    package var respectDnsTtl = false
    package var dnsJitter: Duration?
    package var typedDnsResolverConfig: TypedExtension?
    package var dnsLookupFamily: LookupFamily = .zero
    package var allAddressesInSingleEndpoint = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("dns_refresh_rate", &dnsRefreshRate)
        visitor.field("dns_failure_refresh_rate", &dnsFailureRefreshRate)
        visitor.field("respect_dns_ttl", &respectDnsTtl)
        visitor.field("dns_jitter", &dnsJitter)
        visitor.field("typed_dns_resolver_config", &typedDnsResolverConfig)
        visitor.field("dns_lookup_family", &dnsLookupFamily)
        visitor.field("all_addresses_in_single_endpoint", &allAddressesInSingleEndpoint)
    }

    package enum LookupFamily: String, ProtoEnum {
        case unspecified = "UNSPECIFIED"
        case auto = "AUTO"
        case v4Only = "V4_ONLY"
        case v6Only = "V6_ONLY"
        case v4Preferred = "V4_PREFERRED"
        case all = "ALL"

        package static var zero: Self { .unspecified }
    }

    package struct RefreshRate: Message {
        package var baseInterval: Duration?
        package var maxInterval: Duration?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("base_interval", &baseInterval)
            visitor.field("max_interval", &maxInterval)
        }
    }
}

package struct CaresDnsResolver: ExtensionMessage {
    package static let protoName = "envoy.extensions.network.dns_resolver.cares.v3.CaresDnsResolverConfig"

    package var resolvers: [Address] = []
    package var useResolversAsFallback = false
    package var filterUnroutableFamilies = false
    package var dnsResolverOptions: JSON = .null
    package var queryTimeoutSeconds: UInt64?
    package var queryTries: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("resolvers", &resolvers)
        visitor.field("use_resolvers_as_fallback", &useResolversAsFallback)
        visitor.field("filter_unroutable_families", &filterUnroutableFamilies)
        visitor.field("dns_resolver_options", &dnsResolverOptions)
        visitor.field("query_timeout_seconds", &queryTimeoutSeconds)
        visitor.field("query_tries", &queryTries)
    }
}
