import Testing
import XDS

@testable import Proxy

/// A table brought up to date finds what one made anew finds.
@Suite struct HostTableTests {
    private func host(_ name: String, _ domains: [String], _ route: String) -> VirtualHost {
        .with {
            $0.name = name
            $0.domains = domains
            $0.routes = [
                .with {
                    $0.name = route
                    $0.match.path = .prefix("/")
                    $0.action = .directResponse(.with { $0.status = 200 })
                }
            ]
        }
    }

    private func table(_ hosts: [VirtualHost], _ old: RouteTable? = nil) throws -> RouteTable {
        var configuration = RouteConfiguration()
        configuration.name = "r"
        configuration.virtualHosts = hosts
        return try RouteTable(configuration, names: NameTable(), reusing: old)
    }

    private func found(_ authority: String, in table: RouteTable) -> String? {
        if case .route(let route) = table.find(request("/", host: authority), random: 0) { return route.name }
        return nil
    }

    @Test func hostsComeGoMoveAndChange() throws {
        let domains = ["*"] + (0..<12).flatMap { ["h\($0).test", "*.h\($0).test", "h\($0).*"] }
        let authorities = (0..<12).flatMap { ["h\($0).test", "a.h\($0).test", "a.b.h\($0).test", "h\($0).other"] } + ["none"]
        var hosts: [VirtualHost] = []
        var kept = try table([])
        for round in 0..<400 {
            for _ in 0..<Int.random(in: 1...3) {
                let place = Int.random(in: 0...hosts.count)
                switch Int.random(in: 0..<4) {
                case 0 where place < hosts.count: hosts.remove(at: place)
                case 1 where place < hosts.count:
                    let moved = hosts.remove(at: place)
                    hosts.insert(moved, at: Int.random(in: 0...hosts.count))
                default:
                    let name = "v\(Int.random(in: 0..<8))"
                    let others = hosts.filter { $0.name != name }
                    let taken = Set(others.flatMap(\.domains))
                    let own = Array(domains.filter { !taken.contains($0) }.shuffled().prefix(3))
                    let new = host(name, own, "r\(round)")
                    if let old = hosts.firstIndex(where: { $0.name == name }) {
                        hosts[old] = new
                    } else {
                        hosts.insert(new, at: min(place, hosts.count))
                    }
                }
            }
            kept = try table(hosts, kept)
            let anew = try table(hosts)
            for authority in authorities {
                #expect(found(authority, in: kept) == found(authority, in: anew), "\(authority) in round \(round)")
            }
        }
    }

    @Test func domainsGoFromHostToHost() throws {
        let old = try table([host("one", ["a", "*"], "r1"), host("two", ["b"], "r2")])
        let new = try table([host("one", ["b"], "r1"), host("two", ["a", "*"], "r2")], old)
        #expect(["a", "b", "c"].map { found($0, in: new) } == ["r2", "r1", "r2"])
        #expect(["a", "b", "c"].map { found($0, in: old) } == ["r1", "r2", "r1"])
    }

    @Test func aDomainThatComesToStandTwiceIsRefused() throws {
        let old = try table([host("one", ["a"], "r1"), host("two", ["b"], "r2")])
        #expect(throws: ConfigurationError.self) { try table([host("one", ["a"], "r1"), host("two", ["a"], "r2")], old) }
        #expect(throws: ConfigurationError.self) {
            try table([host("one", ["a"], "r1"), host("two", ["b"], "r2"), host("three", ["A"], "r3")], old)
        }
    }

    /// The names of virtual hosts need not tell them apart.
    @Test func twoOfOneName() throws {
        let hosts = [host("same", ["a"], "r1"), host("same", ["b"], "r2")]
        let old = try table(hosts)
        let turned = try table(hosts.reversed(), old)
        #expect(["a", "b"].map { found($0, in: turned) } == ["r1", "r2"])
        let fewer = try table([hosts[1]], turned)
        #expect(["a", "b"].map { found($0, in: fewer) } == [nil, "r2"])
    }
}
