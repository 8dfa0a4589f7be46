package import JSON
package import Kube

/// Labels, names and times of an object.
package struct ObjectMeta: Sendable, Hashable {
    package var namespace: String
    package var name: String
    package var uid: String
    package var generation: Int
    package var resourceVersion: String
    /// RFC 3339 in UTC with seconds: texts compare as the times do. Empty when there is none.
    package var creationTimestamp: String
    package var isBeingDeleted: Bool
    package var labels: [String: String]
    package var annotations: [String: String]

    package init(json: JSON) {
        let metadata = json.metadata
        namespace = metadata.text("namespace")
        name = metadata.text("name")
        uid = metadata.text("uid")
        generation = metadata["generation"]?.int ?? 0
        resourceVersion = metadata.text("resourceVersion")
        creationTimestamp = metadata.text("creationTimestamp")
        isBeingDeleted = metadata["deletionTimestamp"]?.string != nil
        labels = metadata.stringMap("labels")
        annotations = metadata.stringMap("annotations")
    }

    package var objectName: ObjectName { ObjectName(namespace: namespace, name: name) }
}

/// A kind that the translator reads. `status` stays JSON: what is written is a change of what was there.
package protocol Resource: JSONDecodable, Sendable, Hashable {
    static var resource: GroupVersionResource { get }
    static var kind: String { get }
    var metadata: ObjectMeta { get }
}

extension Resource {
    package static var groupVersionKind: GroupVersionKind {
        GroupVersionKind(resource.group, resource.version, kind)
    }

    package var objectName: ObjectName { metadata.objectName }
}

/// A kind whose status is told from the rest where the two change.
package protocol StatusBearing: Resource {
    var metadata: ObjectMeta { get set }
    var status: JSON { get set }
}

/// The API groups whose kinds are acted on.
package enum Groups {
    package static let gateway = "gateway.networking.k8s.io"
    package static let envoyGateway = "gateway.envoyproxy.io"
    package static let multicluster = "multicluster.x-k8s.io"
}

extension GroupVersionResource {
    static func gateway(_ resource: String, _ version: String = "v1") -> GroupVersionResource {
        GroupVersionResource(Groups.gateway, version, resource)
    }

    static func envoyGateway(_ resource: String) -> GroupVersionResource {
        GroupVersionResource(Groups.envoyGateway, "v1alpha1", resource)
    }

    static func core(_ resource: String) -> GroupVersionResource { GroupVersionResource("", "v1", resource) }
}
