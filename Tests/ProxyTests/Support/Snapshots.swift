import JSON
import XDS

@testable import Proxy

/// What Envoy Gateway tells its proxies for one HTTP listener, with routes and clusters of a test's choice.
func gatewaySnapshot(
    routes: [Route], clusters: [Cluster], endpoints: [ClusterLoadAssignment] = [], secrets: [Secret] = [],
    manager change: (inout HttpConnectionManager) -> Void = { _ in }
) -> Snapshot {
    var snapshot = Snapshot()
    snapshot.listeners.insert(gatewayListener(change))
    snapshot.routes.insert(
        .with {
            $0.name = "default/eg/http"
            $0.ignorePortInHostMatching = true
            $0.virtualHosts = [
                .with {
                    $0.name = "default/eg/http/www_example_com"
                    $0.domains = ["www.example.com"]
                    $0.routes = routes
                }
            ]
        })
    for cluster in clusters { snapshot.clusters.insert(cluster) }
    for assignment in endpoints { snapshot.endpoints.insert(assignment) }
    for secret in secrets { snapshot.secrets.insert(secret) }
    return snapshot
}

let accessLogFields: [String: JSON] = [
    "method": "%REQ(:METHOD)%", "path": "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%", "code": "%RESPONSE_CODE%",
    "details": "%RESPONSE_CODE_DETAILS%", "flags": "%RESPONSE_FLAGS%", "protocol": "%PROTOCOL%",
    "received": "%BYTES_RECEIVED%", "sent": "%BYTES_SENT%", "host": "%UPSTREAM_HOST%", "cluster": "%UPSTREAM_CLUSTER%",
    "failure": "%UPSTREAM_TRANSPORT_FAILURE_REASON%", "route": "%ROUTE_NAME%", "attempts": "%UPSTREAM_REQUEST_ATTEMPT_COUNT%",
]

func fileLog(_ fields: [String: JSON] = accessLogFields) -> AccessLog {
    .with {
        $0.name = "envoy.access_loggers.file"
        $0.typedConfig = AnyConfig(
            FileAccessLog.with {
                $0.path = "/dev/stdout"
                $0.format = .logFormat(.with { $0.format = .jsonFormat(fields) })
            })
    }
}

func gatewayListener(_ change: (inout HttpConnectionManager) -> Void = { _ in }) -> Listener {
    var manager = HttpConnectionManager()
    manager.statPrefix = "http-10080"
    manager.routes = .rds(.with { $0.routeConfigName = "default/eg/http" })
    manager.httpFilters = [routerFilter]
    manager.accessLog = [fileLog()]
    manager.useRemoteAddress = true
    manager.normalizePath = true
    manager.mergeSlashes = true
    manager.serverHeaderTransformation = .passThrough
    manager.commonHttpProtocolOptions = .with { $0.headersWithUnderscoresAction = .rejectRequest }
    manager.pathWithEscapedSlashesAction = .unescapeAndRedirect
    change(&manager)
    let typed = manager
    return .with {
        $0.name = "default/eg/http"
        $0.address = .socketAddress(
            .with {
                $0.address = "0.0.0.0"
                $0.port = .value(10080)
            })
        $0.perConnectionBufferLimitBytes = 32_768
        $0.defaultFilterChain = .with {
            $0.name = "default/eg/http"
            $0.filters = [
                .with {
                    $0.name = "envoy.filters.network.http_connection_manager"
                    $0.typedConfig = AnyConfig(typed)
                }
            ]
        }
    }
}

let routerFilter = HttpFilter.with {
    $0.name = "envoy.filters.http.router"
    $0.typedConfig = AnyConfig(Router.with { $0.suppressEnvoyHeaders = true })
}

func forwardRoute(
    _ cluster: String, prefix: String = "/", name: String = "r", _ change: (inout RouteAction) -> Void = { _ in }
) -> Route {
    var action = RouteAction()
    action.cluster = .name(cluster)
    action.upgradeConfigs = [.with { $0.upgradeType = "websocket" }]
    change(&action)
    let typed = action
    return .with {
        $0.name = name
        $0.match.path = .prefix(prefix)
        $0.action = .route(typed)
    }
}

func cluster(_ name: String, port: UInt32 = 3000, _ change: (inout Cluster) -> Void = { _ in }) -> Cluster {
    var cluster = Cluster()
    cluster.name = name
    cluster.discovery = .type(.static)
    cluster.connectTimeout = .seconds(10)
    cluster.perConnectionBufferLimitBytes = 32_768
    cluster.loadAssignment = assignment(name, ["10.244.0.9"], port: port)
    change(&cluster)
    return cluster
}

func assignment(_ name: String, _ addresses: [String], port: UInt32 = 3000) -> ClusterLoadAssignment {
    .with {
        $0.clusterName = name
        $0.endpoints = [
            .with {
                $0.lbEndpoints = addresses.map { address in
                    .with {
                        $0.identifier = .endpoint(
                            .with {
                                $0.address = .socketAddress(
                                    .with {
                                        $0.address = address
                                        $0.port = .value(port)
                                    })
                            })
                    }
                }
            }
        ]
    }
}

/// One endpoint a locality, each locality with a weight; no weight leaves it out as Envoy Gateway does.
func weightedAssignment(_ name: String, _ endpoints: [(String, UInt32)], port: UInt32 = 3000) -> ClusterLoadAssignment {
    var result = ClusterLoadAssignment()
    result.clusterName = name
    for (index, (address, weight)) in endpoints.enumerated() {
        var group = assignment(name, [address], port: port).endpoints[0]
        group.locality = .with { $0.region = "\(name)/backend/\(index)" }
        group.loadBalancingWeight = weight == 0 ? nil : weight
        result.endpoints.append(group)
    }
    return result
}
