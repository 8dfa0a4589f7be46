import JSON
import Kube
import Testing

@Suite struct ApplyTests {
    private func apply(
        _ config: String, to live: JSON?, as manager: String = "me", force: Bool = false,
        time: String = "2026-01-01T00:00:00Z", subresource: String = "", apiVersion: String = "apps/v1"
    ) throws -> JSON {
        var config = try json(config)
        config["apiVersion"] = .string(apiVersion)
        config["kind"] = "Deployment"
        config["metadata", "name"] = "web"
        config["metadata", "namespace"] = "default"
        return try FieldManager.apply(
            config, to: live,
            writer: FieldWriter(manager: manager, apiVersion: apiVersion, subresource: subresource, time: time),
            schema: workload, force: force, ignored: [["status"]])
    }

    private func update(_ old: JSON, _ manager: String = "other", _ change: (inout JSON) -> Void) -> JSON {
        var new = old
        change(&new)
        return FieldManager.update(
            old: old, new: new,
            writer: FieldWriter(manager: manager, apiVersion: "apps/v1", time: "2026-02-02T00:00:00Z"), schema: workload)
    }

    private func owners(_ object: JSON) -> [String: JSON] {
        Dictionary(
            (object["metadata", "managedFields"]?.array ?? []).map {
                ("\($0["manager"]?.string ?? "")/\($0["operation"]?.string ?? "")", $0["fieldsV1"] ?? .null)
            }
        ) { _, last in last }
    }

    @Test func applyingToNothingCreates() throws {
        let object = try apply(#"{"spec":{"replicas":1,"strategy":{"type":"Recreate"},"selector":{"matchLabels":{"a":"b"}}}}"#, to: nil)
        #expect(object["spec"] == ["replicas": 1, "strategy": ["type": "Recreate"], "selector": ["matchLabels": ["a": "b"]]])
        #expect(
            owners(object) == ["me/Apply": ["f:spec": ["f:replicas": [:], "f:strategy": ["f:type": [:]], "f:selector": [:]]]])
    }

    @Test func whatIsNoLongerAppliedGoes() throws {
        let first = try apply(
            #"{"metadata":{"labels":{"a":"1","b":"2"}},"spec":{"replicas":1,"template":{"containers":[{"name":"x","image":"1"},{"name":"y","image":"1"}]}}}"#,
            to: nil)
        let second = try apply(
            #"{"metadata":{"labels":{"b":"2"}},"spec":{"template":{"containers":[{"name":"y","image":"1"}]}}}"#, to: first)
        #expect(second.labels == ["b": "2"])
        #expect(second["spec"] == ["template": ["containers": [["name": "y", "image": "1"]]]])
        let third = try apply(#"{}"#, to: second)
        #expect(third["metadata", "labels"] == nil)
        #expect(third["spec"] == nil)
        #expect(third["metadata", "managedFields"] == nil)
    }

    @Test func whatOthersOwnStays() throws {
        let first = try apply(#"{"spec":{"replicas":1,"paused":true}}"#, to: nil)
        let shared = try apply(#"{"spec":{"replicas":1}}"#, to: first, as: "you")
        #expect(owners(shared)["you/Apply"] == ["f:spec": ["f:replicas": [:]]])
        let left = try apply(#"{"spec":{}}"#, to: shared)
        #expect(left["spec"] == ["replicas": 1], "you still want it")
        let scaled = update(first, "autoscaler") { $0["spec", "replicas"] = 5 }
        let withoutReplicas = try apply(#"{"spec":{"paused":true}}"#, to: scaled)
        #expect(withoutReplicas["spec", "replicas"] == 5)
    }

    @Test func conflictsNameOwnersAndFields() throws {
        let first = try apply(#"{"spec":{"replicas":1,"paused":true}}"#, to: nil)
        let one = #expect(throws: StatusError.self) { try apply(#"{"spec":{"replicas":2}}"#, to: first, as: "you") }
        #expect(one?.code == 409)
        #expect(one?.reason == "Conflict")
        #expect(one?.message == #"Apply failed with 1 conflict: conflict with "me": .spec.replicas"#)
        #expect(
            one?.details == [
                "causes": [
                    ["reason": "FieldManagerConflict", "message": #"conflict with "me""#, "field": ".spec.replicas"]
                ]
            ])

        let live = update(first) {
            $0["spec", "replicas"] = 3
            $0["spec", "template"] = ["containers": [["name": "x", "image": "1"]]]
        }
        let several = #expect(throws: StatusError.self) {
            try apply(
                #"{"spec":{"replicas":4,"paused":false,"template":{"containers":[{"name":"x","image":"2"}]}}}"#, to: live,
                as: "you")
        }
        #expect(
            several?.message == """
                Apply failed with 3 conflicts: conflicts with "me":
                - .spec.paused
                conflicts with "other" using apps/v1:
                - .spec.replicas
                - .spec.template.containers[name="x"].image
                """)
    }

    @Test func forceTakesOwnership() throws {
        let first = try apply(#"{"spec":{"replicas":1,"paused":true}}"#, to: nil)
        let forced = try apply(#"{"spec":{"replicas":2}}"#, to: first, as: "you", force: true)
        #expect(forced["spec"] == ["replicas": 2, "paused": true])
        #expect(owners(forced) == ["me/Apply": ["f:spec": ["f:paused": [:]]], "you/Apply": ["f:spec": ["f:replicas": [:]]]])
    }

    @Test func timesMoveOnlyWithTheObject() throws {
        let first = try apply(#"{"spec":{"replicas":1}}"#, to: nil)
        let again = try apply(#"{"spec":{"replicas":1}}"#, to: first, time: "2026-06-06T00:00:00Z")
        #expect(again == first)
        let changed = try apply(#"{"spec":{"replicas":2}}"#, to: first, time: "2026-06-06T00:00:00Z")
        #expect(changed["metadata", "managedFields"]?[0]?["time"] == "2026-06-06T00:00:00Z")
    }

    @Test func anApplierKeepsHisEntryAcrossVersions() throws {
        let first = try apply(#"{"spec":{"replicas":1}}"#, to: nil)
        let second = try apply(#"{"spec":{"replicas":1}}"#, to: first, apiVersion: "apps/v2")
        #expect(second["metadata", "managedFields"]?.array?.compactMap { $0["apiVersion"]?.string } == ["apps/v2"])
    }

    @Test(arguments: [
        // The order of the configuration wins; the others stay beside their neighbours.
        (["a", "b", "c"], ["c", "a"], ["b", "c", "a"]), (["a", "b", "c"], ["b", "n"], ["a", "b", "c", "n"]),
        (["a", "b"], ["n", "a"], ["n", "a", "b"]), (["a"], ["b", "c"], ["a", "b", "c"]), ([], ["x"], ["x"]),
        (["a", "b", "c", "d"], ["d", "b"], ["a", "c", "d", "b"]),
    ])
    func listsMergeInOrder(live: [String], applied: [String], merged: [String]) throws {
        func list(_ names: [String]) -> String {
            #"{"spec":{"template":{"containers":["# + names.map { #"{"name":"\#($0)"}"# }.joined(separator: ",") + "]}}}"
        }
        let first = try apply(list(live), to: nil, as: "base")
        let second = try apply(list(applied), to: first)
        #expect(second["spec", "template", "containers"]?.array?.compactMap { $0["name"]?.string } == merged)
    }

    @Test func atomicValuesAreReplacedWhole() throws {
        let first = try apply(
            #"{"spec":{"selector":{"matchLabels":{"a":"1"}},"args":["a","b"],"template":{"nodeSelector":{"x":"1"}}}}"#, to: nil)
        let second = try apply(
            #"{"spec":{"selector":{"matchLabels":{"b":"2"}},"args":["c"],"template":{"nodeSelector":{"y":"2"}}}}"#, to: first)
        #expect(
            second["spec"] == [
                "selector": ["matchLabels": ["b": "2"]], "args": ["c"], "template": ["nodeSelector": ["y": "2"]],
            ])
    }

    @Test func setsMergeByValue() throws {
        let first = try apply(#"{"metadata":{"finalizers":["a/a","b/b"]}}"#, to: nil, as: "you")
        let second = try apply(#"{"metadata":{"finalizers":["c/c"]}}"#, to: first)
        #expect(second.finalizers == ["a/a", "b/b", "c/c"])
        #expect(try apply(#"{"metadata":{}}"#, to: second).finalizers == ["a/a", "b/b"])
    }

    @Test func untypedPartsMergeByMember() throws {
        let first = try apply(#"{"spec":{"extra":{"a":{"x":1},"list":[1,2]}}}"#, to: nil, as: "you")
        let second = try apply(#"{"spec":{"extra":{"a":{"y":2}}}}"#, to: first)
        #expect(second["spec", "extra"] == ["a": ["x": 1, "y": 2], "list": [1, 2]])
        #expect(owners(second)["me/Apply"] == ["f:spec": ["f:extra": ["f:a": [".": [:], "f:y": [:]]]]])
    }

    @Test(arguments: [
        (#"{"spec":{"nope":1}}"#, ".spec.nope: field not declared in schema"),
        (
            #"{"spec":{"template":{"containers":[{"name":"x"},{"name":"x"}]}}}"#,
            #".spec.template.containers: duplicate entries for key [name="x"]"#
        ),
        (
            #"{"spec":{"template":{"containers":[{"image":"x"}]}}}"#,
            #".spec.template.containers: element 0: associative list with keys has an element that omits key field "name" (and doesn't have default value)"#
        ),
        (
            #"{"metadata":{"nope":1},"spec":{"nope":1}}"#,
            "errors:\n  .metadata.nope: field not declared in schema\n  .spec.nope: field not declared in schema"
        ),
    ])
    func configurationsThatDoNotFitAreRefused(config: String, message: String) {
        let error = #expect(throws: StatusError.self) { try apply(config, to: nil) }
        #expect(error?.message == "failed to create typed patch object (default/web; apps/v1, Kind=Deployment): \(message)")
        #expect(error?.code == 500)
    }

    @Test func managedFieldsMayNotBeApplied() {
        #expect(
            #expect(throws: StatusError.self) { try apply(#"{"metadata":{"managedFields":[]}}"#, to: nil) }?.message
                == "metadata.managedFields must be nil")
    }

    @Test func objectsWithoutOwnersGetOneFirst() throws {
        let live = try json(#"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default","uid":"u"},"spec":{"replicas":1}}"#)
        let error = #expect(throws: StatusError.self) { try apply(#"{"spec":{"replicas":2}}"#, to: live) }
        #expect(
            error?.message
                == #"Apply failed with 1 conflict: conflict with "before-first-apply" using apps/v1: .spec.replicas"#)
    }

    /// `kubectl apply`, then `kubectl apply --server-side` with another image: no conflict, and the annotation follows.
    @Test func kubectlTakesOverFromClientSideApply() throws {
        let annotation = "kubectl.kubernetes.io/last-applied-configuration"
        var live = try json(
            #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default"},"spec":{"replicas":1,"paused":true}}"#)
        live["metadata", "annotations"] = [
            annotation: #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default"},"spec":{"replicas":1}}"#
        ]
        live = FieldManager.update(
            old: nil, new: live,
            writer: FieldWriter(manager: "kubectl-client-side-apply", apiVersion: "apps/v1", time: "t"), schema: workload)
        let applied = try apply(#"{"spec":{"replicas":2}}"#, to: live, as: "kubectl")
        #expect(applied["spec", "replicas"] == 2)
        #expect(
            applied.annotations[annotation]
                == #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default"},"spec":{"replicas":2}}"#
                + "\n")
        let error = #expect(throws: StatusError.self) {
            try apply(#"{"spec":{"replicas":2,"paused":false}}"#, to: live, as: "kubectl")
        }
        #expect(error?.message.hasSuffix(": .spec.paused") == true, "what the annotation does not say is not kubectl's")
        #expect(throws: StatusError.self) { try apply(#"{"spec":{"replicas":2}}"#, to: live, as: "somebody") }
    }
}
