import JSON
import Kube
import Testing

@Suite struct ManagedFieldsTests {
    private func update(
        _ old: JSON?, _ new: JSON, _ manager: String = "kubectl-edit", time: String = "2026-01-01T00:00:00Z",
        subresource: String = "", ignored: [[String]] = [["status"]]
    ) -> JSON {
        FieldManager.update(
            old: old, new: new,
            writer: FieldWriter(manager: manager, apiVersion: "apps/v1", subresource: subresource, time: time),
            schema: workload, ignored: ignored)
    }

    private func fields(_ object: JSON, _ manager: String, _ operation: String = "Update") -> JSON? {
        object["metadata", "managedFields"]?.array?.first {
            $0["manager"]?.string == manager && $0["operation"]?.string == operation
        }?["fieldsV1"]
    }

    private func base() throws -> JSON {
        try json(
            #"""
            {"apiVersion":"apps/v1","kind":"Deployment",
             "metadata":{"name":"web","namespace":"default","labels":{"app":"web"},"finalizers":["x/y"]},
             "spec":{"replicas":1,"selector":{"matchLabels":{"app":"web"}},"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}},
              "template":{"containers":[{"name":"a","image":"i","ports":[{"containerPort":80}],"resources":{}}]}},
             "status":{"replicas":1}}
            """#)
    }

    /// As kube-apiserver writes it for such an object: containers of Go structs are not listed, those of pointers, maps and
    /// lists are.
    @Test func aCreateOwnsWhatAnEmptyObjectHasNot() throws {
        let object = try update(nil, base(), "kubectl-create")
        #expect(
            object["metadata", "managedFields"] == [
                [
                    "manager": "kubectl-create", "operation": "Update", "apiVersion": "apps/v1", "fieldsType": "FieldsV1",
                    "time": "2026-01-01T00:00:00Z",
                    "fieldsV1": [
                        "f:metadata": [
                            "f:labels": [".": [:], "f:app": [:]], "f:finalizers": [".": [:], #"v:"x/y""#: [:]],
                        ],
                        "f:spec": [
                            "f:replicas": [:], "f:selector": [:],
                            "f:strategy": ["f:type": [:], "f:rollingUpdate": [".": [:], "f:maxSurge": [:]]],
                            "f:template": [
                                "f:containers": [
                                    #"k:{"name":"a"}"#: [
                                        ".": [:], "f:name": [:], "f:image": [:], "f:resources": [:],
                                        "f:ports": [
                                            ".": [:],
                                            #"k:{"containerPort":80,"protocol":"TCP"}"#: [".": [:], "f:containerPort": [:]],
                                        ],
                                    ]
                                ]
                            ],
                        ],
                    ],
                ]
            ])
    }

    @Test func anUpdateTakesWhatItChangesAndNothingElse() throws {
        let first = try update(nil, base(), "a")
        var changed = first
        changed["spec", "replicas"] = 2
        changed["spec", "paused"] = true
        let second = update(first, changed, "b", time: "2026-01-01T00:00:09Z")
        #expect(fields(second, "b") == ["f:spec": ["f:replicas": [:], "f:paused": [:]]])
        #expect(fields(second, "a")?["f:spec"]?["f:replicas"] == nil)
        #expect(second["metadata", "managedFields"]?.array?.compactMap { $0["time"]?.string } == ["2026-01-01T00:00:00Z", "2026-01-01T00:00:09Z"])

        let same = update(second, second, "c", time: "2026-01-01T00:00:20Z")
        #expect(same == second, "a write that changes nothing leaves no trace")

        var removed = second
        removed["spec", "paused"] = nil
        let third = update(second, removed, "c", time: "2026-01-01T00:00:20Z")
        #expect(fields(third, "b") == ["f:spec": ["f:replicas": [:]]])
        #expect(fields(third, "c") == nil)
    }

    @Test func subresourcesHaveEntriesOfTheirOwn() throws {
        var object = try update(nil, base(), "a")
        object["metadata", "uid"] = "u"
        var changed = object
        changed["status"] = ["replicas": 5]
        changed["metadata", "managedFields"] = [[:]]
        let after = update(object, changed, "a", time: "t", subresource: "status", ignored: [["spec"]])
        let entries = after["metadata", "managedFields"]?.array ?? []
        #expect(entries.count == 2)
        #expect(entries.contains { $0["subresource"] == "status" && $0["fieldsV1"] == ["f:status": ["f:replicas": [:]]] })
    }

    @Test(arguments: ["[]", "[{}]"])
    func tracesCanBeGivenUp(sent: String) throws {
        var object = try update(nil, base(), "a")
        object["metadata", "uid"] = "u"
        var changed = object
        changed["spec", "replicas"] = 3
        changed["metadata", "managedFields"] = try json(sent)
        let after = update(object, changed)
        #expect(after["metadata", "managedFields"] == nil)
        #expect(update(after, changed)["metadata", "managedFields"] == nil, "and are not taken up by an update")
    }

    @Test func manyUpdatersAreFoldedTogether() throws {
        var object = try update(nil, base(), "creator")
        for index in 0..<12 {
            var changed = object
            changed["metadata", "labels"]?["l\(index)"] = "x"
            object = update(object, changed, "m\(index)", time: "2026-01-01T00:00:\(index + 10)Z")
        }
        let entries = object["metadata", "managedFields"]?.array ?? []
        #expect(entries.count == 10)
        let ancient = fields(object, "ancient-changes")
        #expect(ancient?["f:metadata"]?["f:labels"]?["f:l0"] == [:])
        #expect(ancient?["f:spec"]?["f:replicas"] == [:])
        #expect(fields(object, "m11") == ["f:metadata": ["f:labels": ["f:l11": [:]]]])
    }

    @Test func timesAloneAreNoChange() throws {
        let object = try update(nil, base(), "a")
        var later = object
        later["metadata", "managedFields"] = .array(
            (object["metadata", "managedFields"]?.array ?? []).map {
                var entry = $0
                entry["time"] = "2027-01-01T00:00:00Z"
                return entry
            })
        #expect(FieldManager.keepTimesIfNothingElseChanged(old: object, new: later) == object)
        later["spec", "replicas"] = 9
        #expect(FieldManager.keepTimesIfNothingElseChanged(old: object, new: later) == later)
    }
}
