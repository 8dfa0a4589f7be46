import JSON
import Kube
import Store

/// Writes the roles and bindings of `BootstrapRoles` that are not there: all in one commit, at start.
enum BootstrapPolicy {
    static func install(in store: Store) throws {
        let now = Timestamp.now
        let objects = self.objects(now)
        guard objects.contains(where: { store.get($0.resource, ObjectName(name: $0.object.name)) == nil }) else { return }
        let prepared = objects.map { (resource: $0.resource, name: ObjectName(name: $0.object.name), template: Template($0.object)) }
        try store.commit { transaction in
            for one in prepared where transaction.get(one.resource, one.name) == nil {
                try transaction.put(one.resource, one.name, one.template, expecting: .absent)
            }
        }
    }

    private static func objects(_ now: Timestamp) -> [(resource: GroupResource, object: JSON)] {
        var roles = BootstrapRoles.roles.map { role(json: $0, now) }
        // Roles made of others come after them: view, then edit (which has view's label), then admin.
        for name in ["view", "edit", "admin"] {
            guard let index = roles.firstIndex(where: { $0.name == name }) else { continue }
            roles[index]["rules"] = .array(RoleAggregation.rules(of: roles[index], among: roles))
        }
        let bindings = BootstrapRoles.bindings.map { binding -> JSON in
            let subjects = binding.groups.map { group -> JSON in
                ["kind": "Group", "apiGroup": .string(Authorizer.group), "name": .string(group)]
            }
            return object(
                "ClusterRoleBinding", binding.role, [:], now,
                [
                    "roleRef": ["apiGroup": .string(Authorizer.group), "kind": "ClusterRole", "name": .string(binding.role)],
                    "subjects": .array(subjects),
                ])
        }
        return roles.map { (GroupResource(Authorizer.group, "clusterroles"), $0) }
            + bindings.map { (GroupResource(Authorizer.group, "clusterrolebindings"), $0) }
    }

    private static func role(json role: BootstrapRoles.Role, _ now: Timestamp) -> JSON {
        var members: [String: JSON] = ["rules": .array(role.rules.map(\.json))]
        if let label = role.aggregates {
            members["aggregationRule"] = ["clusterRoleSelectors": [["matchLabels": [label: "true"]]]]
        }
        return object("ClusterRole", role.name, role.labels, now, members)
    }

    private static func object(
        _ kind: String, _ name: String, _ labels: [String: String], _ now: Timestamp, _ members: [String: JSON]
    ) -> JSON {
        var labels = labels
        labels["kubernetes.io/bootstrapping"] = "rbac-defaults"
        var object: JSON = [
            "apiVersion": .string("\(Authorizer.group)/v1"), "kind": .string(kind),
            "metadata": [
                "name": .string(name), "uid": .string(RandomName.uid()), "creationTimestamp": .string(now.text),
                "labels": JSON(labels), "annotations": ["rbac.authorization.kubernetes.io/autoupdate": "true"],
            ],
        ]
        for (key, value) in members { object[key] = value }
        return object
    }
}
