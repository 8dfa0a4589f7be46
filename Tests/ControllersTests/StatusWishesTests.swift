import JSON
import Kube
import Testing
import Translate

@testable import Controllers

@Suite struct StatusWishesTests {
    private static let routes = GroupVersionResource("gateway.networking.k8s.io", "v1", "httproutes")
    private let start = ContinuousClock.now

    private func change(_ name: String, _ count: Int, time: String = "1") -> StatusChange {
        StatusChange(
            resource: Self.routes, kind: "HTTPRoute", name: ObjectName(namespace: "n", name: name), uid: "u",
            generation: 1, status: ["count": JSON(count), "lastTransitionTime": .string(time)])
    }

    private func target(_ name: String) -> StatusWriter.Target {
        StatusWriter.Target(resource: Self.routes, name: ObjectName(namespace: "n", name: name))
    }

    private func written(_ step: StatusWishes.Step) -> Int? {
        if case .write(let change) = step { change.status["count"]?.int } else { nil }
    }

    @Test func writesABurstAtItsBeginningAndItsEnd() {
        var wishes = StatusWishes()
        #expect(wishes.replace(with: [change("a", 0)], at: start) == [target("a")])
        #expect(written(wishes.take(target("a"), at: start)) == 0)
        var counts: [Int] = []
        var now = start
        for count in 1...150 {
            now += .milliseconds(10)
            _ = wishes.replace(with: [change("a", count)], at: now)
            if let count = written(wishes.take(target("a"), at: now)) { counts.append(count) }
        }
        #expect(counts.isEmpty)
        #expect(written(wishes.take(target("a"), at: now + .milliseconds(31))) == 150)
    }

    @Test func doesNotWaitForEver() {
        var wishes = StatusWishes()
        _ = wishes.replace(with: [change("a", 0)], at: start)
        _ = wishes.take(target("a"), at: start)
        var counts: [Int] = []
        for count in 1...300 {
            let now = start + .milliseconds(10 * count)
            _ = wishes.replace(with: [change("a", count)], at: now)
            if let count = written(wishes.take(target("a"), at: now)) { counts.append(count) }
        }
        #expect(counts == [201])
    }

    @Test func whatComesLaterIsWrittenAtOnce() {
        var wishes = StatusWishes()
        _ = wishes.replace(with: [change("a", 0)], at: start)
        _ = wishes.take(target("a"), at: start)
        let later = start + .milliseconds(1001)
        _ = wishes.replace(with: [change("a", 1)], at: later)
        #expect(written(wishes.take(target("a"), at: later)) == 1)
    }

    @Test func waitsWhereMoreIsKnownToFollow() {
        var wishes = StatusWishes()
        _ = wishes.replace(with: [change("a", 0)], at: start)
        _ = wishes.take(target("a"), at: start)
        _ = wishes.replace(with: [change("a", 1)], hasMore: true, at: start)
        #expect(written(wishes.take(target("a"), at: start + .milliseconds(500))) == nil)
        _ = wishes.replace(with: [change("a", 1)], at: start + .milliseconds(501))
        #expect(written(wishes.take(target("a"), at: start + .milliseconds(502))) == 1)
    }

    @Test func dropsWhatIsNotWantedAnyMore() {
        var wishes = StatusWishes()
        _ = wishes.replace(with: [change("a", 0), change("b", 0)], at: start)
        #expect(wishes.replace(with: [change("b", 0)], at: start) == [])
        guard case .nothing = wishes.take(target("a"), at: start) else {
            Issue.record("still wanted")
            return
        }
        #expect(written(wishes.take(target("b"), at: start)) == 0)
    }

    @Test func timesAreNoNews() {
        var wishes = StatusWishes()
        _ = wishes.replace(with: [change("a", 0)], at: start)
        _ = wishes.take(target("a"), at: start)
        _ = wishes.replace(with: [change("a", 1, time: "1")], at: start)
        _ = wishes.replace(with: [change("a", 1, time: "2")], at: start + .milliseconds(29))
        #expect(written(wishes.take(target("a"), at: start + .milliseconds(30))) == 1)
    }
}
