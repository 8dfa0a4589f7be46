import Kube
import Synchronization

/// One reader of events. Cancelling the task that waits in `next` ends the wait; `cancel` ends the watch.
package final class Watcher: Sendable {
    package struct Batch: Sendable {
        /// In order; empty when the watcher was only nudged.
        package var events: [Event]
        /// Everything of interest up to this revision has been handed out: what a bookmark may say.
        package var revision: Int64
    }

    let namespace: String
    let name: String
    let resource: GroupResource
    private let hub: WatchHub
    private let state: Mutex<State>

    private struct State {
        var queue: WatcherQueue
        var waiter: CheckedContinuation<Void, Never>?
    }

    init(hub: WatchHub, resource: GroupResource, namespace: String, name: String, queue: WatcherQueue) {
        self.hub = hub
        self.resource = resource
        self.namespace = namespace
        self.name = name
        state = Mutex(State(queue: queue))
    }

    /// What has happened since the last call, waiting for something to happen. Nil after `cancel`, when the waiting task
    /// is cancelled, and when the store closes.
    package func next() async throws(StoreError) -> Batch? {
        while true {
            // Read before the queue: what is published by now is in the queue by now.
            let published = hub.published
            let (batch, end) = state.withLock { state -> (Batch?, WatcherQueue.End?) in
                if let end = state.queue.end { return (nil, end) }
                guard state.queue.isReady else { return (nil, nil) }
                let events = state.queue.drain()
                return (Batch(events: events, revision: max(published, events.last?.revision ?? 0)), nil)
            }
            if let batch { return batch }
            switch end {
            case .overrun: throw .overrun
            case .cancelled: return nil
            case nil: break
            }
            if Task.isCancelled { return nil }
            await wait()
        }
    }

    /// Makes `next` return, if only with no events.
    package func nudge() {
        change { $0.nudge() }
    }

    package func cancel() {
        hub.remove(self)
        finish()
    }

    /// Ends the watch for a hub that has let go of it.
    func finish() {
        change { $0.finish(.cancelled) }
    }

    func replay(_ events: [Event]) {
        change { $0.replay(events.filter(concerns)) }
    }

    /// False when the watcher is done for.
    func offer(_ event: Event) -> Bool {
        concerns(event) ? change { $0.offer(event) } : true
    }

    private func concerns(_ event: Event) -> Bool {
        (namespace.isEmpty || namespace == event.name.namespace) && (name.isEmpty || name == event.name.name)
    }

    private func change<Result: Sendable>(_ body: (inout WatcherQueue) -> Result) -> Result {
        let (result, waiter) = state.withLock { state in
            let result = body(&state.queue)
            guard state.queue.isReady else { return (result, nil as CheckedContinuation<Void, Never>?) }
            defer { state.waiter = nil }
            return (result, state.waiter)
        }
        waiter?.resume()
        return result
    }

    private func wait() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let superseded = state.withLock { state in
                    // A task cancelled before this line has already had its handler run: do not wait.
                    if state.queue.isReady || Task.isCancelled {
                        return continuation as CheckedContinuation<Void, Never>?
                    }
                    defer { state.waiter = continuation }
                    return state.waiter
                }
                superseded?.resume()
            }
        } onCancel: {
            let waiter = state.withLock { state in
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume()
        }
    }
}
