import JSON
import Kube

/// Volumes, claims and classes.
enum StorageRules {
    @Sendable static func checkClaim(_ check: inout ObjectCheck) {
        if (check["spec", "accessModes"]?.array ?? []).isEmpty {
            check.required("spec.accessModes", "at least 1 access mode is required")
        }
        if check["spec", "resources", "requests", "storage"] == nil { check.required("spec.resources[storage]") }
        if let name = check["spec", "storageClassName"]?.string, !name.isEmpty {
            check.rule("spec.storageClassName", name, NameRules.dnsSubdomain(name))
        }
    }

    @Sendable static func checkVolume(_ check: inout ObjectCheck) {
        if (check["spec", "accessModes"]?.array ?? []).isEmpty { check.required("spec.accessModes") }
        if (check["spec", "capacity"]?.object ?? [:]).isEmpty { check.required("spec.capacity") }
        let known = check.object["spec"]?.object ?? [:]
        let plain: Set<String> = [
            "accessModes", "capacity", "claimRef", "mountOptions", "nodeAffinity", "persistentVolumeReclaimPolicy",
            "storageClassName", "volumeMode", "volumeAttributesClassName",
        ]
        let sources = known.keys.filter { !plain.contains($0) }.sorted()
        if sources.isEmpty { check.required("spec", "must specify a volume type") }
        for extra in sources.dropFirst() { check.forbidden("spec.\(extra)", "may not specify more than 1 volume type") }
    }

    @Sendable static func checkClass(_ check: inout ObjectCheck) {
        let provisioner = check["provisioner"]?.string ?? ""
        if provisioner.isEmpty {
            check.required("provisioner")
        } else {
            check.rule("provisioner", provisioner, NameRules.qualifiedName(provisioner.lowercased()))
        }
    }

    @Sendable static func updateClass(_ check: inout ObjectCheck) {
        for key in ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"]
        where check.old?[key] != check.object[key] {
            if key == "parameters" || key == "provisioner" || key == "reclaimPolicy" {
                check.forbidden(key, "updates to \(key) are forbidden.")
            } else {
                check.invalid(key, check.object[key], "field is immutable")
            }
        }
    }
}
