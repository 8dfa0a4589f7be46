import JSON
import Kube

/// Autoscalers, budgets, priorities, leases and others with a rule or two.
enum PolicyRules {
    @Sendable static func checkAutoscaler(_ check: inout ObjectCheck) {
        let maximum = check["spec", "maxReplicas"]?.int ?? 0
        if let minimum = check["spec", "minReplicas"]?.int {
            if minimum < 1 { check.invalid("spec.minReplicas", JSON(minimum), "must be greater than or equal to 1") }
            if maximum < minimum {
                check.invalid("spec.maxReplicas", JSON(maximum), "must be greater than or equal to `minReplicas`")
            }
        }
        if maximum < 1 { check.invalid("spec.maxReplicas", JSON(maximum), "must be greater than 0") }
        for key in ["kind", "name"] where (check["spec", "scaleTargetRef", key]?.string ?? "").isEmpty {
            check.required("spec.scaleTargetRef.\(key)")
        }
    }

    @Sendable static func checkBudget(_ check: inout ObjectCheck) {
        if check["spec", "minAvailable"] != nil, check["spec", "maxUnavailable"] != nil {
            check.invalid("spec", check["spec"], "minAvailable and maxUnavailable cannot be both set")
        }
        for key in ["minAvailable", "maxUnavailable"] {
            if let value = check["spec", key] { WorkloadRules.checkShare(&check, "spec.\(key)", value) }
        }
        check.labelSelector("spec.selector", check["spec", "selector"])
    }

    /// Above this, priorities are the system's.
    private static let highestUserPriority = 1_000_000_000

    @Sendable static func checkPriority(_ check: inout ObjectCheck) {
        let value = check["value"]?.int ?? 0
        if check.object.name.hasPrefix("system-") {
            if !["system-cluster-critical", "system-node-critical"].contains(check.object.name) {
                check.forbidden(
                    "metadata.name",
                    "priority class names with 'system-' prefix are reserved for system use only. error: \(check.object.name) is not a known system priority class"
                )
            }
        } else if value > highestUserPriority {
            check.forbidden("value", "maximum allowed value of a user defined priority is \(highestUserPriority)")
        }
    }

    @Sendable static func updatePriority(_ check: inout ObjectCheck) {
        if check.old?["value"] != check["value"] { check.forbidden("value", "may not be changed in an update.") }
        check.immutable("preemptionPolicy", "preemptionPolicy")
    }

    @Sendable static func checkLease(_ check: inout ObjectCheck) {
        if let seconds = check["spec", "leaseDurationSeconds"]?.int, seconds <= 0 {
            check.invalid("spec.leaseDurationSeconds", JSON(seconds), "must be greater than 0")
        }
        check.nonnegative("spec.leaseTransitions", check["spec", "leaseTransitions"])
    }

    @Sendable static func checkRuntimeClass(_ check: inout ObjectCheck) {
        let handler = check["handler"]?.string ?? ""
        check.rule("handler", handler, NameRules.dnsLabel(handler))
        if check.old != nil { check.immutable("handler", "handler") }
    }

    @Sendable static func checkSigningRequest(_ check: inout ObjectCheck) {
        if (check["spec", "signerName"]?.string ?? "").isEmpty { check.required("spec.signerName") }
        if (check["spec", "usages"]?.array ?? []).isEmpty { check.required("spec.usages") }
        if (check["spec", "request"]?.string ?? "").isEmpty {
            check.invalid("spec.request", .null, "PEM block type must be CERTIFICATE REQUEST")
        }
    }
}
