import JSON
import Testing

@Suite struct ScanTests {
    @Test(arguments: [
        (["a"], "1"), (["b"], #"{"c":[1,{"d":"}"}],"e\"":null,"x":"y,"}"#), (["b", "c"], #"[1,{"d":"}"}]"#), (["b", "x"], #""y,""#),
        (["z"], "-1.5e3"), (["b", "e"], nil), (["none"], nil), (["a", "x"], nil), (["b", "c", "d"], nil), ([], "whole"),
    ])
    func findsMembers(path: [String], text: String?) throws {
        let document = #"{"a":1,"b":{"c":[1,{"d":"}"}],"e\"":null,"x":"y,"},"z":-1.5e3}"#
        let expected = try text.map { try JSON(parsing: $0 == "whole" ? document : $0) }
        #expect(JSON.value(at: path, in: Array(document.utf8)) == expected)
        let spaced = try JSON(parsing: document).pretty()
        #expect(JSON.value(at: path, in: Array(spaced.utf8)) == expected)
    }

    @Test(arguments: ["", "{", "{\"a\"", "{\"a\":", "{\"a\":\"", "{\"a\":{\"b\"", "[", "{\"a\\"])
    func brokenDocumentsHaveNothing(text: String) {
        #expect(JSON.value(at: ["a", "b"], in: Array(text.utf8)) == nil)
    }
}
