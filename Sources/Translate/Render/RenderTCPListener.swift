import XDS

extension RenderPass {
    /// The cluster of listeners without routes: Envoy wants a filter chain, and this one refuses.
    private static let emptyCluster = "EmptyCluster"

    mutating func renderTCPListeners() {
        var listeners: [String: Listener] = [:]
        var withEmptyChain: Set<String> = []
        for tcp in model.tcp {
            let key = "\(tcp.core.address)|\(tcp.core.port)"
            var listener = listeners[key] ?? existing(tcp.core) ?? Listener(tcp: tcp.core, log: model.accessLog)
            for route in tcp.routes {
                if let destination = route.destination { addCluster(of: destination) }
                addCertificates(of: route)
                var chain = chain(of: route, port: tcp.core.port)
                listener.match(route.serverNames ?? [], in: &chain)
                if route.isDynamicResolver { listener.addTLSInspector() }
                listener.filterChains.append(chain)
            }
            if tcp.routes.isEmpty {
                addEmptyCluster()
                if withEmptyChain.insert(listener.name).inserted {
                    var empty = Model.TCPRoute(name: Self.emptyCluster)
                    empty.destination = Model.Destination(name: Self.emptyCluster)
                    listener.filterChains.append(chain(of: empty, port: tcp.core.port))
                }
            }
            listeners[key] = listener
            snapshot.listeners.insert(listener)
        }
    }

    mutating func renderUDPListeners() {
        for udp in model.udp {
            var clusterName = Self.emptyCluster
            if let destination = udp.route?.destination {
                clusterName = destination.singleClusterName
                addCluster(of: destination)
            } else {
                addEmptyCluster()
            }
            let route = UdpRoute.with { $0.cluster = clusterName }
            let proxy = UdpProxy.with {
                $0.statPrefix = "service"
                $0.accessLog = AccessLog.all(model.accessLog, for: .route)
                $0.route = .matcher(.with { $0.onNoMatch = .action(TypedExtension("route", route)) })
            }
            snapshot.listeners.insert(
                .with {
                    $0.name = udp.core.name
                    $0.address = .socketAddress(SocketAddress(udp.core, transport: .udp))
                    $0.accessLog = AccessLog.all(model.accessLog, for: .listener)
                    $0.listenerFilters = [
                        .with {
                            $0.name = "envoy.filters.udp_listener.udp_proxy"
                            $0.typedConfig = AnyConfig(proxy)
                        }
                    ]
                })
        }
    }

    /// The listener that HTTPS already has on this address and port.
    private func existing(_ core: Model.ListenerCore) -> Listener? {
        snapshot.listeners.values.first { listener in
            guard case .socketAddress(let address)? = listener.address else { return false }
            return address.transport == .tcp && address.address == core.address
                && address.port == .value(UInt32(clamping: core.port))
        }
    }

    private func chain(of route: Model.TCPRoute, port: Int) -> FilterChain {
        let kind =
            route.terminate != nil ? "tls-terminate" : route.serverNames != nil ? "tls-passthrough" : "tcp"
        let statPrefix = "\(kind)-\(port)"
        var chain = FilterChain()
        chain.name = route.name
        if route.isDynamicResolver {
            chain.filters = [
                NetworkFilter("envoy.filters.network.rbac", NetworkRBAC(loopbackDenialFor: statPrefix)),
                NetworkFilter(
                    "envoy.filters.network.sni_dynamic_forward_proxy", SniDynamicForwardProxy.gatewayDefault),
            ]
        }
        let proxy = TcpProxy.with {
            $0.accessLog = AccessLog.all(model.accessLog, for: .route)
            $0.statPrefix = statPrefix
            $0.cluster = .name(route.destination?.singleClusterName ?? Self.emptyCluster)
        }
        chain.filters.append(NetworkFilter("envoy.filters.network.tcp_proxy", proxy))
        if let tls = route.terminate {
            chain.transportSocket = TransportSocket(
                "envoy.transport_sockets.tls", DownstreamTlsContext(tls, alpn: tls.alpn))
        }
        return chain
    }

    private mutating func addCluster(of destination: Model.Destination) {
        guard destination.needsOwnCluster else { return }
        add(
            ClusterRequest(
                name: destination.name, settings: destination.settings, origin: destination.origin,
                metrics: model.metrics))
    }

    private mutating func addCertificates(of route: Model.TCPRoute) {
        for certificate in route.terminate?.certificates ?? [] { addSecret(Secret(certificate)) }
        if let ca = route.terminate?.clientValidation?.ca { addSecret(Secret(ca)) }
    }

    private mutating func addEmptyCluster() {
        add(ClusterRequest(placeholder: Self.emptyCluster))
    }
}
