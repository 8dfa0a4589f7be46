import ClusterNetwork

/// What an engine has and has counted, all loops together, at one moment.
package struct EngineReport: Sendable {
    struct ListenerStatus: Sendable {
        var name: String
        var address: String
        var port: Int
    }

    struct ClusterStatus: Sendable {
        var name: String
        var endpointService: String?
        var limits: ResourceLimits
        var highLimits: ResourceLimits
        var hosts: [HostStatus]
        var membershipChanges: Int
    }

    struct HostStatus: Sendable {
        var host: Host
        var priority: Int
        var region: String
        var zone: String
        var subZone: String
    }

    var isLive = false
    var isDraining = false
    var uptimeSeconds = 0
    /// By name.
    package var statistics: [Statistic] = []
    var listeners: [ListenerStatus] = []
    var clusters: [ClusterStatus] = []
}

/// How often the parts of the configuration changed.
struct ConfigurationChanges {
    var clustersAdded = 0
    var clustersModified = 0
    var clustersRemoved = 0
    var clusterRejections = 0
    var listenersAdded = 0
    var listenersModified = 0
    var listenersRemoved = 0
    var listenerRejections = 0
}

/// One loop's counts.
struct LoopCounts: Sendable {
    var index = 0
    var clusters: [String: (values: [Int], statuses: [Int: Int])] = [:]
    var http: [String: [Int]] = [:]
    var listeners: [String: [Int]] = [:]
    var tcp: [String: [Int]] = [:]
    var udp: [String: [Int]] = [:]

    init() {}

    init(_ worker: Worker) {
        index = worker.index
        for cluster in worker.clusters {
            guard let cluster else { continue }
            clusters[cluster.compiled.name] = (cluster.counters.snapshot, cluster.statuses)
        }
        http = worker.allHTTPCounters.mapValues(\.snapshot)
        listeners = worker.allListenerCounters.mapValues(\.snapshot)
        tcp = worker.allTCPCounters.mapValues(\.snapshot)
        udp = worker.allUDPCounters.mapValues(\.snapshot)
    }

    mutating func add(_ other: LoopCounts) {
        for (name, counts) in other.clusters {
            guard let own = clusters[name] else {
                clusters[name] = counts
                continue
            }
            clusters[name] = (
                LoopCounts.sum(own.values, counts.values), own.statuses.merging(counts.statuses, uniquingKeysWith: +)
            )
        }
        http.merge(other.http, uniquingKeysWith: LoopCounts.sum)
        listeners.merge(other.listeners, uniquingKeysWith: LoopCounts.sum)
        tcp.merge(other.tcp, uniquingKeysWith: LoopCounts.sum)
        udp.merge(other.udp, uniquingKeysWith: LoopCounts.sum)
    }

    private static func sum(_ left: [Int], _ right: [Int]) -> [Int] { zip(left, right).map { $0 &+ $1 } }
}
