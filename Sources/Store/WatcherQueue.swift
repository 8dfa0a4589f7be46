/// What waits for one watcher: pure bookkeeping, bounded, without the waiting.
struct WatcherQueue: Sendable {
    enum End: Sendable { case overrun, cancelled }

    private let maximumEvents: Int
    private let maximumBytes: Int
    /// Events up to here have been seen before the watch began.
    private let after: Int64
    /// What the log held when the watch began; it does not count against the bounds, for it has one of its own.
    private var backlog: [Event] = []
    private var events: [Event] = []
    private var bytes = 0
    private var isNudged = false
    private(set) var end: End?

    init(after: Int64, maximumEvents: Int, maximumBytes: Int) {
        self.after = after
        self.maximumEvents = maximumEvents
        self.maximumBytes = maximumBytes
    }

    var isReady: Bool { end != nil || isNudged || !events.isEmpty || !backlog.isEmpty }

    mutating func replay(_ events: [Event]) {
        backlog = events
    }

    /// False when the event was one too many: the queue is given up.
    mutating func offer(_ event: Event) -> Bool {
        guard end == nil else { return false }
        guard event.revision > after else { return true }
        bytes += event.bytes.count
        guard events.count < maximumEvents, bytes <= maximumBytes else {
            finish(.overrun)
            return false
        }
        events.append(event)
        return true
    }

    mutating func nudge() { isNudged = true }

    mutating func finish(_ end: End) {
        guard self.end == nil else { return }
        self.end = end
        backlog = []
        events = []
    }

    mutating func drain() -> [Event] {
        defer {
            backlog = []
            events = []
            bytes = 0
            isNudged = false
        }
        return backlog.isEmpty ? events : backlog + events
    }
}
