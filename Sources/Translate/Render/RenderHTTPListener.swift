import XDS

extension RenderPass {
    /// All plain listeners of one address and port share a connection manager and the route configuration of the first;
    /// those with TLS have a filter chain and a route configuration each.
    mutating func renderHTTPListeners() {
        var rendered: Set<String> = []
        for port in HTTPPort.all(of: model.http) {
            var listener = Listener(tcp: port.listeners[0].core, log: model.accessLog)
            let plain = port.listeners.filter { $0.tls == nil }
            if let first = plain.first {
                renderRoutes(first.core.name, of: plain)
                rendered.insert(first.core.name)
                listener.defaultFilterChain = .with {
                    $0.name = first.core.name
                    $0.filters = [NetworkFilter(manager(for: first))]
                }
            }
            for secure in port.listeners {
                guard let tls = secure.tls else { continue }
                let isShared = model.detectsMisdirectedRequests && port.listeners.count > 1
                renderRoutes(
                    secure.core.name, of: [secure],
                    misdirected: isShared ? MisdirectedHosts(of: secure, among: port.listeners) : nil)
                rendered.insert(secure.core.name)
                listener.filterChains.append(chain(for: secure, tls, in: &listener))
            }
            snapshot.listeners.insert(listener)
        }
        for (name, known) in memory.configurations where !rendered.contains(name) {
            for route in known.routes { release(route) }
            memory.configurations[name] = nil
        }
    }

    private mutating func chain(
        for secure: Model.HTTPListener, _ tls: Model.TLS, in listener: inout Listener
    ) -> FilterChain {
        var chain = FilterChain()
        chain.name = secure.core.name
        chain.filters = [NetworkFilter(manager(for: secure))]
        // Certificates in common: HTTP/2 clients would reuse one connection for both hosts, and nobody would tell them.
        let alpn = tls.alpn ?? (secure.tlsOverlaps && !model.detectsMisdirectedRequests ? ["http/1.1"] : nil)
        chain.transportSocket = TransportSocket("envoy.transport_sockets.tls", DownstreamTlsContext(tls, alpn: alpn))
        listener.match(secure.hostnames, in: &chain)
        for certificate in tls.certificates { addSecret(Secret(certificate)) }
        if let ca = tls.clientValidation?.ca { addSecret(Secret(ca)) }
        return chain
    }

    private mutating func renderRoutes(
        _ name: String, of listeners: [Model.HTTPListener], misdirected: MisdirectedHosts? = nil
    ) {
        var known = memory.configurations.removeValue(forKey: name) ?? ConfigurationMemory()
        let difference = known.update(name, listeners, misdirected: misdirected, basis: memory.basis)
        for route in difference.added { for request in route.clusters { memory.clusters.use(request) } }
        for route in difference.removed { release(route) }
        if known.tally.hasSecrets {
            for secret in known.routes.lazy.flatMap(\.secrets) { addSecret(secret) }
        }
        if let resource = known.resource { snapshot.routes.insert(resource) }
        order.append(name)
        memory.configurations[name] = known
    }

    private mutating func release(_ route: RenderedRoute) {
        for request in route.clusters { memory.clusters.release(request) }
    }

    /// Of the listener whose name its route configuration has.
    private func manager(for listener: Model.HTTPListener) -> HttpConnectionManager {
        .with { manager in
            manager.accessLog = AccessLog.all(model.accessLog, for: .route)
            manager.statPrefix = "\(listener.tls == nil ? "http" : "https")-\(listener.core.port)"
            manager.routes = .rds(
                .with {
                    $0.configSource = .adsWithoutDelay
                    $0.routeConfigName = listener.core.name
                })
            // What backends say about themselves is passed on, and Envoy says nothing.
            manager.serverHeaderTransformation = .passThrough
            manager.http2ProtocolOptions = .downstreamDefaults
            manager.useRemoteAddress = true
            manager.normalizePath = true
            manager.mergeSlashes = listener.path.mergesSlashes
            manager.pathWithEscapedSlashesAction = .init(listener.path.escapedSlashes)
            manager.commonHttpProtocolOptions = .with { $0.headersWithUnderscoresAction = .rejectRequest }
            let known = memory.configurations[listener.core.name]
            manager.httpFilters = HTTPFilters.chain(
                of: listener, for: known?.routes ?? [], needs: known?.tally.needs ?? [], log: model.accessLog,
                positions: model.filterOrder)
        }
    }
}

/// The HTTP listeners of one address and port, in the order of the model.
private struct HTTPPort {
    var listeners: [Model.HTTPListener]

    static func all(of listeners: [Model.HTTPListener]) -> [HTTPPort] {
        var ports: [HTTPPort] = []
        var places: [String: Int] = [:]
        for listener in listeners {
            let key = "\(listener.core.address)|\(listener.core.port)"
            if let place = places[key] {
                ports[place].listeners.append(listener)
            } else {
                places[key] = ports.count
                ports.append(HTTPPort(listeners: [listener]))
            }
        }
        return ports
    }
}

extension HttpConnectionManager.PathWithEscapedSlashesAction {
    fileprivate init(_ action: Model.PathOptions.EscapedSlashes) {
        switch action {
        case .keepUnchanged: self = .keepUnchanged
        case .reject: self = .rejectRequest
        case .unescapeAndRedirect: self = .unescapeAndRedirect
        case .unescapeAndForward: self = .unescapeAndForward
        }
    }
}
