import GatewayAPI
import Kube

/// EnvoyPatchPolicy: JSON patches of a Gateway's xDS (of the class's, where Gateways are merged).
extension Pass {
    func processEnvoyPatchPolicies() {
        let policies = world.view.envoyPatchPolicies.values.sorted {
            $0.priority == $1.priority ? $0.metadata.isOlder(than: $1.metadata) : $0.priority < $1.priority
        }
        for policy in policies {
            let target = policy.targetRef
            let kind = mergesGateways ? GatewayClass.kind : Gateway.kind
            let name = ObjectName(namespace: policy.metadata.namespace, name: target.name)
            let ancestor =
                mergesGateways
                ? ParentReference(kind: kind, name: target.name) : .gatewayAncestor(name, nil)
            var status = PolicyStatus(generation: policy.metadata.generation)
            if let problem = problem(policy, kind, name) {
                if problem.message.isEmpty { continue }
                status.refuse([ancestor], problem)
            } else {
                status.accept([ancestor])
                notify(
                    policy, reason: "NotEmulated",
                    "The policy is accepted, but its patches are not applied to the proxies here.")
            }
            policyStatuses[PolicyKey(kind: EnvoyPatchPolicy.kind, name: policy.objectName), default: []] +=
                status.ancestors
        }
    }

    /// With an empty message for a target that is not ours.
    private func problem(_ policy: EnvoyPatchPolicy, _ kind: String, _ name: ObjectName) -> PolicyProblem? {
        let target = policy.targetRef
        let key = FleetKey(mergesGateways ? target.name : name.description)
        guard fleets[key] != nil else {
            guard mergesGateways else { return PolicyProblem(reason: "", "") }
            return PolicyProblem(
                reason: "Invalid",
                "TargetRef.Group:\(target.group) TargetRef.Kind:\(target.kind) TargetRef.Namespace:\(name.namespace) "
                    + "TargetRef.Name:\(target.name) not found or not accepted (MergeGateways=true).")
        }
        guard configuration.enablesEnvoyPatchPolicy else {
            return PolicyProblem(
                reason: "Disabled", "EnvoyPatchPolicy is disabled in the EnvoyGateway configuration")
        }
        guard target.group == Groups.gateway, target.kind == kind else {
            return PolicyProblem(
                reason: "Invalid",
                "TargetRef.Group:\(target.group) TargetRef.Kind:\(target.kind), only TargetRef.Group:"
                    + "\(Groups.gateway) and TargetRef.Kind:\(kind) is supported.")
        }
        return nil
    }
}
