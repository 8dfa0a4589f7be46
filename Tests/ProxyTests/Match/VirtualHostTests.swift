import Testing

@testable import Proxy

@Suite struct VirtualHostTests {
    private let domains = [
        ["www.example.com"], ["*.example.com"], ["*.foo.example.com"], ["api.*"], ["*"], ["a.test:8080", "[::1]"],
    ]

    @Test(arguments: [
        ("www.example.com", 0), ("WWW.Example.COM", 0), ("www.example.com:80", 0), ("b.example.com", 1),
        ("b.c.example.com", 1), ("x.foo.example.com", 2), ("foo.example.com", 1), (".example.com", 4), ("example.com", 4),
        ("api.test", 3), ("api.example.com", 1), ("other", 4), ("", 4), ("[::1]:99", 5), ("a.test:8080", 4),
    ])
    func finds(_ authority: String, _ wanted: Int) throws {
        let index = try VirtualHostIndex(domains: domains, ignoresPort: true, name: "r")
        #expect(authority.withBytes { index.find($0) } == wanted)
    }

    @Test func mindsPortsUnlessTold() throws {
        let index = try VirtualHostIndex(domains: domains, ignoresPort: false, name: "r")
        #expect("a.test:8080".withBytes { index.find($0) } == 5)
        #expect("www.example.com:80".withBytes { index.find($0) } == 4)
    }

    @Test func refusesDomainsThatStandTwice() {
        #expect(throws: ConfigurationError.self) {
            try VirtualHostIndex(domains: [["a"], ["A"]], ignoresPort: true, name: "r")
        }
        #expect(throws: ConfigurationError.self) {
            try VirtualHostIndex(domains: [["*"], ["*"]], ignoresPort: true, name: "r")
        }
    }

    @Test func hasNoHostForOthersWithoutAWildcard() throws {
        let index = try VirtualHostIndex(domains: [["a"]], ignoresPort: true, name: "r")
        #expect("b".withBytes { index.find($0) } == nil)
    }
}
