import JSON
import Kube
import Testing

@testable import API

@Suite struct KindTests {
    private let core = "/api/v1/namespaces/test"

    private func definition(_ scope: String = "Namespaced") -> JSON {
        let schema: JSON = [
            "type": "object",
            "properties": [
                "spec": ["type": "object", "properties": ["size": ["type": "integer", "default": 1], "color": ["type": "string"]]],
                "status": ["type": "object", "properties": ["phase": ["type": "string"], "replicas": ["type": "integer"]]],
            ],
        ]
        let scale: JSON = ["specReplicasPath": ".spec.size", "statusReplicasPath": ".status.replicas"]
        return [
            "metadata": ["name": "gadgets.example.com"],
            "spec": [
                "group": "example.com", "scope": .string(scope), "names": ["plural": "gadgets", "kind": "Gadget"],
                "versions": [
                    [
                        "name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": schema],
                        "subresources": ["status": [:], "scale": scale],
                    ],
                    ["name": "v1beta1", "served": true, "storage": false, "schema": ["openAPIV3Schema": schema]],
                ],
            ],
        ]
    }

    private let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    private let gadgets = "/apis/example.com/v1/namespaces/test/gadgets"

    @Test func aDefinitionServesItsObjects() async throws {
        let fixture = try await Fixture.withNamespace()
        let created = try await fixture.send("POST", definitions, definition())
        #expect(created.status == 201)
        let stored = try await fixture.send("GET", "\(definitions)/gadgets.example.com").json
        #expect(stored["status", "conditions"]?.array?.map { $0["type"]?.string } == ["NamesAccepted", "Established"])
        let made = try await fixture.send("POST", gadgets, ["metadata": ["name": "g"], "spec": ["color": "red"], "status": ["phase": "x"]])
        #expect(made.status == 201)
        #expect(made.json["spec"] == ["color": "red", "size": 1])
        #expect(made.json["status"] == nil)
        #expect(made.json.generation == 1)
        let other = try await fixture.send("GET", "/apis/example.com/v1beta1/namespaces/test/gadgets/g")
        #expect(other.json.apiVersion == "example.com/v1beta1")
        #expect(other.json["spec"] == made.json["spec"])
    }

    @Test func generationCountsWishesOnly() async throws {
        let fixture = try await Fixture.withNamespace()
        _ = try await fixture.send("POST", definitions, definition())
        _ = try await fixture.send("POST", gadgets, ["metadata": ["name": "g"], "spec": ["color": "red"]])
        let merge = ["Content-Type": "application/merge-patch+json"]
        let steps: [(String, JSON, Int)] = [
            ("", ["metadata": ["labels": ["a": "b"]]], 1), ("", ["spec": ["color": "blue"]], 2),
            ("/status", ["status": ["phase": "Ready"], "spec": ["color": "green"]], 2), ("", ["status": ["phase": "Lost"]], 2),
            ("/scale", ["spec": ["replicas": 4]], 3),
        ]
        for (subresource, patch, generation) in steps {
            let reply = try await fixture.send("PATCH", "\(gadgets)/g\(subresource)", patch, headers: merge)
            #expect(reply.status == 200)
            let now = try await fixture.send("GET", "\(gadgets)/g").json
            #expect(now.generation == generation)
        }
        let last = try await fixture.send("GET", "\(gadgets)/g").json
        #expect(last["spec"] == ["color": "blue", "size": 4])
        #expect(last["status"] == ["phase": "Ready"])
    }

    @Test func aDefinitionGoesWithItsObjects() async throws {
        let fixture = try await Fixture.withNamespace()
        _ = try await fixture.send("POST", definitions, definition())
        _ = try await fixture.send("POST", gadgets, ["metadata": ["name": "g"]])
        let watch = try await fixture.watch("\(definitions)?watch=1&fieldSelector=metadata.name%3Dgadgets.example.com")
        _ = try await fixture.send("DELETE", "\(definitions)/gadgets.example.com")
        var last = ""
        while last != "DELETED gadgets.example.com", last != "END" { last = try await watch.nextLine() }
        #expect(last == "DELETED gadgets.example.com")
    }

    @Test func servicesGetAddresses() async throws {
        let fixture = try await Fixture.withNamespace()
        let services = "\(core)/services"
        func service(_ name: String, _ spec: JSON) -> JSON { ["metadata": ["name": .string(name)], "spec": spec] }
        let port: JSON = [["port": 80]]
        let plain = try await fixture.send("POST", services, service("a", ["ports": port]))
        let address = try #require(plain.json["spec", "clusterIP"]?.string)
        #expect(ClusterIP(address)?.family == .v4)
        let taken = try await fixture.send("POST", services, service("b", ["ports": port, "clusterIP": .string(address)]))
        #expect(taken.message.hasSuffix("failed to allocate IP \(address): provided IP is already allocated"))
        let headless = try await fixture.send("POST", services, service("c", ["ports": port, "clusterIP": "None"]))
        #expect(headless.json["spec", "clusterIPs"] == ["None"])
        let node = try await fixture.send("POST", services, service("d", ["ports": port, "type": "NodePort"]))
        #expect(node.json["spec", "ports"]?[0]?["nodePort"]?.int.map(ServiceAllocator.ports.contains) == true)
        // An update that names no address keeps it.
        var update = service("a", ["ports": [["port": 81]]])
        update["metadata", "resourceVersion"] = plain.json["metadata", "resourceVersion"]
        let updated = try await fixture.send("PUT", "\(services)/a", update)
        #expect(updated.json["spec", "clusterIP"]?.string == address)
        _ = try await fixture.send("DELETE", "\(services)/a")
        let free = try await fixture.send("POST", services, service("b", ["ports": port, "clusterIP": .string(address)]))
        #expect(free.status == 201)
    }

    @Test func textsOfASecretBecomeItsData() async throws {
        let fixture = try await Fixture.withNamespace()
        let path = "/api/v1/namespaces/test/secrets"
        let made = try await fixture.send(
            "POST", path, ["metadata": ["name": "s"], "data": ["a": "YQ==", "b": "Yg=="], "stringData": ["b": "é", "c": ""]])
        #expect(made.status == 201)
        #expect(made.json["data"] == ["a": "YQ==", "b": "w6k=", "c": ""])
        #expect(made.json["stringData"] == nil)
        let patched = try await fixture.send(
            "PATCH", path + "/s", ["stringData": ["a": "x"]], headers: ["Content-Type": "application/merge-patch+json"])
        #expect(patched.json["data"] == ["a": "eA==", "b": "w6k=", "c": ""])
        let applied = try await fixture.send(
            "PATCH", path + "/s?fieldManager=me&force=true",
            ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"], "stringData": ["d": "d"]],
            headers: ["Content-Type": "application/apply-patch+yaml"])
        #expect(applied.status == 200, "\(applied.message)")
        #expect(applied.json["data", "d"] == "ZA==")
        #expect(applied.json["stringData"] == nil)
        let tls = try await fixture.send(
            "POST", path, ["metadata": ["name": "t"], "type": "kubernetes.io/tls", "stringData": ["tls.crt": "c", "tls.key": "k"]])
        #expect(tls.status == 201, "\(tls.message)")
    }

    @Test func podsGetTheirTokenAndGoGracefully() async throws {
        let fixture = try await Fixture.withNamespace()
        let pod: JSON = ["metadata": ["name": "p"], "spec": ["containers": [["name": "c", "image": "i:1"]]]]
        let made = try await fixture.send("POST", "\(core)/pods", pod).json
        #expect(made["spec", "serviceAccountName"] == "default")
        #expect(made["spec", "volumes"]?[0]?["name"]?.string?.hasPrefix("kube-api-access-") == true)
        #expect(made["status"] == ["phase": "Pending", "qosClass": "BestEffort"])
        let bound = try await fixture.send(
            "POST", "\(core)/pods/p/binding", ["metadata": ["name": "p"], "target": ["kind": "Node", "name": "n"]])
        #expect(bound.status == 201)
        let marked = try await fixture.send("DELETE", "\(core)/pods/p")
        #expect(marked.json["metadata", "deletionGracePeriodSeconds"] == 30)
        #expect(try await fixture.send("GET", "\(core)/pods/p").status == 200)
        _ = try await fixture.send("DELETE", "\(core)/pods/p", ["gracePeriodSeconds": 0])
        #expect(try await fixture.send("GET", "\(core)/pods/p").status == 404)
    }

    @Test func aTerminatingNamespaceTakesNothingNew() async throws {
        let fixture = try await Fixture.withNamespace()
        let marked = try await fixture.send("DELETE", "/api/v1/namespaces/test")
        #expect(marked.json["status", "phase"] == "Terminating")
        let refused = try await fixture.send("POST", "\(core)/configmaps", ["metadata": ["name": "a"]])
        #expect(
            refused.message
                == "configmaps \"a\" is forbidden: unable to create new content in namespace test because it is being terminated")
        var namespace = try await fixture.send("GET", "/api/v1/namespaces/test").json
        namespace["spec", "finalizers"] = []
        _ = try await fixture.send("PUT", "/api/v1/namespaces/test/finalize", namespace)
        #expect(try await fixture.send("GET", "/api/v1/namespaces/test").status == 404)
        let kept = try await fixture.send("POST", "/api/v1/namespaces", ["metadata": ["name": "default"]])
        #expect(kept.status == 201)
        #expect(try await fixture.send("DELETE", "/api/v1/namespaces/default").status == 403)
    }

    @Test func eventsHaveTwoFaces() async throws {
        let fixture = try await Fixture.withNamespace()
        let event: JSON = [
            "metadata": ["name": "e", "namespace": "test"], "involvedObject": ["kind": "Pod", "namespace": "test", "name": "p"],
            "reason": "Tested", "message": "It was.", "type": "Normal",
        ]
        _ = try await fixture.send("POST", "\(core)/events", event)
        let other = try await fixture.send("GET", "/apis/events.k8s.io/v1/namespaces/test/events/e").json
        #expect(other["note"] == "It was.")
        #expect(other["regarding", "name"] == "p")
        let list = try await fixture.send("GET", "\(core)/events?fieldSelector=involvedObject.name%3Dp")
        #expect(list.json["items"]?.array?.count == 1)
    }

    @Test func aTableHasTheColumnsOnce() async throws {
        let fixture = try await Fixture.withNamespace()
        _ = try await fixture.send("POST", "\(core)/configmaps", ["metadata": ["name": "a"], "data": ["x": "1"]])
        let accept = ["Accept": "application/json;as=Table;v=v1;g=meta.k8s.io,application/json"]
        let table = try await fixture.send("GET", "\(core)/configmaps", headers: accept).json
        #expect(table["columnDefinitions"]?.array?.map { $0["name"]?.string } == ["Name", "Data", "Age"])
        #expect(table["rows"]?[0]?["cells"]?.array?.prefix(2) == ["a", 1])
        #expect(table["rows"]?[0]?["object"]?.kind == "PartialObjectMetadata")
        let watch = try await fixture.watch("\(core)/configmaps?watch=1", headers: accept)
        let first = try await watch.next()
        #expect(first?["object", "columnDefinitions"]?.array?.isEmpty == false)
        _ = try await fixture.send("POST", "\(core)/configmaps", ["metadata": ["name": "b"]])
        let second = try await watch.next()
        #expect(second?["object", "columnDefinitions"] == .null)
    }
}
