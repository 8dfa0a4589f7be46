package import JSON
package import Kube
import Schemas
import Store
import Synchronization

/// The in-process client: the same verbs as over the wire, without encoding, authentication and authorization.
package struct LocalClient: Client {
    package let server: APIServer
    /// Whom admission and strategies see.
    private let user: UserInfo

    package init(_ server: APIServer, user: UserInfo = .loopback) {
        self.server = server
        self.user = user
    }

    package func get(_ resource: GroupVersionResource, _ name: ObjectName) async throws -> JSON {
        let target = try target(resource, name)
        guard let record = server.store.get(target.storage, target.objectName) else {
            throw StatusError.notFound(target.resource, target.name)
        }
        return try server.object(record, target)
    }

    package func list(_ resource: GroupVersionResource, _ options: ListOptions) async throws -> ObjectList {
        let target = try target(resource, ObjectName(namespace: options.namespace, name: ""))
        let selection = try selection(target, options)
        let list = try server.records(target, selection, after: options.after, limit: options.limit)
        return ObjectList(items: list.objects, revision: list.revision)
    }

    package func create(_ resource: GroupVersionResource, _ object: JSON, _ options: WriteOptions) async throws -> JSON {
        var target = try target(resource, object.objectName)
        var context = context(options)
        if !options.subresource.isEmpty {
            target.subresource = options.subresource
            return try server.createSubresource(target, object, &context)
        }
        target.name = ""
        return try server.create(target, try shaped(object, target), &context)
    }

    package func update(_ resource: GroupVersionResource, _ object: JSON, _ options: WriteOptions) async throws -> JSON {
        var target = try target(resource, object.objectName)
        target.subresource = options.subresource
        var context = context(options)
        let object = try shaped(object, target)
        return try server.update(target, &context) { _, _ in object }
    }

    package func patch(
        _ resource: GroupVersionResource, _ name: ObjectName, _ patch: Patch, _ options: WriteOptions
    ) async throws -> JSON {
        var target = try target(resource, name)
        target.subresource = options.subresource
        var context = context(options)
        return try server.patch(target, patch, &context).object
    }

    package func delete(_ resource: GroupVersionResource, _ name: ObjectName, _ options: DeleteOptions) async throws {
        let target = try target(resource, name)
        _ = try server.delete(target, Deletion(options: options), WriteContext(user: user, manager: ""))
    }

    package func watch(_ resource: GroupVersionResource, _ options: ListOptions, from revision: Int64)
        async throws -> AsyncThrowingStream<WatchEvent, any Error>
    {
        let target = try target(resource, ObjectName(namespace: options.namespace, name: ""))
        let feed = try server.feed(target, selection(target, options), from: revision)
        let reader = LocalWatch(server: server, target: target, feed: feed)
        return AsyncThrowingStream { try await reader.next() }
    }

    private func target(_ resource: GroupVersionResource, _ name: ObjectName) throws -> Target {
        guard let (kind, version) = server.surface.catalog.version(resource), version.isServed else {
            throw StatusError.noSuchPath
        }
        return Target(kind: kind, version: version, namespace: name.namespace, name: name.name)
    }

    private func selection(_ target: Target, _ options: ListOptions) throws -> Selection {
        try Selection(
            namespace: target.namespace, labelSelector: options.labelSelector, fieldSelector: options.fieldSelector,
            target: target)
    }

    private func context(_ options: WriteOptions) -> WriteContext {
        var context = WriteContext(user: user, manager: options.manager)
        context.force = options.force
        context.isInternal = true
        return context
    }

    private func shaped(_ object: JSON, _ target: Target) throws -> JSON {
        var object = object
        if object["apiVersion"] == nil { object["apiVersion"] = .string(target.groupVersionKind.apiVersion) }
        if object["kind"] == nil { object["kind"] = .string(target.kind.kind) }
        _ = try target.version.decode(&object)
        return object
    }
}

/// One in-process watch: hands the events of a batch out one by one.
private final class LocalWatch: Sendable {
    private let server: APIServer
    private let target: Target
    private let feed: WatchFeed
    private let pending = Mutex<[WatchEvent]>([])

    init(server: APIServer, target: Target, feed: WatchFeed) {
        self.server = server
        self.target = target
        self.feed = feed
    }

    func next() async throws -> WatchEvent? {
        while true {
            if let event = pending.withLock({ $0.popLast() }) { return event }
            let batch: WatchFeed.Batch?
            do {
                batch = try await feed.next()
            } catch let error as StoreError {
                throw APIServer.refusal(of: error, revision: 0)
            }
            guard let batch else { return nil }
            var events = try batch.changes.map(event)
            if events.isEmpty { events = [.bookmark(batch.revision)] }
            events.reverse()
            pending.withLock { [events] in $0 = events }
        }
    }

    private func event(_ change: Change) throws -> WatchEvent {
        let object = server.converted(try change.object(), target)
        switch change.kind {
        case .added: return .added(object)
        case .modified: return .modified(object)
        case .deleted: return .deleted(object)
        }
    }
}
