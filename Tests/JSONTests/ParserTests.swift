import JSON
import Testing

@Suite struct ParserTests {
    private static let documents: [(String, JSON)] = [
        ("null", .null), ("true", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12),
        ("9223372036854775807", JSON.int(.max)), ("9223372036854775808", JSON.double(9223372036854775808)), ("1.5", 1.5),
        ("1e3", 1000.0), ("1E-2", 0.01), ("\"\"", ""), ("\"a\\n\\u0041\\ud83d\\ude00\\/\"", "a\nA\u{1F600}/"),
        ("\"\\ud800x\"", "\u{FFFD}x"), ("[]", []), ("{}", [:]), (" [ 1 , { \"a\" : [ ] } ] ", [1, ["a": []]]),
        ("{\"a\":1,\"a\":2}", ["a": 2]), ("\"ü\"", "ü"),
    ]

    @Test(arguments: documents)
    func values(text: String, value: JSON) throws {
        #expect(try JSON(parsing: text) == value)
    }

    @Test(arguments: [
        ("", "unexpected end of JSON input"), ("{", "unexpected end of JSON input"), ("[1,", "unexpected end of JSON input"),
        ("nul", "unexpected end of JSON input"), ("\"a", "unexpected end of JSON input"),
        ("x", "invalid character 'x' looking for beginning of value"),
        ("{a:1}", "invalid character 'a' looking for beginning of object key string"),
        ("{\"a\" 1}", "invalid character '1' after object key"),
        ("{\"a\":1 \"b\"}", "invalid character '\"' after object key:value pair"),
        ("[1 2]", "invalid character '2' after array element"), ("1 2", "invalid character '2' after top-level value"),
        ("nulx", "invalid character 'x' in literal null (expecting 'l')"),
        ("01", "invalid character '1' after top-level value"), ("-x", "invalid character 'x' in numeric literal"),
        ("1.x", "invalid character 'x' after decimal point in numeric literal"),
        ("1ex", "invalid character 'x' in exponent of numeric literal"),
        ("\"\\x\"", "invalid character 'x' in string escape code"),
        ("\"\\u12g4\"", "invalid character 'g' in \\u hexadecimal character escape"),
        ("\"\n\"", "invalid character '\\n' in string literal"),
        ("{\"a\":1,}", "invalid character '}' looking for beginning of object key string"),
        ("[1,]", "invalid character ']' looking for beginning of value"),
    ])
    func errors(text: String, message: String) {
        #expect(#expect(throws: JSONSyntaxError.self) { try JSON(parsing: text) }?.message == message)
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
        _ = try JSON(parsing: deep)
        #expect(
            #expect(throws: JSONSyntaxError.self) { try JSON(parsing: "[" + deep + "]") }?.message == "exceeded max depth")
    }

    @Test func duplicatesAreReported() throws {
        let (value, duplicates) = try JSON.parseReportingDuplicates(
            Array(#"{"a":1,"spec":{"ports":[{"name":"x","name":"y"}]},"a":2}"#.utf8))
        #expect(value == ["a": 2, "spec": ["ports": [["name": "y"]]]])
        #expect(duplicates == ["spec.ports[0].name", "a"])
    }

    @Test func badBytesBecomeReplacementCharacters() throws {
        #expect(try JSON(parsing: [0x22, 0xFF, 0x61, 0x22] as [UInt8]) == "\u{FFFD}a")
    }
}
