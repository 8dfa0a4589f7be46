package import JSON
package import Kube

/// `targetRefs` of a policy: an object of the policy's namespace, or a section of it.
package struct PolicyTarget: JSONDecodable, Sendable, Hashable {
    package var group: String
    package var kind: String
    package var name: String
    package var sectionName: String?

    package init(json: JSON) {
        group = json.text("group")
        kind = json.text("kind")
        name = json.text("name")
        sectionName = json["sectionName"]?.string
    }

    package init(group: String, kind: String, name: String, sectionName: String? = nil) {
        self.group = group
        self.kind = kind
        self.name = name
        self.sectionName = sectionName
    }
}

/// `targetSelectors` of a policy: objects by their labels.
package struct PolicyTargetSelector: JSONDecodable, Sendable, Hashable {
    package var group: String?
    package var kind: String
    /// `Same` (also when absent), `All` or `Selector`.
    package var namespacesFrom: String?
    package var namespaceSelector: ObjectSelector?
    package var labels: ObjectSelector

    package init(json: JSON) {
        group = json["group"]?.string
        kind = json.text("kind")
        namespacesFrom = json["namespaces", "from"]?.string
        namespaceSelector = json["namespaces", "selector"].map(ObjectSelector.init(json:))
        labels = ObjectSelector(json: json)
    }
}

/// A policy of `gateway.envoyproxy.io` that attaches to Gateways or routes. What it demands stays JSON here.
package struct Policy: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case clientTraffic = "ClientTrafficPolicy"
        case backendTraffic = "BackendTrafficPolicy"
        case security = "SecurityPolicy"
        case envoyExtension = "EnvoyExtensionPolicy"

        package var resource: GroupVersionResource {
            switch self {
            case .clientTraffic: .envoyGateway("clienttrafficpolicies")
            case .backendTraffic: .envoyGateway("backendtrafficpolicies")
            case .security: .envoyGateway("securitypolicies")
            case .envoyExtension: .envoyGateway("envoyextensionpolicies")
            }
        }
    }

    package var kind: Kind
    package var metadata: ObjectMeta
    package var targetRefs: [PolicyTarget]
    package var targetSelectors: [PolicyTargetSelector]
    /// `StrategicMerge` or `JSONMerge`: with the policy of the Gateway above.
    package var mergeType: String?
    package var spec: JSON
    package var status: JSON

    package init(kind: Kind, json: JSON) {
        self.kind = kind
        metadata = ObjectMeta(json: json)
        spec = json["spec"] ?? [:]
        if let only: PolicyTarget = spec.value("targetRef") {
            targetRefs = [only]
        } else {
            targetRefs = spec.list("targetRefs")
        }
        targetSelectors = spec.list("targetSelectors")
        mergeType = spec["mergeType"]?.string
        status = json["status"] ?? [:]
    }

    package var objectName: ObjectName { metadata.objectName }

    /// Of a merged policy: what it was merged over, and its own spec before.
    private var base: Base?

    private struct Base: Hashable {
        var metadata: ObjectMeta
        var ownSpec: JSON
    }

    /// This policy with a spec that it and `parent` have together.
    package func merged(over parent: Policy, into spec: JSON) -> Policy {
        var merged = self
        merged.spec = spec
        merged.base = Base(metadata: parent.metadata, ownSpec: self.spec)
        return merged
    }

    /// The policy that a member of the spec comes from: references in it are that one's, with its namespace.
    package func owner(of path: String...) -> Policy {
        guard let base else { return self }
        var value: JSON? = base.ownSpec
        for key in path { value = value?[key] }
        if let value, !value.isNull { return self }
        var owner = self
        owner.metadata = base.metadata
        return owner
    }
}

package struct EnvoyPatchPolicy: Resource {
    package static let resource = GroupVersionResource.envoyGateway("envoypatchpolicies")
    package static let kind = "EnvoyPatchPolicy"

    package var metadata: ObjectMeta
    package var targetRef: PolicyTarget
    package var priority: Int
    package var spec: JSON
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        spec = json["spec"] ?? [:]
        targetRef = PolicyTarget(json: spec["targetRef"] ?? [:])
        priority = spec["priority"]?.int ?? 0
        status = json["status"] ?? [:]
    }
}
