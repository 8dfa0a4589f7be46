import Synchronization

/// Wakes watches when their time is up or a bookmark is due: one sleeping task for all of them, none when there are none.
final class WatchClock: Sendable {
    private struct Entry {
        var feed: Weak
        var time: ContinuousClock.Instant
    }

    private struct Weak: Sendable {
        weak var feed: WatchFeed?
    }

    private struct State {
        var entries: [Int: Entry] = [:]
        var lastID = 0
        var sleeper: Task<Void, Never>?
        var sleepsUntil: ContinuousClock.Instant?
    }

    /// A watch's place in the clock.
    struct Alarm: Sendable {
        fileprivate let clock: WatchClock
        fileprivate let id: Int

        func move(to time: ContinuousClock.Instant) { clock.move(id, to: time) }

        func cancel() { clock.remove(id) }
    }

    private let state = Mutex(State())

    func add(_ feed: WatchFeed, at time: ContinuousClock.Instant) -> Alarm {
        let id = state.withLock { state in
            state.lastID += 1
            state.entries[state.lastID] = Entry(feed: Weak(feed: feed), time: time)
            schedule(&state)
            return state.lastID
        }
        return Alarm(clock: self, id: id)
    }

    private func move(_ id: Int, to time: ContinuousClock.Instant) {
        state.withLock { state in
            state.entries[id]?.time = time
            schedule(&state)
        }
    }

    private func remove(_ id: Int) {
        state.withLock { state in
            state.entries[id] = nil
            if state.entries.isEmpty {
                state.sleeper?.cancel()
                (state.sleeper, state.sleepsUntil) = (nil, nil)
            }
        }
    }

    private func schedule(_ state: inout State) {
        guard let earliest = state.entries.values.map(\.time).min() else { return }
        if let until = state.sleepsUntil, until <= earliest { return }
        state.sleeper?.cancel()
        state.sleepsUntil = earliest
        state.sleeper = Task { [weak self] in
            guard (try? await Task.sleep(until: earliest, clock: .continuous)) != nil else { return }
            self?.ring()
        }
    }

    private func ring() {
        let due = state.withLock { state in
            let now = ContinuousClock.now
            (state.sleeper, state.sleepsUntil) = (nil, nil)
            var due: [WatchFeed] = []
            for (id, entry) in state.entries where entry.time <= now {
                if let feed = entry.feed.feed { due.append(feed) }
                // Until the watch has moved its alarm itself, do not ring again at once.
                state.entries[id]?.time = now.advanced(by: .seconds(APILimits.bookmarkIntervalSeconds))
            }
            schedule(&state)
            return due
        }
        for feed in due { feed.nudge() }
    }
}
