import Synchronization
import ClusterNetwork
import Logging
import NIOConcurrencyHelpers
import NIOCore
import XDS

/// Compiles snapshots, keeps what does not change, and hands the rest to the loops.
///
/// Everything but compiling happens on one loop, the control loop; snapshots are applied one after the other.
final class ConfigurationManager: Sendable {
    private let shared: EngineShared
    private let group: any EventLoopGroup
    let control: any EventLoop
    let workers: WorkerTable
    let state: NIOLoopBoundBox<ControlState>
    let started = NIODeadline.now()
    private let live = NIOLockedValueBox(false)

    init(shared: EngineShared, group: any EventLoopGroup) {
        self.shared = shared
        self.group = group
        control = group.next()
        workers = WorkerTable(shared: shared)
        for loop in group.makeIterator() { workers.add(loop) }
        state = NIOLoopBoundBox.makeBoxSendingValue(ControlState(), eventLoop: control)
        shared.onEjection { [weak self] host, cluster in self?.eject(host, cluster) }
    }

    var isLive: Bool { live.withLockedValue { $0 } }

    func apply(_ snapshot: Snapshot) async -> [Engine.Rejection] {
        do {
            return try await control.flatSubmit { self.applyNow(snapshot) }.get()
        } catch {
            return []
        }
    }

    func drain() async {
        try? await control.submit { self.state.value.isDraining = true }.get()
        for worker in workers.all { try? await worker.eventLoop.submit { worker.value.drain() }.get() }
    }

    func stop() async {
        try? await control.submit { [self] in
            for listener in state.value.listening.values { listener.close() }
            state.value.listening = [:]
            for open in state.value.datagrams.values { open.socket.close() }
            state.value.datagrams = [:]
            state.value.isStopped = true
            for task in state.value.tasks.values { task.cancel() }
            for cluster in state.value.clusters.values { cluster.checker?.stop() }
            state.value.tasks = [:]
        }.get()
        for worker in workers.all { try? await worker.eventLoop.submit { worker.value.shutdown() }.get() }
    }

    // MARK: Applying

    private func applyNow(_ snapshot: Snapshot) -> EventLoopFuture<[Engine.Rejection]> {
        var rejections: [Engine.Rejection] = []
        var update = WorkerUpdate()
        if state.value.isStopped { return control.makeSucceededFuture([]) }
        let tls = TLSCompiler(secrets: snapshot.secrets, systemTrust: shared.configuration.systemTrust)
        applyClusters(snapshot, tls, &update, &rejections)
        applyRoutes(snapshot, &update, &rejections)
        applyListeners(snapshot, tls, &update, &rejections)
        let sent = update
        // Loops know the configuration before anything listens that needs it, and forget it after.
        let installed = workers.all.map { worker in worker.eventLoop.submit { worker.value.install(sent) } }
        let result = rejections
        return EventLoopFuture.andAllSucceed(installed, on: control).map { [self] in
            listen()
            listenForDatagrams()
            // Only now: an answer that came before the loops have the clusters would be overtaken by them.
            for (compiled, _) in sent.clusters { resolve(compiled.name) }
            live.withLockedValue { $0 = true }
            return result
        }
    }

    private func applyClusters(
        _ snapshot: Snapshot, _ tls: TLSCompiler, _ update: inout WorkerUpdate, _ rejections: inout [Engine.Rejection]
    ) {
        let (changed, gone) = state.value.applied.take(snapshot)
        for name in changed {
            guard let resource = snapshot.clusters.resource(name) else { continue }
            let known = state.value.clusters[name]
            let secretNames = SecretUse.of(resource.value)
            let secrets = secretNames.map { snapshot.secrets[$0] }
            var isSettled = false
            defer { state.value.applied.note(name, isSettled: isSettled) }
            let isSame = known.map { $0.resource == resource && $0.secrets == secrets } ?? false
            var cluster = known ?? ClusterControl(shared: ClusterShared())
            if !isSame {
                do {
                    if let issue = resource.issues.first { throw ConfigurationError(issue.description) }
                    cluster.compiled = try CompiledCluster(
                        resource.value, id: shared.clusterNames.id(name), shared: cluster.shared, tls: tls)
                    cluster.resource = resource
                    cluster.secrets = secrets
                    if known == nil { state.value.changes.clustersAdded += 1 } else { state.value.changes.clustersModified += 1 }
                    try renewChecker(of: &cluster, tls)
                } catch {
                    rejections.append(reject(Cluster.protoName, name, "Error adding/updating cluster(s) \(name): \(error)"))
                    state.value.changes.clusterRejections += 1
                    guard known != nil else { continue }
                }
            }
            guard let compiled = cluster.compiled else { continue }
            let assignment = ConfigurationManager.assignment(compiled, snapshot)
            isSettled =
                secretNames.isEmpty && cluster.resource == resource && compiled.endpointService ?? name == name
            let hostsChanged = !isSame || cluster.assignment != assignment
            if hostsChanged {
                cluster.assignment = assignment
                if case .names = compiled.discovery { lookUpHere(name, cluster, compiled) }
                cluster.rebuild(dns: state.value.resolved[name] ?? [:])
            }
            state.value.clusters[name] = cluster
            if hostsChanged { cluster.checker?.update(cluster.set.hosts) }
            if hostsChanged { update.clusters.append((compiled, cluster.set)) }
            // Not before the loops have this update: an answer that comes at once must not be overtaken by it.
            if case .names = compiled.discovery { control.execute { [weak self] in self?.resolve(name) } }
        }
        for name in gone {
            guard state.value.clusters[name] != nil else { continue }
            update.removedClusters.append(shared.clusterNames.id(name))
            state.value.clusters[name]?.checker?.stop()
            state.value.clusters[name] = nil
            state.value.changes.clustersRemoved += 1
            state.value.resolved[name] = nil
            state.value.tasks.removeValue(forKey: name)?.cancel()
        }
    }

    /// Another configuration is checked anew, from the beginning.
    private func renewChecker(of cluster: inout ClusterControl, _ tls: TLSCompiler) throws {
        cluster.checker?.stop()
        cluster.checker = nil
        guard let compiled = cluster.compiled, let rules = compiled.health else { return }
        let name = compiled.name
        let view = try CompiledCluster(
            HealthChecker.view(of: compiled.source), id: compiled.id, shared: ClusterShared(), tls: tls)
        cluster.checker = HealthChecker(
            rules, cluster: view, traffic: cluster.shared, worker: workers.worker(for: control).value
        ) { [weak self] _ in self?.reconsider(name) }
    }

    private static func assignment(_ cluster: CompiledCluster, _ snapshot: Snapshot) -> ClusterLoadAssignment? {
        if let service = cluster.endpointService { return snapshot.endpoints[service] }
        return cluster.source.loadAssignment
    }

    private func applyRoutes(_ snapshot: Snapshot, _ update: inout WorkerUpdate, _ rejections: inout [Engine.Rejection]) {
        for resource in snapshot.routes.unordered {
            let name = resource.name
            let known = state.value.routes[name]
            if let known, known.resource === resource { continue }
            do {
                if let issue = resource.issues.first { throw ConfigurationError(issue.description) }
                let table = try RouteTable(resource.value, names: shared.clusterNames, reusing: known?.table)
                state.value.routes[name] = RouteControl(resource: resource, table: table)
                update.routes.append((shared.routeNames.id(name), table))
            } catch {
                rejections.append(reject(RouteConfiguration.protoName, name, "\(error)"))
            }
        }
        for name in Array(state.value.routes.keys) where snapshot.routes.resource(name) == nil {
            state.value.routes[name] = nil
            update.routes.append((shared.routeNames.id(name), nil))
        }
    }

    private func applyListeners(
        _ snapshot: Snapshot, _ tls: TLSCompiler, _ update: inout WorkerUpdate, _ rejections: inout [Engine.Rejection]
    ) {
        for resource in snapshot.listeners.unordered {
            let name = resource.name
            let known = state.value.listeners[name]
            let secrets = SecretUse.of(resource.value).map { snapshot.secrets[$0] }
            if let known, known.resource == resource, known.secrets == secrets { continue }
            do {
                if let issue = resource.issues.first { throw ConfigurationError(issue.description) }
                let compiled = try CompiledListener(resource.value, shared: shared, tls: tls, reusing: known?.compiled)
                state.value.listeners[name] = ListenerControl(resource: resource, secrets: secrets, compiled: compiled)
                update.listeners.append((compiled.id, compiled))
                if known == nil { state.value.changes.listenersAdded += 1 } else { state.value.changes.listenersModified += 1 }
            } catch {
                rejections.append(
                    reject(XDS.Listener.protoName, name, "Error adding/updating listener(s) \(name): \(error)"))
                state.value.changes.listenerRejections += 1
            }
        }
        for name in Array(state.value.listeners.keys) where snapshot.listeners.resource(name) == nil {
            state.value.listeners[name] = nil
            state.value.changes.listenersRemoved += 1
            update.listeners.append((shared.listenerNames.id(name), nil))
        }
    }

    /// The ports that are to be open, and the listener behind each.
    private func wantedPorts(udp: Bool) -> [Int: CompiledListener] {
        Dictionary(
            state.value.listeners.values.filter { ($0.compiled.udp != nil) == udp }.map { ($0.compiled.port, $0.compiled) },
            uniquingKeysWith: { $0.name < $1.name ? $0 : $1 })
    }

    private func reject(_ type: String, _ name: String, _ message: String) -> Engine.Rejection {
        shared.log.warning("\(message)")
        return Engine.Rejection(typeURL: AnyConfig.urlPrefix + type, name: name, message: message)
    }

    // MARK: Ports

    private func listen() {
        let wanted = wantedPorts(udp: false)
        for (port, listener) in state.value.listening where wanted[port] == nil {
            listener.close()
            state.value.listening[port] = nil
        }
        for (port, compiled) in wanted {
            if let old = state.value.listening[port] {
                if old.isOf(compiled) { continue }
                old.close()
            }
            let id = compiled.id
            let workers = self.workers
            do {
                let address = VirtualAddress(shared.configuration.podIP, port)
                let listener = try shared.network.listen(address, family: compiled.family, group: group) { connection in
                    let worker = workers.worker(for: connection.channel.eventLoop)
                    return connection.channel.eventLoop.makeCompletedFuture {
                        guard let listener = worker.value.listener(id) else { throw ChannelError.alreadyClosed }
                        try listener.accept(connection.channel, local: connection.local, peer: connection.peer)
                    }
                }
                state.value.listening[port] = OpenPort(id: id, listener: listener)
            } catch {
                shared.log.error("cannot bind '\(shared.configuration.podIP):\(port)': \(error)")
            }
        }
    }

    /// All datagrams of a port are one loop's affair, so that a client's session is found without asking others.
    private func listenForDatagrams() {
        let wanted = wantedPorts(udp: true)
        for (port, open) in state.value.datagrams
        where wanted[port]?.id != open.id || wanted[port]?.family != open.socket.family {
            open.socket.close()
            state.value.datagrams[port] = nil
        }
        for (port, compiled) in wanted where state.value.datagrams[port] == nil {
            let id = compiled.id
            let loop = group.next()
            let worker = workers.worker(for: loop)
            do {
                let socket = try shared.network.listenDatagrams(
                    VirtualAddress(shared.configuration.podIP, port), family: compiled.family, on: loop
                ) { worker.value.received($0, listener: id) }
                state.value.datagrams[port] = (id, socket)
            } catch {
                shared.log.error("cannot bind '\(shared.configuration.podIP):\(port)': \(error)")
            }
        }
    }

    // MARK: Names

    /// What is known without asking anyone, so that a cluster has its hosts from the start, and new names at once.
    private func lookUpHere(_ name: String, _ cluster: ClusterControl, _ compiled: CompiledCluster) {
        var found = state.value.resolved[name] ?? [:]
        for host in cluster.hostNames where found[host] == nil {
            let answer = shared.network.dns.resolveHere(
                host, search: shared.configuration.searchPath, family: compiled.addressFamily)
            if case .addresses(let ips, _)? = answer { found[host] = compiled.preferred(ips) }
        }
        state.value.resolved[name] = found
    }

    /// Looks up a cluster's names, now and whenever what was found has grown old.
    private func resolve(_ name: String) {
        guard let cluster = state.value.clusters[name], let compiled = cluster.compiled,
            case .names = compiled.discovery
        else { return }
        let hosts = cluster.hostNames
        let isKnown = hosts.allSatisfy { state.value.resolved[name]?[$0] != nil }
        if state.value.tasks[name] != nil, isKnown { return }
        state.value.tasks.removeValue(forKey: name)?.cancel()
        let lookups = hosts.map { host in
            shared.network.dns.resolve(
                host, search: shared.configuration.searchPath, family: compiled.addressFamily, on: control
            ).map { (host, $0) }
        }
        // A place-holder: no second look-up while this one is under way.
        state.value.tasks[name] = control.scheduleTask(in: .hours(1)) {}
        EventLoopFuture.whenAllSucceed(lookups, on: control).whenComplete { [weak self] result in
            guard let self else { return }
            resolved(name, (try? result.get()) ?? [])
        }
    }

    private func resolved(_ name: String, _ answers: [(String, DNSAnswer)]) {
        state.value.tasks.removeValue(forKey: name)?.cancel()
        guard !state.value.isStopped, var cluster = state.value.clusters[name], let compiled = cluster.compiled else { return }
        var found = state.value.resolved[name] ?? [:]
        var life = compiled.nameLife()
        for (host, answer) in answers {
            switch answer {
            case .addresses(let ips, let seconds):
                found[host] = compiled.preferred(ips)
                life = min(life, compiled.nameLife(timeToLive: seconds))
            case .noSuchName, .noData: found[host] = []
            case .serverFailure: break
            }
        }
        if state.value.resolved[name] != found {
            state.value.resolved[name] = found
            cluster.rebuild(dns: found)
            state.value.clusters[name] = cluster
            cluster.checker?.update(cluster.set.hosts)
            publish(compiled, cluster.set)
        }
        state.value.tasks[name] = control.scheduleTask(in: .milliseconds(max(Limits.minimumRefreshMilliseconds, life))) {
            [weak self] in
            guard let self else { return }
            state.value.tasks[name] = nil
            resolve(name)
        }
    }

    private func publish(_ compiled: CompiledCluster, _ set: HostSet) {
        var update = WorkerUpdate()
        update.clusters = [(compiled, set)]
        let sent = update
        for worker in workers.all { worker.eventLoop.execute { worker.value.install(sent) } }
    }

    // MARK: Outliers

    private func eject(_ host: Host, _ name: String) {
        control.execute { [self] in
            guard let cluster = state.value.clusters[name], let compiled = cluster.compiled,
                let rules = compiled.outliers, !host.verdicts.contains(.ejectedAsOutlier)
            else { return }
            let hosts = cluster.set.hosts
            let ejected = hosts.filter { $0.verdicts.contains(.ejectedAsOutlier) }.count
            guard (ejected + 1) * 100 <= rules.maximumPercent * hosts.count || rules.alwaysEjectsOne && ejected == 0 else {
                return
            }
            host.verdicts.insert(.ejectedAsOutlier)
            let count = host.ejections.add(1, ordering: .relaxed).newValue
            reconsider(name)
            let time = Int64(clamping: rules.ejectionTime(count))
            control.scheduleTask(in: .nanoseconds(time)) { [weak self] in
                host.verdicts.remove(.ejectedAsOutlier)
                self?.reconsider(name)
            }
        }
    }

    /// Health changed: who gets traffic is counted anew.
    private func reconsider(_ name: String) {
        guard !state.value.isStopped, var cluster = state.value.clusters[name], let compiled = cluster.compiled else { return }
        cluster.rebuild(dns: state.value.resolved[name] ?? [:])
        state.value.clusters[name] = cluster
        publish(compiled, cluster.set)
    }
}
