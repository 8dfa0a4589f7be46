import Synchronization
import ClusterNetwork
import Logging
import XDS

/// Checks the hosts of one cluster, each in its own rhythm, and tells when one's health changes. Lives on the control
/// loop, with connections of its own that count for no circuit breaker.
final class HealthChecker {
    private let rules: HealthRules
    private let worker: Worker
    private let traffic: ClusterShared
    private let changed: (Host) -> Void
    private var runtime: ClusterRuntime
    private var targets: [Int: Target] = [:]

    private final class Target {
        let host: Host
        /// Stands for the host in the checks' own pool.
        let double: Host
        var state = HealthState()
        var http: HTTPHealthProbe?
        var tcp: TCPHealthProbe?
        var next: WheelTimer?
        var limit: WheelTimer?

        init(_ host: Host) {
            self.host = host
            double = Host(address: host.address, hostname: host.hostname, transportMatch: host.transportMatch)
        }
    }

    /// - Parameter cluster: the cluster as the checks see it: without circuit breakers and outlier detection.
    init(
        _ rules: HealthRules, cluster: CompiledCluster, traffic: ClusterShared, worker: Worker,
        changed: @escaping (Host) -> Void
    ) {
        self.rules = rules
        self.worker = worker
        self.traffic = traffic
        self.changed = changed
        runtime = ClusterRuntime(cluster, .empty, worker: worker)
    }

    /// A cluster as its checks see it.
    static func view(of cluster: Cluster) -> Cluster {
        var view = cluster
        view.circuitBreakers = nil
        view.outlierDetection = nil
        view.healthChecks = []
        return view
    }

    var counters: Counters<HealthCounter> { counts }
    private let counts = Counters<HealthCounter>()

    func update(_ hosts: [Host]) {
        let kept = Set(hosts.map(\.identity))
        for (identity, target) in targets where !kept.contains(identity) {
            stop(target)
            targets[identity] = nil
        }
        for host in hosts where targets[host.identity] == nil {
            let target = Target(host)
            targets[host.identity] = target
            let jitter = rules.initialJitter == 0 ? 0 : worker.random.next() % rules.initialJitter
            if jitter == 0 { worker.later { [weak self] in self?.check(target) } } else { schedule(target, after: jitter) }
        }
    }

    func stop() {
        for target in targets.values { stop(target) }
        targets = [:]
        runtime.closeAll()
    }

    private func stop(_ target: Target) {
        for timer in [target.next, target.limit] { if let timer { worker.timers.cancel(timer) } }
        let (http, tcp) = (target.http, target.tcp)
        target.http = nil
        target.tcp = nil
        http?.timeOut()
        tcp?.timeOut()
    }

    private func schedule(_ target: Target, after nanoseconds: UInt64) {
        let timer = WheelTimer { [weak self] in self?.check(target) }
        target.next = timer
        worker.timers.set(timer, after: nanoseconds, now: worker.clock())
    }

    private func check(_ target: Target) {
        guard targets[target.host.identity] === target, target.http == nil, target.tcp == nil else { return }
        counts.add(.attempts)
        let limit = WheelTimer {
            target.http?.timeOut()
            target.tcp?.timeOut()
        }
        target.limit = limit
        worker.timers.set(limit, after: rules.timeout, now: worker.clock())
        if case .tcp(let send, let receive) = rules.kind {
            let probe = TCPHealthProbe(
                send: send, receive: receive, transport: runtime.transport(of: target.double), host: target.double
            ) { [weak self] in self?.finished(target, $0) }
            target.tcp = probe
            probe.start(worker)
        } else {
            let probe = HTTPHealthProbe(rules, environment: worker.shared.environment) { [weak self] in
                self?.finished(target, $0)
            }
            target.http = probe
            probe.start(
                runtime.pool(for: target.double, request: nil, downstream: .http11, isHighPriority: false))
        }
    }

    private func finished(_ target: Target, _ outcome: HTTPHealthProbe.Outcome) {
        if let limit = target.limit { worker.timers.cancel(limit) }
        target.http = nil
        target.tcp = nil
        guard targets[target.host.identity] === target else { return }
        let change: HealthState.Change
        switch outcome {
        case .passed:
            counts.add(.success)
            change = target.state.passed(threshold: rules.healthyThreshold)
        case .failed(let failure):
            counts.add(.failure)
            if failure == .network { counts.add(.networkFailure) }
            change = target.state.failed(failure, threshold: rules.unhealthyThreshold)
        }
        var verdicts = target.host.verdicts
        if target.state.isHealthy {
            verdicts.remove(.failedActiveCheck)
            if outcome == .passed, rules.readmitsOutliers { verdicts.remove(.ejectedAsOutlier) }
        } else {
            verdicts.insert(.failedActiveCheck)
        }
        if verdicts != target.host.verdicts {
            target.host.verdicts = verdicts
            changed(target.host)
        }
        var wait = rules.wait(
            after: change, isHealthy: target.state.isHealthy, hasTraffic: traffic.hasTraffic.load(ordering: .relaxed))
        if rules.jitter > 0 { wait += worker.random.next() % rules.jitter }
        schedule(target, after: wait)
    }
}

/// `cluster.NAME.health_check.`
enum HealthCounter: Int, CounterKey {
    case attempts, success, failure, networkFailure

    var name: String {
        switch self {
        case .attempts: "health_check.attempt"
        case .success: "health_check.success"
        case .failure: "health_check.failure"
        case .networkFailure: "health_check.network_failure"
        }
    }

    var isGauge: Bool { false }
}
