import JSON
import Kube
import Schemas

/// `metadata`'s rules for a kind.
enum MetadataRules {
    static func errors(_ object: JSON, old: JSON?, _ target: Target) -> [FieldError] {
        guard let old else {
            return ObjectMetaRules.create(object, isNamespaced: target.kind.isNamespaced, rule: target.version.nameRule)
        }
        return ObjectMetaRules.update(object, old: old)
    }
}
