import Kube
import Synchronization

/// Hands each committed event to the watchers of its resource, and remembers the recent ones for those who come late.
final class WatchHub: Sendable {
    private let limits: StoreLimits
    private let state: Mutex<State>
    private let newest: Atomic<Int64>

    private struct State {
        var watchers: [GroupResource: [ObjectIdentifier: Watcher]] = [:]
        var recent: RecentEvents
        var isClosed = false
    }

    init(revision: Int64, limits: StoreLimits) {
        self.limits = limits
        state = Mutex(State(recent: RecentEvents(after: revision, limits: limits)))
        newest = Atomic(revision)
    }

    /// Every event up to this revision has been offered to its watchers.
    var published: Int64 { newest.load(ordering: .acquiring) }

    /// One writer at a time, in order of revisions.
    func publish(_ events: [Event]) {
        guard let last = events.last else { return }
        state.withLock { state in
            for event in events {
                state.recent.append(event)
                guard let watchers = state.watchers[event.resource] else { continue }
                for (id, watcher) in watchers where !watcher.offer(event) {
                    state.watchers[event.resource]?[id] = nil
                }
            }
            newest.store(last.revision, ordering: .releasing)
        }
    }

    /// Registers a watcher and gives it the events after `revision` that memory still holds. When memory does not reach
    /// that far, returns the range of revisions that must be replayed from the log.
    func add(_ resource: GroupResource, namespace: String, name: String, after revision: Int64)
        -> (watcher: Watcher, missing: ClosedRange<Int64>?)
    {
        let queue = WatcherQueue(
            after: revision, maximumEvents: limits.watcherQueueEvents, maximumBytes: limits.watcherQueueBytes)
        let watcher = Watcher(hub: self, resource: resource, namespace: namespace, name: name, queue: queue)
        return state.withLock { state in
            guard !state.isClosed else {
                watcher.finish()
                return (watcher, nil)
            }
            state.watchers[resource, default: [:]][ObjectIdentifier(watcher)] = watcher
            let newest = newest.load(ordering: .relaxed)
            if revision >= newest { return (watcher, nil) }
            if revision < state.recent.after { return (watcher, revision + 1...newest) }
            watcher.replay(state.recent.events(after: revision, of: resource))
            return (watcher, nil)
        }
    }

    /// The events of a resource after `revision`, when memory reaches back that far.
    func recent(_ resource: GroupResource, after revision: Int64) -> [Event]? {
        state.withLock { state in
            revision < state.recent.after ? nil : Array(state.recent.events(after: revision, of: resource))
        }
    }

    func remove(_ watcher: Watcher) {
        state.withLock { state in
            state.watchers[watcher.resource]?[ObjectIdentifier(watcher)] = nil
            if state.watchers[watcher.resource]?.isEmpty == true { state.watchers[watcher.resource] = nil }
        }
    }

    var count: Int { state.withLock { $0.watchers.values.reduce(0) { $0 + $1.count } } }

    func nudge() {
        for watcher in all() { watcher.nudge() }
    }

    func close() {
        let watchers = state.withLock { state in
            state.isClosed = true
            defer { state.watchers = [:] }
            return state.watchers.values.flatMap(\.values)
        }
        for watcher in watchers { watcher.finish() }
    }

    private func all() -> [Watcher] {
        state.withLock { $0.watchers.values.flatMap(\.values) }
    }
}
