// swift-format-ignore-file: AlwaysUseLowerCamelCase
import Foundation
import JSON
import Testing

extension Conformance {
    /// Protocols, copies, time and repetition.
    @Suite struct HTTPRouteTraffic {
        @Test func HTTPRouteBackendProtocolH2C() async throws {
            try await scene("HTTPRoute/h2c: {parentRefs: [plain], rules: ['-> v1:8081']}") { scene in
                try await scene.settled()
                try await scene.gateway("plain").answers(["/ -> v1"], version: .http2)
            }
        }

        @Test func HTTPRouteBackendProtocolWebSocket() async throws {
            try await scene("HTTPRoute/websocket: {parentRefs: [plain], rules: ['-> v1:8082']}") { scene in
                try await scene.settled()
                let front = try await scene.gateway("plain")
                let place = try await scene.cluster.place(front.address, 80)
                let answers = try await Eventually.hold("a WebSocket echo") {
                    try await WebSocket.echo(
                        [(.text, Array("Websocket Support!".utf8)), (.binary, [1, 2, 3, 4, 5, 6, 7])], path: "/ws",
                        host: front.address, at: place)
                }
                #expect(answers == [Array("Websocket Support!".utf8), [1, 2, 3, 4, 5, 6, 7]])
            }
        }

        @Test func HTTPRouteTimeoutRequest() async throws {
            try await routed(
                """
                HTTPRoute/request-timeout:
                  parentRefs: [plain]
                  rules:
                  - {on: /limited, to: v1, timeouts: {request: 500ms}}
                  - {on: /unlimited, to: v1, timeouts: {request: 0s}}
                """, ["/limited -> v1", "/limited?delay=1s -> 504", "/unlimited?delay=1s -> v1"])
        }

        @Test func HTTPRouteTimeoutBackendRequest() async throws {
            try await routed(
                """
                HTTPRoute/backend-timeout:
                  parentRefs: [plain]
                  rules:
                  - {on: /limited, to: v1, timeouts: {backendRequest: 500ms}}
                  - {on: /unlimited, to: v1, timeouts: {backendRequest: 0s}}
                """, ["/limited -> v1", "/limited?delay=1s -> 504", "/unlimited?delay=1s -> v1"])
        }

        @Test func HTTPRouteRetry() async throws {
            try await scene(
                """
                HTTPRoute/retries:
                  parentRefs: [plain]
                  rules:
                  - {on: /retry/of-500, to: v3, retry: {codes: [500], attempts: 3}}
                  - {on: /retry/of-all, to: v3, retry: {codes: [500, 502, 503, 504], attempts: 2}}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("plain")
                var cases = [("of-500", 500, 2, 200), ("of-500", 500, 4, 500), ("of-500", 503, 2, 503)]
                for code in [500, 502, 503, 504] { cases += [("of-all", code, 1, 200), ("of-all", code, 3, code)] }
                for (rule, code, failures, outcome) in cases {
                    // The backend counts by these ids: each pass of the table has one of its own.
                    let path = "/retry/\(rule)?responseCode=\(code)&succeedAfter=\(failures)"
                    try await front.retried(path, outcome)
                    try await front.retried(path, outcome)
                }
            }
        }

        /// A rule of mirrors, requests to it, and how many of them each target must have seen.
        private func mirrored(_ manifest: String, _ asks: [Ask], to targets: [String]) async throws {
            try await scene(manifest) { scene in
                try await scene.settled()
                let front = try await scene.gateway("plain")
                for ask in asks {
                    var ask = ask
                    ask.call.target += "?id=\(UUID().uuidString)"
                    let mirrored = ask.call.target
                    try await front.answers([ask])
                    for target in targets {
                        try await Eventually.satisfied("\(target) sees \(mirrored)") {
                            try await scene.echoes(of: mirrored, by: target) > 0 ? nil : "not yet"
                        }
                    }
                }
            }
        }

        private static let modified = "requestHeaders: {set: {X-Set: overwrites}, add: {X-Add: one, X-Append: two}, remove: [X-Remove]}"
        private static let modifiedAsk = Ask(
            "/headers X-Remove=a X-Append=b -> v1", sent: ["X-Set": "overwrites", "X-Add": "one", "X-Append": "b,two"],
            unsent: ["X-Remove"])

        @Test func HTTPRouteRequestMirror() async throws {
            try await mirrored(
                """
                HTTPRoute/mirror:
                  parentRefs: [plain]
                  rules:
                  - {on: /mirror, to: infra/v1, filters: [{mirror: infra/v2}]}
                  - {on: /headers, to: infra/v1, filters: [{\(Self.modified)}, {mirror: infra/v2}]}
                """, ["/mirror -> v1", Self.modifiedAsk], to: ["v2"])
        }

        @Test func HTTPRouteRequestMultipleMirrors() async throws {
            try await mirrored(
                """
                HTTPRoute/mirrors:
                  parentRefs: [plain]
                  rules:
                  - {on: /mirror, to: infra/v1, filters: [{mirror: infra/v2}, {mirror: infra/v3}]}
                  - {on: /headers, to: infra/v1, filters: [{\(Self.modified)}, {mirror: infra/v2}, {mirror: infra/v3}]}
                """, ["/mirror -> v1", Self.modifiedAsk], to: ["v2", "v3"])
        }

        @Test func HTTPRouteRequestPercentageMirror() async throws {
            try await scene(
                """
                HTTPRoute/mirror-some:
                  parentRefs: [plain]
                  rules:
                  - {on: /fifth, to: v1, filters: [{mirror: {to: infra/v2, percent: 20}}]}
                  - {on: /half, to: v1, filters: [{mirror: {to: infra/v2, fraction: {numerator: 25, denominator: 50}}}]}
                  - {on: /headers, to: v1, filters: [{\(Self.modified)}, {mirror: {to: infra/v2, percent: 35}}]}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("plain")
                try await front.answers(["/fifth -> v1", "/half -> v1", Self.modifiedAsk])
                let place = try await scene.cluster.place(front.address, 80)
                let total = 200
                for (path, share) in [("/fifth", 0.2), ("/half", 0.5), ("/headers", 0.35)] {
                    let target = path + "?id=\(UUID().uuidString)"
                    _ = try await Front.count(total) {
                        "\(try await HTTPCall(target: target, host: front.address).send(to: place).status)"
                    }
                    let expected = Double(total) * share
                    let margin = 5 * (expected * (1 - share)).squareRoot()
                    try await Eventually.satisfied("\(share) of \(path) mirrored") {
                        let seen = Double(try await scene.echoes(of: target, by: "v2"))
                        return abs(seen - expected) <= margin ? nil : "\(seen) of \(total)"
                    }
                }
            }
        }
    }
}

extension Scene {
    /// How many requests for a path the pods of a workload have echoed, by their logs.
    func echoes(of target: String, by workload: String) async throws -> Int {
        var count = 0
        for pod in try await api.list("Pod", labels: "app=\(workload)") {
            let log = try await api.log(of: pod.ref.name, in: Ref.home, container: workload)
            count += log.split(separator: "\n").count { $0.contains("Echoing back request made to \(target) to client (") }
        }
        return count
    }
}

extension Front {
    /// A request that the backend lets fail so many times first.
    fileprivate func retried(_ path: String, _ outcome: Int) async throws {
        let place = try await cluster.place(address, 80)
        try await Eventually.satisfied("\(path) -> \(outcome)") {
            let target = path + "&uuid=\(UUID().uuidString)"
            let reply = try await HTTPCall(target: target, host: address).send(to: place)
            guard reply.status == outcome else { return "status \(reply.status)" }
            return outcome != 200 || reply.json.workload == "v3" ? nil : "\(reply.json.workload) answered"
        }
    }
}
