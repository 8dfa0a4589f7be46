import Kube
import Schemas

/// The object or collection a request is about, resolved in the catalogue.
struct Target: Sendable {
    var kind: KindDefinition
    var version: KindVersion
    var namespace: String
    /// Empty for the collection.
    var name: String
    var subresource: String

    init(kind: KindDefinition, version: KindVersion, namespace: String = "", name: String = "", subresource: String = "") {
        self.kind = kind
        self.version = version
        self.namespace = kind.isNamespaced ? namespace : ""
        self.name = name
        self.subresource = subresource
    }

    var resource: GroupResource { kind.resource }
    var objectName: ObjectName { ObjectName(namespace: namespace, name: name) }
    var groupVersionKind: GroupVersionKind { version.groupVersionKind }

    /// Where the objects are kept: two groups show the same events.
    var storage: GroupResource { StorageAlias.storage(of: kind.resource) }

    func named(_ name: String) -> Target {
        var target = self
        target.name = name
        return target
    }
}

/// Resources that are views of another resource's objects.
enum StorageAlias {
    static let events = GroupResource("", "events")
    static let eventsView = GroupResource("events.k8s.io", "events")

    static func storage(of resource: GroupResource) -> GroupResource {
        resource == eventsView ? events : resource
    }

    static func isView(_ resource: GroupResource) -> Bool { resource == eventsView }
}
