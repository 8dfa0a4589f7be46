internal import Kube
internal import Synchronization

/// What an owner has written but its informer has not shown yet. Until it has, the owner does not count again.
package final class Expectations: Sendable {
    private struct Owner {
        var created: Set<String> = []
        var deleted: Set<String> = []
        /// What was seen to go since the owner last looked. An object may be gone before its creator hears that it is there.
        var gone: Set<String> = []
    }

    /// By uid: those that have looked at least once and are not gone.
    private let owners = Mutex<[String: Owner]>([:])

    package init() {}

    /// Both by uid, the owner's and the object's.
    package func created(_ object: String, by owner: String) {
        owners.withLock { owners in
            if owners[owner]?.gone.contains(object) != true { owners[owner, default: Owner()].created.insert(object) }
        }
    }

    package func deleted(_ object: String, by owner: String) {
        owners.withLock { _ = $0[owner, default: Owner()].deleted.insert(object) }
    }

    /// Whether everything written by `owner` shows in `present` (uid → is it going away).
    package func areMet(by owner: String, present: [String: Bool]) -> Bool {
        owners.withLock { owners in
            var known = owners[owner] ?? Owner()
            known.created.subtract(present.keys)
            known.deleted = known.deleted.filter { present[$0] == false }
            known.gone = []
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
