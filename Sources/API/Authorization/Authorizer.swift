import JSON
import Kube
import Store
import Synchronization

/// Answers by the roles and bindings in the store. What it has read stands until one of them changes.
final class Authorizer: Sendable {
    static let group = "rbac.authorization.k8s.io"

    private let store: Store
    private let cached = Mutex<RBACIndex?>(nil)

    init(store: Store) { self.store = store }

    func invalidate() { cached.withLock { $0 = nil } }

    var index: RBACIndex {
        cached.withLock { cached in
            if let cached { return cached }
            let index = RBACIndex(
                clusterRoles: read("clusterroles"), roles: read("roles"),
                clusterRoleBindings: read("clusterrolebindings"), roleBindings: read("rolebindings"))
            cached = index
            return index
        }
    }

    func allows(_ attributes: Attributes) -> Bool { reason(attributes) != nil }

    /// Why it is allowed (nothing to say for superusers); nil when it is not.
    func reason(_ attributes: Attributes) -> String? {
        attributes.user.isSuperuser ? "" : index.reason(attributes)
    }

    private func read(_ resource: String) -> [JSON] {
        let records = (try? store.list(GroupResource(Self.group, resource)).records) ?? []
        return records.compactMap { try? JSON(parsing: $0.bytes) }
    }
}
