internal import ClusterNetwork
internal import JSON
internal import Kube
internal import Synchronization

/// Runs the pods that are placed on the node.
final class Kubelet: Sendable {
    private let dependencies: PodDependencies
    private let logs: ContainerLogs
    private let workers = Mutex<[String: PodWorker]>([:])

    init(dependencies: PodDependencies, logs: ContainerLogs) {
        self.dependencies = dependencies
        self.logs = logs
    }

    /// Runs until cancelled, then stops every pod's containers (their objects stay).
    func run() async {
        let (arrivals, arrive) = AsyncStream.makeStream(of: Informer.Change.self)
        let informers = dependencies.informers
        guard let pods = informers[.pods] else { return }
        for resource: GroupVersionResource in [.configMaps, .secrets, .pods] { await informers[resource]?.synced() }
        let token = pods.onChange { arrive.yield($0) }
        var sources: [(Informer, Int)] = []
        for informer in [informers[.configMaps], informers[.secrets]] {
            guard let informer else { continue }
            sources.append((informer, informer.onChange { [weak self] in self?.wake(in: $0.name.namespace) }))
        }
        await withDiscardingTaskGroup { group in
            for await change in arrivals { await take(change, &group) }
            group.cancelAll()
        }
        pods.removeHandler(token)
        for (informer, token) in sources { informer.removeHandler(token) }
    }

    private func take(_ change: Informer.Change, _ group: inout DiscardingTaskGroup) async {
        guard let pod = change.new else {
            if let uid = change.old?.uid, let worker = workers.withLock({ $0.removeValue(forKey: uid) }) {
                group.addTask { await worker.kill() }
                logs.remove(uid: uid)
            }
            return
        }
        guard pod["spec", "nodeName"]?.string == dependencies.node.name else { return }
        if let worker = workers.withLock({ $0[pod.uid] }) {
            await worker.see(pod)
            return
        }
        let phase = pod["status", "phase"]?.string
        if phase == "Succeeded" || phase == "Failed" || pod.isBeingDeleted {
            if pod.isBeingDeleted { group.addTask { await self.letGo(pod) } }
            return
        }
        // The addresses that the pod had before a restart of the sandbox, where they are still free.
        let before = (pod["status", "podIPs"]?.array ?? []).compactMap { $0["ip"]?.string.flatMap { IPAddress($0) } }
        guard let addresses = dependencies.network.attachPod(keeping: before), let address = addresses.first else {
            await dependencies.events.warning(
                pod, "FailedCreatePodSandBox", "Failed to create pod sandbox: no more addresses in the pod network")
            return
        }
        let worker = PodWorker(pod: pod, addresses: addresses, dependencies: dependencies, logs: logs)
        workers.withLock { $0[pod.uid] = worker }
        group.addTask {
            await withTaskCancellationHandler {
                await worker.run()
            } onCancel: {
                Task { await worker.kill() }
            }
            self.dependencies.network.detach(address)
        }
    }

    private func letGo(_ pod: JSON) async {
        try? await dependencies.client.delete(
            .pods, pod.objectName, DeleteOptions(gracePeriodSeconds: 0, uid: pod.uid))
    }

    private func wake(in namespace: String) {
        let all = workers.withLock { Array($0.values) }
        for worker in all {
            Task { if await worker.pod.namespace == namespace { await worker.wake() } }
        }
    }
}
