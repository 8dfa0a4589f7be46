internal import JSON
internal import Kube
internal import Logging
internal import Synchronization
internal import Translate

/// Keeps a `ClusterView` up to date and says when there is something new to translate.
final class ViewKeeper: Sendable {
    private struct State {
        var view = ClusterView()
        var objects: [GroupVersionResource: [ObjectName: Seen]] = [:]
        var missing: Set<GroupVersionResource> = []
        var isDirty = false
        var isCheckPending = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    /// What decides whether a new version of an object means anything new.
    private struct Seen {
        var generation: Int
        var metadata: JSON
        var kind: String
        var apiVersion: String
    }

    private let client: any Client
    private let logger: Logger
    private let state = Mutex(State())

    init(client: any Client, logger: Logger) {
        self.client = client
        self.logger = logger
    }

    var view: ClusterView { state.withLock { $0.view } }

    /// Whether `changed()` would return at once.
    var hasMore: Bool { state.withLock { $0.isDirty } }

    /// Lists everything once, then follows it until cancelled. `ready` is called when the first picture is complete.
    func run(_ resources: [GroupVersionResource], ready: @escaping @Sendable () -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            var revisions: [GroupVersionResource: Int64] = [:]
            for resource in resources { revisions[resource] = await list(resource) }
            markDirty()
            ready()
            for resource in resources {
                let revision = revisions[resource]
                group.addTask { await self.follow(resource, from: revision) }
            }
            await group.waitForAll()
        }
    }

    /// Returns when something changed since the last call.
    func changed() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isNow = state.withLock { state in
                    if state.isDirty || Task.isCancelled {
                        state.isDirty = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isNow { continuation.resume() }
            }
        } onCancel: {
            state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }?.resume()
        }
    }

    private func markDirty() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let waiter = state.waiter else {
                state.isDirty = true
                return nil
            }
            state.waiter = nil
            return waiter
        }
        waiter?.resume()
    }

    /// Takes the list in; nil when the resource is not there (its CRD is not installed).
    private func list(_ resource: GroupVersionResource) async -> Int64? {
        do {
            let list = try await client.list(resource, .all)
            var gone = state.withLock { $0.objects[resource] ?? [:] }
            for item in list.items {
                gone[item.objectName] = nil
                take(resource, item)
            }
            for (name, seen) in gone {
                let stub: JSON = [
                    "apiVersion": .string(seen.apiVersion), "kind": .string(seen.kind),
                    "metadata": ["name": .string(name.name), "namespace": .string(name.namespace)],
                ]
                remove(resource, stub)
            }
            return list.revision
        } catch {
            if (error as? StatusError)?.code != 404 { logger.warning("listing \(resource.resource): \(error)") }
            return nil
        }
    }

    private func follow(_ resource: GroupVersionResource, from first: Int64?) async {
        var revision = first
        while !Task.isCancelled {
            do {
                if let from = revision {
                    for try await event in try await client.watch(resource, .all, from: from) {
                        switch event {
                        case .added(let object), .modified(let object): take(resource, object)
                        case .deleted(let object): remove(resource, object)
                        case .bookmark: break
                        }
                    }
                } else {
                    try await Task.sleep(for: .seconds(1))  // A CRD that is not there may be installed.
                }
                if Task.isCancelled { return }
            } catch is CancellationError {
                return
            } catch {
                logger.debug("watch of \(resource.resource) ended: \(error)")
            }
            revision = await list(resource)
        }
    }

    private func take(_ resource: GroupVersionResource, _ object: JSON) {
        let name = object.objectName
        var metadata = object.metadata
        for field in ["resourceVersion", "managedFields", "generation"] { metadata[field] = nil }
        let isNew = state.withLock { state -> Bool in
            let before = state.objects[resource]?.updateValue(
                Seen(
                    generation: object.generation, metadata: metadata, kind: object.kind,
                    apiVersion: object.apiVersion), forKey: name)
            if before == nil {
                state.objects[resource, default: [:]][name] = Seen(
                    generation: object.generation, metadata: metadata, kind: object.kind,
                    apiVersion: object.apiVersion)
            }
            state.view.set(object)
            guard Self.hasOnlyOwnStatus(resource), let before else { return true }
            return before.generation != object.generation || before.metadata != metadata
        }
        if isNew { markDirty() } else { markDirtySoon() }
    }

    /// A status came back as it was written. Usually that means nothing; where it was overtaken by what it speaks of,
    /// it is put right.
    private func markDirtySoon() {
        let isFirst = state.withLock { state in
            defer { state.isCheckPending = true }
            return !state.isCheckPending
        }
        guard isFirst else { return }
        Task { [weak self] in
            try? await Task.sleep(for: Limits.statusCheckDelay)
            self?.state.withLock { $0.isCheckPending = false }
            self?.markDirty()
        }
    }

    private func remove(_ resource: GroupVersionResource, _ object: JSON) {
        state.withLock { state in
            state.objects[resource]?[object.objectName] = nil
            state.view.remove(object)
        }
        markDirty()
    }

    /// Kinds whose status we alone write: a change of status only is our own writing coming back.
    private static func hasOnlyOwnStatus(_ resource: GroupVersionResource) -> Bool {
        resource.group == "gateway.networking.k8s.io" || resource.group == "gateway.envoyproxy.io"
    }
}
