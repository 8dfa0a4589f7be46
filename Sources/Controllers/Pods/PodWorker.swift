internal import ClusterNetwork
internal import Images
internal import JSON
internal import Kube
internal import Logging

/// What pods of one node share.
struct PodDependencies: Sendable {
    var client: any Client
    var informers: Informers
    var images: any ImageRegistry
    var network: ClusterNetwork
    var probes: any ProbeClient
    var events: EventRecorder
    var node: NodeIdentity
    /// A token for a ServiceAccount: namespace, name, audience, seconds.
    var token: @Sendable (String, String, String?, Int) -> String?
    var logger: Logger
}

/// Runs one pod: its address, volumes and containers, and its status.
actor PodWorker {
    private(set) var pod: JSON
    /// One of each family; the first stands for the pod.
    let addresses: [IPAddress]
    var address: IPAddress { addresses.first ?? .anyV4 }
    var ip: String { address.description }
    let dependencies: PodDependencies
    let logs: ContainerLogs
    private(set) var states: [String: ContainerState] = [:]
    private(set) var status: JSON
    private let startTime: String
    private var life: Task<Void, Never>?
    private var isWriting = false
    private var isStopping = false
    private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    private var nextWaiter = 0

    init(pod: JSON, addresses: [IPAddress], dependencies: PodDependencies, logs: ContainerLogs) {
        self.pod = pod
        self.dependencies = dependencies
        self.logs = logs
        self.addresses = addresses
        status = pod["status"] ?? [:]
        startTime = pod["status", "startTime"]?.string ?? Now.seconds
        // What ran before the sandbox was stopped runs again, as after a restart of the node.
        let before = (pod["status", "containerStatuses"]?.array ?? []) + (pod["status", "initContainerStatuses"]?.array ?? [])
        for container in before {
            guard let name = container["name"]?.string else { continue }
            var state = ContainerState()
            state.restarts = container["restartCount"]?.amount ?? 0
            if let since = container["state", "running", "startedAt"]?.string {
                state.restarts += 1
                state.last = ContainerState.End(
                    exitCode: 255, reason: "Unknown", message: nil, startedAt: since, finishedAt: Now.seconds)
            }
            states[name] = state
        }
    }

    private var containers: [JSON] { pod["spec", "containers"]?.array ?? [] }
    private var initContainers: [JSON] { pod["spec", "initContainers"]?.array ?? [] }

    var graceSeconds: Int { pod["metadata", "deletionGracePeriodSeconds"]?.amount ?? 30 }

    /// Lives the pod's life; returns when its containers are done for good or the pod has been stopped.
    func run() async {
        let life = Task { await self.live() }
        self.life = life
        if isStopping { life.cancel() }
        await life.value
    }

    private func live() async {
        for container in initContainers + containers {
            let name = container["name"]?.string ?? ""
            let isFirst = initContainers.isEmpty || container == initContainers.first
            change(name) { state in
                state.phase = .waiting(reason: isFirst ? "ContainerCreating" : "PodInitializing", message: nil)
            }
        }
        await volumesReady()
        await withTaskGroup(of: Void.self) { group in
            for spec in initContainers where !Task.isCancelled {
                if PodStatus.isSidecar(spec) {
                    group.addTask { await self.live(spec, isInit: true) }
                    await until { self.states[spec["name"]?.string ?? ""]?.isStarted == true }
                } else {
                    await live(spec, isInit: true)
                    if states[spec["name"]?.string ?? ""]?.end?.exitCode != 0 { return }
                }
            }
            for spec in containers where !Task.isCancelled {
                group.addTask { await self.live(spec, isInit: false) }
            }
            await group.waitForAll()
        }
        await flush()
    }

    /// The pod as it is now in the API.
    func see(_ pod: JSON) {
        self.pod = pod
        if PodStatus.foreignConditions(of: pod["status"]) != PodStatus.foreignConditions(of: status) { writeSoon() }
        if pod.isBeingDeleted, !isStopping {
            isStopping = true
            Task { await self.stop() }
        }
    }

    /// Stops the containers and lets the object go.
    private func stop() async {
        for spec in containers { await dependencies.events.normal(pod, "Killing", "Stopping container \(spec["name"]?.string ?? "")") }
        await preStop()
        await quiet()
        life?.cancel()
        await life?.value
        await flush()
        do {
            try await dependencies.client.delete(
                .pods, pod.objectName, DeleteOptions(gracePeriodSeconds: 0, uid: pod.uid))
        } catch {
            if (error as? StatusError)?.code != 404 { dependencies.logger.warning("pod \(pod.objectName): \(error)") }
        }
    }

    /// The object is gone: stop without ceremony.
    func kill() async {
        isStopping = true
        life?.cancel()
        await life?.value
    }

    private func preStop() async {
        let limit = Duration.seconds(graceSeconds)
        await withTaskGroup(of: Void.self) { group in
            for spec in containers {
                guard let get = spec["lifecycle", "preStop", "httpGet"] else { continue }
                let port = Probe.port(get["port"], of: spec)
                let (ip, probes) = (self.ip, dependencies.probes)
                group.addTask {
                    _ = await probes.get(
                        ip: get["host"]?.string ?? ip, port: port, path: get["path"]?.string ?? "/", headers: [],
                        isTLS: get["scheme"]?.string == "HTTPS", timeout: limit)
                }
            }
        }
    }

    /// Proxies learn that a pod is ending when the pod does: the real thing loses requests between the two unless its
    /// pods sleep in `preStop`. A pod that has a grace period keeps serving until nobody is connected to it any more.
    private func quiet() async {
        let limit = min(Duration.seconds(graceSeconds), Limits.longestDrain)
        await dependencies.network.quiet(address, for: min(limit, Limits.quietBeforeStop), within: limit)
    }

    // MARK: Volumes and variables

    private var volumes: Volumes {
        let (namespace, informers, token) = (pod.namespace, dependencies.informers, dependencies.token)
        let account = pod["spec", "serviceAccountName"]?.string ?? "default"
        var shown = pod
        shown["status"] = status
        return Volumes(
            pod: shown,
            sources: Volumes.Sources(
                configMap: { informers[.configMaps]?[ObjectName(namespace: namespace, name: $0)] },
                secret: { informers[.secrets]?[ObjectName(namespace: namespace, name: $0)] },
                token: { token(namespace, account, $0, $1) }))
    }

    var environmentSources: Environment.Sources {
        let (namespace, informers) = (pod.namespace, dependencies.informers)
        return Environment.Sources(
            configMap: { informers[.configMaps]?[ObjectName(namespace: namespace, name: $0)] },
            secret: { informers[.secrets]?[ObjectName(namespace: namespace, name: $0)] })
    }

    private func volumesReady() async {
        while !Task.isCancelled, let missing = volumes.missing {
            await dependencies.events.warning(pod, "FailedMount", missing)
            // What is missing may have come while the event was written.
            if volumes.missing != nil { await sourcesChanged() }
        }
    }

    /// Returns when a ConfigMap or Secret of the namespace has changed, or the task is cancelled.
    func sourcesChanged() async {
        nextWaiter += 1
        let id = nextWaiter
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { waiters[id] = continuation }
            }
        } onCancel: {
            Task { await self.release(id) }
        }
    }

    /// Yields after every change of a ConfigMap or Secret of the namespace.
    private nonisolated func fileChanges() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let task = Task { [weak self] in
            while !Task.isCancelled {
                guard let self else { break }
                await self.sourcesChanged()
                continuation.yield()
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func release(_ id: Int) { waiters.removeValue(forKey: id)?.resume() }

    private func until(_ condition: () -> Bool) async {
        while !Task.isCancelled, !condition() { await sourcesChanged() }
    }

    /// A source of volumes or variables may have changed, or a container's state has.
    func wake() {
        let all = waiters
        waiters = [:]
        for waiter in all.values { waiter.resume() }
    }

    func context(for spec: JSON, variables: [String: String], log: ContainerLog) -> ContainerContext {
        let volumes = self.volumes
        func expanded(_ key: String) -> [String] {
            (spec[key]?.array ?? []).compactMap(\.string).map { Environment.expand($0, variables) }
        }
        return ContainerContext(
            image: spec["image"]?.string ?? "", command: expanded("command"), arguments: expanded("args"),
            environment: variables, workingDirectory: spec["workingDir"]?.string,
            ports: (spec["ports"]?.array ?? []).compactMap { $0["containerPort"]?.int },
            pod: .init(
                name: pod.name, namespace: pod.namespace, uid: pod.uid, ip: address, node: dependencies.node.name),
            containerName: spec["name"]?.string ?? "", network: dependencies.network,
            file: { volumes.read($0, in: spec) }, fileChanges: { [weak self] in self?.fileChanges() ?? AsyncStream { $0.finish() } },
            log: { log.append($0) })
    }

    // MARK: Status

    func change(_ container: String, _ body: (inout ContainerState) -> Void) {
        var state = states[container] ?? ContainerState()
        body(&state)
        guard states[container] != state else { return }
        states[container] = state
        wake()
        writeSoon()
    }

    /// Writes the status after the changes of this turn; changes while it is written are written next.
    private func writeSoon() {
        guard !isWriting else { return }
        isWriting = true
        Task { await self.flush() }
    }

    private var wantedStatus: JSON {
        var shown = pod
        shown["status"] = PodStatus.status(status, besides: pod)
        return PodStatus(
            pod: shown, containers: states, ips: addresses.map(\.description), hostIPs: dependencies.node.addresses,
            startTime: startTime
        ).json
    }

    private func flush() async {
        isWriting = true
        defer { isWriting = false }
        while true {
            guard wantedStatus != status else { return }
            do {
                var object = try await dependencies.client.get(.pods, pod.objectName)
                guard object.uid == pod.uid else { return }
                // Others may have set conditions that were not seen yet.
                pod = object
                let wanted = wantedStatus
                if object["status"] != wanted {
                    object["status"] = wanted
                    _ = try await dependencies.client.update(
                        .pods, object, WriteOptions(manager: "kubelet", subresource: "status"))
                }
                status = wanted
            } catch let error as StatusError where error.reason == "Conflict" {
                continue
            } catch {
                if (error as? StatusError)?.code != 404 { dependencies.logger.warning("status of pod \(pod.objectName): \(error)") }
                return
            }
        }
    }
}
