internal import Synchronization

/// Keys waiting to be looked at. A key waits once however often it is added, is handed to one worker at a time, and
/// comes again if it was added while its worker was busy with it.
package final class WorkQueue<Key: Hashable & Sendable>: Sendable {
    private struct State {
        var waiting: [Key] = []
        var queued: Set<Key> = []
        var active: Set<Key> = []
        var again: Set<Key> = []
        var failures: [Key: Int] = [:]
        var due: [Key: ContinuousClock.Instant] = [:]
        var takers: [(id: Int, continuation: CheckedContinuation<Key?, Never>)] = []
        var nextTaker = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    package init() {}

    package func add(_ key: Key) {
        let handOver: (CheckedContinuation<Key?, Never>, Key)? = state.withLock { state in
            guard !state.isClosed else { return nil }
            if state.active.contains(key) {
                state.again.insert(key)
                return nil
            }
            guard state.queued.insert(key).inserted else { return nil }
            state.waiting.append(key)
            guard !state.takers.isEmpty else { return nil }
            return (state.takers.removeFirst().continuation, Self.takeFirst(&state))
        }
        handOver?.0.resume(returning: handOver?.1)
    }

    /// Of several times, the first counts: who looks at the key then says again when to come back.
    package func add(_ key: Key, after delay: Duration) {
        let time = ContinuousClock.now + delay
        let isFirst = state.withLock { state in
            if state.isClosed { return false }
            if let due = state.due[key], due <= time { return false }
            state.due[key] = time
            return true
        }
        guard isFirst else { return }
        Task { [weak self] in
            try? await Task.sleep(until: time, clock: .continuous)
            self?.come(key, at: time)
        }
    }

    private func come(_ key: Key, at time: ContinuousClock.Instant) {
        let isDue = state.withLock { state in
            guard state.due[key] == time else { return false }
            state.due[key] = nil
            return true
        }
        if isDue { add(key) }
    }

    /// Adds a key that failed, later each time: 5 ms, doubled up to 30 s.
    package func retry(_ key: Key) {
        let failures = state.withLock { state in
            state.failures[key, default: 0] += 1
            return state.failures[key] ?? 1
        }
        add(key, after: .milliseconds(min(30_000, 5 << min(failures - 1, 13))))
    }

    package func forget(_ key: Key) {
        state.withLock { _ = $0.failures.removeValue(forKey: key) }
    }

    /// The next key, or nil when the queue is closed or the task cancelled. Every key taken must be given to `done`.
    package func next() async -> Key? {
        let id = state.withLock { state in
            state.nextTaker += 1
            return state.nextTaker
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let ready: Key?? = state.withLock { state in
                    if state.isClosed || Task.isCancelled { return .some(nil) }
                    if !state.waiting.isEmpty { return .some(Self.takeFirst(&state)) }
                    state.takers.append((id, continuation))
                    return nil
                }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            let taker = state.withLock { state in
                let index = state.takers.firstIndex { $0.id == id }
                return index.map { state.takers.remove(at: $0).continuation }
            }
            taker?.resume(returning: nil)
        }
    }

    package func done(_ key: Key) {
        let comesAgain = state.withLock { state in
            state.active.remove(key)
            return state.again.remove(key) != nil
        }
        if comesAgain { add(key) }
    }

    package func close() {
        let takers = state.withLock { state in
            state.isClosed = true
            defer { state.takers = [] }
            return state.takers
        }
        for taker in takers { taker.continuation.resume(returning: nil) }
    }

    private static func takeFirst(_ state: inout State) -> Key {
        let key = state.waiting.removeFirst()
        state.queued.remove(key)
        state.active.insert(key)
        return key
    }
}
