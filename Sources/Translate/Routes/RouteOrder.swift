import GatewayAPI

/// Which of a listener's routes Envoy tries first (Gateway API 1.6, HTTPRouteRule.matches precedence, with Envoy
/// Gateway's cookies between headers and query parameters). Greater is tried first.
struct RouteRank: Hashable, Comparable, Sendable {
    /// Exact, then regular expression, then prefix; within each the longer one.
    private var path: UInt64 = 0
    /// Headers, cookies and query parameters: of each the number of matches, then that of exact ones.
    private var counts: UInt64 = 0

    init(_ route: Model.HTTPRoute) {
        func path(_ type: UInt64, _ path: String) -> UInt64 { type << 32 | UInt64(path.utf8.count) }
        switch route.pathMatch?.pattern {
        case .exact(let value): self.path = path(3, value)
        case .regex(let value): self.path = path(2, value)
        // `/` matches everything, as no match does.
        case .prefix(let value) where value != "/": self.path = path(1, value)
        default: self.path = path(1, "")
        }
        for matches in [route.headerMatches, route.cookieMatches, route.queryMatches] {
            let exact = matches.filter { if case .exact = $0.pattern { true } else { false } }
            counts = counts << 20 | UInt64(min(matches.count, 1023)) << 10 | UInt64(min(exact.count, 1023))
        }
    }

    static func < (a: RouteRank, b: RouteRank) -> Bool {
        a.path == b.path ? a.counts < b.counts : a.path < b.path
    }
}
