import JSON
import Kube
import Testing

@Suite struct PatchTests {
    @Test(arguments: [
        (#"[{"op":"add","path":"/a","value":1}]"#, #"{}"#, #"{"a":1}"#),
        (#"[{"op":"add","path":"/a/1","value":"x"}]"#, #"{"a":[1,2]}"#, #"{"a":[1,"x",2]}"#),
        (#"[{"op":"add","path":"/a/-","value":3}]"#, #"{"a":[1,2]}"#, #"{"a":[1,2,3]}"#),
        (#"[{"op":"replace","path":"/a/b","value":null}]"#, #"{"a":{"b":1}}"#, #"{"a":{"b":null}}"#),
        (#"[{"op":"remove","path":"/a/0"}]"#, #"{"a":[1,2]}"#, #"{"a":[2]}"#),
        (#"[{"op":"move","from":"/a","path":"/b"}]"#, #"{"a":1}"#, #"{"b":1}"#),
        (#"[{"op":"copy","from":"/a","path":"/b/-"}]"#, #"{"a":1,"b":[]}"#, #"{"a":1,"b":[1]}"#),
        (#"[{"op":"test","path":"/a","value":1},{"op":"remove","path":"/a"}]"#, #"{"a":1}"#, #"{}"#),
        (#"[{"op":"test","path":"/none","value":null}]"#, #"{"a":1}"#, #"{"a":1}"#),
        (#"[{"op":"add","path":"/a~1b~0c","value":1}]"#, #"{}"#, #"{"a/b~c":1}"#),
        (#"[{"op":"replace","path":"/a/-1","value":9}]"#, #"{"a":[1,2]}"#, #"{"a":[1,9]}"#),
    ])
    func jsonPatch(patch: String, object: String, result: String) throws {
        #expect(try Patches.json(json(patch), to: json(object)) == json(result))
    }

    @Test(arguments: [
        #"[{"op":"remove","path":"/none"}]"#, #"[{"op":"replace","path":"/none","value":1}]"#,
        #"[{"op":"add","path":"/none/x","value":1}]"#, #"[{"op":"add","path":"/list/9","value":1}]"#,
        #"[{"op":"test","path":"/a","value":2}]"#, #"[{"op":"frob","path":"/a"}]"#, #"[{"op":"add","path":"a","value":1}]"#,
        #"[{"op":"add","path":"/b","value":1},{"op":"test","path":"/a","value":2}]"#,
    ])
    func jsonPatchesThatDoNotApply(patch: String) throws {
        let error = #expect(throws: StatusError.self) { try Patches.json(json(patch), to: json(#"{"a":1,"list":[]}"#)) }
        #expect(error?.code == 422)
        #expect(error?.message == "the server rejected our request due to an error in our request")
    }

    @Test func jsonPatchMustBeAList() throws {
        let error = #expect(throws: StatusError.self) { try Patches.json(["a": 1], to: [:]) }
        #expect(error?.message == "json: cannot unmarshal object into Go value of type jsonpatch.Patch")
        let many = JSON.array(Array(repeating: ["op": "test", "path": "/a", "value": 1], count: 10_001))
        #expect(
            #expect(throws: StatusError.self) { try Patches.json(many, to: ["a": 1]) }?.message
                == "Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10001")
    }

    /// The examples of RFC 7386, appendix A.
    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
        (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
        (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
        (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
        (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
        (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
        (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#), (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ])
    func mergePatch(object: String, patch: String, result: String) throws {
        #expect(try Patches.merge(json(patch), to: json(object)) == json(result))
    }
}
