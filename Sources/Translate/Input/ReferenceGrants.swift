import GatewayAPI
import Kube

/// ReferenceGrants by the namespace that they open.
struct ReferenceGrants {
    struct From: Hashable {
        var group: String
        var kind: String
        var namespace: String

        init(_ kind: String, _ namespace: String, group: String = Groups.gateway) {
            self.group = group
            self.kind = kind
            self.namespace = namespace
        }
    }

    private var byNamespace: [String: [ReferenceGrant]] = [:]

    init(_ grants: some Sequence<ReferenceGrant>) {
        for grant in grants { byNamespace[grant.metadata.namespace, default: []].append(grant) }
    }

    /// Within one namespace nothing has to be granted.
    func permit(_ from: From, group: String, kind: String, _ target: ObjectName) -> Bool {
        if from.namespace == target.namespace { return true }
        return byNamespace[target.namespace, default: []].contains { grant in
            grant.from.contains { $0.group == from.group && $0.kind == from.kind && $0.namespace == from.namespace }
                && grant.to.contains { to in
                    to.group == group && to.kind == kind
                        && ((to.name ?? "").isEmpty || to.name == target.name)
                }
        }
    }
}
