import Synchronization

/// Tells those who ask that the served kinds have changed.
final class ChangeBell: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var lastID = 0
    }

    private let state = Mutex(State())

    /// One element after a change; several changes that nobody has looked at yet are one.
    func listen() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.lastID += 1
            state.listeners[state.lastID] = continuation
            return state.lastID
        }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.listeners[id] = nil } }
        return stream
    }

    func ring() {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield() }
    }
}

extension APIServer {
    /// An element whenever a CustomResourceDefinition has changed the served kinds; look at `catalog` then.
    package func catalogChanges() -> AsyncStream<Void> { bell.listen() }
}
