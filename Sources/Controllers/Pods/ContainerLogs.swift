internal import Synchronization

/// The logs of all containers of the node, those of the container before the present one included.
package final class ContainerLogs: Sendable {
    private struct Key: Hashable {
        var uid: String
        var container: String
    }

    private struct Pair {
        var current: ContainerLog
        var previous: ContainerLog?
    }

    private let logs = Mutex<[Key: Pair]>([:])

    package init() {}

    func open(uid: String, container: String) -> ContainerLog {
        let log = ContainerLog()
        logs.withLock { logs in
            let key = Key(uid: uid, container: container)
            logs[key] = Pair(current: log, previous: logs[key]?.current)
        }
        return log
    }

    /// The container has ended; its log stays.
    func close(uid: String, container: String) {
        logs.withLock { $0[Key(uid: uid, container: container)]?.current }?.close()
    }

    /// The pod is gone, and its logs with it.
    func remove(uid: String) {
        let gone = logs.withLock { logs in
            let gone = logs.filter { $0.key.uid == uid }
            for key in gone.keys { logs[key] = nil }
            return gone
        }
        for pair in gone.values { pair.current.close() }
    }

    /// Nil when there is none: the container has not run (or not before).
    package func log(uid: String, container: String, isPrevious: Bool) -> ContainerLog? {
        logs.withLock { logs in
            let pair = logs[Key(uid: uid, container: container)]
            return isPrevious ? pair?.previous : pair?.current
        }
    }
}
