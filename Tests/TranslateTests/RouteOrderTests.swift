import Testing

@testable import Translate

@Suite struct RouteOrderTests {
    private static func route(
        _ path: Model.StringMatch.Pattern?, headers: [Model.StringMatch.Pattern] = [],
        query: [Model.StringMatch.Pattern] = []
    ) -> RouteRank {
        let origin = Model.Origin(kind: "HTTPRoute", namespace: "default", name: "r")
        var route = Model.HTTPRoute(name: "r", hostname: "*", origin: origin)
        route.pathMatch = path.map { Model.StringMatch($0) }
        route.headerMatches = headers.map { Model.StringMatch(name: "h", $0) }
        route.queryMatches = query.map { Model.StringMatch(name: "q", $0) }
        return RouteRank(route)
    }

    /// From first tried to last.
    @Test func ranks() {
        let order = [
            Self.route(.exact("/long")), Self.route(.exact("/a")), Self.route(.regex("/a.*")),
            Self.route(.prefix("/long/path")), Self.route(.prefix("/a"), headers: [.exact("x"), .regex(".*")]),
            Self.route(.prefix("/a"), headers: [.exact("x")]), Self.route(.prefix("/a"), headers: [.regex("x")]),
            Self.route(.prefix("/a"), query: [.exact("x")]), Self.route(.prefix("/a")), Self.route(.prefix("/")),
        ]
        for (index, rank) in order.enumerated() {
            for later in order.dropFirst(index + 1) { #expect(rank > later) }
        }
    }

    @Test func treatsRootAsNoPath() {
        #expect(!(Self.route(.prefix("/")) > Self.route(nil)))
        #expect(!(Self.route(nil) > Self.route(.prefix("/"))))
    }
}
