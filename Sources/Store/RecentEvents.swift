import Kube

/// The last events, bounded by number and by bytes. The newest of them keep what was derived from them, for the watchers
/// that are about to ask for it; the others are their bytes and no more.
struct RecentEvents: Sendable {
    /// All events after this revision are here.
    private(set) var after: Int64
    private let limits: StoreLimits
    /// The places before `start` are empty: given up, and removed many at a time.
    private var events: [Event?] = []
    private var start = 0
    private var bytes = 0
    /// Where the oldest event stands that keeps what was derived from it.
    private var warm = 0
    private var warmBytes = 0

    init(after revision: Int64, limits: StoreLimits) {
        after = revision
        self.limits = limits
    }

    mutating func append(_ event: Event) {
        events.append(event)
        bytes += size(event)
        warmBytes += size(event)
        while warm < events.count - 1, events.count - warm > limits.warmEvents || warmBytes > limits.warmBytes { cool() }
        while start < events.count, events.count - start > limits.recentEvents || bytes > limits.recentEventsBytes { giveUp() }
        if start > events.count / 2 {
            events.removeFirst(start)
            warm -= start
            start = 0
        }
    }

    func events(after revision: Int64, of resource: GroupResource) -> [Event] {
        var low = start
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if let event = events[middle], event.revision > revision { high = middle } else { low = middle + 1 }
        }
        return events[low...].compactMap { $0?.resource == resource ? $0 : nil }
    }

    private mutating func cool() {
        if let event = events[warm] {
            warmBytes -= size(event)
            event.dropDerived()
        }
        warm += 1
    }

    private mutating func giveUp() {
        if warm == start { cool() }
        if let event = events[start] {
            after = event.revision
            bytes -= size(event)
            events[start] = nil
        }
        start += 1
    }

    private func size(_ event: Event) -> Int {
        event.bytes.count + (event.previous?.count ?? 0)
    }
}
