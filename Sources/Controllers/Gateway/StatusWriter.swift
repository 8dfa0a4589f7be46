internal import JSON
internal import Kube
internal import Logging
internal import Synchronization
internal import Translate

/// The one writer of statuses: the newest wish for each object, each written once.
///
/// The first wish for an object is written at once. One that comes soon after a write waits until no other follows, so
/// that a burst of changes (a thousand routes attached to one Gateway) costs two writes and not one for each.
final class StatusWriter: Sendable {
    struct Target: Hashable, Sendable {
        var resource: GroupVersionResource
        var name: ObjectName
    }

    private static let workers = 4

    private let client: any Client
    private let logger: Logger
    private let queue = WorkQueue<Target>()
    private let wishes = Mutex(StatusWishes())

    init(client: any Client, logger: Logger) {
        self.client = client
        self.logger = logger
    }

    /// - Parameter changes: everything that is to be written; what was wished for earlier and is not among them is
    ///   not wanted any more.
    /// - Parameter hasMore: more is about to follow.
    func write(_ changes: [StatusChange], hasMore: Bool) {
        let due = wishes.withLock { $0.replace(with: changes, hasMore: hasMore, at: .now) }
        for target in due { queue.add(target) }
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
            switch wishes.withLock({ $0.take(target, at: .now) }) {
            case .write(let change): await write(change, target)
            case .wait(let delay): queue.add(target, after: delay)
            case .nothing: queue.forget(target)
            }
            queue.done(target)
        }
    }

    private func write(_ change: StatusChange, _ target: Target) async {
        do {
            try await write(change)
            queue.forget(target)
        } catch let error as StatusError where error.code == 404 {
            queue.forget(target)  // It is gone; so is its status.
        } catch {
            if (error as? StatusError)?.reason != "Conflict" {
                logger.warning("status of \(change.kind) \(change.name): \(error)")
            }
            wishes.withLock { $0.giveBack(change, target) }
            queue.retry(target)
        }
    }

    private func write(_ change: StatusChange) async throws {
        var object = try await client.get(change.resource, change.name)
        guard object.uid == change.uid, !change.isShown(by: object["status"] ?? .null) else { return }
        object["status"] = change.status
        _ = try await client.update(
            change.resource, object, WriteOptions(manager: "envoy-gateway", subresource: "status"))
    }
}

/// When the wish for each object is due.
struct StatusWishes {
    typealias Target = StatusWriter.Target

    enum Step {
        case write(StatusChange)
        case wait(Duration)
        case nothing
    }

    private struct Wish {
        var change: StatusChange
        /// When the object's first wish since its last write came.
        var since: ContinuousClock.Instant
        /// When it last changed.
        var changed: ContinuousClock.Instant
    }

    private var wishes: [Target: Wish] = [:]
    private var written: [Target: ContinuousClock.Instant] = [:]
    private var hasMore = false

    /// - Returns: targets to look at now.
    mutating func replace(
        with changes: [StatusChange], hasMore: Bool = false, at now: ContinuousClock.Instant
    ) -> [Target] {
        self.hasMore = hasMore
        forgetOldWrites(now)
        let old = wishes
        wishes = [:]
        var new: [Target] = []
        for change in changes {
            let target = Target(resource: change.resource, name: change.name)
            if let known = old[target] {
                let isSame = known.change.uid == change.uid && known.change.isShown(by: change.status)
                wishes[target] = isSame ? known : Wish(change: change, since: known.since, changed: now)
            } else {
                wishes[target] = Wish(change: change, since: now, changed: now)
                new.append(target)
            }
        }
        return new
    }

    mutating func take(_ target: Target, at now: ContinuousClock.Instant) -> Step {
        guard let wish = wishes[target] else { return .nothing }
        if let last = written[target], last.duration(to: wish.since) < Limits.statusRest {
            let quiet = (hasMore ? now : wish.changed) + Limits.statusQuiet
            let due = min(quiet, wish.since + Limits.statusPatience)
            if due > now { return .wait(now.duration(to: due)) }
        }
        wishes[target] = nil
        written[target] = now
        return .write(wish.change)
    }

    /// A wish that could not be written, unless there is a newer one.
    mutating func giveBack(_ change: StatusChange, _ target: Target) {
        let now = ContinuousClock.Instant.now
        if wishes[target] == nil { wishes[target] = Wish(change: change, since: now, changed: now) }
    }

    private mutating func forgetOldWrites(_ now: ContinuousClock.Instant) {
        guard written.count > Limits.rememberedStatusWrites else { return }
        written = written.filter { $0.value.duration(to: now) < Limits.statusRest + Limits.statusPatience }
    }
}
