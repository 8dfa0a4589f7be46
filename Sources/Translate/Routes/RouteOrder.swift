import GatewayAPI

/// Which of a listener's routes Envoy tries first (Gateway API 1.6, HTTPRouteRule.matches precedence, with Envoy
/// Gateway's cookies between headers and query parameters).
extension Pass {
    /// Routes that are equal in rank stay in the order in which they came: oldest route first.
    func sortRoutes() {
        for fleet in fleets.values {
            for listener in fleet.listeners where listener.gateway.envoyProxy?.preservesRouteOrder != true {
                guard let routes = listener.http?.routes, routes.count > 1 else { continue }
                let ranked = routes.enumerated().map { (rank: RouteRank($1), index: $0) }.sorted {
                    $0.rank == $1.rank ? $0.index < $1.index : $0.rank > $1.rank
                }
                listener.http?.routes = ranked.map { routes[$0.index] }
            }
        }
    }
}

/// Greater is tried first.
struct RouteRank: Hashable, Comparable {
    /// Exact, then regular expression, then prefix.
    private var pathType = -1
    private var pathLength = 0
    private var counts: [Int]

    init(_ route: Model.HTTPRoute) {
        switch route.pathMatch?.pattern {
        case .exact(let path): (pathType, pathLength) = (3, path.utf8.count)
        case .regex(let path): (pathType, pathLength) = (2, path.utf8.count)
        // `/` matches everything, as no match does.
        case .prefix(let path): (pathType, pathLength) = (1, path == "/" ? 0 : path.utf8.count)
        default: break
        }
        func isExact(_ match: Model.StringMatch) -> Bool { if case .exact = match.pattern { true } else { false } }
        counts = [route.headerMatches, route.cookieMatches, route.queryMatches].flatMap { matches in
            [matches.count, matches.filter(isExact).count]
        }
    }

    static func < (a: RouteRank, b: RouteRank) -> Bool {
        // The types compare only where both routes look at the path.
        if a.pathType > 0, b.pathType > 0, a.pathType != b.pathType { return a.pathType < b.pathType }
        if a.pathLength != b.pathLength { return a.pathLength < b.pathLength }
        return a.counts.lexicographicallyPrecedes(b.counts)
    }
}
