import JSON
import Kube
import Testing

@testable import Store

/// What is given up is let go of, and what is kept keeps its bytes alone.
@Suite struct RecentEventsTests {
    private final class Frame: Sendable {}

    private func event(_ revision: Int64, bytes: Int) -> Event {
        let record = Record(
            name: ObjectName(namespace: "default", name: "a"), revision: revision, created: 1,
            bytes: Array(repeating: 0x20, count: bytes))
        return Event(kind: .created, resource: maps, record: record, previous: nil, object: [:])
    }

    @Test(arguments: [(10, 1_000, 10), (100, 40, 4), (2, 5, 0)])
    func eventsAreBounded(events: Int, bytes: Int, kept: Int) {
        var limits = StoreLimits()
        (limits.recentEvents, limits.recentEventsBytes) = (events, bytes)
        var recent = RecentEvents(after: 0, limits: limits)
        var held: [() -> Event?] = []
        for revision in Int64(1)...50 {
            do {
                let event = event(revision, bytes: 10)
                held.append({ [weak event] in event })
                recent.append(event)
            }
            #expect(held.count { $0() != nil } == min(kept, Int(revision)))
        }
        #expect(recent.events(after: 0, of: maps).map(\.revision) == (0..<Int64(kept)).map { 51 - Int64(kept) + $0 })
        #expect(recent.events(after: 49, of: maps).count == min(kept, 1))
        #expect(recent.after == Int64(50 - kept))
    }

    @Test(arguments: [(3, 1_000, 3), (100, 40, 4), (100, 5, 1)])
    func whatIsDerivedIsBounded(events: Int, bytes: Int, kept: Int) {
        var limits = StoreLimits()
        (limits.warmEvents, limits.warmBytes) = (events, bytes)
        var recent = RecentEvents(after: 0, limits: limits)
        var held: [() -> Frame?] = []
        for revision in Int64(1)...50 {
            let event = event(revision, bytes: 10)
            recent.append(event)
            let frame = event.shared("frame") { Frame() }
            held.append({ [weak frame] in frame })
        }
        // The newest one stays until the next comes, however large it is.
        #expect(held.count { $0() != nil } == kept)
        // Who asks an old one makes his own.
        let old = recent.events(after: 0, of: maps)[0]
        #expect(old.shared("frame") { Frame() } !== old.shared("frame") { Frame() })
    }
}
