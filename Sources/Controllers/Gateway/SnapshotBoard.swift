internal import Synchronization
package import Translate
package import XDS

/// The controller's xDS server, without a wire: fleets of proxies read here what they should do.
///
/// A proxy that reads keeps what it has when the controller goes away, as a real Envoy does; one that starts meanwhile
/// waits.
package final class SnapshotBoard: Sendable {
    private struct Topic {
        var snapshot: Snapshot?
        var readers: [Int: AsyncStream<Snapshot>.Continuation] = [:]
    }

    private struct State {
        var topics: [FleetKey: Topic] = [:]
        var nextReader = 0
    }

    private let state = Mutex(State())
    /// Called with what a proxy refused: its node, and Envoy's words for each resource.
    private let onRefusal = Mutex<(@Sendable (FleetKey, _ node: String, [String]) -> Void)?>(nil)

    package init() {}

    /// Hands a snapshot to the fleet's proxies; one equal to the last is nothing new.
    package func publish(_ snapshot: Snapshot, to key: FleetKey) {
        let readers = state.withLock { state -> [AsyncStream<Snapshot>.Continuation] in
            guard state.topics[key]?.snapshot != snapshot else { return [] }
            state.topics[key, default: Topic()].snapshot = snapshot
            return Array(state.topics[key]?.readers.values ?? [:].values)
        }
        for reader in readers { reader.yield(snapshot) }
    }

    package func retract(_ key: FleetKey) {
        state.withLock { $0.topics[key]?.snapshot = nil }
    }

    /// The controller has stopped: nobody who comes now finds anything.
    package func withdraw() {
        state.withLock { state in
            for key in state.topics.keys { state.topics[key]?.snapshot = nil }
        }
    }

    package func snapshot(of key: FleetKey) -> Snapshot? { state.withLock { $0.topics[key]?.snapshot } }

    package var keys: [FleetKey] { state.withLock { $0.topics.filter { $0.value.snapshot != nil }.keys.sorted() } }

    /// What the fleet should do, now and from now on; a slow reader sees the newest only.
    package func read(_ key: FleetKey) -> AsyncStream<Snapshot> {
        let (stream, continuation) = AsyncStream.makeStream(of: Snapshot.self, bufferingPolicy: .bufferingNewest(1))
        let (token, present) = state.withLock { state in
            state.nextReader += 1
            state.topics[key, default: Topic()].readers[state.nextReader] = continuation
            return (state.nextReader, state.topics[key]?.snapshot)
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.topics[key]?.readers.removeValue(forKey: token) }
        }
        if let present { continuation.yield(present) }
        return stream
    }

    package func onRefusal(_ handler: (@Sendable (FleetKey, _ node: String, [String]) -> Void)?) {
        onRefusal.withLock { $0 = handler }
    }

    /// A proxy tells what it did not take.
    package func refuse(_ key: FleetKey, node: String, _ reasons: [String]) {
        onRefusal.withLock { $0 }?(key, node, reasons)
    }
}
