internal import Kube
internal import Synchronization

/// What an owner has written but its informer has not shown yet. Until it has, the owner does not count again.
package final class Expectations: Sendable {
    private struct State {
        var created: [String: Set<String>] = [:]
        var deleted: [String: Set<String>] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// Both by uid, the owner's and the object's.
    package func created(_ object: String, by owner: String) {
        state.withLock { _ = $0.created[owner, default: []].insert(object) }
    }

    package func deleted(_ object: String, by owner: String) {
        state.withLock { _ = $0.deleted[owner, default: []].insert(object) }
    }

    /// Whether everything written by `owner` shows in `present` (uid → is it going away).
    package func areMet(by owner: String, present: [String: Bool]) -> Bool {
        state.withLock { state in
            state.created[owner]?.subtract(present.keys)
            state.deleted[owner] = state.deleted[owner]?.filter { present[$0] == false }
            if state.created[owner]?.isEmpty == true { state.created[owner] = nil }
            if state.deleted[owner]?.isEmpty == true { state.deleted[owner] = nil }
            return state.created[owner] == nil && state.deleted[owner] == nil
        }
    }

    /// An object that was created and is gone again is not waited for.
    package func forget(_ object: String, of owner: String) {
        state.withLock { state in
            state.created[owner]?.remove(object)
            state.deleted[owner]?.remove(object)
        }
    }

    package func forgetOwner(_ owner: String) {
        state.withLock { state in
            state.created[owner] = nil
            state.deleted[owner] = nil
        }
    }
}
