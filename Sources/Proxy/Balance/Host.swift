import ClusterNetwork
import JSON
import Synchronization
import XDS

/// One endpoint of a cluster, shared by all loops: its address, and what is known of its state and load.
///
/// The object stays the same while the endpoint stays in the cluster, whatever else of it changes, so that counts,
/// connections and verdicts survive configuration changes.
final class Host: Sendable {
    let address: VirtualAddress
    let text: SocketText
    let hostname: String
    let identity: Int
    /// Which of the cluster's transports it wants (metadata `envoy.transport_socket_match`).
    let transportMatch: [String: String]

    /// Verdicts of health checks and outlier detection; 0 is none.
    struct Verdicts: OptionSet {
        let rawValue: UInt32
        static let failedActiveCheck = Verdicts(rawValue: 1)
        static let ejectedAsOutlier = Verdicts(rawValue: 2)
        static let failedByEndpointDiscovery = Verdicts(rawValue: 4)
        static let degradedByEndpointDiscovery = Verdicts(rawValue: 8)
        static let drainingByEndpointDiscovery = Verdicts(rawValue: 16)
    }

    private let verdictBits = Atomic<UInt32>(0)
    private let weightValue = Atomic<UInt32>(1)
    let activeRequests = Atomic<Int>(0)
    let activeConnections = Atomic<Int>(0)
    let totalRequests = Atomic<Int>(0)
    let successes = Atomic<Int>(0)
    let errors = Atomic<Int>(0)
    let timeouts = Atomic<Int>(0)
    let totalConnections = Atomic<Int>(0)
    let failedConnections = Atomic<Int>(0)
    /// In a row, for outlier detection.
    let consecutiveServerErrors = Atomic<Int>(0)
    let consecutiveGatewayErrors = Atomic<Int>(0)
    let consecutiveLocalErrors = Atomic<Int>(0)
    let ejections = Atomic<Int>(0)

    private static let identities = Atomic<Int>(0)

    init(address: VirtualAddress, hostname: String, transportMatch: [String: String] = [:]) {
        self.address = address
        self.transportMatch = transportMatch
        self.hostname = hostname
        text = SocketText(ip: address.ip.description, port: address.port)
        identity = Host.identities.add(1, ordering: .relaxed).newValue
    }

    var weight: UInt32 {
        get { weightValue.load(ordering: .relaxed) }
        set { weightValue.store(max(1, newValue), ordering: .relaxed) }
    }

    var verdicts: Verdicts {
        get { Verdicts(rawValue: verdictBits.load(ordering: .relaxed)) }
        set { verdictBits.store(newValue.rawValue, ordering: .relaxed) }
    }

    var isHealthy: Bool { verdicts.isDisjoint(with: [.failedActiveCheck, .ejectedAsOutlier, .failedByEndpointDiscovery]) }
}

/// Hosts of one locality of one priority.
struct LocalityGroup: Sendable {
    var region = ""
    var zone = ""
    var subZone = ""
    var weight: UInt32?
    var metadata: Metadata?
    var hosts: [Host] = []
    /// Those that get traffic unless too few are left.
    var healthy: [Host] = []
    var hasEqualWeights = true
}

struct PriorityLevel: Sendable {
    var localities: [LocalityGroup] = []
    var hosts: [Host] = []
    var healthy: [Host] = []
    var hasEqualWeights = true
}

/// A cluster's endpoints at one moment.
final class HostSet: Sendable {
    let priorities: [PriorityLevel]
    /// Percent of traffic each priority gets; sums to 100 unless there is no host at all.
    let loads: [Int]
    /// Too few hosts are healthy: all of them get traffic.
    let panics: [Bool]

    static let empty = HostSet(priorities: [], overprovisioning: 140, panicPercent: 50)

    init(priorities: [PriorityLevel], overprovisioning: Int, panicPercent: Double) {
        self.priorities = priorities
        (loads, panics) = HostSet.distribute(priorities, overprovisioning, panicPercent)
    }

    var isEmpty: Bool { priorities.allSatisfy { $0.hosts.isEmpty } }
    var hosts: [Host] { priorities.flatMap(\.hosts) }

    /// Envoy's spreading: a priority that is healthy enough (its healthy share times the overprovisioning factor
    /// reaches 100 %) takes all; what it cannot take goes to the next.
    private static func distribute(
        _ priorities: [PriorityLevel], _ overprovisioning: Int, _ panicPercent: Double
    ) -> ([Int], [Bool]) {
        let health = priorities.map { level in
            level.hosts.isEmpty ? 0 : min(100, overprovisioning * level.healthy.count / level.hosts.count)
        }
        let total = min(100, health.reduce(0, +))
        let panics = priorities.map { level in
            guard !level.hosts.isEmpty, total < 100 else { return false }
            return Double(level.healthy.count) * 100 / Double(level.hosts.count) < panicPercent
        }
        guard total > 0 else {
            // Nothing is healthy anywhere: the first priority that has hosts takes the blame, in panic.
            var loads = priorities.map { _ in 0 }
            if let first = priorities.firstIndex(where: { !$0.hosts.isEmpty }) { loads[first] = 100 }
            return (loads, priorities.map { !$0.hosts.isEmpty && panicPercent > 0 })
        }
        var rest = 100
        var loads = health.map { share in
            let load = min(rest, share * 100 / total)
            rest -= load
            return load
        }
        if rest > 0, let first = loads.firstIndex(where: { $0 > 0 }) { loads[first] += rest }
        return (loads, panics)
    }
}
