import JSON
import Kube
import Synchronization

/// As much of an API server as controllers need that read, apply and delete.
final class FakeCluster: Client {
    private struct State {
        var objects: [GroupVersionResource: [ObjectName: JSON]] = [:]
        var watches: [GroupVersionResource: [AsyncThrowingStream<WatchEvent, any Error>.Continuation]] = [:]
        var revision: Int64 = 0
    }

    private let state = Mutex(State())

    /// Resources that are not installed answer 404 to everything.
    init(installed: [GroupVersionResource]) {
        state.withLock { state in
            for resource in installed { state.objects[resource] = [:] }
        }
    }

    func install(_ resource: GroupVersionResource) {
        state.withLock { $0.objects[resource] = $0.objects[resource] ?? [:] }
    }

    func put(_ resource: GroupVersionResource, _ object: JSON) {
        state.withLock { state in _ = Self.store(resource, object, &state) }
    }

    func names(_ resource: GroupVersionResource) -> Set<String> {
        state.withLock { state in Set((state.objects[resource] ?? [:]).keys.map(\.description)) }
    }

    private static func store(_ resource: GroupVersionResource, _ object: JSON, _ state: inout State) -> JSON {
        var object = object
        let before = state.objects[resource]?[object.objectName]
        state.revision += 1
        object["metadata", "resourceVersion"] = .string("\(state.revision)")
        object["metadata", "uid"] = .string(before?.uid ?? "u\(state.revision)")
        state.objects[resource, default: [:]][object.objectName] = object
        for watch in state.watches[resource] ?? [] { watch.yield(before == nil ? .added(object) : .modified(object)) }
        return object
    }

    private static func notFound(_ name: String) -> StatusError {
        StatusError(code: 404, reason: "NotFound", message: "\(name) not found", details: [:])
    }

    func get(_ resource: GroupVersionResource, _ name: ObjectName) async throws -> JSON {
        guard let object = state.withLock({ $0.objects[resource]?[name] }) else { throw Self.notFound(name.name) }
        return object
    }

    func list(_ resource: GroupVersionResource, _ options: ListOptions) async throws -> ObjectList {
        let (objects, revision) = state.withLock { ($0.objects[resource], $0.revision) }
        guard let objects else { throw Self.notFound(resource.resource) }
        let wanted = options.labelSelector.split(separator: ",").map { $0.split(separator: "=").map(String.init) }
        let items = objects.values.filter { object in wanted.allSatisfy { object.labels[$0[0]] == $0[1] } }
        return ObjectList(items: items, revision: revision)
    }

    func create(_ resource: GroupVersionResource, _ object: JSON, _ options: WriteOptions) async throws -> JSON {
        state.withLock { Self.store(resource, object, &$0) }
    }

    func update(_ resource: GroupVersionResource, _ object: JSON, _ options: WriteOptions) async throws -> JSON {
        state.withLock { Self.store(resource, object, &$0) }
    }

    func patch(_ resource: GroupVersionResource, _ name: ObjectName, _ patch: Patch, _ options: WriteOptions)
        async throws -> JSON
    {
        guard case .apply(let object) = patch else { return .null }
        return state.withLock { state in
            let present = state.objects[resource]?[name] ?? [:]
            return Self.store(resource, Patches.merge(object, to: present), &state)
        }
    }

    func delete(_ resource: GroupVersionResource, _ name: ObjectName, _ options: DeleteOptions) async throws {
        let gone = state.withLock { state -> JSON? in
            guard options.uid == nil || options.uid == state.objects[resource]?[name]?.uid else { return nil }
            return state.objects[resource]?.removeValue(forKey: name)
        }
        guard let gone else { throw Self.notFound(name.name) }
        for watch in state.withLock({ $0.watches[resource] ?? [] }) { watch.yield(.deleted(gone)) }
    }

    func watch(_ resource: GroupVersionResource, _ options: ListOptions, from revision: Int64)
        async throws -> AsyncThrowingStream<WatchEvent, any Error>
    {
        let (stream, continuation) = AsyncThrowingStream.makeStream(of: WatchEvent.self)
        state.withLock { state in
            for object in (state.objects[resource] ?? [:]).values where Int64(object.resourceVersion) ?? 0 > revision {
                continuation.yield(.added(object))
            }
            state.watches[resource, default: []].append(continuation)
        }
        return stream
    }
}

/// Whether `condition` comes true within some seconds.
func eventually(_ condition: @Sendable () async -> Bool) async -> Bool {
    for _ in 0..<500 {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return await condition()
}
