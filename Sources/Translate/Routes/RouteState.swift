import GatewayAPI
import JSON
import Kube

/// A route while it is translated.
final class RouteState {
    let route: any Route
    let kind: String
    var parents: [RouteParent] = []
    /// HTTPRoute and GRPCRoute: where the route went.
    var placements: [Placement] = []
    var placedRoutes = 0

    init(_ route: any Route) {
        self.route = route
        kind = type(of: route).kind
    }

    var name: ObjectName { route.objectName }
    var key: ViewKey { ViewKey(kind: kind == GRPCRoute.kind ? .grpcRoute : .httpRoute, name: name) }
    var age: RouteAge { RouteAge(isGRPC: kind == GRPCRoute.kind, created: route.metadata.creationTimestamp, name: name) }

    func referrer(_ parent: RouteParent) -> Referrer {
        Referrer(kind: kind, name: name, parent: parent.reference, gateway: parent.listeners.first?.gateway)
    }
}

/// One parentRef of a route that leads to a Gateway of ours.
final class RouteParent {
    let reference: ParentReference
    let generation: Int
    var conditions: [Condition] = []
    /// Listeners that take the route.
    var listeners: [ListenerState] = []

    init(_ reference: ParentReference, generation: Int) {
        self.reference = reference
        self.generation = generation
    }

    func set(_ type: String, _ status: Bool, _ reason: String, _ message: String) {
        conditions.set(Condition(type, status, reason, message, generation: generation))
    }

    var isRefused: Bool { conditions.contains("Accepted", false) }

    func setResolved() {
        if !conditions.contains("ResolvedRefs", false) {
            set("ResolvedRefs", true, "ResolvedRefs", "Resolved all the Object references for the Route")
        }
    }

    func json(controller: String) -> JSON {
        ["parentRef": reference.json, "controllerName": .string(controller), "conditions": conditions.json]
    }
}

extension Pass {
    /// Finds the listeners that take a route; nil when no parent is ours.
    func attach(_ route: any Route) -> RouteState? {
        let state = RouteState(route)
        let namespace = route.metadata.namespace
        let generation = route.metadata.generation
        for reference in route.parentRefs {
            guard let listeners = listeners(for: reference, namespace) else { continue }
            let parent = RouteParent(reference, generation: generation)
            state.parents.append(parent)
            if listeners.isEmpty {
                parent.set("Accepted", false, "NoMatchingParent", "No listeners match this parent ref")
                continue
            }
            parent.listeners = listeners.filter { allows($0, state.kind, namespace) }
            if parent.listeners.isEmpty {
                parent.set(
                    "Accepted", false, "NotAllowedByListeners",
                    "No listeners included by this parent ref allowed this attachment.")
            } else {
                parent.set("Accepted", true, "Accepted", "Route is accepted")
            }
        }
        return state.parents.isEmpty ? nil : state
    }

    /// The listeners a parentRef means; nil when it is not for us.
    private func listeners(for reference: ParentReference, _ namespace: String) -> [ListenerState]? {
        let name = ObjectName(namespace: reference.namespace ?? namespace, name: reference.name)
        func isMeant(_ state: ListenerState) -> Bool {
            (reference.sectionName ?? state.listener.name) == state.listener.name
                && (reference.port ?? state.listener.port) == state.listener.port
        }
        if reference.kind == ListenerSet.kind, reference.group == Groups.gateway {
            world.lookups.note(.listenerSet, name)
            guard let listeners = listenerSetsByName[name]?.listeners, let gateway = listeners.first?.gateway else {
                return nil
            }
            world.lookups.note(.gateway, gateway.name)
            return listeners.filter(isMeant)
        }
        guard reference.group ?? Groups.gateway == Groups.gateway, reference.kind ?? Gateway.kind == Gateway.kind
        else { return nil }
        world.lookups.note(.gateway, name)
        guard let gateway = gatewaysByName[name] else { return nil }
        return gateway.listeners.filter { $0.listenerSet == nil && isMeant($0) }
    }

    private func allows(_ state: ListenerState, _ kind: String, _ namespace: String) -> Bool {
        let isKindAllowed = state.supportedKinds.contains {
            $0.kind == kind && ($0.group ?? Groups.gateway) == Groups.gateway
        }
        guard isKindAllowed, let object = world.namespace(namespace) else { return false }
        switch state.listener.allowedRoutes?.namespaces?.from {
        case "All": return true
        case "Selector":
            guard let selector = state.listener.allowedRoutes?.namespaces?.selector, selector.problem == nil else {
                return false
            }
            return selector.matches(object.metadata.labels)
        default: return state.namespace == namespace
        }
    }

    /// Hostnames on which a route is served by a listener.
    func hosts(_ hostnames: [String], _ state: ListenerState) -> [String] {
        // Requests for another listener's hostname belong to that listener.
        let others = hostnames.isEmpty
            ? []
            : state.gateway.listeners.compactMap { other in
                other !== state && other.listener.port == state.listener.port ? other.listener.hostname : nil
            }
        return Hostnames.intersection(route: hostnames, listener: state.listener.hostname, others: others)
    }
}
