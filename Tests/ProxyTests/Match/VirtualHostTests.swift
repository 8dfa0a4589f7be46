import Testing

@testable import Proxy

@Suite struct VirtualHostTests {
    private let domains = [
        ["www.example.com"], ["*.example.com"], ["*.foo.example.com"], ["api.*"], ["*"], ["a.test:8080", "[::1]"],
    ]

    private func index(_ domains: [[String]], ignoresPort: Bool = true) throws -> VirtualHostIndex {
        var index = VirtualHostIndex(ignoresPort: ignoresPort, name: "r")
        for (host, names) in domains.enumerated() { try index.insert(names, host) }
        return index
    }

    @Test(arguments: [
        ("www.example.com", 0), ("WWW.Example.COM", 0), ("www.example.com:80", 0), ("b.example.com", 1),
        ("b.c.example.com", 1), ("x.foo.example.com", 2), ("foo.example.com", 1), (".example.com", 4), ("example.com", 4),
        ("api.test", 3), ("api.example.com", 1), ("other", 4), ("", 4), ("[::1]:99", 5), ("a.test:8080", 4),
    ])
    func finds(_ authority: String, _ wanted: Int) throws {
        let found = try index(domains)
        #expect(authority.withBytes { found.find($0) } == wanted)
    }

    @Test func mindsPortsUnlessTold() throws {
        let found = try index(domains, ignoresPort: false)
        #expect("a.test:8080".withBytes { found.find($0) } == 5)
        #expect("www.example.com:80".withBytes { found.find($0) } == 4)
    }

    @Test func refusesDomainsThatStandTwice() {
        #expect(throws: ConfigurationError.self) {
            try index([["a"], ["A"]])
        }
        #expect(throws: ConfigurationError.self) {
            try index([["*"], ["*"]])
        }
    }

    @Test func hasNoHostForOthersWithoutAWildcard() throws {
        let found = try index([["a"]])
        #expect("b".withBytes { found.find($0) } == nil)
    }
}
