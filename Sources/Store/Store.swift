import Dispatch
package import Kube
import Synchronization

/// The objects of one sandbox: an index in memory over a log of revisions in SQLite.
///
/// Every write has its own revision (the object's `metadata.resourceVersion`); revisions only grow. `commit` returns
/// when its writes are in the file, and only then does anybody else see them. Reads never wait for the file.
package final class Store: Sendable {
    private let limits: StoreLimits
    private let log: RevisionLog
    private let lock: FileLock?
    private let hub: WatchHub
    /// Held by one writer at a time, from the look at the old state to the last watcher told.
    private let writer: Mutex<Writer>
    private let index: Mutex<Index>
    private let compacted: Atomic<Int64>
    private let maintenance = DispatchQueue(label: "postern.store.maintenance", qos: .utility)

    private struct Writer {
        var isClosed = false
        var bytesSinceCheckpoint = 0
        var isKeptUp = false
    }

    private struct Index {
        var tables: [GroupResource: Table]
        var revision: Int64
    }

    /// Opens the store at `path`, making the file where there is none; nil keeps everything in memory.
    package init(path: String?, limits: StoreLimits = StoreLimits()) throws(StoreError) {
        self.limits = limits
        lock = if let path { try FileLock(path: path) } else { nil }
        log = try RevisionLog(path: path)
        let contents = try log.load()
        hub = WatchHub(revision: contents.revision, limits: limits)
        writer = Mutex(Writer())
        index = Mutex(Index(tables: contents.tables, revision: contents.revision))
        compacted = Atomic(contents.compacted)
    }

    deinit { close() }

    // MARK: Reading

    /// The newest committed revision.
    package var revision: Int64 { index.withLock { $0.revision } }

    /// Watches and lists are possible from this revision on.
    package var oldestRevision: Int64 { compacted.load(ordering: .acquiring) }

    package func get(_ resource: GroupResource, _ name: ObjectName) -> Record? {
        let key = Record.key(name)
        return index.withLock { $0.tables[resource]?[key] }
    }

    /// The objects of a resource, in one namespace or (empty) in all, at one revision: the newest, or a past one that has
    /// not been compacted. `after` and `limit` cut a page out (0: no limit).
    package func list(
        _ resource: GroupResource, namespace: String = "", after: ObjectName? = nil, limit: Int = 0,
        at revision: Int64? = nil
    ) throws(StoreError) -> RecordList {
        try view(resource, namespace: namespace, at: revision).page(namespace: namespace, after: after, limit: limit)
    }

    /// The same for those who read several pages: a past revision is worked out once. With a namespace, only its objects
    /// are as they were.
    package func view(_ resource: GroupResource, namespace: String = "", at revision: Int64? = nil)
        throws(StoreError) -> RecordView
    {
        let (now, table) = index.withLock { ($0.revision, $0.tables[resource] ?? Table()) }
        guard let revision, revision != now else { return RecordView(revision: now, table: table) }
        guard revision < now else { throw .future(current: now) }
        let past = try self.table(table, of: resource, namespace: namespace, at: revision, now: now)
        return RecordView(revision: revision, table: past)
    }

    /// A table as it stood: what happened since, taken back.
    private func table(_ table: Table, of resource: GroupResource, namespace: String, at revision: Int64, now: Int64)
        throws(StoreError) -> Table
    {
        let oldest = oldestRevision
        guard revision >= oldest else { throw .compacted(oldest: oldest) }
        // A writer shows its state first and hands out its events a moment later: wait for that moment.
        if hub.published < now { writer.withLock { _ in } }
        var events = hub.recent(resource, after: revision)
        if events == nil { events = try log.events(resource, namespace: namespace, revision + 1...now) }
        var table = table
        for event in (events ?? []).reversed() where event.revision <= now {
            if let previous = event.previousRecord {
                table.put(previous)
            } else {
                table.remove(event.record.key)
            }
        }
        return table
    }

    func newest(_ resource: GroupResource, namespace: String) -> [Record] {
        index.withLock { $0.tables[resource]?.page(namespace: namespace, after: nil, limit: 0).records ?? [] }
    }

    package func count(_ resource: GroupResource, namespace: String = "") -> Int {
        index.withLock { $0.tables[resource]?.count(namespace: namespace) ?? 0 }
    }

    /// The resources that have objects.
    package var resources: [GroupResource] {
        index.withLock { index in index.tables.filter { $0.value.count > 0 }.map(\.key) }
    }

    // MARK: Writing

    /// Runs `body` alone among writers, then writes what it put and deleted, all or nothing. When `body` throws, nothing is
    /// written. It should be quick: prepare `Template`s before. It must not commit itself.
    package func commit<Result: Sendable>(_ body: (inout Transaction) throws -> Result) throws -> Result {
        let (result, isUpkeepDue) = try writer.withLock { writer in
            guard !writer.isClosed else { throw StoreError.closed }
            var transaction = Transaction(store: self, revision: revision)
            let result = try body(&transaction)
            let events = transaction.events
            guard let last = events.last else { return (result, false) }
            try log.append(events)
            index.withLock { index in
                for event in events {
                    if event.kind == .deleted {
                        index.tables[event.resource]?.remove(event.record.key)
                    } else {
                        index.tables[event.resource, default: Table()].put(event.record)
                    }
                }
                index.revision = last.revision
            }
            hub.publish(events)
            return (result, self.isUpkeepDue(&writer, after: events))
        }
        if isUpkeepDue { maintenance.async { self.keepUp() } }
        return result
    }

    // MARK: Watching

    /// Events after `revision`, in order, each once: first from the log, then as they happen.
    package func watch(_ resource: GroupResource, namespace: String = "", name: String = "", from revision: Int64)
        throws(StoreError) -> Watcher
    {
        let oldest = oldestRevision
        guard revision >= oldest else { throw .compacted(oldest: oldest) }
        let now = self.revision
        guard revision <= now else { throw .future(current: now) }
        let (watcher, missing) = hub.add(resource, namespace: namespace, name: name, after: revision)
        if let missing {
            do {
                watcher.replay(try log.events(resource, namespace: namespace, missing))
            } catch {
                watcher.cancel()
                throw error
            }
        }
        return watcher
    }

    /// Watchers for whom events are kept.
    package var watcherCount: Int { hub.count }

    /// Makes every waiting watcher return, if only to tell the revision it has seen: the tick behind bookmarks.
    package func nudgeWatchers() { hub.nudge() }

    // MARK: Upkeep

    private enum Upkeep { case compact(to: Int64), checkpoint }

    /// Starts the upkeep that has become due, unless it is under way; then it looks again itself.
    private func isUpkeepDue(_ writer: inout Writer, after events: [Event]) -> Bool {
        writer.bytesSinceCheckpoint += events.reduce(0) { $0 + $1.bytes.count + 256 }
        guard !writer.isKeptUp, upkeep(writer) != nil else { return false }
        writer.isKeptUp = true
        return true
    }

    private func upkeep(_ writer: Writer) -> Upkeep? {
        let keep = Int64(limits.keptRevisions)
        let now = revision
        if now - oldestRevision > keep + Int64(limits.compactionStep) { return .compact(to: now - keep) }
        return writer.bytesSinceCheckpoint > limits.checkpointBytes ? .checkpoint : nil
    }

    private func keepUp() {
        while true {
            let work = writer.withLock { writer -> Upkeep? in
                let work = writer.isClosed ? nil : upkeep(writer)
                if case .checkpoint? = work { writer.bytesSinceCheckpoint = 0 }
                writer.isKeptUp = work != nil
                return work
            }
            do {
                switch work {
                case .compact(let revision): try compact(before: revision)
                case .checkpoint: try log.checkpoint()
                case nil: return
                }
            } catch {
                // It costs space and nothing else; the next write tries again.
                writer.withLock { $0.isKeptUp = false }
                return
            }
        }
    }

    /// Forgets states and events before `revision`, but for what is still the newest state of an object.
    package func compact(before revision: Int64) throws(StoreError) {
        let target = min(revision, self.revision)
        while true {
            let done: Bool = try writer.withLock { writer throws(StoreError) in
                guard !writer.isClosed else { throw .closed }
                let from = oldestRevision
                guard from < target else { return true }
                let to = min(target, from + Int64(limits.compactionBatchRows))
                try log.compact(from: from, to: to)
                compacted.store(to, ordering: .releasing)
                return to == target
            }
            if done { return }
        }
    }

    /// Ends all watchers and closes the file. Everything acknowledged is in it already.
    package func close() {
        let wasClosed = writer.withLock { writer in
            defer { writer.isClosed = true }
            return writer.isClosed
        }
        guard !wasClosed else { return }
        hub.close()
        log.close()
        lock?.release()
    }
}
