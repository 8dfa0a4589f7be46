import NIOCore

extension Engine {
    /// What the engine has and has counted so far.
    package func report() async -> EngineReport { await manager.report() }
}

extension ConfigurationManager {
    func report() async -> EngineReport {
        var loops: [LoopCounts] = []
        for worker in workers.all {
            if let counts = try? await worker.eventLoop.submit({ LoopCounts(worker.value) }).get() { loops.append(counts) }
        }
        loops.sort { $0.index < $1.index }
        let counted = loops
        let report = try? await control.submit { [self] in describe(counted) }.get()
        guard var report else { return EngineReport() }
        report.statistics.sort { $0.name < $1.name }
        return report
    }

    private func describe(_ loops: [LoopCounts]) -> EngineReport {
        var report = EngineReport()
        report.isLive = isLive
        report.isDraining = state.value.isDraining
        report.uptimeSeconds = Int((NIODeadline.now() - started).nanoseconds / 1_000_000_000)
        report.listeners = state.value.listeners.values.map { known in
            let listener = known.compiled
            let address = listener.statName.dropLast("_\(listener.port)".count)
            return .init(name: listener.name, address: String(address), port: listener.port)
        }.sorted { $0.name < $1.name }
        for (name, known) in state.value.clusters.sorted(by: { $0.key < $1.key }) {
            guard let compiled = known.compiled else { continue }
            report.clusters.append(
                .init(
                    name: name, endpointService: compiled.endpointService, limits: compiled.limits,
                    highLimits: compiled.highLimits, hosts: ConfigurationManager.hosts(known.set),
                    membershipChanges: known.membershipChanges))
        }
        report.statistics = statistics(loops, report)
        return report
    }

    private static func hosts(_ set: HostSet) -> [EngineReport.HostStatus] {
        set.priorities.enumerated().flatMap { priority, level in
            level.localities.flatMap { locality in
                locality.hosts.map {
                    .init(
                        host: $0, priority: priority, region: locality.region, zone: locality.zone,
                        subZone: locality.subZone)
                }
            }
        }
    }

    private func statistics(_ loops: [LoopCounts], _ report: EngineReport) -> [Statistic] {
        var whole = LoopCounts()
        for loop in loops { whole.add(loop) }
        var all: [Statistic] = []
        for cluster in report.clusters {
            let scope = Statistic.Scope.cluster(cluster.name)
            if let (values, statuses) = whole.clusters[cluster.name] {
                all += ConfigurationManager.statistics(scope, values, statuses)
            }
            all += ConfigurationManager.membership(scope, cluster)
            if let checker = state.value.clusters[cluster.name]?.checker {
                all += Statistic.all(scope, HealthCounter.self, checker.counters.snapshot)
            }
        }
        for (prefix, values) in whole.http { all += Statistic.all(.http(prefix), HTTPCounter.self, values) }
        for (prefix, values) in whole.tcp { all += Statistic.all(.tcp(prefix), TCPCounter.self, values) }
        for (prefix, values) in whole.udp { all += Statistic.all(.udp(prefix), UDPCounter.self, values) }
        for (address, values) in whole.listeners {
            let scope = Statistic.Scope.listener(address)
            all += Statistic.all(scope, ListenerCounter.self, values)
            for loop in loops {
                let values = loop.listeners[address]
                for key in [ListenerCounter.cxTotal, .cxActive] {
                    let value = values?[key.rawValue] ?? 0
                    all.append(Statistic(scope, "worker_\(loop.index).\(key.name)", value, isGauge: key.isGauge))
                }
            }
        }
        return all + configurationStatistics(report) + ConfigurationManager.server(report, loops.count)
    }

    /// Classes and statuses that never occurred are not listed.
    private static func statistics(_ scope: Statistic.Scope, _ values: [Int], _ statuses: [Int: Int]) -> [Statistic] {
        Statistic.all(scope, ClusterCounter.self, values)
            + statuses.map { Statistic(scope, "upstream_rq_\($0.key)", $0.value) }
    }

    private static func membership(_ scope: Statistic.Scope, _ cluster: EngineReport.ClusterStatus) -> [Statistic] {
        let hosts = cluster.hosts.map(\.host)
        func gauge(_ name: String, _ value: Int) -> Statistic { Statistic(scope, name, value, isGauge: true) }
        var all = [
            Statistic(scope, "membership_change", cluster.membershipChanges),
            gauge("membership_total", hosts.count),
            gauge("membership_healthy", hosts.filter { $0.isHealthy && !$0.isDegraded }.count),
            gauge("membership_degraded", hosts.filter { $0.isHealthy && $0.isDegraded }.count),
            gauge("max_host_weight", Int(hosts.map(\.weight).max() ?? 0)),
        ]
        for (priority, limits) in [("default", cluster.limits), ("high", cluster.highLimits)] {
            all += [
                gauge("circuit_breakers.\(priority).cx_open", limits.mayConnect ? 0 : 1),
                gauge("circuit_breakers.\(priority).rq_open", limits.mayRequest ? 0 : 1),
                gauge("circuit_breakers.\(priority).rq_pending_open", limits.mayWait ? 0 : 1),
                gauge("circuit_breakers.\(priority).rq_retry_open", limits.mayRetry ? 0 : 1),
            ]
        }
        return all
    }

    private func configurationStatistics(_ report: EngineReport) -> [Statistic] {
        let changes = state.value.changes
        let (clusters, listeners) = (Statistic.Scope.process("cluster_manager"), Statistic.Scope.process("listener_manager"))
        return [
            Statistic(clusters, "active_clusters", report.clusters.count, isGauge: true),
            Statistic(clusters, "cluster_added", changes.clustersAdded),
            Statistic(clusters, "cluster_modified", changes.clustersModified),
            Statistic(clusters, "cluster_removed", changes.clustersRemoved),
            Statistic(clusters, "cds.update_rejected", changes.clusterRejections),
            Statistic(listeners, "listener_added", changes.listenersAdded),
            Statistic(listeners, "listener_modified", changes.listenersModified),
            Statistic(listeners, "listener_removed", changes.listenersRemoved),
            Statistic(listeners, "listener_create_failure", changes.listenerRejections),
            Statistic(listeners, "lds.update_rejected", changes.listenerRejections),
            Statistic(listeners, "total_listeners_active", report.listeners.count, isGauge: true),
            Statistic(listeners, "workers_started", report.isLive ? 1 : 0, isGauge: true),
        ]
    }

    private static func server(_ report: EngineReport, _ loops: Int) -> [Statistic] {
        let scope = Statistic.Scope.process("server")
        func gauge(_ name: String, _ value: Int) -> Statistic { Statistic(scope, name, value, isGauge: true) }
        return [
            gauge("concurrency", loops), gauge("live", report.isLive && !report.isDraining ? 1 : 0),
            gauge("state", report.isDraining ? 1 : report.isLive ? 0 : 2), gauge("uptime", report.uptimeSeconds),
        ]
    }
}
