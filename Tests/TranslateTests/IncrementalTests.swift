import GatewayAPI
import JSON
import Kube
import Testing
import XDS
import YAML

@testable import Translate

/// A translator and renderers that are kept say the same as ones that see everything for the first time.
@Suite struct IncrementalTests {
    private static let now = "2026-11-22T21:45:33Z"

    private static var configuration: EnvoyGatewayConfiguration {
        var configuration = EnvoyGatewayConfiguration()
        configuration.enablesBackend = true
        return configuration
    }

    @Test(arguments: 1...24 as ClosedRange<UInt64>)
    func agreesWithTranslatingAnew(seed: UInt64) throws {
        var cluster = try RandomCluster(seed: seed)
        var kept = Translator(configuration: Self.configuration)
        var renderers: [FleetKey: Renderer] = [:]
        var past: [FleetKey: (basis: RenderBasis, snapshot: Snapshot)] = [:]
        var served = 0
        for round in 0..<60 {
            try cluster.change()
            let translation = kept.translate(cluster.view, now: Self.now)
            var translator = Translator(configuration: Self.configuration)
            let expected = translator.translate(cluster.fresh, now: Self.now)
            let place: Comment = "seed \(seed), round \(round)"
            #expect(translation.fleets == expected.fleets, place)
            #expect(Set(translation.notices) == Set(expected.notices), place)
            #expect(translation.classesInUse == expected.classesInUse, place)
            #expect(Set(translation.statuses) == Set(expected.statuses), place)
            for (key, fleet) in expected.fleets {
                let model = translation.fleets[key]?.model ?? fleet.model
                let new = renderers[key, default: Renderer()].render(model)
                #expect(new == Renderer.render(fleet.model), place)
                if let old = past[key], old.basis == RenderBasis(model) { Self.expectSharing(old.snapshot, new, place) }
                past[key] = (RenderBasis(model), new)
                served += model.http.reduce(0) { $0 + $1.routes.count }
            }
            cluster.write(translation.statuses)
        }
        #expect(served > 0)
    }

    /// What is equal is the same object.
    private static func expectSharing(_ old: Snapshot, _ new: Snapshot, _ place: Comment) {
        for resource in new.clusters.unordered {
            if let before = old.clusters.resource(resource.name), before == resource { #expect(before === resource, place) }
        }
        for resource in new.routes.unordered {
            if let before = old.routes.resource(resource.name), before == resource { #expect(before === resource, place) }
        }
    }

    // MARK: What one change costs

    private static func route(_ index: Int, path: String = "/") -> JSON {
        [
            "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute",
            "metadata": [
                "name": .string("r\(index)"), "namespace": .string("n\(index % 5)"), "uid": .string("u\(index)"),
                "generation": 1, "creationTimestamp": "2026-01-01T00:00:00Z",
            ],
            "spec": [
                "parentRefs": [["name": "g", "namespace": "n0"]], "hostnames": [.string("h\(index).example.com")],
                "rules": [
                    [
                        "matches": [["path": ["type": "PathPrefix", "value": .string(path)]]],
                        "backendRefs": [["name": .string("s\(index % 50)"), "port": 80]],
                    ]
                ],
            ],
        ]
    }

    private static func endpoints(_ index: Int, _ address: String) -> JSON {
        [
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
            "metadata": [
                "name": .string("s\(index)-x"), "namespace": .string("n\(index % 5)"),
                "labels": ["kubernetes.io/service-name": .string("s\(index)")],
            ],
            "ports": [["name": "http", "port": 3000, "protocol": "TCP"]],
            "endpoints": [["addresses": [.string(address)]]],
        ]
    }

    private static func manyRoutes(_ count: Int) throws -> ClusterView {
        var view = ClusterView()
        let basics = try YAML.documents(
            """
            {apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: {name: eg, uid: c},
             spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}}
            ---
            {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g, namespace: n0, uid: g},
             spec: {gatewayClassName: eg,
              listeners: [{name: http, port: 80, protocol: HTTP, allowedRoutes: {namespaces: {from: All}}}]}}
            """)
        for object in basics { view.set(object) }
        for index in 0..<5 {
            view.set(["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string("n\(index)")]])
        }
        for index in 0..<50 {
            view.set([
                "apiVersion": "v1", "kind": "Service",
                "metadata": ["name": .string("s\(index)"), "namespace": .string("n\(index % 5)")],
                "spec": ["clusterIPs": ["10.0.0.1"], "ports": [["name": "http", "port": 80, "protocol": "TCP"]]],
            ])
            view.set(endpoints(index, "10.1.0.1"))
        }
        for index in 0..<count { view.set(route(index)) }
        return view
    }

    @Test func aChangeCostsWhatItTouches() throws {
        let count = 1000
        var view = try Self.manyRoutes(count)
        var translator = Translator(configuration: Self.configuration)
        var renderer = Renderer()
        func publish() throws -> (Translation, Snapshot) {
            let translation = translator.translate(view, now: Self.now)
            let fleet = try #require(translation.fleets.values.first)
            return (translation, renderer.render(fleet.model))
        }
        var (translation, snapshot) = try publish()
        #expect(translation.resolvedRoutes == count)
        #expect(translation.statuses.count == count + 2)
        for change in translation.statuses {
            // Statuses come back, and mean nothing new.
            if change.kind == "HTTPRoute", let index = Int(change.name.name.dropFirst()) {
                var route = Self.route(index)
                route["status"] = change.status
                view.set(route)
            }
        }
        (translation, snapshot) = try publish()
        #expect(translation.resolvedRoutes == 0)
        #expect(!translation.statuses.contains { $0.kind == "HTTPRoute" })

        let before = snapshot
        view.set(Self.route(7, path: "/new"))
        (translation, snapshot) = try publish()
        #expect(translation.resolvedRoutes == 1)
        #expect(translation.statuses.filter { $0.kind == "HTTPRoute" }.map(\.name.name) == ["r7"])
        #expect(Self.changedHosts(before, snapshot) == 1)

        let again = snapshot
        view.set(Self.endpoints(3, "10.1.0.2"))
        (translation, snapshot) = try publish()
        #expect(translation.resolvedRoutes == count / 50)
        #expect(Self.changedHosts(again, snapshot) == 0)
        #expect(snapshot.endpoints.changes(from: again.endpoints).changed.count == count / 50)
        #expect(snapshot.clusters.unordered.allSatisfy { again.clusters.resource($0.name) === $0 })

        view.set(Self.route(count))
        (translation, snapshot) = try publish()
        #expect(translation.resolvedRoutes == 1)
        let gateway = try #require(translation.statuses.first { $0.kind == "Gateway" })
        #expect(gateway.status["listeners"]?[0]?["attachedRoutes"]?.int == count + 1)
    }

    private static func changedHosts(_ old: Snapshot, _ new: Snapshot) -> Int {
        var known: [String: VirtualHost] = [:]
        for host in old.routes.values.flatMap(\.virtualHosts) { known[host.name] = host }
        return new.routes.values.flatMap(\.virtualHosts).count { host in
            known[host.name].map { !$0.isSame(as: host) } ?? true
        }
    }

    @Test func forgetsWhatIsTooLongAgo() throws {
        var view = try Self.manyRoutes(3)
        var translator = Translator(configuration: Self.configuration)
        _ = translator.translate(view, now: Self.now)
        for _ in 0...Limits.journalChanges { view.set(Self.endpoints(1, "10.1.0.9")) }
        let translation = translator.translate(view, now: Self.now)
        #expect(translation.resolvedRoutes == 3)
    }
}
