import JSON
import Testing

@Suite struct WriterTests {
    private static let documents: [(JSON, String)] = [
        (.null, "null"), ([true, false], "[true,false]"), (["b": 1, "a": ["c": .null]], #"{"a":{"c":null},"b":1}"#),
        ("a\"\\\n\r\t\u{1}\u{7F}ü/<", #""a\"\\\n\r\t\u0001"# + "\u{7F}ü/<\""), (JSON.int(.min), "-9223372036854775808"),
    ]

    @Test(arguments: documents)
    func canonicalBytes(value: JSON, text: String) throws {
        #expect(value.text == text)
        #expect(try JSON(parsing: value.bytes) == value)
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1.0, "1"), (1.5, "1.5"), (1e20, "100000000000000000000"), (1e21, "1e+21"), (1.5e300, "1.5e+300"),
        (1e-6, "0.000001"), (1e-7, "1e-7"), (123456789.125, "123456789.125"), (-2.5e-10, "-2.5e-10"), (1e15, "1000000000000000"),
        (0.1, "0.1"), (1.23e18, "1230000000000000000"),
    ])
    func numbersAsGoWritesThem(value: Double, text: String) {
        #expect(JSON.double(value).text == text)
    }

    @Test func pretty() {
        #expect(
            (["b": [1, []], "a": [:]] as JSON).pretty(indent: 2) == """
                {
                  "a": {},
                  "b": [
                    1,
                    []
                  ]
                }
                """)
    }

    @Test func membersAreSetInPlace() {
        var value: JSON = [:]
        value["a", "b", "c"] = 1
        value["list"] = [1, 2]
        value["a", "x"] = "y"
        #expect(value == ["a": ["b": ["c": 1], "x": "y"], "list": [1, 2]])
        value["a", "b", "c"] = nil
        value["list"] = nil
        #expect(value == ["a": ["b": [:], "x": "y"]])
        #expect(value["a", "b", "c"] == nil)
        #expect(value["a"]?["x"]?[0] == nil)
        value["gone", "never", "there"] = nil
        value["gone", "never"] = nil
        #expect(value["gone"] == nil, "removing makes nothing")
        value["one", "two", "three", "four"] = true
        #expect(value["one", "two", "three", "four"] == true)
        value["one", "two", "three"] = nil
        #expect(value["one"] == ["two": [:]])
    }
}
