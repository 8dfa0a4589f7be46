import GatewayAPI
import Kube

/// An object that a policy means, or a section of it: a listener or a named rule.
struct ResolvedTarget: Hashable {
    var group: String
    var kind: String
    var name: ObjectName
    var sectionName: String?
}

/// An object that selectors can find.
struct TargetCandidate {
    var kind: String
    var metadata: ObjectMeta
}

extension Pass {
    /// Objects that the policy's selectors find, oldest first, then those that it names.
    func targets(of policy: Policy, among candidates: [TargetCandidate]) -> [ResolvedTarget] {
        var found: [(target: ResolvedTarget, created: String)] = []
        for selector in policy.targetSelectors {
            for candidate in candidates where selects(selector, candidate, policy) {
                let target = ResolvedTarget(
                    group: Groups.gateway, kind: candidate.kind, name: candidate.metadata.objectName)
                if !found.contains(where: { $0.target == target }) {
                    found.append((target, candidate.metadata.creationTimestamp))
                }
            }
        }
        let indexed = found.enumerated().sorted {
            $0.element.created == $1.element.created
                ? $0.offset < $1.offset : $0.element.created < $1.element.created
        }
        let selected = indexed.map(\.element.target)
        return selected + namedTargets(of: policy).filter { !selected.contains($0) }
    }

    /// Objects that the policy names, all in its own namespace.
    func namedTargets(of policy: Policy) -> [ResolvedTarget] {
        policy.targetRefs.map { reference in
            ResolvedTarget(
                group: reference.group, kind: reference.kind,
                name: ObjectName(namespace: policy.metadata.namespace, name: reference.name),
                sectionName: reference.sectionName)
        }
    }

    private func selects(_ selector: PolicyTargetSelector, _ candidate: TargetCandidate, _ policy: Policy) -> Bool {
        guard selector.kind == candidate.kind, selector.group ?? Groups.gateway == Groups.gateway else { return false }
        let own = policy.metadata.namespace
        let namespace = candidate.metadata.namespace
        switch selector.namespacesFrom {
        case nil, "", "Same": if namespace != own { return false }
        case "All": break
        case "Selector":
            guard let labels = world.namespace(namespace)?.metadata.labels,
                let namespaces = selector.namespaceSelector, namespaces.problem == nil, namespaces.matches(labels)
            else { return false }
        default: return false
        }
        guard selector.labels.problem == nil, selector.labels.matches(candidate.metadata.labels) else { return false }
        let from = ReferenceGrants.From(policy.kind.rawValue, own, group: Groups.envoyGateway)
        return world.grants.permit(from, group: Groups.gateway, kind: candidate.kind, candidate.metadata.objectName)
    }
}
