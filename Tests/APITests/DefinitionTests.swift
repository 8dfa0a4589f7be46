import JSON
import Kube
import Schemas
import Store
import Testing

@testable import API

/// CustomResourceDefinitions from creation to end, over a restart too.
@Suite struct DefinitionTests {
    private static let resource = GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions")
    private let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    private let gadgets = "/apis/example.com/v1/namespaces/test/gadgets"

    private func definition(_ group: String, _ plural: String, _ kind: String) -> JSON {
        let spec: JSON = ["type": "object", "properties": ["color": ["type": "string"]]]
        return [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": .string("\(plural).\(group)")],
            "spec": [
                "group": .string(group), "scope": "Namespaced",
                "names": [
                    "plural": .string(plural), "singular": .string(kind.lowercased()), "kind": .string(kind),
                    "listKind": .string(kind + "List"),
                ],
                "versions": [
                    [
                        "name": "v1", "served": true, "storage": true,
                        "schema": ["openAPIV3Schema": ["type": "object", "properties": ["spec": spec]]],
                    ]
                ],
            ],
        ]
    }

    private func isGone(_ fixture: Fixture, _ path: String) async throws -> Bool {
        for _ in 0..<500 {
            if try await fixture.send("GET", path).status == 404 { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    private func isEstablished(_ fixture: Fixture, _ name: String) async throws -> Bool {
        APIServer.isEstablished(try await fixture.send("GET", "\(definitions)/\(name)").json)
    }

    @Test(arguments: [
        ("multicluster.x-k8s.io", "serviceimports", "ServiceImport"),
        ("gateway.envoyproxy.io", "httproutefilters", "HTTPRouteFilter"),
    ])
    func aUsersDefinitionMayHaveANameWeKnow(group: String, plural: String, kind: String) async throws {
        let store = try Store(path: nil)
        let fixture = try Fixture(store: store)
        _ = try await fixture.send("POST", "/api/v1/namespaces", ["metadata": ["name": "test"]])
        let name = "\(plural).\(group)"
        if PreinstalledCRD.names.contains(name) {
            let manifest = try #require(PreinstalledCRD.manifest(named: name))
            _ = try await fixture.client.create(Self.resource, manifest, WriteOptions(manager: "kube-apiserver"))
            #expect(try await isEstablished(fixture, name))
            #expect(try await fixture.send("DELETE", "\(definitions)/\(name)").status == 200)
            #expect(try await isGone(fixture, "\(definitions)/\(name)"))
        }
        #expect(try await fixture.send("POST", definitions, definition(group, plural, kind)).status == 201)
        for server in [fixture, try Fixture(store: store)] {
            #expect(try await isEstablished(server, name))
            let one = "/apis/\(group)/v1/namespaces/test/\(plural)"
            let object: JSON = ["metadata": ["generateName": "o"], "spec": ["color": "red"]]
            #expect(try await server.send("POST", one, object).json["spec"] == ["color": "red"])
        }
    }

    @Test func oneThatWaitsToBeEstablishedIsSoAfterARestart() async throws {
        let store = try Store(path: nil)
        var waiting = definition("example.com", "gadgets", "Gadget")
        waiting["metadata", "uid"] = "u"
        waiting["status"] = ["acceptedNames": ["kind": "", "plural": ""], "conditions": [], "storedVersions": ["v1"]]
        let template = Template(waiting)
        try store.commit { transaction in
            _ = try transaction.put(
                GroupResource("apiextensions.k8s.io", "customresourcedefinitions"), ObjectName(name: "gadgets.example.com"),
                template, expecting: .absent)
        }
        #expect(try await isEstablished(Fixture(store: store), "gadgets.example.com"))
    }

    @Test func oneThatIsGoingGoesOnAfterARestart() async throws {
        let store = try Store(path: nil)
        let before = try Fixture(store: store)
        _ = try await before.send("POST", "/api/v1/namespaces", ["metadata": ["name": "test"]])
        _ = try await before.send("POST", definitions, definition("example.com", "gadgets", "Gadget"))
        _ = try await before.send("POST", gadgets, ["metadata": ["name": "g", "finalizers": ["example.com/hold"]]])
        _ = try await before.send("DELETE", "\(definitions)/gadgets.example.com")

        let fixture = try Fixture(store: store)
        let refused = try await fixture.send("POST", gadgets, ["metadata": ["name": "h"]])
        #expect(refused.status == 405)
        #expect(refused.message == "create not allowed while custom resource definition is terminating")
        try await release(fixture)
        #expect(try await isGone(fixture, "\(definitions)/gadgets.example.com"))
    }

    /// The last object may go at any moment of the look at what is left.
    @Test func theLastObjectMayGoAtAnyMoment() async throws {
        let fixture = try await Fixture.withNamespace()
        for _ in 0..<20 {
            _ = try await fixture.send("POST", definitions, definition("example.com", "gadgets", "Gadget"))
            _ = try await fixture.send("POST", gadgets, ["metadata": ["name": "g", "finalizers": ["example.com/hold"]]])
            _ = try await fixture.send("DELETE", "\(definitions)/gadgets.example.com")
            try await release(fixture)
            #expect(try await isGone(fixture, "\(definitions)/gadgets.example.com"))
        }
    }

    /// Lets the gadget go, once it has been told to.
    private func release(_ fixture: Fixture) async throws {
        for _ in 0..<500 {
            let gadget = try await fixture.send("GET", "\(gadgets)/g")
            if gadget.status == 404 || gadget.json.isBeingDeleted { break }
            await Task.yield()
        }
        _ = try await fixture.send(
            "PATCH", "\(gadgets)/g", ["metadata": ["finalizers": .null]],
            headers: ["Content-Type": "application/merge-patch+json"])
    }
}
