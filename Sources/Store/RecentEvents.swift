import Kube

/// The last events, bounded by number and by bytes.
struct RecentEvents: Sendable {
    /// All events after this revision are here.
    private(set) var after: Int64
    private let limits: StoreLimits
    private var events: [Event] = []
    /// Where the oldest event stands; those before it are given up and removed in batches.
    private var start = 0
    private var bytes = 0

    init(after revision: Int64, limits: StoreLimits) {
        after = revision
        self.limits = limits
    }

    mutating func append(_ event: Event) {
        events.append(event)
        bytes += size(event)
        while events.count - start > limits.recentEvents || (bytes > limits.recentEventsBytes && start < events.count) {
            after = events[start].revision
            bytes -= size(events[start])
            start += 1
        }
        if start > limits.recentEvents / 2, start > 0 {
            events.removeFirst(start)
            start = 0
        }
    }

    func events(after revision: Int64, of resource: GroupResource) -> [Event] {
        var low = start
        var high = events.count
        while low < high {
            let middle = (low + high) / 2
            if events[middle].revision <= revision { low = middle + 1 } else { high = middle }
        }
        return events[low...].filter { $0.resource == resource }
    }

    private func size(_ event: Event) -> Int {
        event.bytes.count + (event.previous?.count ?? 0)
    }
}
