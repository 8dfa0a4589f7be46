// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

/// Gateways and what each one's listeners must say.
func listenersSay(_ manifest: String, alone: Bool = false, _ wanted: [Ref: [String: String]]) async throws {
    try await scene(manifest, alone: alone) { scene in
        for (gateway, listeners) in wanted { try await scene.expect(listenersOf: gateway, listeners) }
    }
}

extension Conformance {
    /// What Gateways say of themselves.
    @Suite struct Gateways {
        @Test func GatewayClassObservedGenerationBump() async throws {
            try await scene(
                "GatewayClass/generations: {controllerName: gateway.envoyproxy.io/gatewayclass-controller, description: old}"
            ) { scene in
                let before = try await Eventually.hold("GatewayClass has a condition") {
                    let object = try await scene.api.get("GatewayClass/generations")
                    return object.flatMap { Conditions.complaint(of: $0, []) == nil ? $0 : nil }
                }
                #expect(Conditions.value("Accepted", of: before) != nil)
                try await scene.api.merge("GatewayClass/generations", ["spec": ["description": "new"]])
                try await scene.expect("GatewayClass/generations")
                let after = try await scene.api.get("GatewayClass/generations")
                #expect(before["metadata", "generation"] != after?["metadata", "generation"])
            }
        }

        @Test func GatewayObservedGenerationBump() async throws {
            try await scene("Gateway/generations: {listeners: [http HTTP:80 bar.com from=All]}") { scene in
                try await scene.settled()
                let before = try await scene.api.get("Gateway/generations")
                let listeners = ["http HTTP:80 bar.com from=All", "alternate HTTP:80 foo.com from=All"].map(ListenerNotation.listener)
                try await scene.api.merge("Gateway/generations", ["spec": ["listeners": .array(listeners)]])
                try await scene.settled()
                let after = try await scene.api.get("Gateway/generations")
                #expect(before?["metadata", "generation"] != after?["metadata", "generation"])
            }
        }

        @Test func GatewayModifyListeners() async throws {
            try await scene(
                """
                Gateway/grows: {listeners: [https HTTPS:443 secure.test.com from=All cert=infra/front]}
                HTTPRoute/on-growing: {parentRefs: [grows], rules: ['-> v1']}
                Gateway/shrinks: {listeners: [https HTTPS:443 secure.test.com from=All cert=infra/front, http HTTP:80 from=All]}
                HTTPRoute/on-shrinking: {parentRefs: [shrinks], rules: ['-> v1']}
                """
            ) { scene in
                try await scene.settled()
                let secure = ListenerNotation.listener("https HTTPS:443 secure.test.com from=All cert=infra/front")
                let added = ListenerNotation.listener("http HTTP:80 data.test.com from=All")
                try await scene.api.merge("Gateway/grows", ["spec": ["listeners": [secure, added]]])
                let ready = "1 HTTPRoute Accepted=True ResolvedRefs=True"
                try await scene.expect(listenersOf: "Gateway/grows", ["https": ready, "http": ready])
                try await scene.gateway("grows").answers(["data.test.com/ -> v1"])
                try await scene.gateway("grows").answers(
                    ["secure.test.com/ -> v1"], tls: scene.certificates.trusting("secure.test.com"))

                let front = try await scene.gateway("shrinks")
                try await front.answers(["secure.test.com/ -> v1"], tls: scene.certificates.trusting("secure.test.com"))
                try await scene.api.merge(
                    "Gateway/shrinks", ["spec": ["listeners": [ListenerNotation.listener("http HTTP:80 from=All")]]])
                try await scene.expect(listenersOf: "Gateway/shrinks", ["http": ready])
                try await front.answers(["any.test.com/ -> v1"])
                try await front.refuses("secure.test.com", port: 443, tls: scene.certificates.trusting("secure.test.com"))
            }
        }

        @Test func GatewayHTTPListenerIsolation() async throws {
            let listeners = [("any", ""), ("example", "*.example.com"), ("foo", "*.foo.example.com"), ("abc", "abc.foo.example.com")]
            let hosts = ["bar.com", "bar.example.com", "bar.foo.example.com", "abc.foo.example.com"]
            let routeHosts = ["bar.com", "*.example.com", "*.foo.example.com", "abc.foo.example.com"]
            for gateway in ["isolation", "isolation-by-route"] {
                var manifest = "Gateway/\(gateway):\n  listeners:\n"
                for (name, hostname) in listeners { manifest += "  - \(name) HTTP:80 \(hostname) from=All\n" }
                for (name, _) in listeners {
                    manifest += "HTTPRoute/\(gateway)-\(name):\n  parentRefs: ['\(gateway)#\(name)']\n  rules: [/\(name) -> v1]\n"
                    // The second Gateway's routes name hosts of all listeners.
                    let named = routeHosts.map { "'\($0)'" }.joined(separator: ", ")
                    if gateway == "isolation-by-route" { manifest += "  hostnames: [\(named)]\n" }
                }
                var asks: [Ask] = []
                for (index, host) in hosts.enumerated() {
                    for (place, listener) in listeners.enumerated() {
                        asks.append(Ask("\(host)/\(listener.0) -> \(index == place ? "v1" : "404")"))
                    }
                }
                try await routed(manifest, on: gateway, asks)
            }
        }

        @Test func GatewayInfrastructure() async throws {
            try await scene(
                """
                Gateway/with-infrastructure:
                  infrastructure: {annotations: {key1: value1}, labels: {key2: value2}}
                  listeners: [http HTTP:8080]
                """
            ) { scene in
                try await scene.expect("Gateway/with-infrastructure", "Accepted=True")
                // Gateway API looks beside the Gateway; in its ordinary mode Envoy Gateway keeps them in its own namespace.
                let isBeside = scene.cluster.mode == .gatewayNamespace
                let label = isBeside ? "gateway.networking.k8s.io/gateway-name" : "gateway.envoyproxy.io/owning-gateway-name"
                for kind in ["ServiceAccount", "Service", "Pod"] {
                    try await Eventually.satisfied("the \(kind) of the proxy") {
                        let objects = try await scene.api.list(
                            kind, in: isBeside ? Ref.home : "envoy-gateway-system", labels: label + "=with-infrastructure")
                        guard let metadata = objects.first?["metadata"] else { return "there is none" }
                        guard metadata["labels", "key2"] == "value2" else { return "labels: \(metadata.text)" }
                        return metadata["annotations", "key1"] == "value1" ? nil : "annotations: \(metadata.text)"
                    }
                }
            }
        }

        @Test func GatewayOptionalAddressValue() async throws {
            try await scene("Gateway/no-address-value: {addresses: [{type: IPAddress}], listeners: [http HTTP:8080]}") { scene in
                try await scene.expect("Gateway/no-address-value")
                #expect(!(try await scene.gateway("no-address-value").address).isEmpty)
            }
        }

        @Test func GatewayStaticAddresses() async throws {
            // Envoy Gateway takes addresses for its Service's external IPs; names it cannot use.
            let address = "127.88.\(Int.random(in: 1...254)).\(Int.random(in: 1...254))"
            let usable: JSON = ["type": "IPAddress", "value": .string(address)]
            let unusable: JSON = ["type": "Hostname", "value": "unusable.example.com"]
            let nowhere: JSON = ["type": "test/invalid-type", "value": "nowhere"]
            try await scene("") { scene in
                let gateway: Ref = "Gateway/static-addresses"
                func ask(for addresses: JSON...) async throws {
                    let listener = ListenerNotation.listener("http HTTP:8080")
                    try await scene.apply(Manifest.object(gateway, ["addresses": .array(addresses), "listeners": [listener]]))
                }
                try await ask(for: nowhere, unusable, usable)
                try await scene.expect(gateway, "Accepted=False/UnsupportedAddress")
                try await ask(for: unusable, usable)
                try await scene.expect(gateway, "Accepted=True/Accepted", "Programmed=False/AddressNotUsable")
                try await ask(for: usable)
                try await scene.expect(gateway, "Accepted=True/Accepted", "Programmed=True/Programmed")
                try await scene.expect(listenersOf: gateway, ["http": "0 HTTPRoute Accepted=True ResolvedRefs=True"])
                try await Eventually.satisfied("the addresses") {
                    let addresses = try await scene.api.get(gateway)?["status", "addresses"]
                    return addresses == [usable] ? nil : addresses?.text
                }
                try await scene.gateway("static-addresses").answers(["/ -> 404"], port: 8080)
            }
        }

        @Test func GatewayInvalidParametersRef() async throws {
            try await scene(
                """
                Gateway/invalid-parameters:
                  listeners: [http HTTP:80]
                  infrastructure: {parametersRef: {group: invalid.io, kind: InvalidParameters, name: invalid}}
                """
            ) { scene in
                try await scene.expect("Gateway/invalid-parameters", "Accepted=False/InvalidParameters")
            }
        }

        @Test func GatewayInvalidRouteKind() async throws {
            try await listenersSay(
                """
                Gateway/invalid-kind-only: {listeners: [http HTTP:80 from=All kinds=InvalidRoute]}
                Gateway/invalid-kind-too: {listeners: ["http HTTP:80 from=All kinds=InvalidRoute,HTTPRoute"]}
                """,
                [
                    "Gateway/invalid-kind-only": ["http": "0 none ResolvedRefs=False/InvalidRouteKinds"],
                    "Gateway/invalid-kind-too": ["http": "0 HTTPRoute ResolvedRefs=False/InvalidRouteKinds"],
                ])
        }

        @Test func GatewayListenerUnsupportedProtocol() async throws {
            try await scene(
                """
                Gateway/no-protocol: {listeners: [invalid INVALID:1111]}
                Gateway/one-protocol: {listeners: [http HTTP:80, invalid INVALID:1111]}
                """
            ) { scene in
                try await scene.expect("Gateway/no-protocol", "Accepted=False/ListenersNotValid")
                let invalid = "0 none Accepted=False/UnsupportedProtocol"
                try await scene.expect(listenersOf: "Gateway/no-protocol", ["invalid": invalid])
                try await scene.expect("Gateway/one-protocol", "Accepted=True/ListenersNotValid")
                try await scene.expect(
                    listenersOf: "Gateway/one-protocol", ["http": "0 HTTPRoute Accepted=True/Accepted", "invalid": invalid])
            }
        }

        @Test func GatewayWithAttachedRoutes() async throws {
            let selector = "kinds=HTTPRoute label=kubernetes.io/metadata.name:infra"
            try await scene(
                """
                Gateway/one-route: {listeners: ["http HTTP:80 \(selector)"]}
                HTTPRoute/attached-1: {parentRefs: [one-route], rules: ['-> v1']}
                Gateway/two-routes: {listeners: ["http HTTP:80 foo.example.com \(selector)"]}
                HTTPRoute/attached-2: {parentRefs: [two-routes], rules: ['-> v1']}
                HTTPRoute/attached-3: {parentRefs: [two-routes], rules: ['-> v1']}
                HTTPRoute/not-attached: {parentRefs: [two-routes], hostnames: [not-accepted.test.com], rules: ['-> v1']}
                Gateway/unresolved: {listeners: ["tls HTTPS:443 \(selector) cert=does-not-exist mode=Terminate"]}
                HTTPRoute/attached-4: {parentRefs: ["unresolved#tls"], rules: ['-> does-not-exist']}
                """
            ) { scene in
                let ready = "HTTPRoute Accepted=True ResolvedRefs=True"
                try await scene.expect(listenersOf: "Gateway/one-route", ["http": "1 \(ready)"])
                try await scene.expect(listenersOf: "Gateway/two-routes", ["http": "2 \(ready)"])
                try await scene.expect("HTTPRoute/not-attached", under: "two-routes", "Accepted=False/NoMatchingListenerHostname")
                try await scene.expect(
                    listenersOf: "Gateway/unresolved", ["tls": "1 HTTPRoute Programmed=False ResolvedRefs=False"])
                try await scene.expect("HTTPRoute/attached-4", under: "unresolved", "ResolvedRefs=False")
            }
        }

        @Test func GatewayWithAttachedRoutesWithPort8080() async throws {
            try await listenersSay(
                """
                Gateway/two-listeners: {listeners: [unattached HTTP:8080 kinds=HTTPRoute from=All, http HTTP:80 kinds=HTTPRoute from=All]}
                HTTPRoute/on-one-section: {parentRefs: ["two-listeners#http"], rules: ['-> v1']}
                """,
                [
                    "Gateway/two-listeners": [
                        "unattached": "0 HTTPRoute Accepted=True ResolvedRefs=True", "http": "1 HTTPRoute Accepted=True ResolvedRefs=True",
                    ]
                ])
        }
    }
}
