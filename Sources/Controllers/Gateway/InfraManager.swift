internal import Foundation
internal import JSON
internal import Kube
internal import Logging
internal import Synchronization
internal import Translate

/// Applies the objects of each fleet (ServiceAccount, ConfigMap, Deployment, Service …) and removes those of fleets
/// that are no more.
final class InfraManager: Sendable {
    /// The objects of a fleet, which may need what signed the controller's certificate. Pure; given by the translator.
    typealias Objects = @Sendable (ProxyInfra, _ authority: String?) -> [InfraObject]

    private static let labels: [(String, String)] = [
        ("app.kubernetes.io/managed-by", "envoy-gateway"), ("app.kubernetes.io/component", "proxy"),
    ]
    private static let kinds: [GroupVersionResource] = [
        .deployments, .daemonSets, .services, .configMaps, .serviceAccounts,
        GroupVersionResource("autoscaling", "v2", "horizontalpodautoscalers"),
        GroupVersionResource("policy", "v1", "poddisruptionbudgets"),
    ]

    private enum Work: Hashable {
        /// One fleet, by its name: its objects do not wait for those of others.
        case fleet(String)
        /// What an earlier run left behind.
        case leftovers
    }

    private static let workers = 4

    private let client: any Client
    private let logger: Logger
    private let objects: Objects
    private let queue = WorkQueue<Work>()
    private let state = Mutex<State>(State())

    private struct State {
        /// Nil until the first translation.
        var wanted: [String: ProxyInfra]?
        var applied: [String: [ObjectKey: JSON]] = [:]
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
        let wanted = Dictionary(infra.map { ($0.name, $0) }) { $1 }
        let tasks = state.withLock { state -> [Work] in
            let before = state.wanted
            state.wanted = wanted
            let names = infra.map(\.name) + (before ?? [:]).keys.filter { wanted[$0] == nil }.sorted()
            return names.filter { before?[$0] != wanted[$0] }.map(Work.fleet) + (before == nil ? [.leftovers] : [])
        }
        for task in tasks { queue.add(task) }
    }

    func run() async {
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<Self.workers { group.addTask { await self.work() } }
            }
        } onCancel: {
            queue.close()
        }
    }

    private func work() async {
        while let task = await queue.next() {
            do {
                switch task {
                case .fleet(let name): try await converge(name)
                case .leftovers: try await removeLeftovers()
                }
                queue.forget(task)
            } catch is CancellationError {
                return
            } catch {
                logger.warning("infrastructure, \(task): \(error)")
                queue.retry(task)
            }
            queue.done(task)
        }
    }

    private func converge(_ fleet: String) async throws {
        let (infra, applied) = state.withLock { ($0.wanted?[fleet], $0.applied[fleet] ?? [:]) }
        // A Gateway none of whose listeners is valid gets no proxies, and loses none.
        if let infra, infra.listeners.isEmpty { return }
        var keys: Set<ObjectKey> = []
        let authority = infra?.isBesideGateway == true ? await authority(infra?.controllerNamespace ?? "") : nil
        for object in infra.map({ objects($0, authority) }) ?? [] {
            let key = ObjectKey(resource: object.resource, name: object.json.objectName)
            keys.insert(key)
            guard applied[key] != object.json else { continue }
            try await check(object, at: key, isBesideGateway: infra?.isBesideGateway == true)
            _ = try await client.patch(
                object.resource, key.name, .apply(object.json), WriteOptions(manager: "envoy-gateway", force: true))
            state.withLock { $0.applied[fleet, default: [:]][key] = object.json }
        }
        for (key, object) in applied where !keys.contains(key) {
            try await remove(key, ifOwnedAs: object)
            state.withLock { _ = $0.applied[fleet]?.removeValue(forKey: key) }
        }
        state.withLock { state in
            if state.applied[fleet]?.isEmpty == true { state.applied[fleet] = nil }
        }
    }

    /// Objects of an earlier run's fleets are known by their labels.
    private func removeLeftovers() async throws {
        let selector = Self.labels.map { "\($0.0)=\($0.1)" }.joined(separator: ",")
        for resource in Self.kinds {
            let found = try await client.list(resource, ListOptions(labelSelector: selector)).items
                .filter { $0.labels.keys.contains { $0.hasPrefix("gateway.envoyproxy.io/owning-gateway") } }
            guard !found.isEmpty else { continue }
            // Asked for after the list: what was made meanwhile was wanted before.
            let wanted = state.withLock { Array(($0.wanted ?? [:]).values) }
            let keys = Set(wanted.flatMap { objects($0, nil) }.map { ObjectKey(resource: $0.resource, name: $0.json.objectName) })
            for object in found {
                let key = ObjectKey(resource: resource, name: object.objectName)
                if !keys.contains(key) { try await delete(key, uid: object.uid) }
            }
        }
    }

    private func authority(_ namespace: String) async -> String? {
        let secret = try? await client.get(.secrets, ObjectName(namespace: namespace, name: "envoy"))
        return secret?["data", "ca.crt"]?.string.flatMap { Data(base64Encoded: $0) }.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Beside Gateways live objects of their users, too: those of the same name are not taken over.
    private func check(_ object: InfraObject, at key: ObjectKey, isBesideGateway: Bool) async throws {
        let failure = "failed to create or update \(object.json.kind.lowercased()) \(key.name)"
        if let problem = object.problem { throw InfraProblem(description: "\(failure): \(problem)") }
        guard isBesideGateway, let present = try await find(key),
            !InfraOwnership.holds(of: present.labels, wanted: object.json.labels)
        else { return }
        throw InfraProblem(
            description: "\(failure): \(object.json.kind) \(key.name) already exists and is not owned by this Gateway")
    }

    /// Nothing happens to an object that somebody else has put in the place of ours.
    private func remove(_ key: ObjectKey, ifOwnedAs object: JSON) async throws {
        guard let present = try await find(key), InfraOwnership.holds(of: present.labels, wanted: object.labels) else {
            return
        }
        try await delete(key, uid: present.uid)
    }

    private func find(_ key: ObjectKey) async throws -> JSON? {
        do {
            return try await client.get(key.resource, key.name)
        } catch let error as StatusError where error.code == 404 {
            return nil
        }
    }

    private func delete(_ key: ObjectKey, uid: String) async throws {
        do {
            try await client.delete(key.resource, key.name, DeleteOptions(propagation: .background, uid: uid))
        } catch let error as StatusError where error.code == 404 {}
    }
}

private struct InfraProblem: Error, CustomStringConvertible {
    var description: String
}
