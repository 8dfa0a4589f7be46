import Testing
import XDS

@testable import Proxy

@Suite struct HealthStateTests {
    /// `p` passes, `n` fails by the network, `r` and `f` by an answer that is, and is not, retriable; thresholds of 2 to
    /// become healthy and 3 to become unhealthy. The second column says what the state is after each.
    @Test(arguments: [
        ("p", "+"), ("n", "-"), ("f", "-"), ("np", "--"), ("npp", "--+"), ("npnpp", "----+"), ("pnnn", "+++-"),
        ("pnnpnn", "++++++"), ("pf", "+-"), ("prr", "+++"), ("prrr", "+++-"), ("pnrn", "+++-"), ("pfp", "+--"),
        ("pfpp", "+--+"), ("pfpppnnn", "+--++++-"),
    ])
    func counts(_ events: String, _ states: String) {
        var state = HealthState()
        var seen = ""
        for event in events {
            switch event {
            case "p": _ = state.passed(threshold: 2)
            case "n": _ = state.failed(.network, threshold: 3)
            case "r": _ = state.failed(.answer(retriable: true), threshold: 3)
            default: _ = state.failed(.answer(retriable: false), threshold: 3)
            }
            seen += state.isHealthy ? "+" : "-"
        }
        #expect(seen == states)
    }

    @Test func waitsLongerWithoutTraffic() throws {
        var cluster = Cluster()
        cluster.healthChecks = [
            .with {
                $0.timeout = .seconds(1)
                $0.interval = .seconds(3)
                $0.unhealthyInterval = .seconds(4)
                $0.unhealthyEdgeInterval = .seconds(5)
                $0.checker = .tcp(.init())
            }
        ]
        let rules = try #require(try HealthRules(cluster))
        let second: UInt64 = 1_000_000_000
        #expect(rules.wait(after: .changed, isHealthy: true, hasTraffic: false) == 60 * second)
        #expect(rules.wait(after: .unchanged, isHealthy: true, hasTraffic: true) == 3 * second)
        #expect(rules.wait(after: .changed, isHealthy: false, hasTraffic: true) == 4 * second)
        #expect(rules.wait(after: .pending, isHealthy: true, hasTraffic: true) == 5 * second)
        #expect(rules.wait(after: .pending, isHealthy: false, hasTraffic: true) == 3 * second)
    }

    @Test(arguments: [
        ([], "anything", true), (["ab"], "xaby", true), (["ab", "cd"], "ab..cd", true), (["ab", "cd"], "cd..ab", false),
        (["ab", "ab"], "ab", false), (["abc"], "ab", false), (["aab"], "aaab", true),
    ] as [([String], String, Bool)])
    func findsBlocksInOrder(_ blocks: [String], _ text: String, _ found: Bool) {
        #expect(HealthPayload.matches(blocks.map { Array($0.utf8) }, Array(text.utf8)) == found)
    }

    @Test(arguments: [
        (HealthCheck(), "Timeout"),
        (HealthCheck.with { $0.timeout = .seconds(1) }, "Interval"),
        (HealthCheck.with { $0.timeout = .seconds(1); $0.interval = .seconds(1) }, "HealthChecker"),
    ])
    func refusesWhatIsIncomplete(_ check: HealthCheck, _ field: String) {
        var cluster = Cluster()
        cluster.healthChecks = [check]
        #expect(throws: ConfigurationError.self) { try HealthRules(cluster) }
        do { _ = try HealthRules(cluster) } catch { #expect("\(error)".contains("HealthCheckValidationError.\(field)")) }
    }
}
