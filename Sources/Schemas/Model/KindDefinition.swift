package import Kube

/// A kind of object: what discovery says of it, and its versions.
package struct KindDefinition: Sendable {
    package var group: String
    package var kind: String
    package var listKind: String
    package var plural: String
    package var singular: String
    package var shortNames: [String]
    package var categories: [String]
    package var isNamespaced: Bool
    package var versions: [KindVersion]
    /// What discovery lists. Create-only kinds (`SubjectAccessReview`) are not stored at all.
    package var verbs: [String]
    package var origin: Origin

    package enum Origin: Sendable, Hashable {
        case builtin
        /// The name of its CustomResourceDefinition.
        case custom(String)
    }

    package var resource: GroupResource { GroupResource(group, plural) }

    package func version(_ name: String) -> KindVersion? { versions.first { $0.name == name } }

    package var storageVersion: KindVersion? { versions.first(where: \.isStorage) }

    package var isStored: Bool { verbs.contains("get") }
}

/// A version of a kind. Its schema is read from the notation when first asked for.
package struct KindVersion: Sendable {
    package var name: String
    package var groupVersionKind: GroupVersionKind
    package var isServed: Bool
    package var isStorage: Bool
    package var isBuiltin: Bool
    package var resource: GroupResource
    package var isNamespaced: Bool
    /// Whether objects of it are kept; reviews are answered and forgotten.
    package var isStored: Bool
    /// The text of the Warning header that writes and reads of a deprecated version carry.
    package var deprecationWarning: String?
    package var subresources: [Subresource]
    package var selectableFields: [String]
    let lazySchema: LazySchema
    let columnSource: ColumnSource

    package var schema: Schema { lazySchema.schema }

    var schemaHash: String { lazySchema.fingerprint }

    /// A custom resource whose definition came with the binary.
    var isPreinstalled: Bool { !isBuiltin && lazySchema.fingerprint.isEmpty }

    package func subresource(_ name: String) -> Subresource? { subresources.first { $0.name == name } }

    package var hasStatus: Bool { subresource("status") != nil }

    package var scale: ScalePaths? { subresource("scale")?.scale }
}

package struct Subresource: Sendable, Hashable {
    /// `status`, `scale`, `log` …
    package var name: String
    /// Of the body, where it is not the kind itself: `autoscaling/v1 Scale`, `policy/v1 Eviction`.
    package var body: GroupVersionKind?
    package var verbs: [String]
    package var scale: ScalePaths?
}

/// Where a kind keeps what `scale` shows; JSON paths of the form `.spec.replicas`.
package struct ScalePaths: Sendable, Hashable {
    package var spec: String
    package var status: String
    package var labelSelector: String?
}

/// A column of a server-side table.
package struct Column: Sendable, Hashable {
    package var name: String
    package var type: String
    package var format: String
    package var description: String
    /// 0 is always shown; above only with `-o wide`.
    package var priority: Int

    package init(name: String, type: String, format: String = "", description: String = "", priority: Int = 0) {
        self.name = name
        self.type = type
        self.format = format
        self.description = description
        self.priority = priority
    }
}
