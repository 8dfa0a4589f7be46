import GatewayAPI
import Kube

extension Pass {
    /// Routes that match exactly the same requests on a listener: only the first of them is ever used, and the condition
    /// `RouteRulesOverlap` says so on all of them.
    func noteOverlaps(of result: RouteResult, in state: RouteState) {
        if memory.overlaps.isEmpty, connectOverlaps.isEmpty { return }
        for (parent, known) in zip(state.parents, result.parents) {
            var others: Set<ViewKey> = []
            for listener in known.listeners {
                others.formUnion((connectOverlaps[listener] ?? memory.overlaps[listener])?[result.key] ?? [])
            }
            if others.isEmpty { continue }
            let names = others.map { key in
                "\(key.kind == .grpcRoute ? GRPCRoute.kind : HTTPRoute.kind) \(key.name)"
            }
            parent.set(
                "RouteRulesOverlap", true, "RouteRulesOverlap",
                "Overlapping match conditions with route(s): \(names.sorted().joined(separator: ", "))")
        }
    }

    /// A policy's CONNECT upgrade makes routes match by something else than their path: on listeners that have such
    /// routes all are compared anew.
    func findConnectOverlaps() {
        var keys: Set<ViewKey> = []
        for listener in gateways.flatMap(\.listeners) {
            guard let connecting = connectRoutes[ObjectIdentifier(listener)], let routes = listener.http?.routes else {
                continue
            }
            var owners: [RouteMatchKey: Set<ViewKey>] = [:]
            for route in routes {
                let origin = route.origin
                let key = ViewKey(
                    kind: origin.kind == GRPCRoute.kind ? .grpcRoute : .httpRoute,
                    name: ObjectName(namespace: origin.namespace, name: origin.name))
                keys.insert(key)
                let match = RouteMatchKey(route.value, isConnect: connecting.contains(route.name))
                owners[match, default: []].insert(key)
            }
            var overlaps: [ViewKey: Set<ViewKey>] = [:]
            for bucket in owners.values where bucket.count > 1 {
                for key in bucket { overlaps[key, default: []].formUnion(bucket.subtracting([key])) }
            }
            connectOverlaps[listener.key] = overlaps
        }
        memory.touch(unusual: keys)
    }
}

/// What a route matches, in a form in which equal matches are equal: order and the case of header names do not count.
struct RouteMatchKey: Hashable, Sendable {
    private let hostname: String
    private let path: Model.StringMatch
    private let headers: Set<Model.StringMatch>
    private let query: Set<Model.StringMatch>
    private let cookies: Set<Model.StringMatch>

    /// - Parameter isConnect: the route takes CONNECT requests, whatever its path.
    init(_ route: Model.HTTPRoute, isConnect: Bool = false) {
        hostname = route.hostname
        var path = route.pathMatch ?? Model.StringMatch(.prefix("/"))
        if case .prefix(let prefix) = path.pattern, prefix != "/", prefix.hasSuffix("/") {
            path.pattern = .prefix(String(prefix.dropLast()))
        }
        self.path = isConnect ? Model.StringMatch(name: "CONNECT", .prefix("/")) : path
        headers = Set(
            route.headerMatches.map { match in
                var match = match
                match.name = match.name.lowercased()
                return match
            })
        query = Set(route.queryMatches)
        cookies = Set(route.cookieMatches)
    }
}
