package import JSON
package import Kube
package import Logging
internal import Synchronization

/// A local copy of all objects of one resource, kept up to date by a watch.
package final class Informer: Sendable {
    /// What happened to one object. Both sides stand on an update; a new object has no `old`, a deleted one no `new`.
    package struct Change: Sendable {
        package var name: ObjectName
        package var old: JSON?
        package var new: JSON?

        /// The object as last seen.
        package var object: JSON { new ?? old ?? .null }
    }

    package typealias Handler = @Sendable (Change) -> Void

    private struct State {
        var objects: [ObjectName: JSON] = [:]
        var handlers: [Int: Handler] = [:]
        var nextHandler = 0
        var isSynced = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    package let resource: GroupVersionResource
    private let client: any Client
    private let state = Mutex(State())

    package init(_ resource: GroupVersionResource, client: any Client) {
        self.resource = resource
        self.client = client
    }

    package subscript(_ name: ObjectName) -> JSON? {
        state.withLock { $0.objects[name] }
    }

    package var all: [JSON] { state.withLock { Array($0.objects.values) } }

    package func all(in namespace: String) -> [JSON] {
        state.withLock { state in
            state.objects.compactMap { $0.key.namespace == namespace ? $0.value : nil }
        }
    }

    /// Calls `handler` for every object there is, then for every change, until the returned token is removed.
    @discardableResult
    package func onChange(_ handler: @escaping Handler) -> Int {
        let (token, present) = state.withLock { state in
            state.nextHandler += 1
            state.handlers[state.nextHandler] = handler
            return (state.nextHandler, state.objects)
        }
        for (name, object) in present { handler(Change(name: name, old: nil, new: object)) }
        return token
    }

    package func removeHandler(_ token: Int) {
        state.withLock { _ = $0.handlers.removeValue(forKey: token) }
    }

    /// Returns when the first list has been taken in.
    package func synced() async {
        await withCheckedContinuation { continuation in
            let isSynced = state.withLock { state in
                if !state.isSynced { state.waiters.append(continuation) }
                return state.isSynced
            }
            if isSynced { continuation.resume() }
        }
    }

    /// Lists and watches until cancelled.
    package func run(logger: Logger) async {
        while !Task.isCancelled {
            do {
                let list = try await client.list(resource, .all)
                replace(with: list.items)
                for try await event in try await client.watch(resource, .all, from: list.revision) { take(event) }
            } catch is CancellationError {
                break
            } catch let error as StatusError where error.code == 410 {
                continue  // Fell behind: list again.
            } catch {
                logger.warning("watch of \(resource.resource) ended: \(error)")
                try? await Task.sleep(for: .milliseconds(200))
            }
        }
        releaseWaiters()
    }

    private func replace(with items: [JSON]) {
        var fresh: [ObjectName: JSON] = [:]
        fresh.reserveCapacity(items.count)
        for item in items { fresh[item.objectName] = Self.kept(item) }
        let (before, handlers) = state.withLock { state in
            defer { state.objects = fresh }
            return (state.objects, Array(state.handlers.values))
        }
        for (name, object) in fresh where before[name]?.resourceVersion != object.resourceVersion {
            for handler in handlers { handler(Change(name: name, old: before[name], new: object)) }
        }
        for (name, object) in before where fresh[name] == nil {
            for handler in handlers { handler(Change(name: name, old: object, new: nil)) }
        }
        releaseWaiters()
    }

    /// Half of what an object weighs is who wrote which field; no controller asks, and a write without it changes nothing.
    private static func kept(_ object: JSON) -> JSON {
        var object = object
        object["metadata", "managedFields"] = nil
        return object
    }

    private func releaseWaiters() {
        let waiters = state.withLock { state in
            state.isSynced = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    private func take(_ event: WatchEvent) {
        let object: JSON
        var isDeleted = false
        switch event {
        case .added(let value), .modified(let value): object = Self.kept(value)
        case .deleted(let value):
            object = Self.kept(value)
            isDeleted = true
        case .bookmark: return
        }
        let name = object.objectName
        let (old, handlers) = state.withLock { state in
            let old = isDeleted ? state.objects.removeValue(forKey: name) : state.objects.updateValue(object, forKey: name)
            return (old, Array(state.handlers.values))
        }
        for handler in handlers { handler(Change(name: name, old: old ?? (isDeleted ? object : nil), new: isDeleted ? nil : object)) }
    }
}
