import JSON
import Kube
import Schemas
import Store

/// ClusterRoles that are made of others (`aggregationRule`): recomputed whenever a ClusterRole changes.
extension APIServer {
    func aggregateRoles() {
        guard let (kind, version) = surface.catalog.version(GroupVersionResource(Authorizer.group, "v1", "clusterroles")),
            let roles = try? store.list(GroupResource(Authorizer.group, "clusterroles")).records.map({ try parsed($0.bytes) })
        else { return }
        for role in roles where role["aggregationRule"] != nil {
            let rules = RoleAggregation.rules(of: role, among: roles)
            guard rules != role["rules"]?.array ?? [] else { continue }
            var context = WriteContext(user: .loopback, manager: "clusterrole-aggregation-controller")
            context.isInternal = true
            let target = Target(kind: kind, version: version, name: role.name)
            _ = try? update(target, &context) { old, _ in
                var changed = old
                changed["rules"] = .array(rules)
                return changed
            }
            return  // The update has come through here again, with everything as it is now.
        }
    }
}

enum RoleAggregation {
    /// The rules of the selected roles, in the order of their names, each once.
    static func rules(of role: JSON, among roles: [JSON]) -> [JSON] {
        let selectors = role["aggregationRule", "clusterRoleSelectors"]?.array ?? []
        var rules: [JSON] = []
        var seen: Set<JSON> = []
        for selector in selectors {
            guard let selector = try? LabelSelector(object: selector) else { continue }
            for other in roles.sorted(by: { $0.name < $1.name }) where other.name != role.name && selector.matches(other.labels) {
                for rule in other["rules"]?.array ?? [] where seen.insert(rule).inserted { rules.append(rule) }
            }
        }
        return rules
    }
}
