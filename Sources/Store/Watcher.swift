/// One reader of events. Cancelling the task that waits in `next` ends the wait; `cancel` ends the watch.
package final class Watcher: Sendable {
    package struct Batch: Sendable {
        /// In order; empty when the watcher was only nudged.
        package var events: [Event]
        /// Everything of interest up to this revision has been handed out: what a bookmark may say.
        package var revision: Int64
    }

    /// What has happened since the last call, waiting for something to happen. Nil after `cancel`, when the waiting task
    /// is cancelled, and when the store closes.
    package func next() async throws(StoreError) -> Batch? { nil }

    /// Makes `next` return, if only with no events.
    package func nudge() {}

    package func cancel() {}
}
