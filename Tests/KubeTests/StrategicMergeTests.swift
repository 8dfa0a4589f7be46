import JSON
import Kube
import Testing

@Suite struct StrategicMergeTests {
    private func patched(_ object: String, _ patch: String) throws -> JSON {
        let wrap = { (text: String) in try json(#"{"spec":{"template":"# + text + "}}") }
        return try Patches.strategic(wrap(patch), to: wrap(object), schema: workload)["spec", "template"] ?? .null
    }

    @Test(arguments: [
        // Elements meet by their merge key; new ones come first, as in Kubernetes.
        (
            #"{"containers":[{"name":"a","image":"1"},{"name":"b"}]}"#, #"{"containers":[{"name":"b","image":"2"}]}"#,
            #"{"containers":[{"name":"a","image":"1"},{"name":"b","image":"2"}]}"#
        ),
        (
            #"{"containers":[{"name":"a"}]}"#, #"{"containers":[{"name":"new"}]}"#,
            #"{"containers":[{"name":"new"},{"name":"a"}]}"#
        ),
        (
            #"{"containers":[{"name":"a"},{"name":"b"}]}"#, #"{"containers":[{"name":"a","$patch":"delete"}]}"#,
            #"{"containers":[{"name":"b"}]}"#
        ),
        (
            #"{"containers":[{"name":"a"},{"name":"b"}]}"#, #"{"containers":[{"$patch":"replace"},{"name":"c"}]}"#,
            #"{"containers":[{"name":"c"}]}"#
        ),
        (
            #"{"containers":[{"name":"a"},{"name":"b"},{"name":"c"}]}"#,
            #"{"$setElementOrder/containers":[{"name":"c"},{"name":"a"}],"containers":[{"name":"a","image":"1"}]}"#,
            #"{"containers":[{"name":"b"},{"name":"c"},{"name":"a","image":"1"}]}"#
        ),
        (
            #"{"containers":[{"name":"a"},{"name":"b"}]}"#,
            #"{"$setElementOrder/containers":[{"name":"a"},{"name":"n"},{"name":"b"}],"containers":[{"name":"n"}]}"#,
            #"{"containers":[{"name":"a"},{"name":"n"},{"name":"b"}]}"#
        ),
        // Atomic things are replaced, scalars' lists too.
        (
            #"{"containers":[{"name":"a","args":["x","y"]}]}"#, #"{"containers":[{"name":"a","args":["z"]}]}"#,
            #"{"containers":[{"name":"a","args":["z"]}]}"#
        ),
        // Null takes away, and leaves nothing where nothing was.
        (
            #"{"nodeSelector":{"a":"1"},"containers":[{"name":"a","image":"1"}]}"#,
            #"{"nodeSelector":null,"containers":[{"name":"a","image":null}]}"#, #"{"containers":[{"name":"a"}]}"#
        ),
        (#"{}"#, #"{"nodeSelector":{"a":null,"b":"1"}}"#, #"{"nodeSelector":{"b":"1"}}"#),
        (
            #"{"nodeSelector":{"a":"1","b":"2"}}"#, #"{"nodeSelector":{"$patch":"replace","c":"3"}}"#,
            #"{"nodeSelector":{"c":"3"}}"#
        ),
        (#"{"nodeSelector":{"a":"1"}}"#, #"{"nodeSelector":{"$patch":"delete"}}"#, #"{"nodeSelector":{}}"#),
    ])
    func merges(object: String, patch: String, result: String) throws {
        #expect(try patched(object, patch) == json(result))
    }

    @Test func listsOfScalarsMergeAndLose() throws {
        let object: JSON = ["metadata": ["finalizers": ["a", "b"]]]
        #expect(
            try Patches.strategic(["metadata": ["finalizers": ["c", "b"]]], to: object, schema: workload)["metadata", "finalizers"]
                == ["c", "a", "b"])
        #expect(
            try Patches.strategic(
                ["metadata": ["$deleteFromPrimitiveList/finalizers": ["a", "z"]]], to: object, schema: workload)["metadata", "finalizers"] == ["b"])
    }

    @Test func retainKeysDropsTheOthers() throws {
        let object: JSON = ["spec": ["strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 1]]]]
        let patch: JSON = ["spec": ["strategy": ["$retainKeys": ["type"], "type": "Recreate"]]]
        #expect(
            try Patches.strategic(patch, to: object, schema: workload) == ["spec": ["strategy": ["type": "Recreate"]]])
        let wrong: JSON = ["spec": ["strategy": ["$retainKeys": ["type"], "rollingUpdate": ["maxSurge": 2]]]]
        #expect(
            #expect(throws: StatusError.self) { try Patches.strategic(wrong, to: object, schema: workload) }?.message
                == "invalid patch format of retainKeys")
    }

    @Test(arguments: [
        (#"{"containers":[{"image":"x"}]}"#, 422, "the server rejected our request due to an error in our request"),
        (#"{"containers":[[1]]}"#, 422, "the server rejected our request due to an error in our request"),
        (#"{"nodeSelector":{"$patch":"frob"}}"#, 500, "unknown patch type: frob in map: map[$patch:frob]"),
        (
            #"{"$setElementOrder/containers":[{"name":"a"}],"containers":[{"name":"z"}]}"#, 500,
            "The order in patch list:\n[map[name:z]]\n doesn't match $setElementOrder list:\n[map[name:a]]\n"
        ),
    ])
    func malformedPatchesAreRefused(patch: String, code: Int, message: String) {
        let error = #expect(throws: StatusError.self) {
            try patched(#"{"containers":[{"name":"a"}],"nodeSelector":{"a":"1"}}"#, patch)
        }
        #expect(error?.code == code)
        #expect(error?.message == message)
    }
}
