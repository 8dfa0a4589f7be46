package import Kube

/// The objects of one sandbox: an index in memory over a log of revisions in SQLite.
///
/// Every write has its own revision (the object's `metadata.resourceVersion`); revisions only grow. `commit` returns
/// when its writes are in the file, and only then does anybody else see them.
package final class Store: Sendable {
    /// Opens the store at `path`, making the file where there is none; nil keeps everything in memory.
    package init(path: String?, limits: StoreLimits = StoreLimits()) throws(StoreError) {
        throw .closed
    }

    /// The newest committed revision.
    package var revision: Int64 { 0 }

    /// Watches and lists are possible from this revision on.
    package var oldestRevision: Int64 { 0 }

    package func get(_ resource: GroupResource, _ name: ObjectName) -> Record? { nil }

    /// The objects of a resource, in one namespace or (empty) in all, at one revision: the newest, or a past one that has
    /// not been compacted. `after` and `limit` cut a page out (0: no limit).
    package func list(
        _ resource: GroupResource, namespace: String = "", after: ObjectName? = nil, limit: Int = 0,
        at revision: Int64? = nil
    ) throws(StoreError) -> RecordList {
        throw .closed
    }

    package func count(_ resource: GroupResource, namespace: String = "") -> Int { 0 }

    /// The resources that have objects.
    package var resources: [GroupResource] { [] }

    /// Runs `body` alone among writers, then writes what it put and deleted, all or nothing. When `body` throws, nothing is
    /// written. It should be quick: prepare `Template`s before.
    package func commit<Result>(_ body: (inout Transaction) throws -> Result) throws -> Result {
        throw StoreError.closed
    }

    /// Events after `revision`, in order, each once: first from the log, then as they happen.
    package func watch(_ resource: GroupResource, namespace: String = "", name: String = "", from revision: Int64)
        throws(StoreError) -> Watcher
    {
        throw .closed
    }

    /// Makes every waiting watcher return, if only to tell the revision it has seen: the tick behind bookmarks.
    package func nudgeWatchers() {}

    /// Forgets states and events before `revision` (as far as nobody's newest state is among them).
    package func compact(before revision: Int64) throws(StoreError) {}

    /// Ends all watchers and closes the file. Everything acknowledged is in it already.
    package func close() {}
}
