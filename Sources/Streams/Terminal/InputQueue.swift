import Synchronization

/// Bytes on their way from a client to a command, between an event loop that must not wait and a task that does.
final class InputQueue: Sendable {
    private struct State {
        var chunks: [[UInt8]] = []
        var bytes = 0
        var isFinished = false
        var reader: CheckedContinuation<[UInt8]?, Never>?
    }

    private let state = Mutex(State())
    /// Called when the queue has room again.
    private let drained: @Sendable () -> Void

    init(drained: @escaping @Sendable () -> Void) {
        self.drained = drained
    }

    var isFull: Bool { state.withLock { $0.bytes >= StreamLimits.inputBytes } }

    func append(_ chunk: [UInt8]) {
        let reader = state.withLock { state -> CheckedContinuation<[UInt8]?, Never>? in
            if let reader = state.reader {
                state.reader = nil
                return reader
            }
            guard !state.isFinished else { return nil }
            state.chunks.append(chunk)
            state.bytes += chunk.count
            return nil
        }
        reader?.resume(returning: chunk)
    }

    func finish() {
        let reader = state.withLock { state in
            state.isFinished = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }

    /// The next chunk; nil at the end, and when the reading task is cancelled.
    func next() async -> [UInt8]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (ready, wasFull) = state.withLock { state -> ([UInt8]??, Bool) in
                    if !state.chunks.isEmpty {
                        let wasFull = state.bytes >= StreamLimits.inputBytes
                        let chunk = state.chunks.removeFirst()
                        state.bytes -= chunk.count
                        return (.some(chunk), wasFull && state.bytes < StreamLimits.inputBytes)
                    }
                    if state.isFinished || Task.isCancelled { return (.some(nil), false) }
                    state.reader = continuation
                    return (nil, false)
                }
                if wasFull { drained() }
                if let ready { continuation.resume(returning: ready) }
            }
        } onCancel: {
            finish()
        }
    }
}
