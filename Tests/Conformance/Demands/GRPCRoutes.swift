// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// Calls that reach a method, and those that are not implemented.
    @Suite struct GRPCRoutes {
        /// A call as words: `authority/Method Name=value -> backend`, or the number of a gRPC status.
        private func called(_ manifest: String, on gateway: String = "plain", _ calls: [String]) async throws {
            try await scene(manifest) { scene in
                try await scene.settled()
                let front = try await scene.gateway(gateway)
                let place = try await scene.cluster.place(front.address, 80)
                // Once until it is so, and once when all is.
                for _ in 0..<2 {
                    for text in calls {
                        let ask = Ask(text)
                        var call = GRPCCall()
                        call.method = String(ask.call.target.dropFirst())
                        call.authority = ask.call.host.isEmpty ? front.address : ask.call.host
                        call.metadata = ask.call.headers
                        let made = call
                        try await Eventually.satisfied(text) {
                            let answer = try await made.send(to: place)
                            if let backend = ask.backend {
                                guard answer.code == 0 else { return "status \(answer.code)" }
                                guard answer.workload == backend else { return "\(answer.workload) answered" }
                                return answer.calledMethod == "/\(GRPCCall.service)/\(made.method)" ? nil : answer.calledMethod
                            }
                            return ask.statuses.contains(answer.code) ? nil : "status \(answer.code)"
                        }
                    }
                }
            }
        }

        private static let methods = """
              - {NAME matches: [{method: {service: \(GRPCCall.service), method: Echo}}], to: grpc-1}
              - {matches: [{method: {service: \(GRPCCall.service), method: EchoTwo}}], to: grpc-2}
            """

        @Test func GRPCExactMethodMatching() async throws {
            try await called(
                "GRPCRoute/methods:\n  parentRefs: [plain]\n  rules:\n\(Self.methods.replacing("NAME", with: ""))",
                ["/Echo -> grpc-1", "/EchoTwo -> grpc-2", "/EchoThree -> 12"])
        }

        @Test func GRPCRouteNamedRule() async throws {
            try await called(
                "GRPCRoute/named-method:\n  parentRefs: [plain]\n  rules:\n\(Self.methods.replacing("NAME", with: "name: named,"))",
                ["/Echo -> grpc-1", "/EchoTwo -> grpc-2"])
        }

        @Test func GRPCRouteHeaderMatching() async throws {
            try await called(
                """
                GRPCRoute/metadata:
                  parentRefs: [plain]
                  rules: [version=one -> grpc-1, version=two -> grpc-2, version=two color=orange -> grpc-1,
                    color=blue | color=green -> grpc-1, color=red | color=yellow -> grpc-2]
                """,
                [
                    "/Echo version=one -> grpc-1", "/Echo version=two -> grpc-2", "/Echo version=two color=orange -> grpc-1",
                    "/Echo version=two color=blue -> grpc-2", "/Echo color=orange -> 12", "/Echo some-other=one -> 12",
                    "/Echo color=blue -> grpc-1", "/Echo color=green -> grpc-1", "/Echo color=red -> grpc-2",
                    "/Echo color=yellow -> grpc-2", "/Echo color=purple -> 12",
                ])
        }

        @Test func GRPCRouteListenerHostnameMatching() async throws {
            try await called(
                """
                Gateway/grpc-hostnames:
                  listeners: [l1 HTTP:80 bar.com from=Same, l2 HTTP:80 foo.bar.com from=Same, l3 HTTP:80 *.bar.com from=Same,
                    l4 HTTP:80 *.foo.com from=Same]
                GRPCRoute/grpc-hostnames-1: {parentRefs: ["grpc-hostnames#l1"], rules: ['-> grpc-1']}
                GRPCRoute/grpc-hostnames-2: {parentRefs: ["grpc-hostnames#l2"], rules: ['-> grpc-2']}
                GRPCRoute/grpc-hostnames-3: {parentRefs: ["grpc-hostnames#l3", "grpc-hostnames#l4"], rules: ['-> grpc-3']}
                """, on: "grpc-hostnames",
                [
                    "bar.com/Echo -> grpc-1", "foo.bar.com/Echo -> grpc-2", "baz.bar.com/Echo -> grpc-3",
                    "boo.bar.com/Echo -> grpc-3", "multiple.prefixes.bar.com/Echo -> grpc-3",
                    "multiple.prefixes.foo.com/Echo -> grpc-3", "foo.com/Echo -> 12", "no.matching.host/Echo -> 12",
                ])
        }

        @Test func GRPCRouteWeight() async throws {
            try await scene("GRPCRoute/grpc-weights: {parentRefs: [plain], rules: ['-> grpc-1*70, grpc-2*30, grpc-3*0']}") { scene in
                try await scene.settled()
                let front = try await scene.gateway("plain")
                let place = try await scene.cluster.place(front.address, 80)
                let call = GRPCCall(authority: front.address)
                try await Eventually.satisfied("a call") { try await call.send(to: place).code == 0 ? nil : "not yet" }
                try await Front.expectShares(["grpc-1": 0.7, "grpc-2": 0.3, "grpc-3": 0]) {
                    let answer = try await call.send(to: place)
                    guard answer.code == 0 else { throw Unmet("status \(answer.code)") }
                    return answer.workload
                }
            }
        }
    }
}
