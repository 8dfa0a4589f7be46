import JSON
import Kube
import Testing

@Suite struct SelectorTests {
    @Test(arguments: [
        ("", true), ("a=1", true), ("a==1", true), ("a=2", false), ("a!=2", true), ("c!=1", true), ("a!=1", false),
        ("a", true), ("c", false), ("!c", true), ("!a", false), ("a in (1,2)", true), ("a in (2,3)", false),
        ("c notin (1)", true), ("a notin (1)", false), ("a=1,b=x", true), ("a=1,b=y", false), ("n>4", true), ("n>5", false),
        ("n<6", true), ("b>1", false), ("e=", true), ("e in ()", true), ("e in (,x)", true), ("a=", false),
        (" a = 1 , b in ( x , y ) ", true), ("example.com/k=v", true),
    ])
    func labelsMatch(selector: String, matches: Bool) throws {
        let labels = ["a": "1", "b": "x", "n": "5", "e": "", "example.com/k": "v"]
        #expect(try LabelSelector(parsing: selector).matches(labels) == matches)
    }

    @Test(arguments: [
        ("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"),
        ("=a", "found '=', expected: !, identifier, or 'end of string'"),
        ("a=1,", "found '', expected: identifier after ','"),
        ("a=1 b", "found 'b', expected: ',' or 'end of string'"),
        ("a in b", "unable to parse requirement: found 'b' expected: '('"),
        ("a in (b", "unable to parse requirement: found '', expected: ',' or ')'"),
        ("n>x", "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer"),
        (
            "a-=1",
            "unable to parse requirement: <nil>: Invalid value: \"a-\": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
        ),
        (
            "a=b_",
            "unable to parse requirement: values[0][a]: Invalid value: \"b_\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
        ),
    ])
    func badLabelSelectorsAreRefusedInKubernetesWords(selector: String, message: String) {
        let error = #expect(throws: StatusError.self) { try LabelSelector(parsing: selector) }
        #expect(error?.message == message)
        #expect(error?.code == 400)
    }

    @Test func selectorObjects() throws {
        let selector = try LabelSelector(object: [
            "matchLabels": ["a": "1"],
            "matchExpressions": [
                ["key": "b", "operator": "In", "values": ["x", "y"]], ["key": "c", "operator": "DoesNotExist"],
            ],
        ])
        #expect(selector.matches(["a": "1", "b": "y"]))
        #expect(!selector.matches(["a": "1", "b": "z"]))
        #expect(!selector.matches(["a": "1", "b": "x", "c": ""]))
        #expect(try !LabelSelector(object: .null).matches([:]))
        #expect(try LabelSelector(object: [:]).matches(["any": "thing"]))
        let error = #expect(throws: StatusError.self) {
            try LabelSelector(object: ["matchExpressions": [["key": "a", "operator": "Is"]]])
        }
        #expect(error?.message == "\"Is\" is not a valid label selector operator")
    }

    @Test(arguments: [
        ("", true), ("metadata.name=web", true), ("metadata.name==web", true), ("metadata.name!=web", false),
        ("metadata.name=db", false), ("spec.nodeName=", true), ("spec.nodeName!=", false),
        ("metadata.name=web,status.phase!=Failed", true), ("note=a\\,b\\=c", true),
    ])
    func fieldsMatch(selector: String, matches: Bool) throws {
        let values = ["metadata.name": "web", "status.phase": "Running", "note": "a,b=c"]
        #expect(try FieldSelector(parsing: selector).matches { values[$0] } == matches)
    }

    @Test(arguments: [
        ("metadata.name", "invalid selector: 'metadata.name'; can't understand 'metadata.name'"),
        ("a=b=c", "invalid field selector: unescaped character in value: 61"),
        ("a=b\\x", "invalid field selector: invalid escape sequence: \\x"),
    ])
    func badFieldSelectorsAreRefused(selector: String, message: String) {
        #expect(#expect(throws: StatusError.self) { try FieldSelector(parsing: selector) }?.message == message)
    }

    @Test func aSelectorPinsAName() throws {
        let selector = try FieldSelector(parsing: "metadata.name=web,metadata.namespace!=x")
        #expect(selector.required("metadata.name") == "web")
        #expect(selector.required("metadata.namespace") == nil)
    }
}
