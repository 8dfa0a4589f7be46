/// Bounds of the store. Everything that grows with use has one.
package struct StoreLimits: Sendable {
    /// Events that may wait for one watcher; beyond it the watcher is ended (`StoreError.overrun`).
    package var watcherQueueEvents = 10_000
    package var watcherQueueBytes = 32 << 20
    /// Recent events kept in memory, so that most watches resume without reading the file.
    package var recentEvents = 2_000
    package var recentEventsBytes = 8 << 20
    /// The newest of them keep what was derived from them for all watchers (objects, frames): a multiple of their bytes.
    package var warmEvents = 512
    package var warmBytes = 2 << 20
    /// Revisions that stay readable (watches from them, pages of lists at them) whatever their age.
    package var keptRevisions = 10_000
    /// Compaction runs when this many revisions more than `keptRevisions` have come together.
    package var compactionStep = 2_000
    /// Rows that one compaction transaction deletes, so that writers wait no longer than it takes.
    package var compactionBatchRows = 500
    /// The write-ahead log is folded into the file when it has grown by this much.
    package var checkpointBytes = 4 << 20

    package init() {}
}
