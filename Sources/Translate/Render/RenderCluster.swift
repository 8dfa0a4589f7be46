import JSON
import XDS

/// What a cluster is made of. Equal requests make equal clusters.
struct ClusterRequest: Sendable, Hashable {
    enum Endpoints: Sendable, Hashable {
        case named
        case fixed
        case dynamic
        /// None, ever: requests are refused.
        case none
    }

    var name: String
    var settings: [Model.DestinationSetting]
    var origin: Model.Origin?
    var ipFamily: Model.IPFamily?
    var statName: String?
    var metrics: Model.Metrics?
    /// Zone-aware whatever the settings say: the cluster of the proxies themselves.
    var zoneAware: Model.ZoneAware?
    private var isPlaceholder = false

    init(name: String, settings: [Model.DestinationSetting], origin: Model.Origin?, metrics: Model.Metrics?) {
        self.name = name
        self.settings = settings
        self.origin = origin
        self.metrics = metrics
    }

    init(shared: Model.SharedCluster, metrics: Model.Metrics?) {
        self.init(name: shared.name, settings: [shared.setting], origin: shared.origin, metrics: metrics)
        ipFamily = shared.setting.ipFamily
    }

    init(proxies: Model.Destination) {
        self.init(name: proxies.name, settings: proxies.settings, origin: proxies.origin, metrics: nil)
        var zones = Model.ZoneAware()
        zones.minimumEndpoints = 1
        zoneAware = zones
    }

    init(placeholder name: String) {
        self.init(name: name, settings: [], origin: nil, metrics: nil)
        isPlaceholder = true
    }

    /// The first setting speaks for all: settings that differ here never share a cluster.
    var endpoints: Endpoints {
        if isPlaceholder { return .none }
        guard let first = settings.first else { return .fixed }
        if first.isDynamicResolver { return .dynamic }
        return first.addressType == .fqdn ? .named : .fixed
    }

    /// The certificates that the cluster trusts and shows, and the credentials it adds to requests.
    var secrets: [Secret] {
        settings.flatMap { setting -> [Secret] in
            guard setting.tls != nil || setting.filters != nil else { return [] }
            var secrets = setting.tls?.clientCertificates.map(Secret.init) ?? []
            if let tls = setting.tls, !tls.skipsVerification { secrets.append(Secret(trustOf: tls)) }
            if let credential = setting.filters?.credentialInjection { secrets.append(Secret(credential)) }
            return secrets
        }
    }
}

extension ClusterRequest {
    var cluster: Cluster {
        var cluster = Cluster()
        cluster.name = name
        if endpoints == .none {
            addDiscovery(to: &cluster)
            return cluster
        }
        cluster.altStatName = statName ?? ""
        cluster.dnsLookupFamily = dnsLookupFamily
        cluster.commonLbConfig = Cluster.CommonLbConfig()
        cluster.perConnectionBufferLimitBytes = 32768
        cluster.metadata = origin.map(Metadata.init)
        // Endpoints that discovery removed go at once, whatever their health says.
        cluster.ignoreHealthOnHostRemoval = true
        cluster.connectTimeout = .seconds(10)
        if let metrics, metrics.perEndpointStats || metrics.requestResponseSizes {
            cluster.trackClusterStats = .with {
                $0.perEndpointStats = metrics.perEndpointStats
                $0.requestResponseSizes = metrics.requestResponseSizes
            }
        }
        addTransport(to: &cluster)
        if let options = protocolOptions {
            cluster.typedExtensionProtocolOptions[HttpProtocolOptions.protoName] = AnyConfig(options)
        }
        // As many retries as requests, for the surge when pods restart.
        cluster.circuitBreakers = .with { $0.thresholds = [.with { $0.maxRetries = 1024 }] }
        cluster.loadBalancingPolicy = loadBalancingPolicy
        addDiscovery(to: &cluster)
        return cluster
    }

    private var dnsLookupFamily: Cluster.DnsLookupFamily {
        switch ipFamily {
        case .ipv4: .v4Only
        case .ipv6: .v6Only
        case .dualStack: .all
        case nil: .v4Preferred
        }
    }

    private func addDiscovery(to cluster: inout Cluster) {
        switch endpoints {
        case .fixed:
            cluster.discovery = .type(.eds)
            cluster.edsClusterConfig = .with {
                $0.serviceName = name
                $0.edsConfig = .with {
                    $0.specifier = .ads(Empty())
                    $0.resourceApiVersion = .v3
                }
            }
        case .named:
            let family = cluster.dnsLookupFamily
            let dns = DnsCluster.with {
                $0.dnsRefreshRate = .seconds(30)
                $0.respectDnsTtl = true
                $0.dnsLookupFamily = DnsCluster.LookupFamily(rawValue: family.rawValue) ?? .auto
            }
            cluster.discovery = .custom(TypedExtension("envoy.cluster.dns", dns))
            cluster.loadAssignment = loadAssignment
        case .dynamic:
            let cache = DnsCacheConfig.dynamicForwardProxy(family: cluster.dnsLookupFamily)
            let proxy = DynamicForwardProxyCluster.with { $0.implementation = .dnsCacheConfig(cache) }
            cluster.discovery = .custom(TypedExtension("envoy.clusters.dynamic_forward_proxy", proxy))
        case .none: cluster.discovery = .type(.static)
        }
    }

    private var loadBalancingPolicy: LoadBalancingPolicy {
        if endpoints == .dynamic {
            return LoadBalancingPolicy("cluster_provided", ClusterProvided())
        }
        let zones = zoneAware ?? (settings.count == 1 ? settings[0].zoneAware : nil)
        let localities = LocalityLbConfig.with {
            $0.kind = zones.map { .zoneAwareLbConfig(ZoneAwareLbConfig($0)) } ?? .localityWeightedLbConfig(Empty())
        }
        return LoadBalancingPolicy("least_request", LeastRequest.with { $0.localityLbConfig = localities })
    }
}

extension DnsCacheConfig {
    /// The one DNS cache of all dynamic resolvers of a family: its name says its settings, so that clusters and filters
    /// that need the same cache name it alike.
    static func dynamicForwardProxy(family: Cluster.DnsLookupFamily) -> DnsCacheConfig {
        .with {
            $0.name = "envoy-gateway-dfp-cache-\(family.rawValue.lowercased())-30000ms-default"
            $0.dnsLookupFamily = family
            $0.dnsRefreshRate = .seconds(30)
        }
    }
}

extension LoadBalancingPolicy {
    init(_ name: String, _ policy: some ExtensionMessage) {
        self.init()
        policies = [
            .with { $0.typedExtensionConfig = TypedExtension("envoy.load_balancing_policies.\(name)", policy) }
        ]
    }
}

extension ZoneAwareLbConfig {
    init(_ zones: Model.ZoneAware) {
        self.init()
        minClusterSize = UInt64(zones.minimumEndpoints ?? 6)
        routingEnabled = zones.percentageEnabled.map { percentage in .with { $0.value = Double(percentage) } }
        if zones.forces {
            forceLocalZone = ["min_size": .int(Int64(zones.forceMinimumEndpoints ?? 1))]
        }
    }
}
