import JSON
import Testing
import XDS

@testable import Proxy

struct RouteCase {
    var path: String
    var method = "GET"
    var headers: [String: String] = [:]
    var wanted: String?
}

let routeCases = [
    RouteCase(path: "/exact", wanted: "exact"), RouteCase(path: "/exact/", wanted: nil), RouteCase(path: "/exact?x", wanted: "exact"),
    RouteCase(path: "/h", headers: ["x-a": "1,2"], wanted: "header"), RouteCase(path: "/h", wanted: "absent"),
    RouteCase(path: "/h", headers: ["x-b": "1"], wanted: nil), RouteCase(path: "/re/12?a=1&q=2&q=3", wanted: "regex"),
    RouteCase(path: "/re/12?q=3&q=2", wanted: nil), RouteCase(path: "/re/12x?q=2", wanted: nil),
    RouteCase(path: "/api", wanted: "separated"), RouteCase(path: "/api/x", wanted: "separated"), RouteCase(path: "/apix", wanted: nil),
    RouteCase(path: "/cASE/x", wanted: "nocase"), RouteCase(path: "/nowhere", method: "POST", wanted: "method"),
]

struct RedirectCase {
    var action: RedirectAction
    var path = "/a/b?x=1"
    var host = "h.test:8080"
    var proto = "http"
    var location: String
}

let redirectCases = [
    RedirectCase(action: .with { $0.scheme = .httpsRedirect(true) }, location: "https://h.test:8080/a/b?x=1"),
    RedirectCase(
        action: .with { $0.scheme = .httpsRedirect(true) }, host: "h.test:80", location: "https://h.test/a/b?x=1"),
    RedirectCase(
        action: .with { $0.scheme = .schemeRedirect("http") }, host: "h.test:443", proto: "https",
        location: "http://h.test/a/b?x=1"),
    RedirectCase(
        action: .with {
            $0.scheme = .schemeRedirect("https")
            $0.portRedirect = 8443
        }, location: "https://h.test:8443/a/b?x=1"),
    RedirectCase(action: .with { $0.hostRedirect = "o.test" }, location: "http://o.test/a/b?x=1"),
    RedirectCase(action: .with { $0.path = .pathRedirect("/n") }, location: "http://h.test:8080/n?x=1"),
    RedirectCase(action: .with { $0.path = .pathRedirect("/n?y=2") }, location: "http://h.test:8080/n?y=2"),
    RedirectCase(
        action: .with {
            $0.path = .prefixRewrite("/z")
            $0.stripQuery = true
        }, location: "http://h.test:8080/z/b"),
]

@Suite struct RouteTests {
    private func table(_ routes: [Route]) throws -> RouteTable {
        var configuration = RouteConfiguration()
        configuration.name = "r"
        configuration.virtualHosts = [
            .with {
                $0.name = "v"
                $0.domains = ["*"]
                $0.routes = routes
            }
        ]
        return try RouteTable(configuration, names: NameTable())
    }

    private func route(_ name: String, _ match: (inout RouteMatch) -> Void) -> Route {
        .with {
            $0.name = name
            match(&$0.match)
            $0.action = .directResponse(.with { $0.status = 200 })
        }
    }

    private func name(_ outcome: RouteTable.Outcome) -> String? {
        if case .route(let route) = outcome { route.name } else { nil }
    }

    private var routes: [Route] {
        [
            route("exact") { $0.path = .exact("/exact") },
            route("header") {
                $0.path = .prefix("/h")
                $0.headers = [
                    .with {
                        $0.name = "X-A"
                        $0.specifier = .stringMatch(.with { $0.pattern = .exact("1,2") })
                    }
                ]
            },
            route("absent") {
                $0.path = .prefix("/h")
                $0.headers = [
                    .with {
                        $0.name = "x-b"
                        $0.specifier = .presentMatch(true)
                        $0.invertMatch = true
                    }
                ]
            },
            route("regex") {
                $0.path = .safeRegex(.with { $0.regex = "/re/[0-9]+" })
                $0.queryParameters = [
                    .with {
                        $0.name = "q"
                        $0.specifier = .stringMatch(.with { $0.pattern = .exact("2") })
                    }
                ]
            },
            route("separated") { $0.path = .pathSeparatedPrefix("/api") },
            route("nocase") {
                $0.path = .prefix("/Case")
                $0.caseSensitive = false
            },
            route("method") {
                $0.path = .prefix("/")
                $0.headers = [
                    .with {
                        $0.name = ":method"
                        $0.specifier = .stringMatch(.with { $0.pattern = .exact("POST") })
                    }
                ]
            },
        ]
    }

    @Test(arguments: routeCases)
    func takesTheFirstThatMatches(_ test: RouteCase) throws {
        let headers = request(test.path, method: test.method, test.headers)
        #expect(name(try table(routes).find(headers, random: 0)) == test.wanted)
    }

    /// Enough routes for the index: it must decide as trying one after the other does.
    @Test func indexDecidesAsTryingDoes() throws {
        var many: [Route] = []
        for index in 0..<40 {
            many.append(route("p\(index)") { $0.path = .prefix("/p/\(index % 7)/\(index)") })
            many.append(route("e\(index)") { $0.path = .exact("/p/\(index % 5)") })
            many.append(route("s\(index)") { $0.path = .pathSeparatedPrefix("/p/\(index % 3)") })
            many.append(route("r\(index)") { $0.path = .safeRegex(.with { $0.regex = "/p/\(index)[a-c]" }) })
        }
        many.shuffle()
        let indexed = try table(many)
        let plain = try many.map { try table([$0]) }
        for path in (0..<9).flatMap({ a in ["/p/\(a)", "/p/\(a)/\(a + 7)", "/p/\(a)b", "/p/\(a)x", "/p", "/"] }) {
            let headers = request(path)
            let first = plain.compactMap { name($0.find(headers, random: 0)) }.first
            #expect(name(indexed.find(headers, random: 0)) == first, "\(path)")
        }
    }

    @Test func keepsWhatDidNotChange() throws {
        var configuration = RouteConfiguration()
        configuration.name = "r"
        configuration.virtualHosts = ["a", "b"].map { name in
            .with {
                $0.name = name
                $0.domains = [name]
                $0.routes = routes
            }
        }
        let names = NameTable()
        let old = try RouteTable(configuration, names: names)
        func found(_ host: String, in table: RouteTable) throws -> CompiledRoute {
            guard case .route(let route) = table.find(request("/exact", host: host), random: 0) else {
                throw ConfigurationError("no route")
            }
            return route
        }
        configuration.virtualHosts[1].routes.removeLast()
        let fewer = try RouteTable(configuration, names: names, reusing: old)
        #expect(try found("a", in: fewer) === found("a", in: old))
        #expect(try found("b", in: fewer) === found("b", in: old))
        // What routes inherit changes them.
        configuration.virtualHosts[1].includeRequestAttemptCount = true
        let counting = try RouteTable(configuration, names: names, reusing: fewer)
        #expect(try found("a", in: counting) === found("a", in: old))
        #expect(try found("b", in: counting) !== found("b", in: old))
        #expect(try found("b", in: counting).includesAttemptCount)
        // Hosts that changed places are found all the same.
        configuration.virtualHosts.reverse()
        let turned = try RouteTable(configuration, names: names, reusing: counting)
        #expect(try found("a", in: turned) === found("a", in: old))
        #expect(try found("b", in: turned) === found("b", in: counting))
    }

    @Test(arguments: redirectCases)
    func redirects(_ test: RedirectCase) throws {
        let headers = request(test.path, host: test.host, ["x-forwarded-proto": test.proto])
        headers.scheme = headers.store(test.proto)
        let matcher = try RouteMatcher(.with { $0.path = .prefix("/a") })
        let location = try Redirect(test.action).location(headers, matcher: matcher)
        #expect(String(decoding: location, as: UTF8.self) == test.location)
    }

    @Test func rewritesPaths() throws {
        func rewrite(_ action: RouteAction, _ match: RouteMatch, _ path: String) throws -> String {
            let rewrite = try #require(try PathRewrite(action))
            let matcher = try RouteMatcher(match)
            let bytes = path.withBytes { rewrite.apply($0) { matcher.matchedLength($0) } }
            return String(decoding: bytes, as: UTF8.self)
        }
        let prefix = RouteMatch.with { $0.path = .pathSeparatedPrefix("/api") }
        #expect(try rewrite(.with { $0.prefixRewrite = "/v2" }, prefix, "/api/x?q=1") == "/v2/x?q=1")
        #expect(try rewrite(.with { $0.prefixRewrite = "/v2" }, prefix, "/api") == "/v2")
        let swap = RouteAction.with {
            $0.regexRewrite = .with {
                $0.pattern = .with { $0.regex = "^/service/([^/]+)(/.*)$" }
                $0.substitution = "\\2/instance/\\1"
            }
        }
        #expect(try rewrite(swap, prefix, "/service/foo/v1/api?x") == "/v1/api/instance/foo?x")
        #expect(try rewrite(swap, prefix, "/other") == "/other")
    }
}
