import JSON
import Kube
import Store
import Synchronization

/// One client's watch as chunks of bytes. Pulled, so that a slow client slows only itself.
final class WatchStream: Sendable {
    private struct State {
        /// Frames made but not taken yet, as one chunk.
        var pending: [UInt8]
        var isOver: Bool
        /// Events up to this revision are known to the client.
        var seen: Int64
        var nextBookmark: ContinuousClock.Instant
    }

    private let feed: WatchFeed?
    private let frames: WatchFrames?
    private let deadline: ContinuousClock.Instant
    private let hasBookmarks: Bool
    private let alarm: WatchClock.Alarm?
    private let state: Mutex<State>

    /// A stream that says `first` and ends.
    init(first: [[UInt8]]) {
        (feed, frames, alarm) = (nil, nil, nil)
        deadline = .now
        hasBookmarks = false
        state = Mutex(State(pending: Array(first.joined()), isOver: true, seen: 0, nextBookmark: .now))
    }

    init(
        first: [[UInt8]], feed: WatchFeed, frames: WatchFrames, clock: WatchClock, deadline: ContinuousClock.Instant,
        hasBookmarks: Bool, seen: Int64
    ) {
        self.feed = feed
        self.frames = frames
        self.deadline = deadline
        self.hasBookmarks = hasBookmarks
        let nextBookmark = ContinuousClock.now.advanced(by: .seconds(APILimits.bookmarkIntervalSeconds))
        state = Mutex(State(pending: Array(first.joined()), isOver: false, seen: seen, nextBookmark: nextBookmark))
        let firstAlarm = hasBookmarks ? min(deadline, nextBookmark) : deadline
        alarm = clock.add(feed, at: firstAlarm)
    }

    deinit {
        feed?.cancel()
        alarm?.cancel()
    }

    func next() async throws -> [UInt8]? {
        while true {
            let chunk = state.withLock { state in
                defer { state.pending = [] }
                return state.pending
            }
            if !chunk.isEmpty { return chunk }
            guard let feed, let frames, !state.withLock({ $0.isOver }) else { return nil }
            let batch: WatchFeed.Batch?
            do {
                batch = try await feed.next()
            } catch StoreError.overrun {
                // The reader fell too far behind: it has to list again, and finds out when it comes back.
                return nil
            }
            guard let batch else { return nil }
            try take(batch, frames)
        }
    }

    private func take(_ batch: WatchFeed.Batch, _ frames: WatchFrames) throws {
        let now = ContinuousClock.now
        let (seen, nextBookmark) = state.withLock { ($0.seen, $0.nextBookmark) }
        var output: [UInt8] = []
        for change in batch.changes where change.event.revision > seen { output += try frames.frame(change) }
        let isOver = now >= deadline
        let hasBookmark = hasBookmarks && (now >= nextBookmark || isOver)
        if hasBookmark { output += try frames.bookmark(max(batch.revision, seen), endsInitialEvents: false) }
        let next = hasBookmark ? now.advanced(by: .seconds(APILimits.bookmarkIntervalSeconds)) : nextBookmark
        state.withLock { [output] state in
            state.pending = output
            state.isOver = isOver
            state.seen = max(state.seen, batch.revision)
            state.nextBookmark = next
        }
        if now >= nextBookmark || isOver { alarm?.move(to: hasBookmarks ? min(deadline, next) : deadline) }
    }
}
