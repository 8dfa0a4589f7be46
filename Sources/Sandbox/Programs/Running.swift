internal import Images
internal import Synchronization

/// A container that lives in a task of this process.
final class TaskContainer: RunningContainer {
    private let task: Task<ExitStatus, Never>

    init(_ body: @escaping @Sendable () async -> ExitStatus) {
        task = Task { await body() }
    }

    func waitExit() async -> ExitStatus { await task.value }

    func stop(graceSeconds: Int) async {
        task.cancel()
        _ = await task.value
    }
}

extension Task where Success == Never, Failure == Never {
    /// Returns when the task is cancelled.
    static func untilCancelled() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        await withTaskCancellationHandler {
            for await _ in stream {}
        } onCancel: {
            continuation.finish()
        }
    }
}
