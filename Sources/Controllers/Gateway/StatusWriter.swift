internal import JSON
internal import Kube
internal import Logging
internal import Synchronization
internal import Translate

/// The one writer of statuses: the newest wish for each object, each written once.
final class StatusWriter: Sendable {
    private struct Target: Hashable, Sendable {
        var resource: GroupVersionResource
        var name: ObjectName
    }

    private static let workers = 4

    private let client: any Client
    private let logger: Logger
    private let queue = WorkQueue<Target>()
    private let wishes = Mutex<[Target: StatusChange]>([:])

    init(client: any Client, logger: Logger) {
        self.client = client
        self.logger = logger
    }

    func write(_ changes: [StatusChange]) {
        for change in changes {
            let target = Target(resource: change.resource, name: change.name)
            let isNew = wishes.withLock { $0.updateValue(change, forKey: target) != change }
            if isNew { queue.add(target) }
        }
    }

    func run() async {
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<Self.workers { group.addTask { await self.work() } }
            }
        } onCancel: {
            queue.close()
        }
    }

    private func work() async {
        while let target = await queue.next() {
            if let change = wishes.withLock({ $0.removeValue(forKey: target) }) {
                do {
                    try await write(change)
                    queue.forget(target)
                } catch let error as StatusError where error.code == 404 {
                    queue.forget(target)  // It is gone; so is its status.
                } catch {
                    if (error as? StatusError)?.reason != "Conflict" {
                        logger.warning("status of \(change.kind) \(change.name): \(error)")
                    }
                    wishes.withLock { wishes in
                        if wishes[target] == nil { wishes[target] = change }
                    }
                    queue.retry(target)
                }
            }
            queue.done(target)
        }
    }

    private func write(_ change: StatusChange) async throws {
        var object = try await client.get(change.resource, change.name)
        guard object.uid == change.uid, object["status"] != change.status else { return }
        object["status"] = change.status
        _ = try await client.update(
            change.resource, object, WriteOptions(manager: "envoy-gateway", subresource: "status"))
    }
}
