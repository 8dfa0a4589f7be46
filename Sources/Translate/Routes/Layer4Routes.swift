import GatewayAPI
import Kube

/// TLSRoute, TCPRoute and UDPRoute: connections and datagrams to backends.
extension Pass {
    func processTLSRoutes() {
        for route in world.view.tlsRoutes.values.sortedByAge() where isWatched(route.metadata.namespace) {
            guard let state = attach(route) else { continue }
            layer4Routes.append(state)
            for parent in state.parents { process(route, state, parent) }
        }
    }

    private func process(_ route: TLSRoute, _ state: RouteState, _ parent: RouteParent) {
        // Nothing tells the rules apart: all of their backends make up one destination.
        let references = route.rules.flatMap(\.backendRefs)
        let rules = route.rules.map(\.backendRefs)
        var (backends, errors) = resolve(rules, references.map(\.object), state, parent)
        let isDynamic = backends.contains(where: \.setting.isDynamicResolver)
        if isDynamic, backends.count > 1 {
            errors.add(
                RouteError(
                    reason: "InvalidBackendRef", "dynamic resolver is not supported for multiple backendRefs"))
            backends = []
        }
        report(errors, on: parent)
        let origin = Model.Origin(state.kind, route.metadata)
        var hasHost = parent.listeners.isEmpty
        for listener in parent.listeners {
            let hosts = hosts(route.hostnames, listener)
            if hosts.isEmpty { continue }
            hasHost = true
            listener.attachedRoutes += 1
            guard listener.isReady, let tls = listener.tcp?.tls ?? nil else {
                if listener.isReady, listener.tcp != nil {
                    place(state, backends, origin, serverNames: hosts, terminate: nil, on: listener)
                }
                continue
            }
            if isDynamic {
                parent.set(
                    "ResolvedRefs", false, "UnsupportedValue",
                    "Dynamic resolver backend is only supported with TLS passthrough listeners")
                continue
            }
            place(state, backends, origin, serverNames: hosts, terminate: tls, on: listener)
        }
        if !hasHost {
            parent.set(
                "Accepted", false, "NoMatchingListenerHostname",
                "There were no hostname intersections between the TLSRoute and this parent ref's Listener(s).")
        }
    }

    private func place(
        _ state: RouteState, _ backends: [ResolvedBackend], _ origin: Model.Origin, serverNames: [String]?,
        terminate: Model.TLS?, on listener: ListenerState
    ) {
        let name = Names.route(state.kind, state.name)
        var route = Model.TCPRoute(name: name)
        route.serverNames = serverNames
        route.terminate = terminate
        route.origin = Model.Origin(state.kind, state.route.metadata)
        route.destination = destination(state, backends, origin, on: listener)
        listener.tcp?.routes.append(route)
    }

    private func destination(
        _ state: RouteState, _ backends: [ResolvedBackend], _ origin: Model.Origin, on listener: ListenerState
    ) -> Model.Destination {
        for shared in backends.compactMap(\.sharedCluster) { add(shared, to: listener.gateway.fleet) }
        return Model.Destination(Names.rule(state.kind, state.name, -1), origin: origin, backends)
    }

    func processTCPRoutes() {
        for route in world.view.tcpRoutes.values.sortedByAge() where isWatched(route.metadata.namespace) {
            guard let state = attach(route) else { continue }
            layer4Routes.append(state)
            for parent in state.parents {
                processSingleRule(route.rules, state, parent) { listener, backends, origin in
                    // The oldest route has the listener; the others are counted and accepted all the same.
                    guard let tcp = listener.tcp, tcp.routes.isEmpty else { return }
                    let isNamed = tcp.tls != nil && listener.listener.hostname != nil
                    self.place(
                        state, backends, origin,
                        serverNames: isNamed ? listener.listener.hostname.map { [$0] } : nil, terminate: tcp.tls,
                        on: listener)
                }
            }
        }
    }

    func processUDPRoutes() {
        for route in world.view.udpRoutes.values.sortedByAge() where isWatched(route.metadata.namespace) {
            guard let state = attach(route) else { continue }
            layer4Routes.append(state)
            for parent in state.parents {
                processSingleRule(route.rules, state, parent) { listener, backends, origin in
                    guard let udp = listener.udp, udp.route == nil else { return }
                    var model = Model.UDPRoute(name: Names.route(state.kind, state.name))
                    model.destination = self.destination(state, backends, origin, on: listener)
                    listener.udp?.route = model
                }
            }
        }
    }

    /// TCPRoute and UDPRoute have exactly one rule.
    private func processSingleRule(
        _ rules: [SimpleRule], _ state: RouteState, _ parent: RouteParent,
        place: (ListenerState, [ResolvedBackend], Model.Origin) -> Void
    ) {
        guard rules.count == 1, let rule = rules.first else {
            return parent.set("Accepted", false, "InvalidRule", "One and only one rule is supported")
        }
        let (backends, errors) = resolve(
            [rule.backendRefs], rule.backendRefs.map(\.object), state, parent)
        report(errors, on: parent)
        if parent.isRefused { return }
        let origin = Model.Origin(state.kind, state.route.metadata, section: rule.name)
        for listener in parent.listeners {
            listener.attachedRoutes += 1
            if listener.isReady { place(listener, backends, origin) }
        }
        if parent.listeners.isEmpty {
            let transport = state.kind == UDPRoute.kind ? "UDP" : "TCP"
            parent.set(
                "Accepted", false, "UnsupportedValue", "Multiple routes on the same \(transport) listener")
        }
    }

    /// Backends of all rules that have a share of the traffic, and what is wrong with the others.
    private func resolve(
        _ rules: [[BackendRef]], _ distinct: [ObjectReference], _ state: RouteState, _ parent: RouteParent
    ) -> ([ResolvedBackend], RouteErrors) {
        let referrer = state.referrer(parent)
        let name = Names.rule(state.kind, state.name, -1)
        let targets = state.kind == TLSRoute.kind ? Array(Set(distinct)) : distinct
        let mayShare = mayShare(targets, referrer, hasWeightedClusters: false)
        var backends: [ResolvedBackend] = []
        var errors = RouteErrors()
        for references in rules {
            for (index, reference) in references.enumerated() {
                let backend = resolve(reference, as: Names.setting(name, index), referrer, mayShare: mayShare)
                if let problem = backend.problem {
                    errors.add(problem)
                } else if backend.setting.weight != 0, !backend.setting.isInvalid {
                    backends.append(backend)
                }
            }
        }
        return (backends, errors)
    }

    private func report(_ errors: RouteErrors, on parent: RouteParent) {
        if let error = errors.joined {
            parent.set("ResolvedRefs", false, error.reason, error.message)
        } else {
            parent.setResolved()
        }
    }
}
