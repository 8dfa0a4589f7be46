import ClusterNetwork
import Synchronization

/// A running container that consists of ports: it ends when it is stopped, or when its program says so.
final class ServerContainer: RunningContainer {
    private struct State {
        var status: ExitStatus?
        var waiters: [CheckedContinuation<ExitStatus, Never>] = []
        var cleanups: [@Sendable () -> Void] = []
    }

    /// How the real program ends on SIGTERM. A Go program without a handler of its own, being process 1 and so deaf to
    /// the default action, exits with 2.
    private let onStop: ExitStatus
    private let state = Mutex(State())

    init(onStop: ExitStatus = ExitStatus(code: 2)) {
        self.onStop = onStop
    }

    /// Closes the listener and its connections when the container ends.
    func own(_ listener: Listener) {
        onEnd { listener.closeAll() }
    }

    func own(_ socket: DatagramSocket) {
        onEnd { socket.close() }
    }

    func onEnd(_ cleanup: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if state.status == nil { state.cleanups.append(cleanup) }
            return state.status != nil
        }
        if isOver { cleanup() }
    }

    func exit(_ status: ExitStatus) {
        let (waiters, cleanups) = state.withLock { state in
            guard state.status == nil else { return ([], []) as ([CheckedContinuation<ExitStatus, Never>], [@Sendable () -> Void]) }
            state.status = status
            defer {
                state.waiters = []
                state.cleanups = []
            }
            return (state.waiters, state.cleanups)
        }
        for cleanup in cleanups { cleanup() }
        for waiter in waiters { waiter.resume(returning: status) }
    }

    func waitExit() async -> ExitStatus {
        await withCheckedContinuation { continuation in
            let status = state.withLock { state in
                if state.status == nil { state.waiters.append(continuation) }
                return state.status
            }
            if let status { continuation.resume(returning: status) }
        }
    }

    func stop(graceSeconds: Int) async {
        exit(onStop)
    }
}
