// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// Connections that are told apart by the name they ask for.
    @Suite struct TLSRoutes {
        private static let passthrough = "from=Same kinds=TLSRoute mode=Passthrough"

        @Test func TLSRouteSimpleSameNamespace() async throws {
            try await scene(
                """
                Gateway/tls-simple: {listeners: [tls TLS:443 *.example.com \(Self.passthrough)]}
                TLSRoute/tls-simple: {parentRefs: [tls-simple], hostnames: [abc.example.com], rules: ['-> tcp:8443']}
                """
            ) { scene in
                try await scene.settled()
                try await scene.gateway("tls-simple").echoes(
                    "tcp", port: 443, tls: scene.certificates.trusting("abc.example.com"), seenServerName: "abc.example.com")
            }
        }

        @Test func TLSRouteTerminateSimpleSameNamespace() async throws {
            try await scene(
                """
                Gateway/tls-ends: {listeners: [tls TLS:8443 tls.example.com from=Same kinds=TLSRoute mode=Terminate cert=terminating]}
                TLSRoute/tls-ends: {parentRefs: [tls-ends], hostnames: [tls.example.com], rules: ['-> tcp:3000']}
                """
            ) { scene in
                try await scene.settled()
                try await scene.gateway("tls-ends").echoes("tcp", port: 8443, tls: scene.certificates.trusting("tls.example.com"))
            }
        }

        private static let mixed = """
              listeners:
              - ends TLS:8883 tls.example.com from=Same kinds=TLSRoute mode=Terminate cert=terminating
              - passes TLS:8883 abc.example.com \(passthrough)
            """

        @Test func TLSRouteMixedTerminationSameNamespace() async throws {
            try await scene(
                """
                Gateway/tls-mixed:
                \(Self.mixed)
                TLSRoute/tls-passes: {parentRefs: [tls-mixed], hostnames: [abc.example.com], rules: ['-> tcp:8443']}
                TLSRoute/tls-ends-too: {parentRefs: [tls-mixed], hostnames: [tls.example.com], rules: ['-> tcp:3000']}
                """
            ) { scene in
                try await scene.settled()
                try await scene.expect(listenersOf: "Gateway/tls-mixed", [
                    "ends": "1 TLSRoute Accepted=True/Accepted", "passes": "1 TLSRoute Accepted=True/Accepted",
                ])
                let front = try await scene.gateway("tls-mixed")
                try await front.echoes("tcp", port: 8883, tls: scene.certificates.trusting("tls.example.com"))
                try await front.echoes(
                    "tcp", port: 8883, tls: scene.certificates.trusting("abc.example.com"), seenServerName: "abc.example.com")
            }
        }

        /// Envoy Gateway ends TLS on TLS listeners, and beside passthrough on the same port: the demand on those that do not
        /// is void, and its objects must be taken.
        @Test func TLSRouteListenerMixedTerminationNotSupported() async throws {
            try await scene("Gateway/tls-mixed-taken:\n\(Self.mixed)") { scene in
                try await scene.expect(
                    listenersOf: "Gateway/tls-mixed-taken", ["ends": "0 Accepted=True/Accepted", "passes": "0 Accepted=True/Accepted"])
            }
        }

        @Test func TLSRouteListenerTerminateNotSupported() async throws {
            try await scene(
                "Gateway/tls-ends-taken: {listeners: [ends TLS:8443 a.example.com from=Same kinds=TLSRoute mode=Terminate cert=terminating]}"
            ) { scene in
                try await scene.expect(listenersOf: "Gateway/tls-ends-taken", ["ends": "0 Accepted=True/Accepted"])
            }
        }

        @Test func TLSRouteListenerTerminateSupportedKinds() async throws {
            try await scene(
                "Gateway/tls-ends-kinds: {listeners: [ends TLS:8443 a.example.com from=Same kinds=TLSRoute mode=Terminate cert=terminating]}"
            ) { scene in
                try await scene.expect(listenersOf: "Gateway/tls-ends-kinds", ["ends": "0 TLSRoute Accepted=True/Accepted"])
            }
        }

        @Test func TLSRouteListenerPassthroughSupportedKinds() async throws {
            try await scene(
                """
                Gateway/tls-kinds: {listeners: ["passes TLS:443 from=Same kinds=TCPRoute,TLSRoute mode=Passthrough"]}
                """
            ) { scene in
                try await scene.expect(listenersOf: "Gateway/tls-kinds", ["passes": "0 TLSRoute ResolvedRefs=False/InvalidRouteKinds"])
            }
        }

        @Test func TLSRouteHostnameIntersection() async throws {
            // A listener's hostname, the routes' (the first to `tls`, the second to `tls-2`), and names that match nothing.
            let cases = [
                ("exact", "abc.example.com", ["*.example.com"], "non.matching.com"),
                ("wide", "*.example.com", ["abc.example.com", "*.com"], "non.matching.com"),
                ("wider", "*.com", ["abc.example.com", "*.example.com"], "non.matching.com"),
                ("widest", "", ["abc.example.com", "*.com"], "non.matching.org"),
            ]
            var manifest = ""
            for (name, hostname, routes, _) in cases {
                manifest += "Gateway/tls-\(name): {listeners: ['tls TLS:443 \(hostname) \(Self.passthrough)']}\n"
                for (route, backend) in zip(routes, ["tls", "tls-2"]) {
                    manifest += "TLSRoute/tls-\(name)-\(backend): {parentRefs: [tls-\(name)],"
                    manifest += " hostnames: ['\(route)'], rules: ['-> \(backend):443']}\n"
                }
            }
            try await scene(manifest) { scene in
                try await scene.settled()
                for (name, _, routes, stranger) in cases {
                    let front = try await scene.gateway("tls-" + name)
                    let trusting = scene.certificates.trusting
                    try await front.answers(
                        [Ask("abc.example.com/ -> tls", seenServerName: "abc.example.com")], tls: trusting("abc.example.com", nil))
                    if routes.count > 1 {
                        try await front.answers(["other.example.com/ -> tls-2"], tls: trusting("other.example.com", nil))
                    }
                    try await front.rejects(stranger)
                }
            }
        }

        /// A route that is accepted, whose backend is of no use.
        private func unresolved(_ name: String, _ backend: String, _ reason: String) async throws {
            try await scene(
                """
                Gateway/\(name): {listeners: [tls TLS:443 from=Same mode=Passthrough]}
                TLSRoute/\(name): {parentRefs: [\(name)], hostnames: [example.com], rules: [{backendRefs: [\(backend)]}]}
                """
            ) { scene in
                try await scene.settled(resolved: false)
                try await scene.expect(Ref("TLSRoute", Ref.home, name), under: name, "ResolvedRefs=False/\(reason)")
                try await scene.gateway(name).rejects("example.com")
            }
        }

        @Test func TLSRouteInvalidBackendRefNonexistent() async throws {
            try await unresolved("tls-nonexistent", "infra/nonexistent:443", "BackendNotFound")
        }

        @Test func TLSRouteInvalidBackendRefUnknownKind() async throws {
            try await unresolved(
                "tls-unknown-kind", "{group: unknownkind.example.com, kind: NonExistent, name: tls, port: 443}", "InvalidKind")
        }

        @Test func TLSRouteInvalidReferenceGrant() async throws {
            try await scene(
                """
                Gateway/tls-grants: {listeners: [tls TLS:443 *.example.com \(Self.passthrough)]}
                TLSRoute/tls-grants: {parentRefs: [tls-grants], hostnames: [abc.example.com], rules: ['-> apps/tls:443']}
                ReferenceGrant/infra/wrong-namespace: TLSRoute infra -> Service tls
                ReferenceGrant/apps/wrong-from-group:
                  from: [{group: another.group, kind: TLSRoute, namespace: infra}]
                  to: [{group: "", kind: Service, name: tls}]
                ReferenceGrant/apps/wrong-from-kind: Gateway infra -> Service tls
                ReferenceGrant/apps/wrong-from-namespace: TLSRoute elsewhere -> Service tls
                ReferenceGrant/apps/wrong-to-group:
                  from: [{group: gateway.networking.k8s.io, kind: TLSRoute, namespace: infra}]
                  to: [{group: another.group, kind: Service, name: tls}]
                ReferenceGrant/apps/wrong-to-kind: TLSRoute infra -> Secret tls
                ReferenceGrant/apps/wrong-to-name: TLSRoute infra -> Service another
                """
            ) { scene in
                try await scene.settled(resolved: false)
                try await scene.expect("TLSRoute/tls-grants", under: "tls-grants", "ResolvedRefs=False/RefNotPermitted")
            }
        }

        /// Routes that no listener takes, and the listeners that have none.
        private func refused(_ manifest: String, _ cases: [(route: String, gateway: String, reason: String)]) async throws {
            try await scene(manifest) { scene in
                for (route, gateway, reason) in cases {
                    let key = Ref("TLSRoute", Ref.home, route)
                    try await scene.expect(key, under: gateway, "Accepted=False/\(reason)")
                    try await scene.expectUnaccepted(key)
                    try await scene.expect(listenersOf: Ref("Gateway", Ref.home, gateway), ["only": "0"])
                }
            }
        }

        @Test func TLSRouteInvalidNoMatchingListener() async throws {
            try await refused(
                """
                Gateway/only-tls: {listeners: [only TLS:443 from=Same mode=Passthrough]}
                Gateway/only-http: {listeners: [only HTTP:80 from=Same]}
                Gateway/only-https: {listeners: [only HTTPS:443 from=Same mode=Terminate cert=infra/front]}
                TLSRoute/to-http: {parentRefs: [only-http], hostnames: [tls.example.com], rules: ['-> tls:443']}
                TLSRoute/to-https: {parentRefs: [only-https], hostnames: [tls.example.com], rules: ['-> tls:443']}
                TLSRoute/to-nothing: {parentRefs: ["only-tls#nothing"], hostnames: [tls.example.com], rules: ['-> tls:443']}
                """,
                [
                    ("to-http", "only-http", "NotAllowedByListeners"), ("to-https", "only-https", "NotAllowedByListeners"),
                    ("to-nothing", "only-tls", "NoMatchingParent"),
                ])
        }

        @Test func TLSRouteInvalidNoMatchingListenerHostname() async throws {
            try await refused(
                """
                Gateway/only-exact: {listeners: [only TLS:443 www.example.com \(Self.passthrough)]}
                Gateway/only-wildcard: {listeners: [only TLS:443 *.example.com \(Self.passthrough)]}
                TLSRoute/to-exact:
                  {parentRefs: [only-exact], hostnames: [www.nomatch.com, "*.nomatch.com"], rules: ['-> tls:443']}
                TLSRoute/to-wildcard:
                  {parentRefs: [only-wildcard], hostnames: [www.different.com, "*.different.com"], rules: ['-> tls:443']}
                """,
                [
                    ("to-exact", "only-exact", "NoMatchingListenerHostname"),
                    ("to-wildcard", "only-wildcard", "NoMatchingListenerHostname"),
                ])
        }
    }
}

extension Front {
    /// A whole talk with a TCP backend: its greeting, a ping, and who it is. A backend that ends TLS itself says whom it
    /// was asked for.
    func echoes(
        _ backend: String, in namespace: String = Ref.home, port: Int, tls: ClientTLS? = nil, seenServerName: String? = nil
    ) async throws {
        let place = try await cluster.place(address, port)
        try await Eventually.satisfied("\(place) -> \(backend)") {
            let said = try await Talk.with(place, tls: tls) { talk in
                let greeting = try await talk.hear(until: "\n")
                var answers: [String] = []
                for word in ["PING", "IS_TLS", "TEST"] {
                    try await talk.say(word + "\n")
                    answers.append(try await talk.hear(until: "\n"))
                }
                return [greeting] + answers
            }
            guard said[0] == "Gateway API Test TCP Server", said[1] == "PONG" else { return "\(said)" }
            let echo = try JSON(parsing: said[3])
            guard said[2] == (seenServerName == nil ? "false" : "true") else { return "TLS at the backend: \(said[2])" }
            guard echo.workload == backend, echo["namespace"]?.string == namespace else { return said[3] }
            return echo["tls", "serverName"]?.string ?? "" == seenServerName ?? "" ? nil : said[3]
        }
    }

    /// A TLS connection that asks for this name is closed.
    func rejects(_ serverName: String, port: Int = 443) async throws {
        let place = try await cluster.place(address, port)
        let tls = ClientTLS(serverName: serverName)
        try await Eventually.satisfied("\(serverName) is rejected") {
            do {
                _ = try await HTTPCall(host: serverName).send(to: place, tls: tls)
                return "it is served"
            } catch WireFailure.timedOut {
                return "it hangs"
            } catch {
                return nil
            }
        }
    }
}
