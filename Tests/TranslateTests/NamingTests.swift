import Testing

@testable import Translate

@Suite struct NamingTests {
    @Test(arguments: [
        ("default/eg", "envoy-default-eg-e41e7b31"),
        ("envoy-gateway/gateway-1", "envoy-envoy-gateway-gateway-1-196ae069"),
    ])
    func namesProxies(fleet: String, expected: String) {
        #expect(Names.proxy(fleet) == expected)
    }

    @Test func cutsLongNames() {
        let name = Names.hashed("default/" + String(repeating: "a", count: 60))
        #expect(name.count == 48 + 1 + 8)
    }

    @Test(arguments: [
        (["www.example.com"], nil, [], ["www.example.com"]),
        ([], nil, [], ["*"]),
        ([], "*.example.com", [], ["*.example.com"]),
        (["a.example.com", "b.example.org"], "*.example.com", [], ["a.example.com"]),
        (["*.com"], "*.example.com", [], ["*.example.com"]),
        (["*.example.com"], "*.com", [], ["*.example.com"]),
        (["*.example.com"], "a.example.com", [], ["a.example.com"]),
        (["example.com"], "*.example.com", [], []),
        (["a.example.com", "b.example.com"], "*.example.com", ["b.example.com"], ["a.example.com"]),
        (["www.example.org"], "www.example.com", [], []),
    ] as [([String], String?, [String], [String])])
    func intersectsHostnames(route: [String], listener: String?, others: [String], expected: [String]) {
        #expect(Hostnames.intersection(route: route, listener: listener, others: others) == expected)
    }

    @Test(arguments: [
        ("*.example.com", "a.example.com", true), ("*.example.com", "a.b.example.com", false),
        ("*.example.com", "*.example.com", true), ("a.example.com", "b.example.com", false),
        (nil, "b.example.com", true),
    ] as [(String?, String?, Bool)])
    func findsOverlaps(a: String?, b: String?, expected: Bool) {
        #expect(Hostnames.overlap(a, b) == expected)
        #expect(Hostnames.overlap(b, a) == expected)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.255.0.3", true), ("::1", true), ("::ffff:127.0.0.1", true), ("10.0.0.1", false),
        ("::2", false),
    ])
    func knowsLoopback(text: String, expected: Bool) throws {
        #expect(try #require(IPAddress(text)).isLoopback == expected)
    }

    @Test(arguments: ["300.1.1.1", "1.2.3", "01.2.3.4", "1.2.3.4.5", "::1::", ":::", "1:2:3:4:5:6:7", "g::", "", "1.2.3.4 "])
    func refusesAddresses(text: String) {
        #expect(IPAddress(text) == nil)
    }

    @Test func fillsStatNames() {
        #expect(Names.stat("%A%/x-%B%", ["A": "1"]) == "1/x-%B%")
    }

    @Test(arguments: [0, 951_782_399, 951_782_400, 1_795_383_933, 4_102_444_800])
    func turnsTimesAround(seconds: Int) {
        #expect(Time.seconds(rfc3339: Time.rfc3339(seconds)) == seconds)
    }
}
