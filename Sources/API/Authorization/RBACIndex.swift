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

        func shown(_ grant: Grant) -> String {
            switch self {
            case .group(let name): "Group \(name.goQuoted)"
            case .user(let name):
                if let account = ServiceAccountName(username: name), grant.isForServiceAccount {
                    "ServiceAccount \("\(account.name)/\(account.namespace)".goQuoted)"
                } else {
                    "User \(name.goQuoted)"
                }
            }
        }
    }

    private struct Grant {
        /// Where it holds; empty for everywhere.
        var namespace: String
        var role: RoleName
        var binding: String
        var isForServiceAccount = false

        func explanation(_ subject: String) -> String {
            let kind = role.namespace.isEmpty ? "ClusterRole" : "Role"
            if namespace.isEmpty {
                return "RBAC: allowed by ClusterRoleBinding \(binding.goQuoted) of \(kind) \(role.name.goQuoted) to \(subject)"
            }
            return "RBAC: allowed by RoleBinding \("\(binding)/\(namespace)".goQuoted) of \(kind) \(role.name.goQuoted) to \(subject)"
        }
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
            for subject in binding["subjects"]?.array ?? [] {
                let isAccount = subject["kind"]?.string == "ServiceAccount"
                guard let subject = Self.subject(subject, namespace: binding.namespace) else { continue }
                grants[subject, default: []].append(
                    Grant(
                        namespace: binding.namespace, role: role, binding: binding.name, isForServiceAccount: isAccount))
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
        visit(user, namespace: namespace) { grant, _ in
            found += rules[grant.role] ?? []
            return true
        }
        return found
    }

    /// The rules of one role, for the check that a binding grants nothing its author has not.
    func rules(ofRole name: String, namespace: String) -> [PolicyRule]? {
        rules[RoleName(namespace: namespace, name: name)]
    }

    /// Why the user may, in the words of Kubernetes' RBAC authorizer; nil when no rule allows it.
    func reason(_ attributes: Attributes) -> String? {
        var reason: String?
        visit(attributes.user, namespace: attributes.isResourceRequest ? attributes.namespace : "") { grant, subject in
            if rules[grant.role]?.contains(where: { $0.allows(attributes) }) ?? false {
                reason = grant.explanation(subject.shown(grant))
            }
            return reason == nil
        }
        return reason
    }

    private func visit(_ user: UserInfo, namespace: String, _ body: (Grant, Subject) -> Bool) {
        func visit(_ subject: Subject) -> Bool {
            for grant in grants[subject] ?? [] where grant.namespace.isEmpty || grant.namespace == namespace {
                if !body(grant, subject) { return false }
            }
            return true
        }
        guard visit(.user(user.name)) else { return }
        for group in user.groups {
            guard visit(.group(group)) else { return }
        }
    }
}
