import JSON
import Kube

/// Nobody can grant what they have not got themselves (unless allowed to `escalate` or `bind`).
struct RBACStrategy: Strategy {
    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws { try check(object, old: nil, scene) }

    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws {
        let isSame = object["rules"] == old["rules"] && object["subjects"] == old["subjects"]
            && object["aggregationRule"] == old["aggregationRule"]
        if !isSame { try check(object, old: old, scene) }
    }

    private func check(_ object: JSON, old: JSON?, _ scene: Scene) throws {
        guard !scene.user.isSuperuser else { return }
        let target = scene.target
        let isBinding = target.resource.resource.hasSuffix("bindings")
        let granted: [PolicyRule]
        if isBinding {
            let reference = object["roleRef"] ?? [:]
            let name = reference["name"]?.string ?? ""
            let isCluster = reference["kind"]?.string == "ClusterRole"
            let roles = GroupResource(Authorizer.group, isCluster ? "clusterroles" : "roles")
            let namespace = isCluster ? "" : target.namespace
            var attributes = Attributes(
                user: scene.user, verb: "bind", group: roles.group, resource: roles.resource, namespace: target.namespace,
                name: name)
            if scene.server.authorizer.allows(attributes) { return }
            attributes.name = ""
            guard let rules = scene.server.authorizer.index.rules(ofRole: name, namespace: namespace) else {
                throw StatusError.notFound(roles, name)
            }
            granted = rules
        } else {
            let attributes = Attributes(
                user: scene.user, verb: "escalate", group: Authorizer.group, resource: target.resource.resource,
                namespace: target.namespace, name: target.name)
            if scene.server.authorizer.allows(attributes) { return }
            granted = object["rules"]?.array?.map(PolicyRule.init) ?? []
        }
        let held = scene.server.authorizer.index.rules(for: scene.user, namespace: target.namespace)
        let missing = granted.flatMap(\.atoms).filter { atom in !held.contains { $0.covers(atom: atom) } }
        guard !missing.isEmpty else { return }
        throw StatusError.forbidden(target.resource, target.name, Self.refusal(scene.user, missing))
    }

    private static func refusal(_ user: UserInfo, _ missing: [PolicyRule]) -> String {
        let groups = user.groups.map(\.goQuoted).joined(separator: " ")
        return "user \(user.name.goQuoted) (groups=[\(groups)]) is attempting to grant RBAC permissions not currently held:\n"
            + compact(missing).map(shown).sorted().joined(separator: "\n")
    }

    /// Single permissions on the same thing, put together again.
    private static func compact(_ atoms: [PolicyRule]) -> [PolicyRule] {
        var order: [PolicyRule] = []
        var verbs: [PolicyRule: [String]] = [:]
        for atom in atoms {
            var key = atom
            key.verbs = []
            if verbs[key] == nil { order.append(key) }
            for verb in atom.verbs where !verbs[key, default: []].contains(verb) { verbs[key, default: []].append(verb) }
        }
        return order.map { key in
            var rule = key
            rule.verbs = verbs[key] ?? []
            return rule
        }
    }

    private static func shown(_ rule: PolicyRule) -> String {
        func list(_ values: [String]) -> String { "[" + values.map(\.goQuoted).joined(separator: ", ") + "]" }
        var parts: [String] = []
        if !rule.apiGroups.isEmpty { parts.append("APIGroups:\(list(rule.apiGroups))") }
        if !rule.resources.isEmpty { parts.append("Resources:\(list(rule.resources))") }
        if !rule.nonResourceURLs.isEmpty { parts.append("NonResourceURLs:\(list(rule.nonResourceURLs))") }
        if !rule.resourceNames.isEmpty { parts.append("ResourceNames:\(list(rule.resourceNames))") }
        if !rule.verbs.isEmpty { parts.append("Verbs:\(list(rule.verbs))") }
        return "{\(parts.joined(separator: ", "))}"
    }
}
