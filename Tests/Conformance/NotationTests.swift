import JSON
import Testing
import YAML

/// The demands are only as good as the words they are written in.
@Suite struct NotationTests {
    private static func reply(
        _ status: Int, _ headers: [(name: String, value: String)] = [], path: String = "/a", host: String = "h", pod: String = "v1-5d-x2",
        namespace: String = "infra", seen: JSON = [:]
    ) -> HTTPReply {
        let echo: JSON = [
            "path": .string(path), "host": .string(host), "method": "GET", "pod": .string(pod), "namespace": .string(namespace),
            "headers": seen,
        ]
        return HTTPReply(status: status, headers: headers, body: echo.bytes)
    }

    private static let redirect = reply(302, [("location", "https://example.org:443/a")])

    @Test(arguments: [
        (Ask("h/a -> v1"), reply(200), true), (Ask("h/a -> v2"), reply(200), false), (Ask("h/a"), reply(200, pod: "v9-5d-x2"), true),
        (Ask("h/a -> v1"), reply(200, pod: "v1-a-5d-x2"), false), (Ask("h/a -> v1"), reply(200, namespace: "web"), false),
        (Ask("h/a -> web/v1"), reply(200, namespace: "web"), true), (Ask("h/a -> v1"), reply(404), false),
        (Ask("h/a -> 404"), reply(404), true), (Ask("h/a -> 500|503"), reply(503), true), (Ask("h/a -> 500|503"), reply(502), false),
        (Ask("h/a -> v1"), reply(200, path: "/b"), false), (Ask("h/a -> v1", seenPath: "/b"), reply(200, path: "/b"), true),
        (Ask("h/a -> v1"), reply(200, host: "i"), false), (Ask("PUT h/a -> v1"), reply(200), false),
        (Ask("h/a -> v1", sent: ["X": "1,2"]), reply(200, seen: ["x": ["1", "2"]]), true),
        (Ask("h/a -> v1", sent: ["X": "1"]), reply(200), false), (Ask("h/a -> v1", unsent: ["X"]), reply(200, seen: ["x": ["1"]]), false),
        (Ask("h/a -> v1", replied: ["X": ["1,2"]]), reply(200, [("x", "1"), ("x", "2")]), true),
        (Ask("h/a -> v1", replied: ["X": ["1"]]), reply(200), false), (Ask("h/a -> v1", unreplied: ["X"]), reply(200, [("x", "1")]), false),
        (Ask("h/a -> 302 https://example.org/a"), redirect, true), (Ask("h/a -> 302 https://example.org/b"), redirect, false),
        (Ask("h/a -> 302 http://example.org/a"), redirect, false), (Ask("h/a -> 302 https://*/a"), redirect, false),
        (Ask("example.org:8080/a -> 302 https://*/a"), redirect, true), (Ask("h/a -> 301 https://example.org/a"), redirect, false),
        (Ask("h/a -> v1", seenServerName: "abc.example.com"), reply(200), false),
    ])
    func answersAreJudged(ask: Ask, reply: HTTPReply, isGood: Bool) {
        #expect((ask.complaint(reply, scheme: "http") == nil) == isGood, "\(ask): \(ask.complaint(reply, scheme: "http") ?? "")")
    }

    @Test func requestsAreRead() {
        let ask = Ask("PUT host/path?a=b/c Name=a=b Origin=https://x -> 404")
        #expect(ask.call.method == "PUT")
        #expect(ask.call.host == "host")
        #expect(ask.call.target == "/path?a=b/c")
        #expect(ask.call.headers.map(\.name) == ["Name", "Origin"])
        #expect(ask.call.headers.map(\.value) == ["a=b", "https://x"])
    }

    private static let conditions: JSON = [
        ["type": "Accepted", "status": "False", "reason": "NotAllowed", "observedGeneration": 2],
        ["type": "ResolvedRefs", "status": "True", "reason": "ResolvedRefs", "observedGeneration": 2],
    ]

    @Test(arguments: [
        (["Accepted=False"], 2, true), (["Accepted=False/NotAllowed", "ResolvedRefs=True"], 2, true), (["Accepted=False/Not"], 2, false),
        (["Accepted=True"], 2, false), (["Programmed=True"], 2, false), (["Accepted=False"], 3, false),
    ])
    func conditionsAreJudged(wanted: [String], generation: Int, isGood: Bool) {
        #expect((Conditions.complaint(Self.conditions, wanted, generation: generation) == nil) == isGood)
        #expect(Conditions.complaint([], wanted, generation: generation) != nil)
    }

    @Test(arguments: [
        ("-> v1", "{backendRefs: [{name: v1, port: 8080}]}"), ("=/a ->", "{matches: [{path: {type: Exact, value: /a}}]}"),
        (
            "/a PUT x=1 | ?y=2 -> web/w:80*3, v2",
            """
            matches:
            - {path: {type: PathPrefix, value: /a}, method: PUT, headers: [{name: x, value: "1"}]}
            - {queryParams: [{name: y, value: "2"}]}
            backendRefs: [{namespace: web, name: w, port: 80, weight: 3}, {name: v2, port: 8080}]
            """
        ),
    ])
    func rulesAreRead(text: String, rule: String) throws {
        #expect(try RuleNotation.expand(.string(text)) == YAML.document(rule))
    }

    @Test(arguments: [
        ("{redirect: {path: 'prefix:/a'}}", "{type: RequestRedirect, requestRedirect: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /a}}}"),
        ("{rewrite: {path: 'full:/a'}}", "{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /a}}}"),
        (
            "{requestHeaders: {set: {A: b}, remove: [C]}}",
            "{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: A, value: b}], remove: [C]}}"
        ),
        ("{mirror: {to: v2, percent: 5}}", "{type: RequestMirror, requestMirror: {backendRef: {name: v2, port: 8080}, percent: 5}}"),
    ])
    func filtersAreRead(text: String, filter: String) throws {
        let rule = RuleNotation.expand(["filters": [try YAML.document(text)]])
        #expect(try rule["filters"]?[0] == YAML.document(filter))
    }

    @Test func objectsAreRead() throws {
        let objects = try Manifest.objects(
            """
            HTTPRoute/web/route: {parentRefs: ["infra/@set:80#one"], rules: []}
            Gateway/front: {listeners: ["one TLS:443 *.com from=Same kinds=TLSRoute,TCPRoute cert=a/b mode=Terminate"]}
            ReferenceGrant/web/grant: HTTPRoute infra -> Service web
            Secret/key: {metadata: {labels: {a: b}}, type: Opaque}
            """)
        #expect(objects.map(\.ref.description) == ["Secret/infra/key", "ReferenceGrant/web/grant", "Gateway/infra/front", "HTTPRoute/web/route"])
        #expect(objects[0]["type"] == "Opaque")
        #expect(objects[0]["metadata", "labels", "a"] == "b")
        #expect(objects[1]["spec", "from"]?[0] == ["group": "gateway.networking.k8s.io", "kind": "HTTPRoute", "namespace": "infra"])
        #expect(objects[1]["spec", "to"]?[0] == ["group": "", "kind": "Service", "name": "web"])
        #expect(
            objects[2]["spec", "listeners"]?[0] == [
                "name": "one", "protocol": "TLS", "port": 443, "hostname": "*.com",
                "allowedRoutes": ["namespaces": ["from": "Same"], "kinds": [["kind": "TLSRoute"], ["kind": "TCPRoute"]]],
                "tls": ["certificateRefs": [["namespace": "a", "name": "b"]], "mode": "Terminate"],
            ])
        #expect(
            objects[3]["spec", "parentRefs"]?[0] == [
                "namespace": "infra", "name": "set", "port": 80, "sectionName": "one", "kind": "ListenerSet",
                "group": "gateway.networking.k8s.io",
            ])
    }
}
