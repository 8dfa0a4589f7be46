import GatewayAPI
import Kube

extension Pass {
    /// Brings the routes up to date and puts them on their listeners. Only those are resolved anew for which something
    /// changed that they depend on.
    func processHTTPRoutes() {
        let outdated = memory.outdated(
            changes, gateways: Dictionary(uniqueKeysWithValues: gateways.map { ($0.name, GatewayPrint($0)) }),
            listenerSets: Dictionary(
                uniqueKeysWithValues: listenerSets.map { ($0.listenerSet.objectName, ListenerSetPrint($0)) }),
            classSpec: classProxy?.spec)
        if outdated == nil { memory.forgetResults() }
        let keys = outdated ?? allRouteKeys
        let results = keys.compactMap(resolve)
        memory.replace(outdated ?? [], with: results) { key in
            gatewaysByName[key.gateway]?.envoyProxy?.preservesRouteOrder != true
        }
        serveRoutes()
    }

    private var allRouteKeys: Set<ViewKey> {
        Set(world.view.httpRoutes.keys.map { ViewKey(kind: .httpRoute, name: $0) })
            .union(world.view.grpcRoutes.keys.map { ViewKey(kind: .grpcRoute, name: $0) })
    }

    /// Nil when there is no such route.
    private func resolve(_ key: ViewKey) -> RouteResult? {
        let outer = findings
        findings = Findings()
        defer { findings = outer }
        var state: RouteState?
        let metadata: ObjectMeta
        let dependencies: Set<ViewKey>
        if key.kind == .grpcRoute {
            guard let route = world.view.grpcRoutes[key.name] else { return nil }
            metadata = route.metadata
            dependencies = world.lookups.recorded { state = process(route) }
        } else {
            guard let route = world.view.httpRoutes[key.name] else { return nil }
            metadata = route.metadata
            dependencies = world.lookups.recorded { state = process(route) }
        }
        return RouteResult(key, metadata, state, findings, dependencies)
    }

    private func serveRoutes() {
        for listener in gateways.flatMap(\.listeners) {
            guard let known = memory.listeners[listener.key] else { continue }
            listener.attachedRoutes = known.attached
            listener.http?.routes = known.models
            listener.http?.hasGRPCRoutes = known.hasGRPC
        }
        for result in memory.remarkable {
            if !result.findings.isEmpty { findings.add(result.findings) }
            if !result.sharesClusters { continue }
            for placement in result.placements {
                guard let fleet = gatewaysByName[placement.listener.gateway]?.fleet else { continue }
                for shared in placement.routes.flatMap(\.sharedClusters) { add(shared, to: fleet) }
            }
        }
    }

    /// A route as it was resolved, with what the whole of the routes says of it; nil when no parent is ours.
    func state(of result: RouteResult) -> RouteState? {
        let route: (any Route)? =
            result.key.kind == .grpcRoute
            ? world.view.grpcRoutes[result.key.name] : world.view.httpRoutes[result.key.name]
        guard let route, !result.parents.isEmpty else { return nil }
        let state = RouteState(route)
        state.parents = result.parents.map { known in
            let parent = RouteParent(known.reference, generation: route.metadata.generation)
            parent.conditions = known.conditions
            parent.listeners = known.listeners.compactMap { key in
                gatewaysByName[key.gateway].flatMap { $0.listeners.indices.contains(key.index) ? $0.listeners[key.index] : nil }
            }
            return parent
        }
        state.placements = result.placements
        noteOverlaps(of: result, in: state)
        return state
    }
}
