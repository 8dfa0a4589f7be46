import GatewayAPI
import Kube

/// Routes that match exactly the same requests on a listener: only the first of them is ever used, and the condition
/// `RouteRulesOverlap` says so on all of them.
extension Pass {
    func findRouteOverlaps() {
        var conflicts: [ObjectIdentifier: [String: Set<String>]] = [:]
        for listener in fleets.values.flatMap(\.listeners) {
            guard let routes = listener.http?.routes, routes.count > 1 else { continue }
            var buckets: [MatchKey: Set<String>] = [:]
            for route in routes { buckets[MatchKey(route), default: []].insert(Self.displayName(route.origin)) }
            for bucket in buckets.values where bucket.count > 1 {
                for name in bucket {
                    conflicts[ObjectIdentifier(listener), default: [:]][name, default: []]
                        .formUnion(bucket.subtracting([name]))
                }
            }
        }
        if conflicts.isEmpty { return }
        for state in routes where state.kind == HTTPRoute.kind || state.kind == GRPCRoute.kind {
            let name = "\(state.kind) \(state.name)"
            for parent in state.parents {
                var others: Set<String> = []
                for listener in parent.listeners {
                    others.formUnion(conflicts[ObjectIdentifier(listener)]?[name] ?? [])
                }
                if others.isEmpty { continue }
                parent.set(
                    "RouteRulesOverlap", true, "RouteRulesOverlap",
                    "Overlapping match conditions with route(s): \(others.sorted().joined(separator: ", "))")
            }
        }
    }

    private static func displayName(_ origin: Model.Origin) -> String {
        "\(origin.kind) \(origin.namespace)/\(origin.name)"
    }
}

/// What a route matches, in a form in which equal matches are equal: order and the case of header names do not count.
private struct MatchKey: Hashable {
    private let hostname: String
    private let path: Model.StringMatch
    private let headers: Set<Model.StringMatch>
    private let query: Set<Model.StringMatch>
    private let cookies: Set<Model.StringMatch>

    init(_ route: Model.HTTPRoute) {
        hostname = route.hostname
        var path = route.pathMatch ?? Model.StringMatch(.prefix("/"))
        if case .prefix(let prefix) = path.pattern, prefix != "/", prefix.hasSuffix("/") {
            path.pattern = .prefix(String(prefix.dropLast()))
        }
        self.path = path
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
