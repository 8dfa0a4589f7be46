import JSON
import Kube
import Schemas

/// What the server does with `metadata` whatever the kind.
enum ObjectMeta {
    /// Clears what a client may not set, and stamps a new object.
    static func prepareForCreate(_ object: inout JSON, target: Target, now: Timestamp) {
        var metadata = object["metadata"] ?? [:]
        for key in ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "generation", "resourceVersion"] {
            metadata[key] = nil
        }
        metadata["uid"] = .string(RandomName.uid())
        metadata["creationTimestamp"] = .string(now.text)
        metadata["namespace"] = target.kind.isNamespaced ? .string(target.namespace) : JSON?.none
        if metadata["name"]?.string ?? "" == "" { metadata["name"] = nil }
        dropEmpty(&metadata)
        object["metadata"] = metadata
    }

    static func generateName(_ object: inout JSON) -> Bool {
        guard let base = object["metadata", "generateName"]?.string, !base.isEmpty, object.name.isEmpty else {
            return false
        }
        object["metadata", "name"] = .string(
            base.prefix(APILimits.generatedNamePrefixCharacters) + RandomName.suffix())
        return true
    }

    /// Carries over what an update leaves out or may not change.
    static func prepareForUpdate(_ object: inout JSON, old: JSON) {
        var metadata = object["metadata"] ?? [:]
        let before = old.metadata
        metadata["generation"] = before["generation"]
        metadata["selfLink"] = nil
        for key in ["uid", "creationTimestamp"] where metadata[key]?.string ?? "" == "" { metadata[key] = before[key] }
        for key in ["deletionTimestamp", "deletionGracePeriodSeconds"] where metadata[key] == nil || metadata[key] == .null {
            metadata[key] = before[key]
        }
        if before["deletionTimestamp"] == nil {
            metadata["deletionTimestamp"] = nil
            metadata["deletionGracePeriodSeconds"] = nil
        }
        metadata["resourceVersion"] = before["resourceVersion"]
        metadata["namespace"] = before["namespace"]
        if metadata["generateName"] == nil { metadata["generateName"] = before["generateName"] }
        dropEmpty(&metadata)
        object["metadata"] = metadata
    }

    /// Members that Go's encoder leaves out when they are empty.
    private static func dropEmpty(_ metadata: inout JSON) {
        for key in ["labels", "annotations", "finalizers", "ownerReferences", "managedFields", "generateName", "namespace"] {
            switch metadata[key] {
            case .object([:]), .array([]), .string(""), .null: metadata[key] = nil
            default: break
            }
        }
    }
}
