import JSON
import Kube
import Schemas
import Store

extension APIServer {
    /// `pods/binding`: the scheduler's word on where a pod runs.
    func bind(_ target: Target, _ body: JSON, _ context: inout WriteContext) throws -> JSON {
        guard let node = body["target", "name"]?.string, !node.isEmpty else {
            throw StatusError.invalid(
                GroupVersionKind("", "v1", "Binding"), target.name, [.required("target.name")])
        }
        if let kind = body["target", "kind"]?.string, !kind.isEmpty, kind != "Node" {
            throw StatusError.invalid(
                GroupVersionKind("", "v1", "Binding"), target.name,
                [.notSupported("target.kind", .string(kind), ["Node", "<empty>"])])
        }
        let now = Timestamp.now.text
        context.isUntracked = true
        _ = try update(target, &context) { old, _ in
            if old.isBeingDeleted {
                throw StatusError.conflict(
                    GroupResource("", "pods/binding"), target.name, "pod \(target.name) is being deleted, cannot be assigned to a host")
            }
            if let present = old["spec", "nodeName"]?.string, !present.isEmpty {
                throw StatusError.conflict(
                    GroupResource("", "pods/binding"), target.name, "pod \(target.name) is already assigned to node \(present.goQuoted)")
            }
            var pod = old
            pod["spec", "nodeName"] = .string(node)
            for (key, value) in body["metadata", "annotations"]?.object ?? [:] { pod["metadata", "annotations", key] = value }
            var conditions = (old["status", "conditions"]?.array ?? []).filter { $0["type"]?.string != "PodScheduled" }
            conditions.append(
                ["type": "PodScheduled", "status": "True", "lastProbeTime": .null, "lastTransitionTime": .string(now)])
            pod["status", "conditions"] = .array(conditions)
            return pod
        }
        return Self.success
    }

    /// `pods/eviction`: a delete that minds disruption budgets.
    func evict(_ target: Target, _ body: JSON, _ context: WriteContext) throws -> JSON {
        let pod = try storedObject(target.plain)
        if !body.name.isEmpty, body.name != target.name {
            throw StatusError.badRequest("name in URL does not match name in Eviction object")
        }
        var deletion = Deletion()
        deletion.isDryRun = context.isDryRun
        let options = body["deleteOptions"]
        deletion.options.gracePeriodSeconds = options?["gracePeriodSeconds"]?.int
        deletion.options.uid = options?["preconditions", "uid"]?.string
        deletion.options.resourceVersion = options?["preconditions", "resourceVersion"]?.string
        let phase = pod["status", "phase"]?.string ?? ""
        if !["Succeeded", "Failed", "Pending"].contains(phase), !pod.isBeingDeleted { try checkBudget(pod) }
        _ = try delete(target.plain, deletion, context)
        return Self.success
    }

    private func checkBudget(_ pod: JSON) throws {
        let resource = GroupResource("policy", "poddisruptionbudgets")
        let budgets = try store.list(resource, namespace: pod.namespace).records.compactMap { try? JSON(parsing: $0.bytes) }
        let matching = try budgets.filter { budget in
            guard let selector = budget["spec", "selector"] else { return false }
            return try LabelSelector(object: selector).matches(pod.labels)
        }
        if matching.count > 1 {
            throw StatusError.internalError("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.")
        }
        guard let budget = matching.first, budget["status", "disruptionsAllowed"]?.int ?? 0 <= 0 else { return }
        var error = StatusError.tooManyRequests(
            "Cannot evict pod as it would violate the pod's disruption budget.", retryAfterSeconds: 0)
        let healthy = budget["status", "currentHealthy"]?.int ?? 0
        let desired = budget["status", "desiredHealthy"]?.int ?? 0
        error.details = [
            "causes": [
                [
                    "reason": "DisruptionBudget",
                    "message": .string(
                        "The disruption budget \(budget.name) needs \(desired) healthy pods and has \(healthy) currently"),
                ]
            ]
        ]
        throw error
    }
}

extension Target {
    /// The object itself, of which this names a part.
    var plain: Target {
        var target = self
        target.subresource = ""
        return target
    }
}
