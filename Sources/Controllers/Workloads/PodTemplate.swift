internal import JSON
internal import Kube

/// Pods made from the template of a workload.
enum PodTemplate {
    static func pod(from template: JSON, owner: JSON, labels extra: [String: String] = [:]) -> JSON {
        var metadata: JSON = [
            "generateName": .string(owner.name + "-"), "namespace": .string(owner.namespace),
            "ownerReferences": [ownerReference(to: owner)],
        ]
        let own = template["metadata"] ?? [:]
        let labels = own["labels"]?.object?.compactMapValues(\.string) ?? [:]
        let all = labels.merging(extra) { $1 }
        if !all.isEmpty { metadata["labels"] = JSON(all) }
        if let annotations = own["annotations"], annotations != [:] { metadata["annotations"] = annotations }
        if let finalizers = own["finalizers"] { metadata["finalizers"] = finalizers }
        return ["apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": template["spec"] ?? [:]]
    }

    static func ownerReference(to owner: JSON) -> JSON {
        [
            "apiVersion": .string(owner.apiVersion), "kind": .string(owner.kind), "name": .string(owner.name),
            "uid": .string(owner.uid), "controller": true, "blockOwnerDeletion": true,
        ]
    }
}

/// What the controllers ask of a pod.
enum PodFacts {
    static func isActive(_ pod: JSON) -> Bool {
        let phase = pod["status", "phase"]?.string
        return phase != "Succeeded" && phase != "Failed" && !pod.isBeingDeleted
    }

    static func isReady(_ pod: JSON) -> Bool {
        condition("Ready", of: pod)?["status"]?.string == "True"
    }

    /// Ready for at least `seconds`, the rule of `minReadySeconds`.
    static func isAvailable(_ pod: JSON, after seconds: Int) -> Bool {
        guard let ready = condition("Ready", of: pod), ready["status"]?.string == "True" else { return false }
        if seconds == 0 { return true }
        return (Now.age(ready["lastTransitionTime"]?.string) ?? 0) >= Double(seconds)
    }

    /// How long until the next of an owner's pods has been ready for its `minReadySeconds`; nil when none is on the way.
    static func untilAvailable(_ pods: [JSON], of owner: JSON) -> Duration? {
        let seconds = owner["spec", "minReadySeconds"]?.amount ?? 0
        let left = pods.filter { isReady($0) && !isAvailable($0, after: seconds) }.map { pod in
            Double(seconds) - (Now.age(condition("Ready", of: pod)?["lastTransitionTime"]?.string) ?? 0)
        }
        return left.min().map { .milliseconds(Int64(max($0, 0) * 1000) + 10) }
    }

    static func condition(_ type: String, of object: JSON) -> JSON? {
        object["status", "conditions"]?.array?.first { $0["type"]?.string == type }
    }

    static func isOwned(_ object: JSON, by owner: JSON) -> Bool {
        object.controllerReference?["uid"]?.string == owner.uid
    }
}
