import API
import JSON
import Kube
import Store
import Testing

@Suite struct VerbTests {
    private let path = "/api/v1/namespaces/test/configmaps"

    private func map(_ name: String, _ data: [String: String] = [:], labels: [String: String] = [:]) -> JSON {
        ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name), "labels": JSON(labels)], "data": JSON(data)]
    }

    @Test func anObjectComesAndGoes() async throws {
        let fixture = try await Fixture.withNamespace()
        let created = try await fixture.send("POST", path, map("a", ["x": "1"]))
        #expect(created.status == 201)
        #expect(created.json.namespace == "test")
        #expect(!created.json.uid.isEmpty)
        let got = try await fixture.send("GET", "\(path)/a")
        #expect(got.status == 200)
        #expect(got.json == created.json)
        let again = try await fixture.send("POST", path, map("a"))
        #expect(again.status == 409)
        #expect(again.message == "configmaps \"a\" already exists")
        let deleted = try await fixture.send("DELETE", "\(path)/a")
        #expect(deleted.json["status"] == "Success")
        #expect(deleted.json["details", "uid"]?.string == created.json.uid)
        let gone = try await fixture.send("GET", "\(path)/a")
        #expect(gone.status == 404)
        #expect(gone.message == "configmaps \"a\" not found")
    }

    @Test func updatesMindTheVersionTheyBuildOn() async throws {
        let fixture = try await Fixture.withNamespace()
        let first = try await fixture.send("POST", path, map("a", ["x": "1"])).json
        var second = first
        second["data", "x"] = "2"
        let updated = try await fixture.send("PUT", "\(path)/a", second)
        #expect(updated.status == 200)
        #expect(updated.json.resourceVersion != first.resourceVersion)
        let stale = try await fixture.send("PUT", "\(path)/a", second)
        #expect(stale.status == 409)
        #expect(
            stale.message
                == "Operation cannot be fulfilled on configmaps \"a\": the object has been modified; please apply your changes to the latest version and try again"
        )
        let same = try await fixture.send("PUT", "\(path)/a", updated.json)
        #expect(same.json.resourceVersion == updated.json.resourceVersion)
    }

    @Test func patchesOfEachKindApply() async throws {
        let fixture = try await Fixture.withNamespace()
        _ = try await fixture.send("POST", path, map("a", ["x": "1"]))
        let merged = try await fixture.send(
            "PATCH", "\(path)/a", ["data": ["y": "2"]], headers: ["Content-Type": "application/merge-patch+json"])
        #expect(merged.json["data"] == ["x": "1", "y": "2"])
        let json = try await fixture.send(
            "PATCH", "\(path)/a", [["op": "remove", "path": "/data/x"]],
            headers: ["Content-Type": "application/json-patch+json"])
        #expect(json.json["data"] == ["y": "2"])
        let strategic = try await fixture.send(
            "PATCH", "\(path)/a", ["data": ["y": .null, "z": "3"]],
            headers: ["Content-Type": "application/strategic-merge-patch+json"])
        #expect(strategic.json["data"] == ["z": "3"])
        let applied = try await fixture.send(
            "PATCH", "\(path)/b?fieldManager=me", map("b", ["k": "v"]),
            headers: ["Content-Type": "application/apply-patch+yaml"])
        #expect(applied.status == 201)
        #expect(applied.json["metadata", "managedFields"]?[0]?["operation"] == "Apply")
    }

    @Test func listsArePagedAtOneRevision() async throws {
        let fixture = try await Fixture.withNamespace()
        for index in 0..<5 { _ = try await fixture.send("POST", path, map("m\(index)", labels: ["odd": "\(index % 2)"])) }
        let page = try await fixture.send("GET", "\(path)?limit=2")
        #expect(page.json["items"]?.array?.map(\.name) == ["m0", "m1"])
        #expect(page.json["metadata", "remainingItemCount"] == 3)
        _ = try await fixture.send("DELETE", "\(path)/m3")
        let token = try #require(page.json["metadata", "continue"]?.string)
        let rest = try await fixture.send("GET", "\(path)?limit=10&continue=\(token)")
        #expect(rest.json["items"]?.array?.map(\.name) == ["m2", "m3", "m4"])
        #expect(rest.json["metadata", "resourceVersion"] == page.json["metadata", "resourceVersion"])
        let odd = try await fixture.send("GET", "\(path)?labelSelector=odd%3D1")
        #expect(odd.json["items"]?.array?.map(\.name) == ["m1"])
        let field = try await fixture.send("GET", "\(path)?fieldSelector=metadata.name%3Dm2")
        #expect(field.json["items"]?.array?.map(\.name) == ["m2"])
    }

    /// A token whose revision is forgotten is answered with one for the rest as it is by then.
    @Test func anExpiredPageSaysHowToGoOn() async throws {
        let store = try Store(path: nil)
        let fixture = try Fixture(store: store)
        _ = try await fixture.send("POST", "/api/v1/namespaces", ["metadata": ["name": "test"]])
        for index in 0..<5 { _ = try await fixture.send("POST", path, map("m\(index)")) }
        let page = try await fixture.send("GET", "\(path)?limit=2")
        let token = try #require(page.json["metadata", "continue"]?.string)
        _ = try await fixture.send("DELETE", "\(path)/m3")
        _ = try await fixture.send("POST", path, map("m9"))
        try store.compact(before: store.revision)
        let expired = try await fixture.send("GET", "\(path)?limit=2&continue=\(token)")
        #expect(expired.status == 410)
        #expect(expired.json["reason"] == "Expired")
        let next = try #require(expired.json["metadata", "continue"]?.string)
        let rest = try await fixture.send("GET", "\(path)?limit=2&continue=\(next)")
        #expect(rest.json["items"]?.array?.map(\.name) == ["m2", "m4"])
        #expect(rest.json["metadata", "resourceVersion"]?.string == String(store.revision))
        let last = try #require(rest.json["metadata", "continue"]?.string)
        _ = try await fixture.send("DELETE", "\(path)/m9")
        #expect(try await fixture.send("GET", "\(path)?limit=2&continue=\(last)").json["items"]?.array?.map(\.name) == ["m9"])
        let plain = try await fixture.send("GET", "\(path)?limit=2&resourceVersion=1&resourceVersionMatch=Exact")
        #expect(plain.status == 410)
        #expect(plain.json["metadata"] == [:])
    }

    /// What a selector passes over costs no reading of the past anew.
    @Test func aPastListIsWorkedOutOnce() async throws {
        let store = try Store(path: nil)
        let fixture = try Fixture(store: store)
        _ = try await fixture.send("POST", "/api/v1/namespaces", ["metadata": ["name": "test"]])
        let maps = GroupResource("", "configmaps")
        func put(_ index: Int, _ value: String) -> Template {
            var object = map("m\(index)", ["v": value], labels: ["none": "y"])
            object["metadata", "namespace"] = "test"
            return Template(object)
        }
        for value in ["1", "2"] {
            try store.commit { transaction in
                for index in 0..<3_000 {
                    let name = ObjectName(namespace: "test", name: "m\(index)")
                    _ = try transaction.put(maps, name, put(index, value), expecting: .anything)
                }
            }
        }
        let then = store.revision - 3_000
        let time = try await ContinuousClock().measure {
            let list = try await fixture.send(
                "GET", "\(path)?limit=1&labelSelector=none%3Dx&resourceVersion=\(then)&resourceVersionMatch=Exact")
            #expect(list.status == 200)
            #expect(list.json["items"] == [])
        }
        #expect(time < .seconds(5), "\(time)")
    }

    @Test func aWatchSeesWhatItsSelectorSelects() async throws {
        let fixture = try await Fixture.withNamespace()
        _ = try await fixture.send("POST", path, map("old", labels: ["app": "w"]))
        let watch = try await fixture.watch("\(path)?watch=true&labelSelector=app%3Dw")
        #expect(try await watch.nextLine() == "ADDED old")
        _ = try await fixture.send("POST", path, map("other"))
        _ = try await fixture.send("POST", path, map("new", labels: ["app": "w"]))
        #expect(try await watch.nextLine() == "ADDED new")
        _ = try await fixture.send("PUT", "\(path)/new", map("new", ["a": "b"], labels: ["app": "w"]))
        #expect(try await watch.nextLine() == "MODIFIED new")
        _ = try await fixture.send("PUT", "\(path)/old", map("old"))
        #expect(try await watch.nextLine() == "DELETED old")
        _ = try await fixture.send("DELETE", "\(path)/new")
        #expect(try await watch.nextLine() == "DELETED new")
    }

    /// Whether it is dropped unread, after an event, or while it waits for one.
    @Test func aWatchThatNobodyReadsIsForgotten() async throws {
        let store = try Store(path: nil)
        let fixture = try Fixture(store: store)
        _ = try await fixture.send("POST", "/api/v1/namespaces", ["metadata": ["name": "test"]])
        let maps = GroupVersionResource("", "v1", "configmaps")
        let revision = store.revision
        _ = try await fixture.send("POST", path, map("a"))
        for read in 0..<3 {
            try await watch(maps, of: fixture, from: revision, read: read)
            for _ in 0..<200 where store.watcherCount > 0 { try await Task.sleep(for: .milliseconds(10)) }
            #expect(store.watcherCount == 0)
        }
    }

    /// Nothing, the one event there is, or more than there will be.
    private func watch(_ maps: GroupVersionResource, of fixture: Fixture, from revision: Int64, read: Int) async throws {
        let stream = try await fixture.client.watch(maps, ListOptions(), from: revision)
        let reader = Task {
            var count = 0
            while count < read, try await stream.first(where: { _ in true }) != nil { count += 1 }
            return count
        }
        if read == 2 {
            try await Task.sleep(for: .milliseconds(20))
            reader.cancel()
        }
        #expect(try await reader.value == min(read, 1))
    }

    @Test func finalizersHoldAnObject() async throws {
        let fixture = try await Fixture.withNamespace()
        var object = map("held")
        object["metadata", "finalizers"] = ["example.com/hold"]
        _ = try await fixture.send("POST", path, object)
        let marked = try await fixture.send("DELETE", "\(path)/held")
        #expect(marked.json["metadata", "deletionTimestamp"] != nil)
        #expect(try await fixture.send("GET", "\(path)/held").status == 200)
        _ = try await fixture.send(
            "PATCH", "\(path)/held", ["metadata": ["finalizers": .null]],
            headers: ["Content-Type": "application/merge-patch+json"])
        #expect(try await fixture.send("GET", "\(path)/held").status == 404)
    }

    @Test func namesAreGenerated() async throws {
        let fixture = try await Fixture.withNamespace()
        let created = try await fixture.send("POST", path, ["metadata": ["generateName": "made-"]])
        #expect(created.status == 201)
        #expect(created.json.name.hasPrefix("made-"))
        #expect(created.json.name.count == 10)
    }

    @Test func nothingIsKeptOfADryRun() async throws {
        let fixture = try await Fixture.withNamespace()
        #expect(try await fixture.send("POST", "\(path)?dryRun=All", map("a")).status == 201)
        #expect(try await fixture.send("GET", "\(path)/a").status == 404)
        let wrong = try await fixture.send("POST", "\(path)?dryRun=Some", map("a"))
        #expect(wrong.status == 422)
    }

    @Test func unknownNamespacesAndPathsAreRefused() async throws {
        let fixture = try await Fixture.withNamespace()
        let missing = try await fixture.send("POST", "/api/v1/namespaces/none/configmaps", map("a"))
        #expect(missing.message == "namespaces \"none\" not found")
        #expect(try await fixture.send("GET", "/apis/apps/v9/namespaces/test/deployments").status == 404)
        #expect(try await fixture.send("GET", "/nonsense").status == 404)
        let anonymous = try await fixture.send("GET", path, token: nil)
        #expect(anonymous.status == 401)
        #expect(
            String(decoding: anonymous.bytes, as: UTF8.self)
                == #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}"#
                + "\n")
        #expect(try await fixture.send("GET", "/healthz", token: nil).status == 200)
    }
}
