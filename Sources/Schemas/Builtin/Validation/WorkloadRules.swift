import JSON
import Kube

/// What keeps pods: Deployments, ReplicaSets, DaemonSets, StatefulSets, ReplicationControllers.
enum WorkloadRules {
    @Sendable static func checkDeployment(_ check: inout ObjectCheck) {
        check.nonnegative("spec.replicas", check["spec", "replicas"])
        checkSelector(&check)
        checkStrategy(&check)
        check.nonnegative("spec.minReadySeconds", check["spec", "minReadySeconds"])
        check.nonnegative("spec.revisionHistoryLimit", check["spec", "revisionHistoryLimit"])
        let ready = check["spec", "minReadySeconds"]?.int ?? 0
        check.nonnegative("spec.progressDeadlineSeconds", check["spec", "progressDeadlineSeconds"])
        if let deadline = check["spec", "progressDeadlineSeconds"]?.int, deadline <= ready {
            check.invalid("spec.progressDeadlineSeconds", JSON(deadline), "must be greater than minReadySeconds")
        }
    }

    @Sendable static func checkReplicaSet(_ check: inout ObjectCheck) {
        check.nonnegative("spec.replicas", check["spec", "replicas"])
        check.nonnegative("spec.minReadySeconds", check["spec", "minReadySeconds"])
        checkSelector(&check)
    }

    @Sendable static func checkDaemonSet(_ check: inout ObjectCheck) {
        checkSelector(&check)
        check.nonnegative("spec.minReadySeconds", check["spec", "minReadySeconds"])
        check.nonnegative("spec.revisionHistoryLimit", check["spec", "revisionHistoryLimit"])
        guard let update = check["spec", "updateStrategy", "rollingUpdate"] else { return }
        let (surge, gone) = (share(update["maxSurge"]), share(update["maxUnavailable"]))
        if surge == 0, gone == 0 {
            check.invalid(
                "spec.updateStrategy.rollingUpdate.maxUnavailable", update["maxUnavailable"],
                "cannot be 0 when maxSurge is 0")
        } else if surge != 0, gone != 0 {
            check.invalid(
                "spec.updateStrategy.rollingUpdate.maxSurge", update["maxSurge"],
                "may not be set when maxUnavailable is non-zero")
        }
    }

    @Sendable static func checkStatefulSet(_ check: inout ObjectCheck) {
        check.nonnegative("spec.replicas", check["spec", "replicas"])
        check.nonnegative("spec.minReadySeconds", check["spec", "minReadySeconds"])
        checkSelector(&check)
    }

    @Sendable static func checkReplicationController(_ check: inout ObjectCheck) {
        check.nonnegative("spec.replicas", check["spec", "replicas"])
        let selector = check["spec", "selector"]?.object ?? [:]
        if selector.isEmpty { check.required("spec.selector") }
        guard let template = check["spec", "template"] else {
            check.required("spec.template")
            return
        }
        let labels = template.labels
        if !selector.isEmpty, !selector.allSatisfy({ labels[$0.key] == $0.value.string }) {
            check.invalid("spec.template.metadata.labels", JSON(labels), "`selector` does not match template `labels`")
        }
        PodRules.checkTemplate(&check, "spec.template")
        checkRestartPolicy(&check)
    }

    @Sendable static func keepsSelector(_ check: inout ObjectCheck) {
        check.immutable("spec.selector", "spec", "selector")
    }

    @Sendable static func updateStatefulSet(_ check: inout ObjectCheck) {
        guard let old = check.old?["spec"], let new = check["spec"] else { return }
        func rest(_ spec: JSON) -> JSON {
            var spec = spec
            for key in [
                "replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit",
                "persistentVolumeClaimRetentionPolicy", "minReadySeconds",
            ] { spec[key] = nil }
            return spec
        }
        if rest(old) != rest(new) {
            check.forbidden(
                "spec",
                "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', "
                    + "'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden"
            )
        }
    }

    /// The selector of an `apps` kind, and the template it must choose.
    private static func checkSelector(_ check: inout ObjectCheck) {
        let selector = check["spec", "selector"]
        if selector == nil || selector == .null {
            check.required("spec.selector")
        } else {
            check.labelSelector("spec.selector", selector)
            if (selector?["matchLabels"]?.object ?? [:]).isEmpty, (selector?["matchExpressions"]?.array ?? []).isEmpty {
                check.invalid("spec.selector", selector, "empty selector is invalid for \(noun(check.object.kind))")
            }
        }
        if let selector, selector != .null, let parsed = try? LabelSelector(object: selector), !parsed.isEverything {
            let labels = check["spec", "template"]?.labels ?? [:]
            if !parsed.matches(labels) {
                check.invalid(
                    "spec.template.metadata.labels", JSON(labels), "`selector` does not match template `labels`")
            }
        }
        PodRules.checkTemplate(&check, "spec.template")
        checkRestartPolicy(&check)
    }

    private static func noun(_ kind: String) -> String {
        switch kind {
        case "ReplicaSet", "Deployment": "deployment"
        default: kind.lowercased()
        }
    }

    private static func checkRestartPolicy(_ check: inout ObjectCheck) {
        let policy = check["spec", "template", "spec", "restartPolicy"]?.string ?? ""
        if !policy.isEmpty, policy != "Always" {
            check.add(.notSupported("spec.template.spec.restartPolicy", .string(policy), ["Always"]))
        }
    }

    private static func checkStrategy(_ check: inout ObjectCheck) {
        guard let strategy = check["spec", "strategy"] else { return }
        let update = strategy["rollingUpdate"]
        switch strategy["type"]?.string {
        case "Recreate":
            if update != nil {
                check.forbidden(
                    "spec.strategy.rollingUpdate", "may not be specified when strategy `type` is 'Recreate'")
            }
        case "RollingUpdate":
            for key in ["maxUnavailable", "maxSurge"] {
                checkShare(&check, "spec.strategy.rollingUpdate.\(key)", update?[key])
            }
            if share(update?["maxUnavailable"]) == 0, share(update?["maxSurge"]) == 0 {
                check.invalid(
                    "spec.strategy.rollingUpdate.maxUnavailable", update?["maxUnavailable"],
                    "may not be 0 when `maxSurge` is 0")
            }
        default: break
        }
    }

    private static func share(_ value: JSON?) -> Int? {
        value?.int ?? value?.string.flatMap { $0.hasSuffix("%") ? Int($0.dropLast()) : nil }
    }

    /// A number, or a percentage.
    static func checkShare(_ check: inout ObjectCheck, _ field: String, _ value: JSON?) {
        if let text = value?.string {
            guard text.hasSuffix("%"), text.dropLast().allSatisfy({ ("0"..."9").contains($0) }), text.count > 1 else {
                check.invalid(
                    field, .string(text),
                    "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex "
                        + "used for validation is '[0-9]+%')")
                return
            }
            if let percent = Int(text.dropLast()), percent > 100, field.hasSuffix("maxUnavailable") {
                check.invalid(field, .string(text), "must not be greater than 100%")
            }
        } else {
            check.nonnegative(field, value)
        }
    }
}
