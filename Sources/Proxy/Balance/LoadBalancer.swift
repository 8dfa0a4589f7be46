import Synchronization

/// What a choice among hosts may depend on.
struct BalanceRequest {
    var random: UInt64
    /// The hash that the route's policies made of the request; nil when there is none.
    var hash: UInt64?
    /// Hosts that were tried already, to be avoided while `attempts` last.
    var avoided: [Host] = []
    var attempts = 1
}

/// How a cluster spreads requests, compiled.
enum BalancePolicy: Sendable, Equatable {
    case roundRobin
    case leastRequest(choices: Int)
    case random
    case ringHash(minimum: Int, maximum: Int, usesHostname: Bool)
    case maglev(size: Int, usesHostname: Bool)
}

/// One loop's chooser among the hosts of one cluster. Counters are the loop's own; loads are the hosts', shared.
final class LoadBalancer {
    private let policy: BalancePolicy
    private let weighsLocalities: Bool
    private(set) var set: HostSet
    private var levels: [Level] = []
    private var tables: [HashTable?] = []

    private struct Level {
        var everywhere = Group()
        var localities: [Group] = []
        var localityTurn = WeightedTurn([])
    }

    private struct Group {
        var hosts: [Host] = []
        var hasEqualWeights = true
        var next = 0
        var turn: WeightedTurn?
    }

    init(policy: BalancePolicy, weighsLocalities: Bool, set: HostSet, start: UInt64) {
        self.policy = policy
        self.weighsLocalities = weighsLocalities
        self.set = set
        rebuild(start: start)
    }

    func update(_ set: HostSet) {
        if set === self.set { return }
        self.set = set
        rebuild(start: UInt64(truncatingIfNeeded: levels.first?.everywhere.next ?? 0))
    }

    private func rebuild(start: UInt64) {
        levels = zip(set.priorities, set.panics).map { priority, isPanic in
            var level = Level()
            level.everywhere = group(isPanic ? priority.hosts : priority.healthy, start)
            if weighsLocalities {
                let weighted = priority.localities.map { locality in
                    let hosts = isPanic ? locality.hosts : locality.healthy
                    return (group(hosts, start), LoadBalancer.effectiveWeight(locality, isPanic))
                }
                level.localities = weighted.map(\.0)
                level.localityTurn = WeightedTurn(weighted.map(\.1))
            }
            return level
        }
        switch policy {
        case .ringHash(let minimum, let maximum, let usesHostname):
            tables = levels.map { .ring(HashRing($0.everywhere.hosts, minimum, maximum, usesHostname)) }
        case .maglev(let size, let usesHostname):
            tables = levels.map { .maglev(MaglevTable($0.everywhere.hosts, size, usesHostname)) }
        default: tables = []
        }
    }

    private func group(_ hosts: [Host], _ start: UInt64) -> Group {
        var group = Group(hosts: hosts)
        group.hasEqualWeights = hosts.allSatisfy { $0.weight == hosts.first?.weight }
        group.next = hosts.isEmpty ? 0 : Int(start % UInt64(hosts.count))
        if !group.hasEqualWeights { group.turn = WeightedTurn(hosts.map { UInt64($0.weight) }) }
        return group
    }

    /// A locality that lost hosts takes its share less, as Envoy counts: weight × min(1, 1.4 × healthy share).
    private static func effectiveWeight(_ locality: LocalityGroup, _ isPanic: Bool) -> UInt64 {
        let weight = UInt64(locality.weight ?? 0)
        if locality.hosts.isEmpty { return 0 }
        if isPanic { return weight * 100 }
        return weight * UInt64(min(100, 140 * locality.healthy.count / locality.hosts.count))
    }

    /// The host for a request; nil when none is to be had.
    func choose(_ request: BalanceRequest) -> Host? {
        var last: Host?
        for attempt in 0..<max(1, request.attempts) {
            guard let host = chooseOnce(request, attempt) else { return nil }
            if !request.avoided.contains(where: { $0 === host }) { return host }
            last = host
        }
        return last
    }

    private func chooseOnce(_ request: BalanceRequest, _ attempt: Int) -> Host? {
        guard let priority = choosePriority(request.random) else { return nil }
        if !tables.isEmpty {
            let hash = request.hash ?? request.random
            return tables[priority]?.host(hash, attempt: attempt)
        }
        if weighsLocalities, levels[priority].localityTurn.total > 0 {
            let locality = levels[priority].localityTurn.next()
            return pick(&levels[priority].localities[locality], request.random &+ UInt64(attempt))
        }
        return pick(&levels[priority].everywhere, request.random &+ UInt64(attempt))
    }

    private func choosePriority(_ random: UInt64) -> Int? {
        if levels.count == 1 { return levels[0].everywhere.hosts.isEmpty ? nil : 0 }
        var rest = Int(random % 100)
        for (index, load) in set.loads.enumerated() {
            if rest < load { return levels[index].everywhere.hosts.isEmpty ? nil : index }
            rest -= load
        }
        return nil
    }

    @inline(__always)
    private func pick(_ group: inout Group, _ random: UInt64) -> Host? {
        let count = group.hosts.count
        if count <= 1 { return group.hosts.first }
        switch policy {
        case .random:
            if group.hasEqualWeights { return group.hosts[Int(random % UInt64(count))] }
            return group.hosts[group.turn?.at(random) ?? 0]
        case .leastRequest(let choices) where group.hasEqualWeights:
            return leastLoaded(group.hosts, choices, random)
        default:
            if let index = group.turn?.next() { return group.hosts[index] }
            let host = group.hosts[group.next % count]
            group.next = (group.next + 1) % count
            return host
        }
    }

    private func leastLoaded(_ hosts: [Host], _ choices: Int, _ random: UInt64) -> Host {
        var best = hosts[Int(random % UInt64(hosts.count))]
        var load = best.activeRequests.load(ordering: .relaxed)
        var mixed = random
        for _ in 1..<max(2, choices) {
            mixed = mixed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let other = hosts[Int((mixed >> 33) % UInt64(hosts.count))]
            let otherLoad = other.activeRequests.load(ordering: .relaxed)
            if otherLoad < load { (best, load) = (other, otherLoad) }
        }
        return best
    }
}

/// Takes turns in proportion to weights, as evenly spread as they allow (smooth weighted round robin).
struct WeightedTurn {
    private let weights: [Int]
    private var credits: [Int]
    let total: Int

    init(_ weights: [UInt64]) {
        self.weights = weights.map { Int(clamping: $0) }
        credits = Array(repeating: 0, count: weights.count)
        total = self.weights.reduce(0, +)
    }

    mutating func next() -> Int {
        var best = 0
        for index in weights.indices where weights[index] > 0 {
            credits[index] += weights[index]
            if credits[index] > credits[best] || weights[best] == 0 { best = index }
        }
        if !credits.isEmpty { credits[best] -= total }
        return best
    }

    func at(_ random: UInt64) -> Int {
        guard total > 0 else { return 0 }
        var rest = Int(random % UInt64(total))
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return 0
    }
}
