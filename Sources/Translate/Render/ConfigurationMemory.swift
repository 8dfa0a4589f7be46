import XDS

/// A route configuration and what it was made of.
struct ConfigurationMemory: Sendable {
    /// Of all its listeners, in order.
    private(set) var routes: [RenderedRoute] = []
    private(set) var resource: Resource<RouteConfiguration>?
    private var hosts: [Host] = []
    private var hostOfRoute: [Int] = []
    private var listeners: [ListenerKey] = []

    /// What virtual hosts take from their listener.
    private struct ListenerIdentity: Sendable, Hashable {
        var name: String
        var origin: Model.Origin
    }

    private struct ListenerKey: Sendable, Hashable {
        var identity: ListenerIdentity
        var count: Int
    }

    private struct HostKey: Hashable {
        var listener: ListenerIdentity
        var hostname: String

        func hash(into hasher: inout Hasher) {
            hasher.combine(listener.name)
            hasher.combine(hostname)
        }
    }

    private struct Host: Sendable {
        var hostname: String
        var listener: ListenerIdentity
        var members: [RenderedRoute]
        var value = VirtualHost()
    }

    struct Difference {
        var added: [RenderedRoute] = []
        var removed: [RenderedRoute] = []
    }

    /// Takes the routes of the listeners that share the configuration. Routes that are equal to what was there stay the
    /// same object, and so do virtual hosts and the whole configuration when nothing in them changed.
    mutating func update(
        _ name: String, _ models: [Model.HTTPListener], basis: RenderBasis
    ) -> Difference {
        let keys = models.map {
            ListenerKey(
                identity: ListenerIdentity(name: $0.core.name, origin: $0.core.origin), count: $0.routes.count)
        }
        let old = routes
        let difference = takeRoutes(of: models, basis: basis)
        if resource != nil, keys == listeners, sameHostnames(as: old) {
            replaceRoutes(since: old)
        } else {
            listeners = keys
            regroup(name, basis: basis)
        }
        return difference
    }

    /// Compares from both ends, where next to everything stays as it was, and by name in between.
    private mutating func takeRoutes(of models: [Model.HTTPListener], basis: RenderBasis) -> Difference {
        let all = models.count == 1 ? models[0].routes : models.flatMap(\.routes)
        let old = routes
        var prefix = 0
        while prefix < all.count, prefix < old.count, old[prefix].model == all[prefix] { prefix += 1 }
        var suffix = 0
        while suffix < all.count - prefix, suffix < old.count - prefix,
            old[old.count - 1 - suffix].model == all[all.count - 1 - suffix]
        {
            suffix += 1
        }
        var between: [String: RenderedRoute] = [:]
        for route in old[prefix..<(old.count - suffix)] { between[route.model.name] = route }
        var difference = Difference()
        var middle: [RenderedRoute] = []
        middle.reserveCapacity(all.count - suffix - prefix)
        for index in prefix..<(all.count - suffix) {
            if let known = between[all[index].name], known.model == all[index] {
                between[all[index].name] = nil
                middle.append(known)
            } else {
                let route = RenderedRoute(all[index], basis: basis)
                difference.added.append(route)
                middle.append(route)
            }
        }
        difference.removed = old[prefix..<(old.count - suffix)].filter { between[$0.model.name] === $0 }
        if !middle.isEmpty || all.count != old.count {
            routes.replaceSubrange(prefix..<(old.count - suffix), with: middle)
        }
        return difference
    }

    private func sameHostnames(as old: [RenderedRoute]) -> Bool {
        guard old.count == routes.count else { return false }
        return routes.indices.allSatisfy {
            old[$0] === routes[$0] || old[$0].model.hostname == routes[$0].model.hostname
        }
    }

    /// The same hosts with the same numbers of routes: only the routes that differ are put in.
    private mutating func replaceRoutes(since old: [RenderedRoute]) {
        guard let before = resource else { return }
        var configuration: RouteConfiguration?
        var positions = [Int](repeating: 0, count: hosts.count)
        for index in routes.indices {
            let host = hostOfRoute[index]
            let position = positions[host]
            positions[host] += 1
            if old[index] === routes[index] { continue }
            hosts[host].members[position] = routes[index]
            if old[index].route == routes[index].route { continue }
            hosts[host].value.routes[position] = routes[index].route
            if configuration == nil { configuration = before.value }
            configuration?.virtualHosts[host] = hosts[host].value
        }
        let limit = bodyLimit
        if before.value.maxDirectResponseBodySizeBytes != limit {
            if configuration == nil { configuration = before.value }
            configuration?.maxDirectResponseBodySizeBytes = limit
        }
        if let configuration { resource = Resource(configuration) }
    }

    /// A virtual host for each hostname that a route of a listener has, in the order of the routes.
    private mutating func regroup(_ name: String, basis: RenderBasis) {
        var known: [HostKey: Host] = [:]
        known.reserveCapacity(hosts.count)
        for host in hosts { known[HostKey(listener: host.listener, hostname: host.hostname)] = host }
        hosts = []
        hostOfRoute = []
        hostOfRoute.reserveCapacity(routes.count)
        var index = 0
        for key in listeners {
            var places: [String: Int] = [:]
            for _ in 0..<key.count {
                let route = routes[index]
                index += 1
                let hostname = route.model.hostname
                let place = places[hostname] ?? hosts.count
                if place == hosts.count {
                    places[hostname] = place
                    hosts.append(Host(hostname: hostname, listener: key.identity, members: []))
                }
                hosts[place].members.append(route)
                hostOfRoute.append(place)
            }
        }
        for place in hosts.indices { fill(&hosts[place], known, basis) }
        var configuration = RouteConfiguration()
        configuration.name = name
        configuration.ignorePortInHostMatching = true
        configuration.virtualHosts = hosts.map(\.value)
        configuration.maxDirectResponseBodySizeBytes = bodyLimit
        if resource?.value != configuration { resource = Resource(configuration) }
    }

    /// A host that is as it was stays the same one.
    private func fill(_ host: inout Host, _ known: [HostKey: Host], _ basis: RenderBasis) {
        let same = known[HostKey(listener: host.listener, hostname: host.hostname)]
        if let same, same.members.count == host.members.count,
            zip(same.members, host.members).allSatisfy({ $0 === $1 || $0.route == $1.route })
        {
            host.value = same.value
            return
        }
        host.value =
            same?.value
            ?? VirtualHost(.init(host.hostname, of: host.listener.name, host.listener.origin, metrics: basis.metrics))
        host.value.routes = host.members.map(\.route)
    }

    /// Envoy's limit of 4 KiB for bodies of its own answers is raised to a megabyte, or more, where one is larger.
    private var bodyLimit: UInt32? {
        let largest = routes.reduce(0) { max($0, $1.bodySize) }
        return largest > 4096 ? UInt32(clamping: max(largest, 1_048_576)) : nil
    }
}

extension VirtualHost.Fields {
    fileprivate init(_ hostname: String, of listener: String, _ origin: Model.Origin, metrics: Model.Metrics?) {
        self.init()
        // Dots would split names of statistics.
        let label = String(hostname.map { $0 == "." ? "_" : $0 })
        name = "\(listener)/\(label)"
        domains = [hostname]
        metadata = Metadata(origin)
        if metrics?.virtualHostStats == true {
            virtualClusters = [
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
