// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

/// Routes that must settle, and requests to a Gateway that must then be answered so.
func routed(_ manifest: String, on gateway: String = "plain", _ asks: [Ask]) async throws {
    try await scene(manifest) { scene in
        try await scene.settled()
        try await scene.gateway(gateway).answers(asks)
    }
}

extension Conformance {
    /// Which rule a request is for.
    @Suite struct HTTPRouteMatches {
        @Test func HTTPRouteSimpleSameNamespace() async throws {
            try await routed("HTTPRoute/simple: {parentRefs: [plain], rules: ['-> v1']}", ["/ -> v1"])
        }

        @Test func HTTPRouteCrossNamespace() async throws {
            try await routed(
                "HTTPRoute/web/cross-namespace: {parentRefs: [infra/labelled], rules: ['-> web']}", on: "labelled",
                ["/ -> web/web"])
        }

        @Test func HTTPRouteExactPathMatching() async throws {
            try await routed(
                "HTTPRoute/exact: {parentRefs: [plain], rules: [=/one -> v1, =/two -> v2]}",
                ["/one -> v1", "/two -> v2", "/ -> 404", "/one/example -> 404", "/two/ -> 404", "/Two -> 404"])
        }

        @Test func HTTPRouteMatching() async throws {
            try await routed(
                "HTTPRoute/matching: {parentRefs: [plain], rules: [/ | version=one -> v1, /v2 | version=two -> v2]}",
                [
                    "/ -> v1", "/example -> v1", "/ Version=one -> v1", "/v2 -> v2", "/v2/example -> v2", "/ Version=two -> v2",
                    "/v2/ -> v2", "/v2example -> v1", "/foo/v2/example -> v1",
                ])
        }

        @Test func HTTPRouteMatchingAcrossRoutes() async throws {
            try await routed(
                """
                HTTPRoute/part-1:
                  {parentRefs: [plain], hostnames: [example.com, example.net], rules: [/ | version=one -> v1]}
                HTTPRoute/part-2: {parentRefs: [plain], hostnames: [example.com], rules: [/v2 | version=two -> v2]}
                """,
                [
                    "example.com/ -> v1", "example.com/example -> v1", "example.net/example -> v1",
                    "example.com/example Version=one -> v1", "example.com/v2 -> v2", "example.net/v2 -> v1",
                    "example.com/v2/example -> v2", "example.com/ Version=two -> v2",
                ])
        }

        @Test func HTTPRoutePathMatchOrder() async throws {
            try await routed(
                """
                HTTPRoute/path-order:
                  parentRefs: [plain]
                  rules: [=/match -> v1, =/match/exact -> v2, =/match/exact/one -> v3, /match/ -> v3, /match/prefix/ -> v1,
                    /match/prefix/one -> v2]
                """,
                [
                    "/match/exact/one -> v3", "/match/exact -> v2", "/match -> v1", "/match/prefix/one/any -> v2",
                    "/match/prefix/any -> v1", "/match/any -> v3",
                ])
        }

        @Test func HTTPRouteHeaderMatching() async throws {
            try await routed(
                """
                HTTPRoute/headers:
                  parentRefs: [plain]
                  rules: [version=one -> v1, version=two -> v2, version=two color=orange -> v1,
                    color=blue | color=green -> v1, color=red | color=yellow -> v2]
                """,
                [
                    "/ Version=one -> v1", "/ Version=two -> v2", "/ Version=two Color=orange -> v1",
                    "/ Version=two Color=blue -> v2", "/ Color=orange -> 404", "/ Some-Other-Header=one -> 404",
                    "/ Color=blue -> v1", "/ Color=green -> v1", "/ Color=red -> v2", "/ Color=yellow -> v2", "/ Color=purple -> 404",
                ])
        }

        @Test func HTTPRouteMethodMatching() async throws {
            try await routed(
                """
                HTTPRoute/methods:
                  parentRefs: [plain]
                  rules: [POST -> v1, GET -> v2, /path1 GET -> v1, PUT version=one -> v2, /path2 POST version=two -> v3,
                    /path3 PATCH | /path4 DELETE version=three -> v1, /path5 -> v1, PATCH -> v2, version=four -> v3]
                """,
                [
                    "POST / -> v1", "GET / -> v2", "HEAD / -> 404", "GET /path1 -> v1", "PUT / version=one -> v2",
                    "POST /path2 version=two -> v3", "PATCH /path3 -> v1", "DELETE /path4 version=three -> v1",
                    "PUT / -> 404", "DELETE /path4 -> 404", "PATCH /path5 -> v1", "PATCH / version=four -> v2",
                ])
        }

        @Test func HTTPRouteQueryParamMatching() async throws {
            try await routed(
                """
                HTTPRoute/parameters:
                  parentRefs: [plain]
                  rules:
                  - ?animal=whale -> v1
                  - "?animal=dolphin -> v2"
                  - "?animal=dolphin ?color=blue | ?ANIMAL=Whale -> v3"
                  - /path1 ?animal=whale -> v1
                  - version=one ?animal=whale -> v2
                  - /path2 version=two ?animal=whale -> v3
                  - /path3 ?animal=shark | /path4 version=three ?animal=kraken -> v1
                  - /path5 -> v1
                  - "?animal=hydra -> v2"
                  - version=four -> v3
                """,
                [
                    "/?animal=whale -> v1", "/?animal=dolphin -> v2", "/?animal=dolphin&color=blue -> v3", "/?ANIMAL=Whale -> v3",
                    "/?animal=whale&otherparam=irrelevant -> v1", "/?animal=dolphin&color=yellow -> v2", "/?color=blue -> 404",
                    "/?animal=dog -> 404", "/?animal=whaledolphin -> 404", "/ -> 404", "/path1?animal=whale -> v1",
                    "/?animal=whale version=one -> v2", "/path2?animal=whale version=two -> v3", "/path3?animal=shark -> v1",
                    "/path4?animal=kraken version=three -> v1", "/?animal=shark -> 404", "/path4?animal=kraken -> 404",
                    "/path5?animal=hydra -> v1", "/?animal=hydra version=four -> v3",
                ])
        }

        @Test func HTTPRouteNamedRule() async throws {
            try await routed(
                "HTTPRoute/named: {parentRefs: [plain], rules: [{name: named-rule, on: /named, to: v1}, /unnamed -> v2]}",
                ["/named -> v1", "/unnamed -> v2"])
        }

        @Test func HTTPRouteNoBackendRefs() async throws {
            try await routed(
                """
                HTTPRoute/no-backends:
                  parentRefs: [plain]
                  rules: [=/omitted ->, {on: =/empty, backendRefs: []}, / -> v1]
                """,
                ["/forward -> v1", "/omitted -> 500", "/empty -> 500"])
        }

        @Test func HTTPRouteMultipleGateways() async throws {
            try await scene(
                """
                HTTPRoute/both-gateways: {parentRefs: [plain, open], rules: [/shared -> v1]}
                HTTPRoute/plain-only: {parentRefs: [plain], rules: [/ -> v2]}
                HTTPRoute/open-only: {parentRefs: [open], rules: [/ -> v3]}
                """
            ) { scene in
                try await scene.settled()
                try await scene.gateway("plain").answers(["/shared -> v1", "/ -> v2"])
                try await scene.gateway("open").answers(["/shared -> v1", "/ -> v3"])
            }
        }

        @Test func HTTPRouteObservedGenerationBump() async throws {
            try await scene("HTTPRoute/generations: {parentRefs: [plain], rules: ['-> v1']}") { scene in
                try await scene.settled()
                let before = try await scene.api.get("HTTPRoute/generations")
                try await scene.api.merge(
                    "HTTPRoute/generations", ["spec": ["rules": [["backendRefs": [["name": "v2", "port": 8080]]]]]])
                try await scene.expect("HTTPRoute/generations", under: "plain", "Accepted=True")
                let after = try await scene.api.get("HTTPRoute/generations")
                #expect(before?["metadata", "generation"] != after?["metadata", "generation"])
                try await scene.gateway("plain").answers(["/ -> v2"])
            }
        }

        @Test func HTTPRouteServiceTypes() async throws {
            try await scene(
                """
                HTTPRoute/service-types:
                  parentRefs: [plain]
                  rules: [=/manual -> manual, =/headless -> headless, =/headless-manual -> headless-manual]
                Service/manual: {ports: [{name: first, port: 8080, targetPort: 3000}]}
                Service/headless: {clusterIP: None, selector: {app: v1}, ports: [{name: first, port: 8080, targetPort: 3000}]}
                Service/headless-manual: {clusterIP: None, ports: [{name: first, port: 8080, targetPort: 3000}]}
                EndpointSlice/manual-ip4: &ip4
                  metadata: {labels: {kubernetes.io/service-name: manual}}
                  addressType: IPv4
                  endpoints: []
                  ports: [{name: first, port: 3000, protocol: TCP}]
                EndpointSlice/headless-manual-ip4: {<<: *ip4, metadata: {labels: {kubernetes.io/service-name: headless-manual}}}
                EndpointSlice/manual-ip6: {<<: *ip4, addressType: IPv6}
                """
            ) { scene in
                try await scene.settled()
                let pods = try await scene.api.list("Pod", labels: "app=v1")
                #expect(pods.count == 2)
                let endpoints = pods.map { pod -> JSON in
                    ["addresses": [pod["status", "podIPs"]?[0]?["ip"] ?? ""], "conditions": ["ready": true, "serving": true]]
                }
                for name in ["manual", "headless-manual"] {
                    try await scene.api.merge(Ref("EndpointSlice", Ref.home, name + "-ip4"), ["endpoints": .array(endpoints)])
                }
                try await scene.gateway("plain").answers(["/manual -> v1", "/headless -> v1", "/headless-manual -> v1"])
            }
        }

        @Test func HTTPRouteWeight() async throws {
            try await scene("HTTPRoute/weights: {parentRefs: [plain], rules: ['-> v1*70, v2*30, v3*0']}") { scene in
                try await scene.settled()
                let front = try await scene.gateway("plain")
                try await front.answers(["/"])
                try await front.expectShares(["v1": 0.7, "v2": 0.3, "v3": 0])
            }
        }
    }
}

extension Front {
    /// Each backend's share of plain requests.
    func expectShares(_ weights: [String: Double], port: Int = 80) async throws {
        let place = try await cluster.place(address, port)
        try await Front.expectShares(weights) {
            let reply = try await HTTPCall(host: address).send(to: place)
            guard reply.status == 200 else { throw Unmet("status \(reply.status)") }
            return reply.json.workload
        }
    }
}
