import XDS

extension RenderPass {
    /// All plain listeners of one address and port share a connection manager and the route configuration of the first;
    /// those with TLS have a filter chain and a route configuration each.
    mutating func renderHTTPListeners() {
        for port in HTTPPort.all(of: model.http) {
            var listener = Listener(tcp: port.listeners[0].core, log: model.accessLog)
            if let first = port.plain.first {
                listener.defaultFilterChain = .with {
                    $0.name = first.core.name
                    $0.filters = [NetworkFilter(manager(for: port.plain))]
                }
            }
            for secure in port.listeners {
                guard let tls = secure.tls else { continue }
                var chain = FilterChain()
                chain.name = secure.core.name
                chain.filters = [NetworkFilter(manager(for: [secure]))]
                // Certificates in common: HTTP/2 clients would reuse one connection for both hosts.
                let alpn = tls.alpn ?? (secure.tlsOverlaps ? ["http/1.1"] : nil)
                chain.transportSocket = TransportSocket(
                    "envoy.transport_sockets.tls", DownstreamTlsContext(tls, alpn: alpn))
                listener.match(secure.hostnames, in: &chain)
                listener.filterChains.append(chain)
            }
            snapshot.listeners.insert(listener)
        }
        for listener in model.http {
            for certificate in listener.tls?.certificates ?? [] { addSecret(Secret(certificate)) }
            if let ca = listener.tls?.clientValidation?.ca { addSecret(Secret(ca)) }
        }
        renderRouteConfigurations()
    }

    private func manager(for listeners: [Model.HTTPListener]) -> HttpConnectionManager {
        .with { manager in
            let first = listeners[0]
            manager.accessLog = AccessLog.all(model.accessLog, for: .route)
            manager.statPrefix = "\(first.tls == nil ? "http" : "https")-\(first.core.port)"
            manager.routes = .rds(
                .with {
                    $0.configSource = .adsWithoutDelay
                    $0.routeConfigName = first.core.name
                })
            // What backends say about themselves is passed on, and Envoy says nothing.
            manager.serverHeaderTransformation = .passThrough
            manager.http2ProtocolOptions = .downstreamDefaults
            manager.useRemoteAddress = true
            manager.normalizePath = true
            manager.mergeSlashes = first.path.mergesSlashes
            manager.pathWithEscapedSlashesAction = .init(first.path.escapedSlashes)
            manager.commonHttpProtocolOptions = .with { $0.headersWithUnderscoresAction = .rejectRequest }
            manager.httpFilters = HTTPFilters.chain(
                for: listeners, log: model.accessLog, positions: model.filterOrder)
        }
    }
}

/// The HTTP listeners of one address and port, in the order of the model.
struct HTTPPort {
    var listeners: [Model.HTTPListener]

    var plain: [Model.HTTPListener] { listeners.filter { $0.tls == nil } }

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
