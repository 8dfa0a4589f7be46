import ClusterNetwork
import Synchronization
import Testing

@testable import Proxy

@Suite struct LoadBalancerTests {
    private func hosts(_ count: Int, weights: [UInt32] = []) -> [Host] {
        (0..<count).map { index in
            let host = Host(address: VirtualAddress(IPAddress(10, 0, 0, UInt8(index + 1)), 80), hostname: "")
            if index < weights.count { host.weight = weights[index] }
            return host
        }
    }

    private func set(_ localities: [(UInt32, [Host])], panic: Double = 50) -> HostSet {
        var level = PriorityLevel()
        for (weight, hosts) in localities {
            level.hosts += hosts
            level.healthy += hosts.filter(\.isHealthy)
            level.localities.append(
                LocalityGroup(weight: weight, hosts: hosts, healthy: hosts.filter(\.isHealthy)))
        }
        return HostSet(priorities: [level], overprovisioning: 140, panicPercent: panic)
    }

    private func shares(_ balancer: LoadBalancer, _ rounds: Int) -> [String: Int] {
        var random = FastRandom(seed: 7)
        var counts: [String: Int] = [:]
        for _ in 0..<rounds {
            let host = balancer.choose(BalanceRequest(random: random.next(), hash: random.next()))
            counts[host?.text.ip ?? "none", default: 0] += 1
        }
        return counts
    }

    @Test(arguments: [BalancePolicy.roundRobin, .leastRequest(choices: 2), .random])
    func spreadsEvenly(_ policy: BalancePolicy) {
        let balancer = LoadBalancer(policy: policy, weighsLocalities: true, set: set([(1, hosts(4))]), start: 0)
        let counts = shares(balancer, 4_000)
        #expect(counts.count == 4)
        for count in counts.values { #expect(abs(count - 1_000) < 150) }
    }

    @Test func keepsLocalityWeights() {
        let all = hosts(3)
        let balancer = LoadBalancer(
            policy: .leastRequest(choices: 2), weighsLocalities: true,
            set: set([(7, [all[0]]), (3, [all[1]]), (0, [all[2]])]), start: 0)
        #expect(shares(balancer, 1_000) == ["10.0.0.1": 700, "10.0.0.2": 300])
    }

    @Test func keepsHostWeights() {
        let balancer = LoadBalancer(
            policy: .roundRobin, weighsLocalities: false, set: set([(1, hosts(2, weights: [3, 1]))]), start: 0)
        #expect(shares(balancer, 400) == ["10.0.0.1": 300, "10.0.0.2": 100])
    }

    @Test func prefersTheLessLoaded() {
        let all = hosts(2)
        all[0].activeRequests.add(5, ordering: .relaxed)
        let balancer = LoadBalancer(policy: .leastRequest(choices: 2), weighsLocalities: false, set: set([(1, all)]), start: 0)
        let counts = shares(balancer, 1_000)
        #expect(counts["10.0.0.2", default: 0] > 650)
    }

    @Test func sparesTheUnhealthyUntilTooFewAreLeft() {
        let all = hosts(4)
        all[0].verdicts = .failedActiveCheck
        let healthy = LoadBalancer(policy: .roundRobin, weighsLocalities: false, set: set([(1, all)]), start: 0)
        #expect(shares(healthy, 300).keys.sorted() == ["10.0.0.2", "10.0.0.3", "10.0.0.4"])
        for host in all[1...2] { host.verdicts = .ejectedAsOutlier }
        let panicking = LoadBalancer(policy: .roundRobin, weighsLocalities: false, set: set([(1, all)]), start: 0)
        #expect(shares(panicking, 400).count == 4)
        for host in all { host.verdicts = .failedActiveCheck }
        let calm = LoadBalancer(policy: .roundRobin, weighsLocalities: false, set: set([(1, all)], panic: 0), start: 0)
        #expect(shares(calm, 10) == ["none": 10])
    }

    @Test func fallsBackToTheNextPriority() {
        let first = hosts(2)
        let second = hosts(1)
        first[0].verdicts = .failedActiveCheck
        func level(_ hosts: [Host]) -> PriorityLevel {
            PriorityLevel(localities: [], hosts: hosts, healthy: hosts.filter(\.isHealthy))
        }
        let half = HostSet(priorities: [level(first), level(second)], overprovisioning: 140, panicPercent: 0)
        #expect(half.loads == [70, 30])
        first[1].verdicts = .failedActiveCheck
        let none = HostSet(priorities: [level(first), level(second)], overprovisioning: 140, panicPercent: 0)
        #expect(none.loads == [0, 100])
    }

    @Test(arguments: [
        BalancePolicy.maglev(size: 65_537, usesHostname: false),
        .ringHash(minimum: 1_024, maximum: 8_388_608, usesHostname: false),
    ])
    func hashesConsistently(_ policy: BalancePolicy) {
        let all = hosts(5)
        let before = LoadBalancer(policy: policy, weighsLocalities: false, set: set([(1, all)]), start: 0)
        let after = LoadBalancer(policy: policy, weighsLocalities: false, set: set([(1, Array(all.dropLast()))]), start: 0)
        var moved = 0
        for key in 0..<1_000 {
            let request = BalanceRequest(random: 0, hash: XXHash.hash("\(key)"))
            let old = before.choose(request)
            #expect(old === before.choose(request))
            if old !== all[4], old !== after.choose(request) { moved += 1 }
        }
        // A ring gives those who stay more places when one goes; some keys move to those.
        #expect(moved < 200)
    }

    /// From the reference implementation of xxHash.
    @Test(arguments: [
        ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
    ] as [(String, UInt64)])
    func hashes(_ text: String, _ hash: UInt64) {
        #expect(XXHash.hash(text) == hash)
    }

    @Test func takesTurnsByWeight() {
        var turn = WeightedTurn([5, 1, 1])
        #expect((0..<7).map { _ in turn.next() } == [0, 0, 1, 0, 2, 0, 0])
    }
}
