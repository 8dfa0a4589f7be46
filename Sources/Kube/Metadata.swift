package import JSON

/// The fields of `metadata` that everyone reads, straight on the object.
extension JSON {
    package var apiVersion: String { self["apiVersion"]?.string ?? "" }
    package var kind: String { self["kind"]?.string ?? "" }
    package var metadata: JSON { self["metadata"] ?? [:] }
    package var name: String { self["metadata", "name"]?.string ?? "" }
    package var namespace: String { self["metadata", "namespace"]?.string ?? "" }
    package var uid: String { self["metadata", "uid"]?.string ?? "" }
    package var generation: Int { self["metadata", "generation"]?.int ?? 0 }
    package var resourceVersion: String { self["metadata", "resourceVersion"]?.string ?? "" }
    package var objectName: ObjectName { ObjectName(namespace: namespace, name: name) }
    package var labels: [String: String] { self["metadata", "labels"]?.object?.compactMapValues(\.string) ?? [:] }
    package var annotations: [String: String] {
        self["metadata", "annotations"]?.object?.compactMapValues(\.string) ?? [:]
    }
    package var finalizers: [String] { self["metadata", "finalizers"]?.array?.compactMap(\.string) ?? [] }
    package var ownerReferences: [JSON] { self["metadata", "ownerReferences"]?.array ?? [] }
    package var isBeingDeleted: Bool { self["metadata", "deletionTimestamp"] != nil }

    package var groupVersionKind: GroupVersionKind {
        let version = GroupVersion(apiVersion: apiVersion)
        return GroupVersionKind(version.group, version.version, kind)
    }

    /// The owner with `controller: true`.
    package var controllerReference: JSON? { ownerReferences.first { $0["controller"]?.bool == true } }
}
