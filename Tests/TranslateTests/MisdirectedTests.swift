import Testing
import XDS

@testable import Translate

/// HTTPS listeners of one port that answer 421 for each other's hosts.
@Suite struct MisdirectedTests {
    /// Listeners by hostname, each with one route on each of its hosts.
    private func model(detects: Bool, _ listeners: KeyValuePairs<String, [String]>) -> Model.Proxies {
        var model = Model.Proxies()
        model.detectsMisdirectedRequests = detects
        for (index, (hostname, hosts)) in listeners.enumerated() {
            let core = Model.ListenerCore(
                name: "l\(index)", address: "0.0.0.0", port: 10443, externalPort: 443,
                origin: Model.Origin(kind: "Gateway", namespace: "default", name: "eg"))
            var listener = Model.HTTPListener(core: core, hostnames: [hostname])
            listener.tls = Model.TLS()
            listener.tlsOverlaps = true
            listener.routes = hosts.map {
                var route = Model.HTTPRoute(
                    name: "r/\($0)", hostname: $0, origin: Model.Origin(kind: "HTTPRoute", namespace: "default", name: "r"))
                route.action = .respond(Model.DirectResponse(status: 200))
                return Shared(route)
            }
            model.http.append(listener)
        }
        return model
    }

    /// Domains with the status that they answer; nil where there is no route.
    private func answers(_ snapshot: Snapshot, _ listener: String) -> [String: UInt32?] {
        var answers: [String: UInt32?] = [:]
        for host in snapshot.routes[listener]?.virtualHosts ?? [] {
            var status: UInt32?
            if case .directResponse(let response)? = host.routes.first?.action { status = response.status }
            for domain in host.domains { answers[domain] = .some(status) }
        }
        return answers
    }

    private func protocols(_ snapshot: Snapshot) -> [[String]] {
        snapshot.listeners.resources.flatMap(\.value.filterChains).map { chain in
            chain.transportSocket?.typedConfig?.as(DownstreamTlsContext.self)?.common?.alpnProtocols ?? []
        }
    }

    private static let listeners: KeyValuePairs<String, [String]> = [
        "*": ["example.org"], "second-example.org": ["second-example.org"], "*.wildcard.org": ["a.wildcard.org"],
        "fourth.wildcard.org": [],
    ]

    @Test func theMostSpecificListenerHasAHost() {
        let snapshot = Renderer.render(model(detects: true, Self.listeners))
        #expect(
            answers(snapshot, "l0") == [
                "example.org": 200, "second-example.org": 421, "*.wildcard.org": 421, "fourth.wildcard.org": 421,
            ])
        #expect(answers(snapshot, "l1") == ["second-example.org": 200, "*": 421])
        #expect(
            answers(snapshot, "l2") == ["a.wildcard.org": 200, "*.wildcard.org": nil, "fourth.wildcard.org": 421, "*": 421])
        #expect(answers(snapshot, "l3") == ["fourth.wildcard.org": nil, "*": 421])
        #expect(protocols(snapshot) == Array(repeating: ["h2", "http/1.1"], count: 4))
    }

    @Test func withoutItListenersKeepToHTTP1() {
        let snapshot = Renderer.render(model(detects: false, Self.listeners))
        #expect(answers(snapshot, "l0") == ["example.org": 200])
        #expect(protocols(snapshot) == Array(repeating: ["http/1.1"], count: 4))
    }

    @Test func aListenerByItselfRefusesNobody() {
        let snapshot = Renderer.render(model(detects: true, ["example.org": ["example.org"]]))
        #expect(answers(snapshot, "l0") == ["example.org": 200])
    }

    @Test func hostsFollowTheListeners() {
        var renderer = Renderer()
        var model = model(detects: true, Self.listeners)
        _ = renderer.render(model)
        model.http.removeLast()
        let snapshot = renderer.render(model)
        #expect(
            answers(snapshot, "l2") == ["a.wildcard.org": 200, "*.wildcard.org": nil, "*": 421])
        #expect(snapshot == Renderer.render(model))
    }
}
