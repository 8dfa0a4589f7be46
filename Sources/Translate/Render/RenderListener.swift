import XDS

extension Listener {
    init(tcp core: Model.ListenerCore, log: Model.AccessLog) {
        self.init()
        name = core.name
        address = .socketAddress(SocketAddress(core))
        perConnectionBufferLimitBytes = 32768
        maxConnectionsToAcceptPerSocketEvent = 1
        accessLog = AccessLog.all(log, for: .listener)
    }

    /// Answers the readiness probes of the proxies' pods; the fleet's drain makes it fail.
    init(ready: Model.ReadyListener) {
        self.init()
        name = "envoy-gateway-proxy-ready-\(ready.address)-\(ready.port)"
        var socket = SocketAddress(ready.address, port: ready.port)
        socket.ipv4Compat = ready.ipFamily != .ipv4
        address = .socketAddress(socket)
        bypassOverloadManager = true
        let check = HealthCheckFilter.with {
            $0.passThroughMode = false
            $0.headers = [
                .with {
                    $0.name = ":path"
                    $0.specifier = .stringMatch(.with { $0.pattern = .exact(ready.path) })
                }
            ]
        }
        let host = VirtualHost.with {
            $0.name = "ready_route"
            $0.domains = ["*"]
            $0.routes = [
                .with {
                    $0.match.path = .prefix("/")
                    $0.action = .directResponse(.with { $0.status = 500 })
                }
            ]
        }
        let manager = HttpConnectionManager.with {
            $0.statPrefix = "eg-ready-http"
            $0.routes = .routeConfig(
                .with {
                    $0.name = "ready_route"
                    $0.virtualHosts = [host]
                })
            $0.httpFilters = [
                HttpFilter("envoy.filters.http.health_check", check),
                HttpFilter(HTTPFilters.router, Router.with { $0.suppressEnvoyHeaders = true }),
            ]
        }
        filterChains = [.with { $0.filters = [NetworkFilter(manager)] }]
    }

    /// Looks into the TLS handshake for the server name, which filter chains match.
    mutating func addTLSInspector() {
        let name = "envoy.filters.listener.tls_inspector"
        if listenerFilters.contains(where: { $0.name == name }) { return }
        listenerFilters.append(
            .with {
                $0.name = name
                $0.typedConfig = AnyConfig(TlsInspector())
            })
    }

    /// Lets a chain take only connections that ask for one of the names; a `*` takes all.
    mutating func match(_ names: [String], in chain: inout FilterChain) {
        guard let first = names.first, first != "*" else { return }
        chain.match = .with { $0.serverNames = names }
        addTLSInspector()
    }
}

extension SocketAddress {
    init(_ core: Model.ListenerCore, transport: Transport = .tcp) {
        self.init(core.address, port: core.port, transport: transport)
        ipv4Compat = core.ipFamily == .dualStack
    }
}

extension NetworkFilter {
    init(_ name: String, _ config: some ExtensionMessage) {
        self.init()
        self.name = name
        typedConfig = AnyConfig(config)
    }

    init(_ manager: HttpConnectionManager) {
        self.init("envoy.filters.network.http_connection_manager", manager)
    }
}
