// swift-format-ignore-file: AlwaysUseLowerCamelCase
import JSON
import Testing

extension Conformance {
    /// Datagrams, and the answers to them.
    @Suite struct UDPRoutes {
        @Test func UDPRoute() async throws {
            try await scene(
                """
                Gateway/udp-dns: {listeners: [dns UDP:5300 kinds=UDPRoute]}
                UDPRoute/udp-dns: {parentRefs: ["udp-dns#dns"], rules: ['-> dns:53']}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("udp-dns")
                let place = try await scene.cluster.place(front.address, 5300, "UDP")
                // RFC 1035: id 0x1234, one question: foo.bar.com, A, IN.
                let name: [UInt8] = [3] + Array("foo".utf8) + [3] + Array("bar".utf8) + [3] + Array("com".utf8) + [0]
                let question: [UInt8] = [0x12, 0x34, 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 0] + name + [0, 1, 0, 1]
                let answer = try await Eventually.hold("an answer") { try await Datagram.ask(question, of: place) }
                try #require(answer.count >= 12)
                #expect(Array(answer.prefix(2)) == [0x12, 0x34])
                #expect(answer[2] & 0x80 != 0, "it is no response")
                #expect(answer[3] & 0x0F == 0, "the response's code is \(answer[3] & 0x0F)")
            }
        }

        @Test func UDPRouteInvalidBackendRefNonexistent() async throws {
            try await scene(
                """
                Gateway/udp-nonexistent: {listeners: [udp UDP:5300 kinds=UDPRoute]}
                UDPRoute/udp-nonexistent: {parentRefs: ["udp-nonexistent#udp"], rules: ['-> nonexistent:8080']}
                """
            ) { scene in
                try await scene.expect("UDPRoute/udp-nonexistent", under: "udp-nonexistent", "ResolvedRefs=False/BackendNotFound")
            }
        }

        @Test func UDPRouteInvalidCrossNamespaceBackendRef() async throws {
            try await scene(
                """
                Gateway/udp-no-grant: {listeners: [udp UDP:5300 kinds=UDPRoute]}
                UDPRoute/udp-no-grant: {parentRefs: ["udp-no-grant#udp"], rules: ['-> apps/udp-app:8080']}
                """, alone: true
            ) { scene in
                try await scene.settled(resolved: false)
                try await scene.expect("UDPRoute/udp-no-grant", under: "udp-no-grant", "ResolvedRefs=False/RefNotPermitted")
            }
        }

        @Test func UDPRouteNotAllowedByListeners() async throws {
            try await scene(
                """
                Gateway/udp-tls-only: {listeners: [tls TLS:443 mode=Passthrough from=Same]}
                UDPRoute/udp-tls-only: {parentRefs: ["udp-tls-only#tls"], rules: ['-> dns:53']}
                """
            ) { scene in
                try await scene.expect("UDPRoute/udp-tls-only", under: "udp-tls-only", "Accepted=False/NotAllowedByListeners")
                try await scene.expect(listenersOf: "Gateway/udp-tls-only", ["tls": "0"])
            }
        }

        @Test func UDPRouteMultipleRoutesAttachment() async throws {
            try await scene(
                """
                Gateway/udp-twice: {listeners: [udp UDP:5301 kinds=UDPRoute]}
                UDPRoute/udp-older: {parentRefs: ["udp-twice#udp"], rules: ['-> udp-1:8080']}
                """
            ) { scene in
                try await scene.settled()
                try await scene.nextSecond("UDPRoute/udp-older")
                try await scene.apply("UDPRoute/udp-newer: {parentRefs: ['udp-twice#udp'], rules: ['-> udp-2:8080']}")
                for route in ["udp-older", "udp-newer"] {
                    try await scene.expect(Ref("UDPRoute", Ref.home, route), under: "udp-twice", "Accepted=True/Accepted")
                }
                try await scene.expect(listenersOf: "Gateway/udp-twice", ["udp": "2 UDPRoute Accepted=True/Accepted"])
                let front = try await scene.gateway("udp-twice")
                try await front.echoes(udp: 5301, "udp-1")
                let place = try await scene.cluster.place(front.address, 5301, "UDP")
                let seen = try await Front.count(20) { try await Front.udpBackend(place) }
                #expect(Set(seen.keys) == ["udp-1"])
            }
        }

        @Test func UDPRouteParentRefAttachAllListeners() async throws {
            try await scene(
                """
                Gateway/udp-all: {listeners: [one UDP:5310 kinds=UDPRoute, two UDP:5311 kinds=UDPRoute, three UDP:5312 kinds=UDPRoute]}
                UDPRoute/udp-all: {parentRefs: [udp-all], rules: ['-> udp-1:8080']}
                """
            ) { scene in
                try await scene.settled()
                let ready = "1 UDPRoute Accepted=True ResolvedRefs=True"
                try await scene.expect(listenersOf: "Gateway/udp-all", ["one": ready, "two": ready, "three": ready])
                for port in [5310, 5311, 5312] { try await scene.gateway("udp-all").echoes(udp: port, "udp-1") }
            }
        }

        @Test func UDPRouteParentRefPortAndSectionName() async throws {
            try await scene(
                """
                Gateway/udp-some: {listeners: [one UDP:5300 kinds=UDPRoute, two UDP:5301 kinds=UDPRoute, three UDP:5302 kinds=UDPRoute]}
                UDPRoute/udp-by-port: {parentRefs: ["udp-some:5300"], rules: ['-> udp-1:8080']}
                UDPRoute/udp-by-section: {parentRefs: ["udp-some#two"], rules: ['-> udp-2:8080']}
                UDPRoute/udp-by-both: {parentRefs: ["udp-some:5302#three"], rules: ['-> udp-3:8080']}
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("udp-some")
                for (port, backend) in [(5300, "udp-1"), (5301, "udp-2"), (5302, "udp-3")] {
                    try await front.echoes(udp: port, backend)
                }
            }
        }

        @Test func UDPRouteReferenceGrant() async throws {
            try await scene(
                """
                ReferenceGrant/apps/udp-granted: UDPRoute infra -> Service udp-app
                Gateway/udp-granted: {listeners: [udp UDP:5300 kinds=UDPRoute]}
                UDPRoute/udp-granted: {parentRefs: ["udp-granted#udp"], rules: ['-> apps/udp-app:8080']}
                """
            ) { scene in
                try await scene.settled()
                try await scene.gateway("udp-granted").echoes(udp: 5300, "udp-app")
                try await scene.api.delete("ReferenceGrant/apps/udp-granted")
                try await scene.expect("UDPRoute/udp-granted", under: "udp-granted", "ResolvedRefs=False/RefNotPermitted")
            }
        }

        @Test func UDPRouteWeightedRouting() async throws {
            try await scene(
                """
                Gateway/udp-weights: {listeners: [udp UDP:5300 kinds=UDPRoute]}
                UDPRoute/udp-weights:
                  parentRefs: ["udp-weights#udp"]
                  rules: ['-> udp-1:8080*70, udp-2:8080*30, udp-3:8080*0']
                """
            ) { scene in
                try await scene.settled()
                let front = try await scene.gateway("udp-weights")
                let place = try await scene.cluster.place(front.address, 5300, "UDP")
                _ = try await Eventually.hold("an answer") { try await Front.udpBackend(place) }
                try await Front.expectShares(["udp-1": 0.7, "udp-2": 0.3, "udp-3": 0]) { try await Front.udpBackend(place) }
            }
        }
    }
}

extension Front {
    /// A backend's answer to a datagram.
    fileprivate func echoes(udp port: Int, _ backend: String) async throws {
        let place = try await cluster.place(address, port, "UDP")
        try await Eventually.satisfied("udp \(place) -> \(backend)") {
            let name = try await Front.udpBackend(place)
            return name == backend ? nil : "\(name) answered"
        }
    }

    fileprivate static func udpBackend(_ place: Place) async throws -> String {
        let echo = try JSON(parsing: try await Datagram.ask(Array("a datagram\n".utf8), of: place))
        guard echo["request"]?.string == "a datagram\n" else { throw Unmet("the echo is of \(echo["request"]?.text ?? "")") }
        return echo.workload
    }
}
