import JSON
import Kube
import Store
import Testing

@Suite struct WatchTests {
    @Test(arguments: [false, true])
    func aWatchReplaysThenFollows(fromLog: Bool) async throws {
        var limits = StoreLimits()
        if fromLog { limits.recentEvents = 1 }
        let store = try Store(path: nil, limits: limits)
        let start = store.revision
        try store.put("a", "1")
        try store.put("a", "2")
        try store.put("noise", namespace: "other")
        try store.put("noise", "", pods)
        try store.delete("a")
        let watcher = try store.watch(maps, namespace: "default", from: start + 1)
        try store.put("b", "1")
        let seen = try await events(watcher, 3)
        #expect(shown(seen) == ["modified a \(start + 2)", "deleted a \(start + 5)", "created b \(start + 6)"])
        #expect(try JSON(parsing: seen[0].previous ?? [])["data", "value"] == "1")
        #expect(try seen[1].object().resourceVersion == "\(start + 5)", "a deletion shows its own revision")
        #expect(try seen[1].previousObject()?["data", "value"] == "2")
        #expect(seen[2].previous == nil)
    }

    @Test func aWatchOfOneNameSeesNothingElse() async throws {
        let store = try Store(path: nil)
        let watcher = try store.watch(maps, namespace: "default", name: "a", from: store.revision)
        try store.put("b")
        try store.put("a")
        #expect(try await events(watcher, 1).map(\.name.name) == ["a"])
    }

    @Test func aSlowWatcherIsGivenUpAloneAndOthersGoOn() async throws {
        var limits = StoreLimits()
        limits.watcherQueueEvents = 10
        let store = try Store(path: nil, limits: limits)
        let slow = try store.watch(maps, from: store.revision)
        let quick = try store.watch(maps, from: store.revision)
        for index in 0..<10 { try store.put("a\(index)") }
        #expect(try await events(quick, 10).count == 10)
        try store.put("one-more")
        #expect(try await events(quick, 1).count == 1)
        await #expect(throws: StoreError.overrun) { try await slow.next() }
    }

    @Test func aSlowWatcherIsBoundedInBytesToo() async throws {
        var limits = StoreLimits()
        limits.watcherQueueBytes = 1000
        let store = try Store(path: nil, limits: limits)
        let watcher = try store.watch(maps, from: store.revision)
        try store.put("big", String(repeating: "x", count: 2000))
        await #expect(throws: StoreError.overrun) { try await watcher.next() }
    }

    @Test func aNudgeTellsTheRevisionSeen() async throws {
        let store = try Store(path: nil)
        let watcher = try store.watch(maps, from: store.revision)
        try store.put("elsewhere", "", pods)
        store.nudgeWatchers()
        let batch = try #require(try await watcher.next())
        #expect(batch.events.isEmpty)
        #expect(batch.revision == store.revision)
    }

    @Test func compactedAndFutureRevisionsAreRefused() throws {
        let store = try Store(path: nil)
        for index in 0..<20 { try store.put("a", "\(index)") }
        let now = store.revision
        try store.compact(before: now - 5)
        #expect(store.oldestRevision == now - 5)
        #expect(throws: StoreError.compacted(oldest: now - 5)) { try store.watch(maps, from: now - 6) }
        #expect(throws: StoreError.future(current: now)) { try store.watch(maps, from: now + 1) }
        _ = try store.watch(maps, from: now - 5)
    }

    @Test func waitingEndsOnCancelOnTaskCancellationAndOnClose() async throws {
        let store = try Store(path: nil)
        let cancelled = try store.watch(maps, from: store.revision)
        let first = Task { try await cancelled.next() == nil }
        cancelled.cancel()
        #expect(try await first.value)

        let left = try store.watch(maps, from: store.revision)
        let second = Task { try await left.next() == nil }
        second.cancel()
        #expect(try await second.value)
        try store.put("a")
        #expect(try await events(left, 1).count == 1, "a cancelled wait loses no event")

        let closed = try store.watch(maps, from: store.revision)
        let third = Task { try await closed.next() == nil }
        store.close()
        #expect(try await third.value)
    }

    @Test func watchersAmidWritersSeeEverythingOnceAndInOrder() async throws {
        let store = try Store(path: nil)
        let total = 400
        try await withThrowingTaskGroup(of: [Int64].self) { group in
            let start = store.revision
            for _ in 0..<4 {
                group.addTask { for index in 0..<100 { try store.put("a\(index % 7)") }; return [] }
            }
            for _ in 0..<6 {
                group.addTask {
                    try await events(store.watch(maps, from: start), total).map(\.revision)
                }
            }
            for try await revisions in group where !revisions.isEmpty {
                #expect(revisions == Array(start + 1...start + Int64(total)))
            }
        }
    }

    @Test func whatIsDerivedFromAnEventIsMadeOnce() async throws {
        let store = try Store(path: nil)
        let watchers = try (0..<2).map { _ in try store.watch(maps, from: store.revision) }
        try store.put("a")
        var made = 0
        for watcher in watchers {
            let event = try #require(try await events(watcher, 1).first)
            let frame = event.shared("frame") {
                made += 1
                return event.bytes.count
            }
            #expect(frame == event.bytes.count)
        }
        #expect(made == 1)
    }
}
