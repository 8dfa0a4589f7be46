internal import Kube
internal import Synchronization

/// What an owner has written but its informer has not shown yet. Until it has, the owner does not count again: for as
/// long as `Limits.expectationLife`, lest something that is never told of stop it for good.
package final class Expectations: Sendable {
    private struct Owner {
        var created: Set<String> = []
        var deleted: Set<String> = []
        /// What was seen to go since the owner last looked. An object may be gone before its creator hears that it is there.
        var gone: Set<String> = []
        /// When the latest of them was written.
        var since: ContinuousClock.Instant?
    }

    /// By uid: those that have looked at least once and are not gone.
    private let owners = Mutex<[String: Owner]>([:])

    private let now: @Sendable () -> ContinuousClock.Instant

    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
    }

    /// Both by uid, the owner's and the object's.
    package func created(_ object: String, by owner: String) {
        owners.withLock { owners in
            if owners[owner]?.gone.contains(object) == true { return }
            owners[owner, default: Owner()].created.insert(object)
            owners[owner]?.since = now()
        }
    }

    package func deleted(_ object: String, by owner: String) {
        owners.withLock { owners in
            owners[owner, default: Owner()].deleted.insert(object)
            owners[owner]?.since = now()
        }
    }

    /// Whether everything written by `owner` shows in `present` (uid → is it going away), or is waited for no more.
    package func areMet(by owner: String, present: [String: Bool]) -> Bool {
        owners.withLock { owners in
            var known = owners[owner] ?? Owner()
            known.created.subtract(present.keys)
            known.deleted = known.deleted.filter { present[$0] == false }
            known.gone = []
            if let since = known.since, since.duration(to: now()) >= Limits.expectationLife {
                known.created = []
                known.deleted = []
            }
            owners[owner] = known
            return known.created.isEmpty && known.deleted.isEmpty
        }
    }

    /// An object that is gone is not waited for.
    package func forget(_ object: String, of owner: String) {
        owners.withLock { owners in
            guard var known = owners[owner] else { return }
            known.created.remove(object)
            known.deleted.remove(object)
            known.gone.insert(object)
            owners[owner] = known
        }
    }

    package func forgetOwner(_ owner: String) {
        owners.withLock { $0[owner] = nil }
    }
}
