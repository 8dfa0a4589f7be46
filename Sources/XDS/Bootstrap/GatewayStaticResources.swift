extension Listener {
    /// Prometheus' page of statistics, and no other of the admin's pages.
    static func stats(_ fleet: Bootstrap.GatewayFleet) -> Listener {
        let route = Route.with {
            $0.match.path = .exact("/stats/prometheus")
            $0.match.headers = [
                .with {
                    $0.name = ":method"
                    $0.specifier = .stringMatch(.with { $0.pattern = .exact("GET") })
                }
            ]
            $0.action = .route(.with { $0.cluster = .name("prometheus_stats") })
        }
        let host = VirtualHost.with {
            $0.name = "prometheus_stats"
            $0.domains = ["*"]
            $0.routes = [route]
        }
        let manager = HttpConnectionManager.with {
            $0.statPrefix = "eg-stats-http"
            $0.normalizePath = true
            $0.routes = .routeConfig(
                .with {
                    $0.name = "local_route"
                    $0.virtualHosts = [host]
                })
            $0.httpFilters = [
                .with {
                    $0.name = "envoy.filters.http.router"
                    $0.typedConfig = AnyConfig(Router())
                }
            ]
        }
        return .with {
            $0.name = "envoy-gateway-proxy-stats-\(fleet.bindAddress)-\(Bootstrap.Ports.stats)"
            $0.address = .socketAddress(
                .with {
                    $0.address = fleet.bindAddress
                    $0.port = .value(UInt32(Bootstrap.Ports.stats))
                    $0.ipv4Compat = fleet.family != .v4
                })
            $0.bypassOverloadManager = true
            $0.filterChains = [
                .with {
                    $0.filters = [
                        .with {
                            $0.name = "envoy.filters.network.http_connection_manager"
                            $0.typedConfig = AnyConfig(manager)
                        }
                    ]
                }
            ]
        }
    }
}

extension Cluster {
    static func prometheus(_ fleet: Bootstrap.GatewayFleet) -> Cluster {
        .with {
            $0.name = "prometheus_stats"
            $0.discovery = .type(.static)
            $0.connectTimeout = .milliseconds(250)
            $0.loadAssignment = ClusterLoadAssignment(
                "prometheus_stats", host: fleet.adminAddress, port: Bootstrap.Ports.admin)
        }
    }

    /// The proxies themselves: how many there are in each zone decides how much of its traffic a zone keeps.
    static func proxies(_ fleet: Bootstrap.GatewayFleet) -> Cluster {
        let policy = LeastRequest.with {
            $0.localityLbConfig = .with { $0.kind = .zoneAwareLbConfig(.with { $0.minClusterSize = 1 }) }
        }
        return .with {
            $0.name = fleet.clusterName
            $0.discovery = .type(.eds)
            $0.edsClusterConfig = .with {
                $0.serviceName = fleet.clusterName
                $0.edsConfig = .with {
                    $0.specifier = .ads(Empty())
                    $0.resourceApiVersion = .v3
                }
            }
            $0.connectTimeout = .seconds(10)
            $0.loadBalancingPolicy = .with {
                $0.policies = [
                    .with {
                        $0.typedExtensionConfig = TypedExtension(
                            "envoy.load_balancing_policies.least_request", policy)
                    }
                ]
            }
        }
    }

    static func controller(_ fleet: Bootstrap.GatewayFleet) -> Cluster {
        func secret(_ name: String, _ path: String) -> SdsSecretConfig {
            .with {
                $0.name = name
                $0.sdsConfig = .with {
                    $0.specifier = .path(.with { $0.path = path })
                    $0.resourceApiVersion = .v3
                }
            }
        }
        let tls = UpstreamTlsContext.with {
            $0.common = .with {
                $0.tlsParams = .with { $0.maximum = .v1_3 }
                if !fleet.showsToken {
                    $0.tlsCertificateSdsSecretConfigs = [secret("xds_certificate", "/sds/xds-certificate.json")]
                }
                $0.validation = .sds(secret("xds_trusted_ca", "/sds/xds-trusted-ca.json"))
            }
        }
        let options = HttpProtocolOptions.with {
            $0.versions = .explicit(
                .with {
                    $0.version = .http2(
                        .with {
                            $0.connectionKeepalive = .with {
                                $0.interval = .seconds(30)
                                $0.timeout = .seconds(5)
                            }
                        })
                })
            if fleet.showsToken {
                $0.httpFilters = tokenFilters(secret("jwt-sa-bearer", "/sds/xds_service_account_token.json"))
            }
        }
        return .with {
            $0.name = "xds_cluster"
            $0.discovery = .type(.strictDns)
            $0.connectTimeout = .seconds(10)
            $0.transportSocket = .with {
                $0.name = "envoy.transport_sockets.tls"
                $0.typedConfig = AnyConfig(tls)
            }
            var assignment = ClusterLoadAssignment(
                "xds_cluster", host: fleet.controllerHost, port: Bootstrap.Ports.controller)
            assignment.endpoints[0].loadBalancingWeight = 1
            assignment.endpoints[0].lbEndpoints[0].loadBalancingWeight = 1
            $0.loadAssignment = assignment
            $0.typedExtensionProtocolOptions = [HttpProtocolOptions.protoName: AnyConfig(options)]
        }
    }
}

/// Put the ServiceAccount's token into each request to the controller.
private func tokenFilters(_ token: SdsSecretConfig) -> [HttpFilter] {
    let injector = CredentialInjector.with {
        $0.overwrite = true
        $0.credential = .with {
            $0.name = "envoy.http.injected_credentials.generic"
            $0.typedConfig = AnyConfig(GenericCredential.with { $0.credential = token })
        }
    }
    return [
        HttpFilter("envoy.filters.http.credential_injector", injector),
        HttpFilter("envoy.extensions.filters.http.upstream_codec.v3.UpstreamCodec", UpstreamCodec()),
    ]
}

extension ClusterLoadAssignment {
    fileprivate init(_ name: String, host: String, port: Int) {
        self.init()
        clusterName = name
        let address = Address.socketAddress(
            .with {
                $0.address = host
                $0.port = .value(UInt32(clamping: port))
            })
        endpoints = [
            .with { $0.lbEndpoints = [.with { $0.identifier = .endpoint(.with { $0.address = address }) }] }
        ]
    }
}
