package import JSON

/// What an Envoy is started with.
package struct Bootstrap: ExtensionMessage {
    package static let protoName = "envoy.config.bootstrap.v3.Bootstrap"

    package var node: Node?
    package var staticResources: StaticResources?
    package var dynamicResources: DynamicResources?
    package var clusterManager: ClusterManager?
    package var admin: Admin?
    package var statsConfig: StatsConfig?
    package var overloadManager: OverloadManager?
    package var layeredRuntime: LayeredRuntime?
    package var deferredStatOptions: DeferredStatOptions?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("node", &node)
        visitor.field("static_resources", &staticResources)
        visitor.field("dynamic_resources", &dynamicResources)
        visitor.field("cluster_manager", &clusterManager)
        visitor.field("admin", &admin)
        visitor.field("stats_config", &statsConfig)
        visitor.field("overload_manager", &overloadManager)
        visitor.field("layered_runtime", &layeredRuntime)
        visitor.field("deferred_stat_options", &deferredStatOptions)
    }

    package struct StaticResources: Message {
        package var listeners: [Listener] = []
        package var clusters: [Cluster] = []
        package var secrets: [Secret] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("listeners", &listeners)
            visitor.field("clusters", &clusters)
            visitor.field("secrets", &secrets)
        }
    }

    package struct DynamicResources: Message {
        package var ldsConfig: ConfigSource?
        package var cdsConfig: ConfigSource?
        package var adsConfig: ApiConfigSource?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("lds_config", &ldsConfig)
            visitor.field("cds_config", &cdsConfig)
            visitor.field("ads_config", &adsConfig)
        }
    }

    package struct ClusterManager: Message {
        /// The cluster that the proxy itself belongs to, for zone-aware routing.
        package var localClusterName = ""
        package var outlierDetection: JSON = .null
        package var upstreamBindConfig: BindConfig?
        package var loadStatsConfig: ApiConfigSource?
        package var enableDeferredClusterCreation = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("local_cluster_name", &localClusterName)
            visitor.field("outlier_detection", &outlierDetection)
            visitor.field("upstream_bind_config", &upstreamBindConfig)
            visitor.field("load_stats_config", &loadStatsConfig)
            visitor.field("enable_deferred_cluster_creation", &enableDeferredClusterCreation)
        }
    }

    package struct Admin: Message {
        package var address: Address?
        package var accessLog: [AccessLog] = []
        package var profilePath = ""
        package var socketOptions: [SocketOption] = []
        package var ignoreGlobalConnLimit = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("address", &address)
            visitor.field("access_log", &accessLog)
            visitor.field("profile_path", &profilePath)
            visitor.field("socket_options", &socketOptions)
            visitor.field("ignore_global_conn_limit", &ignoreGlobalConnLimit)
        }
    }

    package struct StatsConfig: Message {
        package var statsTags: [StatsTag] = []
        package var useAllDefaultTags: Bool?
        package var statsMatcher: JSON = .null
        package var histogramBucketSettings: JSON = .null

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("stats_tags", &statsTags)
            visitor.field("use_all_default_tags", &useAllDefaultTags)
            visitor.field("stats_matcher", &statsMatcher)
            visitor.field("histogram_bucket_settings", &histogramBucketSettings)
        }

        package struct StatsTag: Message {
            package var tagName = ""
            package var source: Source?

            package init() {}

            package mutating func fields(_ visitor: inout some FieldVisitor) {
                visitor.field("tag_name", &tagName)
                visitor.member("regex", of: &source, { if case .regex(let x) = $0 { x } else { nil } }, Source.regex)
                visitor.member(
                    "fixed_value", of: &source, { if case .fixedValue(let x) = $0 { x } else { nil } },
                    Source.fixedValue)
            }

            package enum Source: Sendable, Hashable {
                case regex(String)
                case fixedValue(String)
            }
        }
    }

    package struct OverloadManager: Message {
        package var refreshInterval: Duration?
        package var resourceMonitors: [TypedExtension] = []
        package var actions: JSON = .null
        package var loadshedPoints: JSON = .null

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("refresh_interval", &refreshInterval)
            visitor.field("resource_monitors", &resourceMonitors)
            visitor.field("actions", &actions)
            visitor.field("loadshed_points", &loadshedPoints)
        }
    }

    package struct LayeredRuntime: Message {
        package var layers: [Layer] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("layers", &layers)
        }

        package struct Layer: Message {
            package var name = ""
            package var kind: Kind?

            package init() {}

            package mutating func fields(_ visitor: inout some FieldVisitor) {
                visitor.field("name", &name)
                visitor.member(
                    "static_layer", of: &kind, { if case .staticLayer(let x) = $0 { x } else { nil } }, Kind.staticLayer
                )
                visitor.member(
                    "disk_layer", of: &kind, { if case .diskLayer(let x) = $0 { x } else { nil } }, Kind.diskLayer)
                visitor.member(
                    "admin_layer", of: &kind, { if case .adminLayer(let x) = $0 { x } else { nil } }, Kind.adminLayer)
                visitor.member(
                    "rtds_layer", of: &kind, { if case .rtdsLayer(let x) = $0 { x } else { nil } }, Kind.rtdsLayer)
            }

            package enum Kind: Sendable, Hashable {
                case staticLayer([String: JSON])
                case diskLayer(JSON)
                case adminLayer(JSON)
                case rtdsLayer(JSON)
            }
        }
    }

    package struct DeferredStatOptions: Message {
        package var enableDeferredCreationStats = false

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("enable_deferred_creation_stats", &enableDeferredCreationStats)
        }
    }
}

package struct Node: Message {
    package var id = ""
    package var cluster = ""
    package var metadata: [String: JSON] = [:]
    package var locality: Locality?
    package var userAgentName = ""
    package var userAgentBuildVersion: BuildVersion?
    package var extensions: JSON = .null
    package var clientFeatures: [String] = []
    package var dynamicParameters: JSON = .null

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("id", &id)
        visitor.field("cluster", &cluster)
        visitor.field("metadata", &metadata)
        visitor.field("locality", &locality)
        visitor.field("user_agent_name", &userAgentName)
        visitor.field("user_agent_build_version", &userAgentBuildVersion)
        visitor.field("extensions", &extensions)
        visitor.field("client_features", &clientFeatures)
        visitor.field("dynamic_parameters", &dynamicParameters)
    }

    package struct BuildVersion: Message {
        package var version: SemanticVersion?
        package var metadata: [String: JSON] = [:]

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("version", &version)
            visitor.field("metadata", &metadata)
        }
    }

    package struct SemanticVersion: Message {
        package var majorNumber: UInt32 = 0
        package var minorNumber: UInt32 = 0
        package var patch: UInt32 = 0

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("major_number", &majorNumber)
            visitor.field("minor_number", &minorNumber)
            visitor.field("patch", &patch)
        }
    }
}

package struct DownstreamConnectionsMonitor: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig"

    package var maxActiveDownstreamConnections: Int64 = 0

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("max_active_downstream_connections", &maxActiveDownstreamConnections)
    }
}
