import JSON

extension Bootstrap {
    /// What differs between the fleets of one Envoy Gateway.
    package struct GatewayFleet: Sendable, Hashable {
        /// The proxies' own cluster (`default/eg`).
        package var clusterName: String
        /// The controller's Service, where xDS is served.
        package var controllerHost: String
        package var family = Family.v4
        /// The proxies live beside their Gateway, where the controller's certificates are not: they show it their
        /// ServiceAccount's token instead of a client certificate.
        package var showsToken = false

        package init(clusterName: String, controllerHost: String) {
            self.clusterName = clusterName
            self.controllerHost = controllerHost
        }

        /// `ipFamily` of an EnvoyProxy.
        package enum Family: String, Sendable, Hashable {
            case v4 = "IPv4"
            case v6 = "IPv6"
            case both = "DualStack"
        }

        /// What listeners are bound to.
        var bindAddress: String { family == .v4 ? "0.0.0.0" : "::" }
        var adminAddress: String { family == .v6 ? "::1" : "127.0.0.1" }
    }

    /// Ports that Envoy Gateway gives to Envoy itself.
    package enum Ports {
        package static let admin = 19000
        package static let stats = 19001
        package static let ready = 19003
        package static let controller = 18000
    }

    /// The configuration with which Envoy Gateway 1.9 starts its proxies.
    package init(_ fleet: GatewayFleet) {
        self.init()
        node = .with {
            $0.locality = Locality()
            $0.userAgentName = "envoy"
            $0.userAgentBuildVersion = .emulated
        }
        staticResources = .with {
            $0.listeners = [.stats(fleet)]
            $0.clusters = [.prometheus(fleet), .proxies(fleet), .controller(fleet)]
        }
        let ads = ConfigSource.with {
            $0.specifier = .ads(Empty())
            $0.initialFetchTimeout = .zero
            $0.resourceApiVersion = .v3
        }
        dynamicResources = .with {
            $0.ldsConfig = ads
            $0.cdsConfig = ads
            $0.adsConfig = .with {
                $0.apiType = .deltaGRPC
                $0.grpcServices = [.with { $0.target = .envoyGrpc(.with { $0.clusterName = "xds_cluster" }) }]
                $0.setNodeOnFirstMessageOnly = true
                $0.transportApiVersion = .v3
            }
        }
        clusterManager = .with { $0.localClusterName = fleet.clusterName }
        admin = .with {
            $0.address = .socketAddress(fleet.adminAddress, Ports.admin)
            $0.accessLog = [
                .with {
                    $0.name = "envoy.access_loggers.file"
                    $0.typedConfig = AnyConfig(FileAccessLog.with { $0.path = "/dev/null" })
                }
            ]
        }
        statsConfig = .gateway
        let connections = DownstreamConnectionsMonitor.with { $0.maxActiveDownstreamConnections = 50_000 }
        overloadManager = .with {
            $0.refreshInterval = .milliseconds(250)
            $0.resourceMonitors = [
                TypedExtension("envoy.resource_monitors.global_downstream_max_connections", connections)
            ]
        }
        layeredRuntime = .with {
            $0.layers = [
                .with {
                    $0.name = "global_config"
                    $0.kind = .staticLayer([
                        "re2.max_program_size.warn_level": 1000,
                        "re2.max_program_size.error_level": "4294967295",
                    ])
                }
            ]
        }
        deferredStatOptions = .with { $0.enableDeferredCreationStats = true }
    }
}

extension Node.BuildVersion {
    /// The release of Envoy whose behaviour the engine follows.
    package static let emulated = Node.BuildVersion.with {
        $0.version = .with {
            $0.majorNumber = 1
            $0.minorNumber = 39
            $0.patch = 3
        }
        $0.metadata = [
            "build.type": "RELEASE", "revision.sha": "6eb0d2d97489ec1b4e1584a004f5de443d97a41b",
            "revision.status": "Clean", "ssl.version": "BoringSSL",
        ]
    }
}

extension Bootstrap.StatsConfig {
    fileprivate static var gateway: Bootstrap.StatsConfig {
        func tag(_ name: String, _ regex: String) -> StatsTag {
            .with {
                $0.tagName = name
                $0.source = .regex(regex)
            }
        }
        return .with {
            $0.useAllDefaultTags = true
            $0.statsTags = [
                tag("from_zone", #"\.zone(\.(([^\.]+)\.))"#),
                tag("to_zone", #"\.zone\.[^\.]+\.(([^\.]+)\.)"#),
                tag("socket_match_name", #"^cluster(\..+\.(.+))\.total_match_count$"#),
                tag("priority", #"circuit_breakers\.((.+?)\.).+"#),
            ]
        }
    }
}

extension Address {
    fileprivate static func socketAddress(_ host: String, _ port: Int) -> Address {
        .socketAddress(
            .with {
                $0.address = host
                $0.port = .value(UInt32(clamping: port))
            })
    }
}
