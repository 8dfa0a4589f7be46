package import JSON
package import Kube

extension Catalog {
    /// What a Kubernetes API server has of its own, CustomResourceDefinition included.
    package static let builtin = Catalog()

    /// The schema of any body that is a type but not necessarily a stored kind: DeleteOptions, Scale, Eviction,
    /// TokenRequest, SubjectAccessReview, Status, lists.
    package func bodySchema(_ kind: GroupVersionKind) -> Schema? { nil }

    /// The groups with their versions, in the order of discovery; the core group is not among them.
    package var servedGroups: [ServedGroup] { [] }
}

/// The CustomResourceDefinitions that installing Envoy Gateway brings: Gateway API's and its own.
package enum PreinstalledCRD {
    /// `gateways.gateway.networking.k8s.io` …
    package static let names: [String] = []

    /// The kind, without going through the manifest: its schema is read when first used.
    package static func definition(named name: String) -> KindDefinition? { nil }

    /// The CustomResourceDefinition as a client would apply it (no status).
    package static func manifest(named name: String) -> JSON? { nil }
}

extension KindDefinition {
    /// Reads a CustomResourceDefinition (as stored: defaulted and found valid).
    package init(crd: JSON) throws(StatusError) { throw .internalError("not yet") }

    /// What is wrong with a CustomResourceDefinition beyond its shape: names, versions, structural schemas, CEL rules.
    package static func validate(crd: JSON, old: JSON?) -> [FieldError] { [] }
}
