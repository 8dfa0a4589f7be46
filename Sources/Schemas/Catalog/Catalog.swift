package import Kube

/// The kinds an API server knows at one moment.
///
/// A value: the API replaces its copy when a CustomResourceDefinition comes or goes, and a request keeps the one it
/// began with.
package struct Catalog: Sendable {
    private var byResource: [GroupResource: KindDefinition] = [:]
    private var resourceOfKind: [GroupKind: GroupResource] = [:]

    package init(_ kinds: [KindDefinition] = []) {
        for kind in kinds { add(kind) }
    }

    /// Replaces the kind of the same resource.
    package mutating func add(_ kind: KindDefinition) {
        remove(kind.resource)
        byResource[kind.resource] = kind
        resourceOfKind[GroupKind(kind.group, kind.kind)] = kind.resource
    }

    package mutating func remove(_ resource: GroupResource) {
        guard let kind = byResource.removeValue(forKey: resource) else { return }
        resourceOfKind[GroupKind(kind.group, kind.kind)] = nil
    }

    package func kind(_ resource: GroupResource) -> KindDefinition? { byResource[resource] }

    package func kind(group: String, kind: String) -> KindDefinition? {
        resourceOfKind[GroupKind(group, kind)].flatMap { byResource[$0] }
    }

    package func version(_ resource: GroupVersionResource) -> (KindDefinition, KindVersion)? {
        guard let kind = byResource[resource.groupResource], let version = kind.version(resource.version) else {
            return nil
        }
        return (kind, version)
    }

    package func version(_ kind: GroupVersionKind) -> (KindDefinition, KindVersion)? {
        guard let definition = self.kind(group: kind.group, kind: kind.kind),
            let version = definition.version(kind.version)
        else { return nil }
        return (definition, version)
    }

    /// In no order.
    package var kinds: some Collection<KindDefinition> { byResource.values }

    /// The kinds of a group, by plural.
    package func kinds(ofGroup group: String) -> [KindDefinition] {
        byResource.values.filter { $0.group == group }.sorted { $0.plural < $1.plural }
    }
}

package struct GroupKind: Sendable, Hashable {
    package var group: String
    package var kind: String

    package init(_ group: String, _ kind: String) {
        self.group = group
        self.kind = kind
    }
}
