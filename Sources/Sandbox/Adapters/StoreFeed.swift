internal import API
internal import Controllers
internal import JSON
internal import Kube
internal import Schemas
internal import Store
internal import Synchronization

/// The store's whole history, for the garbage collector.
struct StoreFeed: ObjectFeed {
    var store: Store
    var api: APIServer

    func everything() async throws -> AsyncThrowingStream<(GroupVersionResource, WatchEvent), any Error> {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: (GroupVersionResource, WatchEvent).self)
        let task = Task {
            do {
                try await follow { continuation.yield($0) }
                continuation.finish()
            } catch {
                continuation.finish(throwing: error)
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    func exists(_ kind: GroupVersionKind, _ name: ObjectName, uid: String) -> Bool? {
        guard let definition = api.catalog.kind(group: kind.group, kind: kind.kind) else { return nil }
        guard let record = store.get(definition.resource, name), let object = try? JSON(parsing: record.bytes) else {
            return false
        }
        return object.uid == uid
    }

    /// One watch for each resource; resources that appear later (custom ones) are taken up when they do.
    private func follow(_ yield: @escaping @Sendable ((GroupVersionResource, WatchEvent)) -> Void) async throws {
        let changes = api.catalogChanges()
        let revision = store.revision
        var watched: [GroupResource: String] = [:]
        for definition in api.catalog.kinds {
            guard let version = definition.versions.first(where: \.isStorage) else { continue }
            watched[definition.resource] = version.name
            let resource = GroupVersionResource(definition.resource.group, version.name, definition.resource.resource)
            for record in try store.list(definition.resource, at: revision).records {
                yield((resource, .added(try JSON(parsing: record.bytes))))
            }
        }
        yield((GroupVersionResource("", "", ""), .bookmark(revision)))
        let first = watched
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (resource, version) in first {
                group.addTask { try await watch(resource, version, from: revision, yield) }
            }
            group.addTask {
                for await _ in changes
                where api.catalog.kinds.contains(where: { first[$0.resource] == nil && $0.storageVersion != nil }) {
                    throw ResourcesChanged()
                }
            }
            for try await _ in group {}
        }
    }

    private struct ResourcesChanged: Error {}

    private func watch(
        _ name: GroupResource, _ version: String, from revision: Int64,
        _ yield: @Sendable ((GroupVersionResource, WatchEvent)) -> Void
    ) async throws {
        let resource = GroupVersionResource(name.group, version, name.resource)
        let watcher = try store.watch(name, from: revision)
        defer { watcher.cancel() }
        while let batch = try await watcher.next() {
            for event in batch.events {
                let object = try event.object()
                switch event.kind {
                case .created: yield((resource, .added(object)))
                case .modified: yield((resource, .modified(object)))
                case .deleted: yield((resource, .deleted(object)))
                }
            }
        }
    }
}
