// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// Connections that are passed on as they are.
    @Suite struct TCPRoutes {
        @Test func TCPRouteInvalidBackendRefNonexistent() async throws {
            try await scene(
                """
                Gateway/tcp-nonexistent: {listeners: [tcp TCP:9300 kinds=TCPRoute]}
                TCPRoute/tcp-nonexistent: {parentRefs: ["tcp-nonexistent#tcp"], rules: ['-> nonexistent:8080']}
                """
            ) { scene in
                try await scene.expect("TCPRoute/tcp-nonexistent", under: "tcp-nonexistent", "ResolvedRefs=False/BackendNotFound")
            }
        }

        @Test func TCPRouteInvalidCrossNamespaceBackendRef() async throws {
            try await scene(
                """
                Gateway/tcp-no-grant: {listeners: [tcp TCP:9321 kinds=TCPRoute]}
                TCPRoute/tcp-no-grant: {parentRefs: ["tcp-no-grant#tcp"], rules: ['-> web/tcp-web:3000']}
                """, alone: true
            ) { scene in
                try await scene.settled(resolved: false)
                try await scene.expect("TCPRoute/tcp-no-grant", under: "tcp-no-grant", "ResolvedRefs=False/RefNotPermitted")
            }
        }

        @Test func TCPRouteInvalidNonTCPListener() async throws {
            try await scene(
                """
                Gateway/tcp-http-only: {listeners: [http HTTP:5300 kinds=HTTPRoute]}
                TCPRoute/tcp-http-only: {parentRefs: ["tcp-http-only#http"], rules: ['-> tcp-1:3000']}
                """
            ) { scene in
                try await scene.expect("TCPRoute/tcp-http-only", under: "tcp-http-only", "Accepted=False/NotAllowedByListeners")
                try await scene.expect(listenersOf: "Gateway/tcp-http-only", ["http": "0"])
            }
        }

        @Test func TCPRouteMultipleRoutesAttachment() async throws {
            try await scene(
                """
                Gateway/tcp-twice: {listeners: [tcp TCP:9310 kinds=TCPRoute from=Same]}
                TCPRoute/tcp-older: {parentRefs: ["tcp-twice#tcp"], rules: ['-> tcp-1:3000']}
                """
            ) { scene in
                try await scene.settled()
                try await scene.nextSecond("TCPRoute/tcp-older")
                try await scene.apply("TCPRoute/tcp-newer: {parentRefs: ['tcp-twice#tcp'], rules: ['-> tcp-2:3000']}")
                for route in ["tcp-older", "tcp-newer"] {
                    try await scene.expect(Ref("TCPRoute", Ref.home, route), under: "tcp-twice", "Accepted=True/Accepted")
                }
                try await scene.expect(listenersOf: "Gateway/tcp-twice", ["tcp": "2 TCPRoute Accepted=True/Accepted"])
                let front = try await scene.gateway("tcp-twice")
                try await front.echoes("tcp-1", port: 9310)
                let seen = try await front.counts(tcp: 9310, 50)
                #expect(Set(seen.keys) == ["tcp-1"])
            }
        }

        @Test func TCPRouteParentRefAttachAll() async throws {
            let ports = [9310, 9311, 9312, 9313]
            let listeners = ports.map { "l\($0) TCP:\($0) kinds=TCPRoute" }.joined(separator: ", ")
            try await scene(
                """
                Gateway/tcp-all: {listeners: [\(listeners)]}
                TCPRoute/tcp-all: {parentRefs: [tcp-all], rules: ['-> tcp-1:3000']}
                """
            ) { scene in
                try await scene.settled()
                for port in ports { try await scene.gateway("tcp-all").echoes("tcp-1", port: port) }
            }
        }

        @Test func TCPRouteParentRefPortAndSectionName() async throws {
            try await scene(
                """
                Gateway/tcp-some: {listeners: [one TCP:9300 kinds=TCPRoute, two TCP:9301 kinds=TCPRoute, three TCP:9302 kinds=TCPRoute]}
                TCPRoute/tcp-by-port: {parentRefs: ["tcp-some:9300"], rules: ['-> tcp-1:3000']}
                TCPRoute/tcp-by-section: {parentRefs: ["tcp-some#two"], rules: ['-> tcp-2:3000']}
                TCPRoute/tcp-by-both: {parentRefs: ["tcp-some:9302#three"], rules: ['-> tcp-3:3000']}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("tcp-some")
                for (port, backend) in [(9300, "tcp-1"), (9301, "tcp-2"), (9302, "tcp-3")] {
                    try await front.echoes(backend, port: port)
                }
            }
        }

        @Test func TCPRouteReferenceGrant() async throws {
            try await scene(
                """
                ReferenceGrant/web/tcp-granted: TCPRoute infra -> Service tcp-web
                Gateway/tcp-granted: {listeners: [tcp TCP:9320 kinds=TCPRoute]}
                TCPRoute/tcp-granted: {parentRefs: ["tcp-granted#tcp"], rules: ['-> web/tcp-web:3000']}
                """
            ) { scene in
                try await scene.settled()
                try await scene.gateway("tcp-granted").echoes("tcp-web", in: "web", port: 9320)
                try await scene.api.delete("ReferenceGrant/web/tcp-granted")
                try await scene.expect("TCPRoute/tcp-granted", under: "tcp-granted", "ResolvedRefs=False/RefNotPermitted")
            }
        }

        @Test func TCPRouteWeightedRouting() async throws {
            try await scene(
                """
                Gateway/tcp-weights: {listeners: [tcp TCP:9300 kinds=TCPRoute]}
                TCPRoute/tcp-weights:
                  parentRefs: ["tcp-weights#tcp"]
                  rules: ['-> tcp-1:3000*70, tcp-2:3000*30, tcp-3:3000*0']
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("tcp-weights")
                let place = try await scene.cluster.place(front.address, 9300)
                _ = try await Eventually.hold("an answer") { try await Front.tcpBackend(place) }
                try await Front.expectShares(["tcp-1": 0.7, "tcp-2": 0.3, "tcp-3": 0]) { try await Front.tcpBackend(place) }
            }
        }
    }
}

extension Scene {
    /// Waits until what is made from now on is younger than the object, by Kubernetes' clock of whole seconds.
    func nextSecond(_ key: Ref) async throws {
        let created = try await api.get(key)?["metadata", "creationTimestamp"]?.string
        try await Eventually.satisfied("the next second") {
            let probe = Manifest.object("ConfigMap/clock", ["data": [:]])
            let now = try await api.apply(probe)["metadata", "creationTimestamp"]?.string
            try await api.delete("ConfigMap/clock")
            return now == created ? "it is still \(now ?? "")" : nil
        }
    }
}

extension Front {
    /// Which backends answer so many connections.
    fileprivate func counts(tcp port: Int, _ total: Int) async throws -> [String: Int] {
        let place = try await cluster.place(address, port)
        return try await Front.count(total) { try await Front.tcpBackend(place) }
    }

    static func tcpBackend(_ place: Place) async throws -> String {
        try await Talk.with(place) { talk in
            _ = try await talk.hear(until: "\n")
            try await talk.say("TEST\n")
            return try JSON(parsing: try await talk.hear(until: "\n")).workload
        }
    }
}
