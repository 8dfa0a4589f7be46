import JSON
import Kube
import Store

/// A change as one watcher sees it: what its selection makes of an event.
struct Change: Sendable {
    enum Kind: String, Sendable { case added = "ADDED", modified = "MODIFIED", deleted = "DELETED" }

    var kind: Kind
    var event: Event
    /// The object has left the selection without being deleted: its state before the change is what is shown.
    var hasLeft = false

    /// The object to show, in the version it is stored in. Parsed once for all watchers.
    func object() throws -> JSON {
        guard hasLeft else { return try event.object() }
        return try event.shared("left") {
            var object = try event.previousObject() ?? event.object()
            object["metadata", "resourceVersion"] = .string(String(event.revision))
            return object
        }
    }

    func bytes() throws -> [UInt8] {
        guard hasLeft else { return event.bytes }
        return try event.shared("left.bytes") { try object().bytes }
    }
}

/// Events of a resource, seen through a selection.
final class WatchFeed: Sendable {
    struct Batch: Sendable {
        var changes: [Change]
        /// Everything up to this revision has been seen.
        var revision: Int64
    }

    private let watcher: Watcher
    private let selection: Selection

    init(watcher: Watcher, selection: Selection) {
        self.watcher = watcher
        self.selection = selection
    }

    /// Nobody reads any more: the store need not keep events for it.
    deinit { watcher.cancel() }

    /// Waits for events; nil at the end. The batch is empty when the events meant nothing to this selection.
    func next() async throws -> Batch? {
        guard let batch = try await watcher.next() else { return nil }
        var changes: [Change] = []
        changes.reserveCapacity(batch.events.count)
        for event in batch.events {
            if let change = try change(event) { changes.append(change) }
        }
        return Batch(changes: changes, revision: batch.revision)
    }

    func cancel() { watcher.cancel() }

    func nudge() { watcher.nudge() }

    private func change(_ event: Event) throws -> Change? {
        if selection.isEverything {
            switch event.kind {
            case .created: return Change(kind: .added, event: event)
            case .modified: return Change(kind: .modified, event: event)
            case .deleted: return Change(kind: .deleted, event: event)
            }
        }
        let isIn = try event.kind != .deleted && selection.matches(event.object())
        let wasIn = try event.kind != .created && (event.previousObject().map(selection.matches) ?? false)
        switch (wasIn, isIn) {
        case (false, false): return nil
        case (false, true): return Change(kind: .added, event: event)
        case (true, true): return Change(kind: .modified, event: event)
        case (true, false): return Change(kind: .deleted, event: event, hasLeft: event.kind != .deleted)
        }
    }
}

extension APIServer {
    /// The events of a target's collection after a revision.
    func feed(_ target: Target, _ selection: Selection, from revision: Int64) throws -> WatchFeed {
        do {
            let watcher = try store.watch(
                target.storage, namespace: selection.namespace, name: selection.name, from: revision)
            return WatchFeed(watcher: watcher, selection: selection)
        } catch {
            throw Self.refusal(of: error, revision: revision)
        }
    }

    /// The store's refusals in Kubernetes' words.
    static func refusal(of error: StoreError, revision: Int64) -> StatusError {
        switch error {
        case .compacted(let oldest): .tooOld(revision, oldest: oldest)
        case .future(let current): .tooLargeResourceVersion(revision, current: current)
        case .overrun: .expired("too old resource version: the watcher fell behind")
        case .closed: .serviceUnavailable("the server is shutting down")
        default: .internalError("\(error)")
        }
    }
}
