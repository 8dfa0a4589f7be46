import GatewayAPI
import Kube

extension Pass {
    /// Routes that match exactly the same requests on a listener: only the first of them is ever used, and the condition
    /// `RouteRulesOverlap` says so on all of them.
    func noteOverlaps(of result: RouteResult, in state: RouteState) {
        if memory.overlaps.isEmpty { return }
        for (parent, known) in zip(state.parents, result.parents) {
            var others: Set<ViewKey> = []
            for listener in known.listeners { others.formUnion(memory.overlaps[listener]?[result.key] ?? []) }
            if others.isEmpty { continue }
            let names = others.map { key in
                "\(key.kind == .grpcRoute ? GRPCRoute.kind : HTTPRoute.kind) \(key.name)"
            }
            parent.set(
                "RouteRulesOverlap", true, "RouteRulesOverlap",
                "Overlapping match conditions with route(s): \(names.sorted().joined(separator: ", "))")
        }
    }
}

/// What a route matches, in a form in which equal matches are equal: order and the case of header names do not count.
struct RouteMatchKey: Hashable, Sendable {
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
