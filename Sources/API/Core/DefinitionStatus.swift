import JSON
import Kube

/// The conditions of a CustomResourceDefinition, as Kubernetes' naming and establishing controllers word them.
enum DefinitionStatus {
    static func condition(_ type: String, _ status: Bool, _ reason: String, _ message: String, now: Timestamp) -> JSON {
        [
            "type": .string(type), "status": status ? "True" : "False", "reason": .string(reason),
            "message": .string(message), "lastTransitionTime": .string(now.text),
        ]
    }

    static func established(_ definition: JSON, now: Timestamp) -> JSON {
        status(of: definition, conflict: nil, now: now)
    }

    /// `conflict`: the reason and message of a name that another definition has.
    static func status(of definition: JSON, conflict: (reason: String, message: String)?, now: Timestamp) -> JSON {
        var status = definition["status"] ?? [:]
        var conditions = status["conditions"]?.array ?? []
        if let approval = approval(definition, now: now) { set(approval, &conditions) }
        if let conflict {
            set(condition("NamesAccepted", false, conflict.reason, conflict.message, now: now), &conditions)
            if !isTrue("Established", conditions) {
                set(condition("Established", false, "NotAccepted", "not all names are accepted", now: now), &conditions)
            }
        } else {
            status["acceptedNames"] = definition["spec", "names"]
            set(condition("NamesAccepted", true, "NoConflicts", "no conflicts found", now: now), &conditions)
            if !isTrue("Established", conditions) {
                set(
                    condition(
                        "Established", true, "InitialNamesAccepted", "the initial names have been accepted", now: now),
                    &conditions)
            }
        }
        status["conditions"] = .array(conditions)
        if status["storedVersions"]?.array?.isEmpty ?? true {
            let versions = definition["spec", "versions"]?.array ?? []
            status["storedVersions"] = .array(versions.filter { $0["storage"]?.bool == true }.compactMap { $0["name"] })
        }
        return status
    }

    /// Groups of the Kubernetes project say where they were reviewed.
    private static func approval(_ definition: JSON, now: Timestamp) -> JSON? {
        let group = definition["spec", "group"]?.string ?? ""
        guard group.hasSuffix(".k8s.io") || group.hasSuffix(".kubernetes.io") || group == "k8s.io" || group == "kubernetes.io"
        else { return nil }
        let type = "KubernetesAPIApprovalPolicyConformant"
        let annotation = definition.annotations["api-approved.kubernetes.io"] ?? ""
        if annotation.isEmpty {
            return condition(
                type, false, "MissingAnnotation",
                "protected groups must have approval annotation \"api-approved.kubernetes.io\", see "
                    + "https://github.com/kubernetes/enhancements/pull/1111", now: now)
        }
        if annotation.hasPrefix("unapproved") {
            return condition(
                type, false, "UnapprovedAnnotation", "not approved: \(annotation.goQuoted)", now: now)
        }
        return condition(type, true, "ApprovedAnnotation", "approved in \(annotation)", now: now)
    }

    private static func isTrue(_ type: String, _ conditions: [JSON]) -> Bool {
        conditions.contains { $0["type"]?.string == type && $0["status"] == "True" }
    }

    /// A condition that says the same keeps its time.
    static func set(_ condition: JSON, _ conditions: inout [JSON]) {
        guard let index = conditions.firstIndex(where: { $0["type"] == condition["type"] }) else {
            conditions.append(condition)
            return
        }
        var changed = condition
        if conditions[index]["status"] == condition["status"] {
            changed["lastTransitionTime"] = conditions[index]["lastTransitionTime"]
        }
        conditions[index] = changed
    }
}
