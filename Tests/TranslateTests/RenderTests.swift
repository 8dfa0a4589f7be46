import Testing
import XDS

@testable import Translate

@Suite struct RenderTests {
    private let origin = Model.Origin(kind: "HTTPRoute", namespace: "default", name: "r")

    private func setting(_ name: String, _ hosts: String..., weight: Int = 1) -> Model.DestinationSetting {
        var setting = Model.DestinationSetting(name: name)
        setting.endpoints = hosts.map { Model.Endpoint(host: $0, port: 80) }
        setting.addressType = .ip
        setting.weight = weight
        setting.applicationProtocol = .http
        return setting
    }

    private func route(_ name: String = "r", _ settings: [Model.DestinationSetting]) -> Model.HTTPRoute {
        var route = Model.HTTPRoute(name: name, hostname: "*", origin: origin)
        var destination = Model.Destination(name: "\(name)/dest", origin: origin)
        destination.settings = settings
        route.action = .forward(destination)
        return route
    }

    private func model(_ routes: [Model.HTTPRoute]) -> Model.Proxies {
        var model = Model.Proxies()
        let core = Model.ListenerCore(
            name: "default/eg/http", address: "0.0.0.0", port: 10080, externalPort: 80,
            origin: Model.Origin(kind: "Gateway", namespace: "default", name: "eg"))
        var listener = Model.HTTPListener(core: core, hostnames: ["*"])
        listener.routes = routes.map { Shared($0) }
        model.http = [listener]
        return model
    }

    private func only(_ snapshot: Snapshot) throws -> Route {
        try #require(snapshot.routes["default/eg/http"]?.virtualHosts.first?.routes.first)
    }

    private func forward(_ route: Route) throws -> RouteAction {
        guard case .route(let action)? = route.action else { throw Unexpected() }
        return action
    }

    struct Unexpected: Error {}

    @Test(arguments: [
        (Model.StringMatch.Pattern?.none, RouteMatch.PathSpecifier.prefix("/")),
        (.prefix("/"), .prefix("/")), (.prefix("/a"), .pathSeparatedPrefix("/a")),
        (.prefix("/a/"), .pathSeparatedPrefix("/a")), (.exact("/a/"), .exact("/a/")),
        (.regex("/a.*"), .safeRegex(.with { $0.regex = "/a.*" })),
    ])
    func paths(_ pattern: Model.StringMatch.Pattern?, _ specifier: RouteMatch.PathSpecifier) throws {
        var route = route("r", [setting("b", "10.0.0.1")])
        route.pathMatch = pattern.map { Model.StringMatch($0) }
        #expect(try only(Renderer.render(model([route]))).match.path == specifier)
    }

    @Test(arguments: [
        ("/a", "", "^/a\\/*", "/"), ("/a", "/", "^/a\\/*", "/"), ("/a.b", "/", "^/a\\.b\\/*", "/"),
    ])
    func prefixesThatAreTakenAway(_ prefix: String, _ replacement: String, _ regex: String, _ text: String) throws {
        var route = route("r", [setting("b", "10.0.0.1")])
        route.pathMatch = Model.StringMatch(.prefix(prefix))
        var rewrite = Model.URLRewrite()
        rewrite.path = .prefix(replacement)
        route.urlRewrite = rewrite
        let action = try forward(only(Renderer.render(model([route]))))
        #expect(action.regexRewrite?.pattern?.regex == regex)
        #expect(action.regexRewrite?.substitution == text)
        #expect(action.prefixRewrite == "")
    }

    @Test func shareWithoutBackendGoesToAClusterThatIsNotThere() throws {
        var invalid = Model.DestinationSetting(name: "b/1")
        invalid.isInvalid = true
        invalid.weight = 3
        let action = try forward(only(Renderer.render(model([route("r", [setting("b/0", "10.0.0.1"), invalid])]))))
        guard case .weighted(let clusters)? = action.cluster else { throw Unexpected() }
        #expect(clusters.clusters.map(\.name) == ["invalid-backend-cluster", "b/0"])
        #expect(clusters.clusters.map(\.weight) == [3, 1])
        #expect(action.clusterNotFoundResponseCode == .internalServerError)
    }

    @Test func shareWithoutEndpointsIsUnavailable() throws {
        let empty = setting("b/1", weight: 2)
        let action = try forward(only(Renderer.render(model([route("r", [setting("b/0", "10.0.0.1"), empty])]))))
        #expect(action.clusterNotFoundResponseCode == .serviceUnavailable)
    }

    @Test(arguments: [
        (Duration?.none, Duration?.none), (.seconds(10), .seconds(3600)), (.seconds(4000), .seconds(4000)),
        (.zero, .zero),
    ])
    func streamsMayBeIdleAsLongAsRequestsLast(_ timeout: Duration?, _ idle: Duration?) throws {
        var route = route("r", [setting("b", "10.0.0.1")])
        route.timeout = timeout
        let action = try forward(only(Renderer.render(model([route]))))
        #expect(action.timeout == timeout)
        #expect(action.idleTimeout == idle)
    }

    @Test func filtersStandInTheirOrder() throws {
        let names = ["envoy.filters.http.router", "envoy.filters.http.lua/a/1", "envoy.filters.http.lua/b/0"]
        let more = ["envoy.filters.http.cors", "x.unknown", "envoy.filters.http.wasm/a/0"]
        let filters = (names + more).map { name in HttpFilter.with { $0.name = name } }
        let sorted = HTTPFilters.sorted(filters).map(\.name)
        #expect(
            sorted == [
                "envoy.filters.http.cors", "envoy.filters.http.lua/b/0", "envoy.filters.http.lua/a/1", "x.unknown",
                "envoy.filters.http.wasm/a/0", "envoy.filters.http.router",
            ])
    }

    @Test func filtersMoveWhereTheyAreTold() {
        let filters = ["cors", "jwt", "wasm/0", "wasm/1", "router"].map { name in HttpFilter.with { $0.name = name } }
        func moved(_ position: Model.FilterPosition) -> [String] { HTTPFilters.placed(filters, [position]).map(\.name) }
        #expect(
            moved(.init(name: "wasm", place: .before("jwt"))) == ["cors", "wasm/0", "wasm/1", "jwt", "router"])
        #expect(moved(.init(name: "cors", place: .after("wasm"))) == ["jwt", "wasm/0", "wasm/1", "cors", "router"])
        #expect(moved(.init(name: "lua", place: .before("jwt"))) == filters.map(\.name))
        #expect(moved(.init(name: "cors", place: .after("lua"))) == filters.map(\.name))
    }

    @Test func oneChangeLeavesTheRestAlone() throws {
        var routes = (0..<4).map { index -> Model.HTTPRoute in
            var route = route("r\(index)", [setting("r\(index)/b", "10.0.0.\(index)")])
            route.hostname = "h\(index % 2).example.com"
            return route
        }
        var renderer = Renderer()
        let before = renderer.render(model(routes))
        // Another endpoint: the routes stay the same object.
        routes[1] = route("r1", [setting("r1/b", "10.0.0.1", "10.0.0.9")])
        routes[1].hostname = "h1.example.com"
        let after = renderer.render(model(routes))
        #expect(before.routes.resource("default/eg/http") === after.routes.resource("default/eg/http"))
        #expect(before.clusters.resource("r1/dest") === after.clusters.resource("r1/dest"))
        #expect(after.endpoints.changes(from: before.endpoints).changed.map(\.name) == ["r1/dest"])
        // Another match: one route differs, and the clusters stay.
        routes[2].pathMatch = Model.StringMatch(.exact("/x"))
        let last = renderer.render(model(routes))
        #expect(last.routes.changes(from: after.routes).changed.count == 1)
        #expect(last.clusters.changes(from: after.clusters).isEmpty)
        #expect(last.routes["default/eg/http"]?.virtualHosts[1] == after.routes["default/eg/http"]?.virtualHosts[1])
        // A route less: its cluster goes.
        routes.removeLast()
        let shorter = renderer.render(model(routes))
        #expect(shorter.clusters.changes(from: last.clusters).removed == ["r3/dest"])
    }

    @Test func plainListenersOfOnePortShareRoutes() throws {
        var model = model([route("a", [setting("a/b", "10.0.0.1")])])
        var second = model.http[0]
        second.core.name = "default/eg/other"
        var other = route("c", [setting("c/b", "10.0.0.2")])
        other.hostname = "c.example.com"
        second.routes = [Shared(other)]
        model.http.append(second)
        let snapshot = Renderer.render(model)
        #expect(snapshot.listeners.names == ["default/eg/http"])
        #expect(snapshot.routes.names == ["default/eg/http"])
        #expect(
            snapshot.routes["default/eg/http"]?.virtualHosts.map(\.name) == [
                "default/eg/http/*", "default/eg/other/c_example_com",
            ])
    }
}
