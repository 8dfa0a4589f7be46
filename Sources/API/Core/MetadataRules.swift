import JSON
import Kube
import Schemas

/// `metadata`'s rules for a kind: which names it allows.
enum MetadataRules {
    static func errors(_ object: JSON, old: JSON?, _ target: Target) -> [FieldError] {
        guard let old else {
            return ObjectMetaRules.create(object, isNamespaced: target.kind.isNamespaced, rule: nameRule(target.resource))
        }
        return ObjectMetaRules.update(object, old: old)
    }

    static func nameRule(_ resource: GroupResource) -> (String) -> [String] {
        switch (resource.group, resource.resource) {
        case ("", "namespaces"): NameRules.dnsLabel
        case ("", "services"): NameRules.dns1035Label
        case ("apps", "statefulsets"): NameRules.dnsLabel
        case (Authorizer.group, _): NameRules.pathSegment
        default: NameRules.dnsSubdomain
        }
    }
}
