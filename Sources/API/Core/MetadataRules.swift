import JSON
import Kube
import Schemas

/// `metadata`'s rules for a kind.
enum MetadataRules {
    static func errors(_ object: JSON, old: JSON?, _ target: Target) -> [FieldError] {
        var errors: [FieldError]
        if let old {
            errors = ObjectMetaRules.update(object, old: old)
        } else {
            errors = ObjectMetaRules.create(object, isNamespaced: target.kind.isNamespaced, rule: target.version.nameRule)
        }
        guard target.version.isBuiltin else { return errors }
        for (index, name) in object.finalizers.enumerated() where isUnqualified(name) {
            errors.append(
                .invalid(
                    "metadata.finalizers[\(index)]", .string(name),
                    "name is neither a standard finalizer name nor is it fully qualified"))
        }
        return errors
    }

    /// Custom resources may have finalizers of any name, with a word of advice about new ones.
    static func warnings(_ object: JSON, old: JSON?, _ target: Target) -> [String] {
        guard !target.version.isBuiltin else { return [] }
        let present = Set(old?.finalizers ?? [])
        return object.finalizers.filter { !present.contains($0) && isUnqualified($0) }.map {
            "metadata.finalizers: \($0.goQuoted): prefer a domain-qualified finalizer name including a path (/) to avoid "
                + "accidental conflicts with other finalizer writers"
        }
    }

    private static let standardFinalizers: Set<String> = ["kubernetes", "orphan", "foregroundDeletion"]

    private static func isUnqualified(_ name: String) -> Bool { !name.contains("/") && !standardFinalizers.contains(name) }
}
