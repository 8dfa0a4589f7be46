import JSON
import Testing

extension Conformance {
    /// Gateways of a class whose proxies are one: Envoy Gateway's own mode, of which the suite knows nothing.
    @Suite struct MergedGateways {
        private static let merged = """
            EnvoyProxy/merged: {mergeGateways: true}
            GatewayClass/merged:
              controllerName: gateway.envoyproxy.io/gatewayclass-controller
              parametersRef: {group: gateway.envoyproxy.io, kind: EnvoyProxy, name: merged, namespace: infra}

            """

        @Test(.enabled(if: Cluster.Mode.chosen == .standard)) func gatewaysShareAProxy() async throws {
            try await scene(
                Self.merged + """
                    Gateway/merged-1: {gatewayClassName: merged, listeners: [http HTTP:80 one.com from=Same, any HTTP:8080 from=Same]}
                    Gateway/merged-2: {gatewayClassName: merged, listeners: [http HTTP:80 two.com from=Same, tcp TCP:9300 kinds=TCPRoute]}
                    HTTPRoute/merged-1: {parentRefs: [merged-1], rules: ['-> v1']}
                    HTTPRoute/merged-2: {parentRefs: [merged-2], rules: ['-> v2']}
                    TCPRoute/merged-2: {parentRefs: [merged-2], rules: ['-> tcp-1:3000']}
                    """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("merged-1")
                #expect(try await scene.gateway("merged-2").address == front.address)
                try await front.answers(["one.com/ -> v1", "two.com/ -> v2", "three.com/ -> 404"])
                try await front.answers(["three.com/ -> v1"], port: 8080)
                try await front.echoes("tcp-1", port: 9300)
                for kind in ["Deployment", "Service"] {
                    let objects = try await scene.api.list(
                        kind, in: "envoy-gateway-system", labels: "gateway.envoyproxy.io/owning-gatewayclass=merged")
                    #expect(objects.count == 1, "\(kind)s: \(objects.map(\.ref))")
                }

                // A third one wants a host that is taken, and has it when the first one is gone.
                try await scene.apply("Gateway/merged-3: {gatewayClassName: merged, listeners: [http HTTP:80 one.com from=Same]}")
                try await scene.expect(listenersOf: "Gateway/merged-3", ["http": "Conflicted=True/HostnameConflict"])
                try await scene.api.delete("Gateway/merged-1")
                try await scene.expect(listenersOf: "Gateway/merged-3", ["http": "0 HTTPRoute Accepted=True Programmed=True"])
                try await front.answers(["one.com/ -> 404", "two.com/ -> v2"])
            }
        }

        @Test(.enabled(if: Cluster.Mode.chosen == .gatewayNamespace)) func gatewaysThatAreApartCannotBeMerged() async throws {
            try await scene(Self.merged) { scene in
                try await scene.expect("GatewayClass/merged", "Accepted=False/InvalidParameters")
            }
        }
    }
}
