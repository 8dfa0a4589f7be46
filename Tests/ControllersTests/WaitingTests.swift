import JSON
import Kube
import Synchronization
import Testing

@testable import Controllers

/// When an owner looks again, though nothing tells it to.
@Suite struct WaitingTests {
    private final class Clock: Sendable {
        private let start = ContinuousClock.now
        private let ahead = Mutex(Duration.zero)
        func stand(at duration: Duration) { ahead.withLock { $0 = duration } }
        var now: ContinuousClock.Instant { start + ahead.withLock { $0 } }
    }

    @Test func nothingIsWaitedForTooLong() {
        let clock = Clock()
        let expectations = Expectations { clock.now }
        #expect(expectations.areMet(by: "o", present: [:]))
        expectations.created("never shown", by: "o")
        expectations.deleted("never gone", by: "o")
        clock.stand(at: Limits.expectationLife - .seconds(1))
        #expect(!expectations.areMet(by: "o", present: ["never gone": false]))
        clock.stand(at: Limits.expectationLife)
        #expect(expectations.areMet(by: "o", present: ["never gone": false]))
    }

    @Test func ofSeveralTimesTheFirstCounts() async {
        let queue = WorkQueue<String>()
        queue.add("a", after: .seconds(60))
        queue.add("a", after: .milliseconds(10))
        queue.add("a", after: .seconds(30))
        #expect(await queue.next() == "a")
        queue.done("a")
        queue.close()
        #expect(await queue.next() == nil)
    }

    @Test(arguments: [(10, 0, true), (10, 100, false), (0, 0, false)])
    func readyPodsAreLookedAtAgain(minReady: Int, age: Int, waits: Bool) throws {
        let owner: JSON = ["spec": ["minReadySeconds": JSON(minReady)]]
        let since = Timestamp(secondsSince1970: Timestamp.now.secondsSince1970 - Int64(age))
        let pod: JSON = [
            "status": ["conditions": [["type": "Ready", "status": "True", "lastTransitionTime": .string(since.description)]]]
        ]
        let wait = PodFacts.untilAvailable([pod], of: owner)
        #expect((wait != nil) == waits)
        if let wait { #expect(wait > .seconds(8) && wait < .seconds(11)) }
    }
}
