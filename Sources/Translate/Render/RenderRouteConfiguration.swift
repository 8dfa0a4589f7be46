import XDS

extension RenderPass {
    mutating func renderRouteConfigurations() {
        for port in HTTPPort.all(of: model.http) {
            if let first = port.plain.first { renderConfiguration(first.core.name, of: port.plain) }
            for listener in port.listeners where listener.tls != nil {
                renderConfiguration(listener.core.name, of: [listener])
            }
        }
    }

    private mutating func renderConfiguration(_ name: String, of listeners: [Model.HTTPListener]) {
        let known = knownConfigurations[name]
        let knownHosts = Dictionary(
            (known?.value.virtualHosts ?? []).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var configuration = RouteConfiguration()
        configuration.name = name
        configuration.ignorePortInHostMatching = true
        var isUnchanged = true
        for listener in listeners {
            let limit = listener.directResponseLimit
            if let limit {
                configuration.maxDirectResponseBodySizeBytes = max(
                    limit, configuration.maxDirectResponseBodySizeBytes ?? 0)
            }
            for host in hosts(of: listener) {
                // A host made of the same unchanged routes stays as it was, routes and all.
                if !host.isChanged, let same = knownHosts[host.host.name], same.routes.count == host.host.routes.count,
                    same.metadata == host.host.metadata, same.virtualClusters == host.host.virtualClusters,
                    zip(same.routes, host.host.routes).allSatisfy({ $0.name == $1.name })
                {
                    configuration.virtualHosts.append(same)
                } else {
                    isUnchanged = false
                    configuration.virtualHosts.append(host.host)
                }
            }
            for route in listener.routes { renderClusters(of: route) }
        }
        if isUnchanged, let known, known.value.isSame(as: configuration) {
            configurations[name] = known
        } else {
            configurations[name] = Resource(configuration)
        }
        if let resource = configurations[name] { snapshot.routes.insert(resource) }
    }

    private struct Host {
        var host: VirtualHost
        var isChanged = false
    }

    /// A virtual host for each hostname that a route has, in the order of the routes.
    private mutating func hosts(of listener: Model.HTTPListener) -> [Host] {
        var hosts: [Host] = []
        var places: [String: Int] = [:]
        for route in listener.routes {
            let place: Int
            if let known = places[route.hostname] {
                place = known
            } else {
                place = hosts.count
                places[route.hostname] = place
                hosts.append(Host(host: host(route.hostname, of: listener)))
            }
            let rendered = rendered(route, on: listener.core.name)
            hosts[place].host.routes.append(rendered.route)
            if !rendered.isUnchanged { hosts[place].isChanged = true }
        }
        return hosts
    }

    private func host(_ hostname: String, of listener: Model.HTTPListener) -> VirtualHost {
        .with {
            // Dots would split names of statistics.
            let label = String(hostname.map { $0 == "." ? "_" : $0 })
            $0.name = "\(listener.core.name)/\(label)"
            $0.domains = [hostname]
            $0.metadata = Metadata(listener.core.origin)
            if model.metrics?.virtualHostStats == true {
                $0.virtualClusters = [
                    .with {
                        $0.name = label
                        $0.headers = [
                            .with {
                                $0.name = ":authority"
                                $0.specifier = .stringMatch(.with { $0.pattern = .prefix(hostname) })
                            }
                        ]
                    }
                ]
            }
        }
    }

    private mutating func rendered(_ model: Model.HTTPRoute, on listener: String) -> RenderedRoute {
        let key = RenderedRoute.Key(listener: listener, name: model.name)
        let known = knownRoutes[key]
        var rendered: RenderedRoute
        if let known, known.model == model {
            rendered = known
            rendered.isUnchanged = true
        } else {
            let route = Route(model, sharedClusters: sharedClusterNames)
            rendered = RenderedRoute(model: model, route: route, isUnchanged: known?.route == route)
        }
        routes[key] = rendered
        return rendered
    }

    private mutating func renderClusters(of route: Model.HTTPRoute) {
        if let destination = route.destination, destination.needsOwnCluster {
            var request = ClusterRequest(
                name: destination.name, settings: destination.settings, origin: destination.origin,
                metrics: model.metrics)
            request.ipFamily = destination.ipFamily
            request.statName = destination.statName
            if route.needsClusterPerSetting || !destination.clusterReferences.isEmpty {
                for setting in destination.settings {
                    request.name = setting.name
                    request.settings = [setting]
                    add(request)
                }
            } else {
                add(request)
            }
        }
        if let destination = route.destination { addClientCertificates(of: destination.settings) }
        for mirror in route.mirrors {
            add(
                ClusterRequest(
                    name: mirror.destination.name, settings: mirror.destination.settings,
                    origin: mirror.destination.origin, metrics: model.metrics))
        }
        if let injection = route.credentialInjection { addSecret(Secret(injection)) }
    }
}

extension Model.HTTPListener {
    /// Envoy's limit of 4 KiB for bodies of its own answers is raised to a megabyte, or more, where one is larger.
    fileprivate var directResponseLimit: UInt32? {
        var largest = 0
        for route in routes {
            if case .respond(let response) = route.action { largest = max(largest, response.body.count) }
        }
        return largest > 4096 ? UInt32(clamping: max(largest, 1_048_576)) : nil
    }
}

extension RouteConfiguration {
    /// Compares without looking into hosts that are known to be the same.
    fileprivate func isSame(as other: RouteConfiguration) -> Bool {
        var one = self
        var two = other
        one.virtualHosts = []
        two.virtualHosts = []
        return one == two && virtualHosts.map(\.name) == other.virtualHosts.map(\.name)
    }
}
