internal import JSON
internal import Kube
internal import Logging
internal import Synchronization
internal import Translate

/// Applies the objects of each fleet (ServiceAccount, ConfigMap, Deployment, Service …) and removes those of fleets
/// that are no more.
final class InfraManager: Sendable {
    /// The objects of a fleet. Pure; given by the translator.
    typealias Objects = @Sendable (ProxyInfra) -> [InfraObject]

    private static let labels: [(String, String)] = [
        ("app.kubernetes.io/managed-by", "envoy-gateway"), ("app.kubernetes.io/component", "proxy"),
    ]
    private static let kinds: [GroupVersionResource] = [
        .deployments, .daemonSets, .services, .configMaps, .serviceAccounts,
        GroupVersionResource("autoscaling", "v2", "horizontalpodautoscalers"),
        GroupVersionResource("policy", "v1", "poddisruptionbudgets"),
    ]

    private let client: any Client
    private let logger: Logger
    private let objects: Objects
    private let queue = WorkQueue<Int>()
    private let state = Mutex<State>(State())

    private struct State {
        var wanted: [ProxyInfra]?
        var applied: [ObjectKey: JSON] = [:]
        var isFirst = true
    }

    private struct ObjectKey: Hashable {
        var resource: GroupVersionResource
        var name: ObjectName
    }

    init(client: any Client, logger: Logger, objects: @escaping Objects) {
        self.client = client
        self.logger = logger
        self.objects = objects
    }

    func want(_ infra: [ProxyInfra]) {
        let isNew = state.withLock { state in
            guard state.wanted != infra else { return false }
            state.wanted = infra
            return true
        }
        if isNew { queue.add(0) }
    }

    func run() async {
        await withTaskCancellationHandler {
            while let key = await queue.next() {
                do {
                    try await converge()
                    queue.forget(key)
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("infrastructure: \(error)")
                    queue.retry(key)
                }
                queue.done(key)
            }
        } onCancel: {
            queue.close()
        }
    }

    private func converge() async throws {
        guard let wanted = state.withLock({ $0.wanted }) else { return }
        var keys: Set<ObjectKey> = []
        for infra in wanted {
            for object in objects(infra) {
                let key = ObjectKey(resource: object.resource, name: object.json.objectName)
                keys.insert(key)
                guard state.withLock({ $0.applied[key] }) != object.json else { continue }
                _ = try await client.patch(
                    object.resource, key.name, .apply(object.json), WriteOptions(manager: "envoy-gateway", force: true))
                state.withLock { $0.applied[key] = object.json }
            }
        }
        try await removeOthers(than: keys)
    }

    private func removeOthers(than keys: Set<ObjectKey>) async throws {
        let isFirst = state.withLock { state in
            defer { state.isFirst = false }
            return state.isFirst
        }
        var stale = state.withLock { $0.applied.keys.filter { !keys.contains($0) } }
        if isFirst {
            // What an earlier run left behind is known by its labels.
            let selector = Self.labels.map { "\($0.0)=\($0.1)" }.joined(separator: ",")
            for resource in Self.kinds {
                let found = try await client.list(resource, ListOptions(labelSelector: selector)).items
                stale += found.filter { $0.labels.keys.contains { $0.hasPrefix("gateway.envoyproxy.io/owning-gateway") } }
                    .map { ObjectKey(resource: resource, name: $0.objectName) }
                    .filter { !keys.contains($0) }
            }
        }
        for key in stale {
            do {
                try await client.delete(key.resource, key.name, DeleteOptions(propagation: .background))
            } catch let error as StatusError where error.code == 404 {}
            state.withLock { $0.applied[key] = nil }
        }
    }
}
