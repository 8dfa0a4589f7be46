import JSON
import Kube

/// Roles and bindings, arranged by subject. A value: built anew when one of them changes.
struct RBACIndex: Sendable {
    private struct RoleName: Hashable {
        /// Empty for a ClusterRole.
        var namespace: String
        var name: String
    }

    private enum Subject: Hashable {
        case user(String)
        case group(String)
    }

    private struct Grant {
        /// Where it holds; empty for everywhere.
        var namespace: String
        var role: RoleName
    }

    private var rules: [RoleName: [PolicyRule]] = [:]
    private var grants: [Subject: [Grant]] = [:]

    init(clusterRoles: [JSON], roles: [JSON], clusterRoleBindings: [JSON], roleBindings: [JSON]) {
        for role in clusterRoles + roles {
            rules[RoleName(namespace: role.namespace, name: role.name)] = role["rules"]?.array?.map(PolicyRule.init) ?? []
        }
        for binding in clusterRoleBindings + roleBindings {
            let isCluster = binding["roleRef", "kind"]?.string == "ClusterRole"
            let role = RoleName(
                namespace: isCluster ? "" : binding.namespace, name: binding["roleRef", "name"]?.string ?? "")
            let grant = Grant(namespace: binding.namespace, role: role)
            for subject in binding["subjects"]?.array ?? [] {
                guard let subject = Self.subject(subject, namespace: binding.namespace) else { continue }
                grants[subject, default: []].append(grant)
            }
        }
    }

    private static func subject(_ subject: JSON, namespace: String) -> Subject? {
        let name = subject["name"]?.string ?? ""
        switch subject["kind"]?.string {
        case "User": return .user(name)
        case "Group": return .group(name)
        case "ServiceAccount":
            let namespace = subject["namespace"]?.string ?? namespace
            return namespace.isEmpty ? nil : .user(ServiceAccountName(namespace: namespace, name: name).username)
        default: return nil
        }
    }

    /// Every rule the user has in a namespace; in no namespace, the cluster-wide ones.
    func rules(for user: UserInfo, namespace: String) -> [PolicyRule] {
        var found: [PolicyRule] = []
        visit(user, namespace: namespace) {
            found += rules[$0] ?? []
            return true
        }
        return found
    }

    /// The rules of one role, for the check that a binding grants nothing its author has not.
    func rules(ofRole name: String, namespace: String) -> [PolicyRule]? {
        rules[RoleName(namespace: namespace, name: name)]
    }

    func allows(_ attributes: Attributes) -> Bool {
        if attributes.user.isSuperuser { return true }
        var isAllowed = false
        visit(attributes.user, namespace: attributes.isResourceRequest ? attributes.namespace : "") {
            isAllowed = rules[$0]?.contains { $0.allows(attributes) } ?? false
            return !isAllowed
        }
        return isAllowed
    }

    private func visit(_ user: UserInfo, namespace: String, _ body: (RoleName) -> Bool) {
        func visit(_ subject: Subject) -> Bool {
            for grant in grants[subject] ?? [] where grant.namespace.isEmpty || grant.namespace == namespace {
                if !body(grant.role) { return false }
            }
            return true
        }
        guard visit(.user(user.name)) else { return }
        for group in user.groups {
            guard visit(.group(group)) else { return }
        }
    }
}
