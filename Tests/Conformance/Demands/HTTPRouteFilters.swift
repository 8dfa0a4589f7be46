// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// What filters change in requests and answers.
    @Suite struct HTTPRouteFilters {
        private static let modified: [Ask] = [
            Ask("/set Some-Other-Header=val -> v1", sent: ["Some-Other-Header": "val", "X-Set": "overwrites"]),
            Ask("/set X-Set=other -> v1", sent: ["X-Set": "overwrites"]),
            Ask("/add Some-Other-Header=val -> v1", sent: ["Some-Other-Header": "val", "X-Add": "appends"]),
            Ask("/add X-Add=other -> v1", sent: ["X-Add": "other,appends"]),
            Ask("/remove X-Remove=val -> v1", unsent: ["X-Remove"]),
            Ask(
                "/multiple X-Set-2=a X-Add-2=b X-Remove-2=c Another=d -> v1",
                sent: ["X-Set-1": "set-1", "X-Set-2": "set-2", "X-Add-1": "add-1", "X-Add-2": "b,add-2", "X-Add-3": "add-3", "Another": "d"],
                unsent: ["X-Remove-1", "X-Remove-2"]),
            Ask(
                "/case x-set=a x-add=b x-remove=c Another=d -> v1",
                sent: ["X-Set": "overwrites", "X-Add": "b,appends", "Another": "d"], unsent: ["X-Remove"]),
        ]

        private static let modifiers = [
            ("/set", "{set: {X-Set: overwrites}}"), ("/add", "{add: {X-Add: appends}}"), ("/remove", "{remove: [X-Remove]}"),
            ("/multiple", "{set: {X-Set-1: set-1, X-Set-2: set-2}, add: {X-Add-1: add-1, X-Add-2: add-2, X-Add-3: add-3},"
                + " remove: [X-Remove-1, X-Remove-2]}"),
            ("/case", "{set: {X-Set: overwrites}, add: {X-Add: appends}, remove: [X-Remove]}"),
        ]

        @Test func HTTPRouteRequestHeaderModifier() async throws {
            let rules = Self.modifiers.map { "{on: \($0), to: v1, filters: [{requestHeaders: \($1)}]}" }
            try await routed("HTTPRoute/request-headers: {parentRefs: [plain], rules: [\(rules.joined(separator: ", "))]}", Self.modified)
        }

        @Test func HTTPRouteBackendRequestHeaderModifier() async throws {
            let rules = Self.modifiers.map { "{on: \($0), backendRefs: [{to: v1, filters: [{requestHeaders: \($1)}]}]}" }
            try await routed("HTTPRoute/backend-headers: {parentRefs: [plain], rules: [\(rules.joined(separator: ", "))]}", Self.modified)
        }

        @Test func HTTPRouteRequestHeaderModifierBackendWeights() async throws {
            try await scene(
                """
                HTTPRoute/headers-of-backends:
                  parentRefs: [plain]
                  rules:
                  - backendRefs:
                    - {to: v1*10, filters: [{requestHeaders: {set: {Backend: v1}}}]}
                    - {to: v2*10, filters: [{requestHeaders: {set: {Backend: v2}}}]}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("plain")
                try await front.answers(["/"])
                let place = try await scene.cluster.place(front.address, 80)
                let seen = try await Front.count(100) {
                    let echo = try await HTTPCall(host: front.address).send(to: place).json
                    return "\(echo.workload) \(echo.header("Backend") ?? "")"
                }
                #expect(Set(seen.keys) == ["v1 v1", "v2 v2"])
            }
        }

        @Test func HTTPRouteResponseHeaderModifier() async throws {
            func asked(_ headers: String) -> [String: String] { ["X-Echo-Set-Header": headers] }
            try await routed(
                """
                HTTPRoute/response-headers:
                  parentRefs: [plain]
                  rules:
                  - {on: /set, to: v1, filters: [{responseHeaders: {set: {X-Set: overwrites}}}]}
                  - {on: /add, to: v1, filters: [{responseHeaders: {add: {X-Add: appends}}}]}
                  - {on: /remove, to: v1, filters: [{responseHeaders: {remove: [X-Remove]}}]}
                  - on: /multiple
                    to: v1
                    filters:
                    - responseHeaders:
                        set: {X-Set-1: set-1, X-Set-2: set-2}
                        add: {X-Add-1: add-1, X-Add-2: add-2, X-Add-3: add-3}
                        remove: [X-Remove-1, X-Remove-2]
                  - on: /case
                    to: v1
                    filters:
                    - responseHeaders:
                        set: {X-Set: overwrites}
                        add: {X-Add: appends, x-lowercase: lower, x-Mixed-CASE: mixed, X-UPPERCASE: upper}
                        remove: [X-Remove]
                  - on: /both
                    to: v1
                    filters:
                    - responseHeaders: {set: {X-Set-2: set-2}, add: {X-Add-2: add-2}, remove: [X-Remove-2]}
                    - requestHeaders: {set: {X-Set: overwrites}, add: {X-Add: appends}, remove: [X-Remove]}
                """,
                [
                    Ask("/set -> v1", headers: asked("Other:val"), replied: ["Other": ["val"], "X-Set": ["overwrites"]]),
                    Ask("/set -> v1", headers: asked("X-Set:other"), replied: ["X-Set": ["overwrites"]]),
                    Ask("/add -> v1", headers: asked("Other:val"), replied: ["Other": ["val"], "X-Add": ["appends"]]),
                    Ask("/add -> v1", headers: asked("X-Add:other"), replied: ["X-Add": ["other,appends"]]),
                    Ask("/remove -> v1", headers: asked("X-Remove:val"), unreplied: ["X-Remove"]),
                    Ask(
                        "/multiple -> v1", headers: asked("X-Set-2:a,X-Add-2:b,X-Remove-2:c,Another:d,X-Remove-1:e"),
                        replied: [
                            "X-Set-1": ["set-1"], "X-Set-2": ["set-2"], "X-Add-1": ["add-1"], "X-Add-2": ["b,add-2"],
                            "X-Add-3": ["add-3"], "Another": ["d"],
                        ], unreplied: ["X-Remove-1", "X-Remove-2"]),
                    Ask(
                        "/case -> v1", headers: asked("x-set:a,x-add:b,x-remove:c,Another:d"),
                        replied: [
                            "X-Set": ["overwrites"], "X-Add": ["b,appends"], "X-Lowercase": ["lower"], "X-Mixed-Case": ["mixed"],
                            "X-Uppercase": ["upper"], "Another": ["d"],
                        ], unreplied: ["X-Remove"]),
                    Ask(
                        "/both X-Remove=a X-Add=b X-Echo=c -> v1", headers: asked("X-Set-2:a,X-Add-2:b,X-Remove-2:c,X-Echo:d"),
                        sent: ["X-Set": "overwrites", "X-Add": "b,appends", "X-Echo": "c"], unsent: ["X-Remove"],
                        replied: ["X-Set-2": ["set-2"], "X-Add-2": ["b,add-2"], "X-Echo": ["d"]], unreplied: ["X-Remove-2"]),
                ])
        }

        @Test func HTTPRouteRewriteHost() async throws {
            try await routed(
                """
                HTTPRoute/rewrite-host:
                  parentRefs: [plain]
                  hostnames: [rewrite.example]
                  rules:
                  - {on: /one, to: v1, filters: [{rewrite: {hostname: one.example.org}}]}
                  - {to: v2, filters: [{rewrite: {hostname: example.org}}]}
                  - on: /headers
                    to: v2
                    filters:
                    - rewrite: {hostname: test.example.org}
                    - requestHeaders: {set: {X-Set: overwrites}, add: {X-Add: appends}, remove: [X-Remove]}
                """,
                [
                    Ask("rewrite.example/one -> v1", seenHost: "one.example.org"),
                    Ask("rewrite.example/two -> v2", seenHost: "example.org"),
                    Ask(
                        "rewrite.example/headers X-Remove=a X-Add=b -> v2", seenHost: "test.example.org",
                        sent: ["X-Set": "overwrites", "X-Add": "b,appends"], unsent: ["X-Remove"]),
                ])
        }

        @Test func HTTPRouteRewritePath() async throws {
            let headers = "requestHeaders: {set: {X-Set: overwrites}, add: {X-Add: appends}, remove: [X-Remove]}"
            let sent = ["X-Set": "overwrites", "X-Add": "b,appends"]
            try await routed(
                """
                HTTPRoute/rewrite-path:
                  parentRefs: [plain]
                  rules:
                  - {on: /prefix/one, to: v1, filters: [{rewrite: {path: "prefix:/one"}}]}
                  - {on: /strip, to: v1, filters: [{rewrite: {path: "prefix:/"}}]}
                  - {on: /full/one, to: v1, filters: [{rewrite: {path: "full:/one"}}]}
                  - {on: /full/headers, to: v1, filters: [{rewrite: {path: "full:/test"}}, {\(headers)}]}
                  - {on: /prefix/headers, to: v1, filters: [{rewrite: {path: "prefix:/prefix"}}, {\(headers)}]}
                """,
                [
                    Ask("/prefix/one/two -> v1", seenPath: "/one/two"), Ask("/strip/three -> v1", seenPath: "/three"),
                    Ask("/strip -> v1", seenPath: "/"), Ask("/full/one/two -> v1", seenPath: "/one"),
                    Ask("/full/headers/test X-Remove=a X-Add=b X-Set=c -> v1", seenPath: "/test", sent: sent, unsent: ["X-Remove"]),
                    Ask("/prefix/headers/one X-Remove=a X-Add=b X-Set=c -> v1", seenPath: "/prefix/one", sent: sent, unsent: ["X-Remove"]),
                ])
        }

        @Test func HTTPRouteCORS() async throws {
            func preflight(
                _ path: String, _ outcome: String, origin: String, method: String, headers: String? = nil,
                replied: [String: [String]] = [:], unreplied: [String] = []
            ) -> Ask {
                var sent = ["Origin": origin, "Access-Control-Request-Method": method]
                if let headers { sent["Access-Control-Request-Headers"] = headers }
                return Ask("OPTIONS \(path) -> \(outcome)", headers: sent, replied: replied, unreplied: unreplied)
            }
            func listed(_ origin: String) -> [String: [String]] {
                [
                    "access-control-allow-origin": [origin], "access-control-allow-methods": ["GET,OPTIONS", "OPTIONS,GET"],
                    "access-control-allow-headers": ["x-header-1,x-header-2", "x-header-2,x-header-1"],
                    "access-control-expose-headers": ["x-header-3,x-header-4", "x-header-4,x-header-3"],
                    "access-control-max-age": ["3600"], "access-control-allow-credentials": ["true"],
                ]
            }
            let (origin, credentials) = ("access-control-allow-origin", "access-control-allow-credentials")
            let (methods, headers) = ("access-control-allow-methods", "access-control-allow-headers")
            let asks =
                ["https://www.foo.com", "https://www.bar.com", "https://xpto.www.bar.com"].map {
                    preflight("/listed", "200|204", origin: $0, method: "GET", headers: "x-header-1, x-header-2", replied: listed($0))
                }
                + [
                    preflight("/listed", "200|204|403", origin: "https://foobar.com", method: "GET", unreplied: [origin]),
                    Ask("/listed Origin=https://www.foo.com -> v1", replied: [origin: ["https://www.foo.com"]]),
                    Ask("/listed Origin=https://www.bar.com -> v1", replied: [origin: ["https://www.bar.com"]]),
                    Ask("/listed Origin=https://foobar.com -> v1", unreplied: [origin]),
                    preflight(
                        "/any-method", "200|204", origin: "https://www.foo.com", method: "POST",
                        replied: [methods: ["POST", "*"], origin: ["https://www.foo.com"]], unreplied: [credentials]),
                    preflight(
                        "/any-origin", "200|204", origin: "https://foobar.com", method: "PUT",
                        replied: [origin: ["https://foobar.com", "*"], methods: ["PUT"]], unreplied: [credentials]),
                    preflight(
                        "/any-origin", "200|204", origin: "https://foobar.com:12345", method: "PUT",
                        replied: [origin: ["https://foobar.com:12345", "*"], methods: ["PUT"]], unreplied: [credentials]),
                    Ask(
                        "PUT /any-origin Origin=https://foobar.com:12345 -> v1",
                        replied: [origin: ["https://foobar.com:12345", "*"]]),
                    Ask(
                        "PUT /any-origin Origin=https://foobar.com -> v1", replied: [origin: ["https://foobar.com", "*"]],
                        unreplied: [credentials]),
                    preflight(
                        "/anything", "200|204", origin: "https://other.foo.com", method: "PUT", headers: "x-header-1, x-header-2",
                        replied: [
                            origin: ["https://other.foo.com"], methods: ["PUT"],
                            headers: ["x-header-1,x-header-2", "x-header-2,x-header-1"], credentials: ["true"],
                        ]),
                    preflight(
                        "/nameless", "200|204", origin: "https://other.foo.com", method: "PUT", headers: "x-header-1, x-header-2",
                        replied: [
                            origin: ["https://other.foo.com", "*"], methods: ["PUT", "*"],
                            headers: ["x-header-1,x-header-2", "x-header-2,x-header-1", "*"],
                        ], unreplied: [credentials]),
                    Ask(
                        "/anything Origin=https://other.foo.com -> v1",
                        replied: [origin: ["https://other.foo.com"], credentials: ["true"]]),
                    Ask(
                        "/nameless Origin=https://other.foo.com -> v1", replied: [origin: ["https://other.foo.com", "*"]],
                        unreplied: [credentials]),
                ]
            try await routed(
                """
                HTTPRoute/cors-listed:
                  parentRefs: [plain]
                  rules:
                  - on: /listed
                    to: v1
                    filters:
                    - cors:
                        allowOrigins: ["https://www.foo.com", "https://*.bar.com"]
                        allowMethods: [GET, OPTIONS]
                        allowHeaders: [x-header-1, x-header-2]
                        exposeHeaders: [x-header-3, x-header-4]
                        allowCredentials: true
                        maxAge: 3600
                HTTPRoute/cors-any:
                  parentRefs: [plain]
                  rules:
                  - {on: /any-method, to: v1, filters: [{cors: {allowOrigins: ["https://www.foo.com"], allowMethods: ["*"]}}]}
                  - {on: /any-origin, to: v1, filters: [{cors: {allowOrigins: ["*"], allowMethods: [PUT], allowCredentials: false}}]}
                  - on: /anything
                    to: v1
                    filters: [{cors: {allowOrigins: ["*"], allowMethods: ["*"], allowHeaders: ["*"], allowCredentials: true}}]
                  - on: /nameless
                    to: v1
                    filters: [{cors: {allowOrigins: ["*"], allowMethods: ["*"], allowHeaders: ["*"], allowCredentials: false}}]
                """, asks)
        }
    }
}
