import GatewayAPI
import JSON
import Kube

/// Where the settings of policies go into the model. A setting that nothing here acts on is told to the user.
extension Pass {
    /// What is wrong with a policy on a kind of route before anything of it is translated.
    func validate(_ policy: Policy, routeKind: String) -> String? { nil }

    /// Applies a policy on a Gateway or ListenerSet to what its listeners serve. The result says what could not be
    /// translated.
    func apply(_ policy: Policy, to listeners: [ListenerState]) -> String? {
        noteIgnored(policy, actsOnHTTP: listeners.allSatisfy { $0.tcp == nil && $0.udp == nil })
        return policy.kind == .security ? applySecurity(policy, to: listeners) : nil
    }

    /// Applies a policy to a route, to one of its rules, on all of its listeners or on one.
    func apply(_ policy: Policy, to route: RouteState, rule: String?, listener: ListenerState?) -> String? {
        noteIgnored(policy, actsOnHTTP: [HTTPRoute.kind, GRPCRoute.kind].contains(route.kind))
        return policy.kind == .security
            ? applySecurity(policy, to: route, rule: rule, listener: listener) : nil
    }

    /// Applies a ClientTrafficPolicy to a listener.
    func apply(_ policy: Policy, to listener: ListenerState) -> String? {
        noteIgnored(policy, actsOnHTTP: true)
        return nil
    }

    private func noteIgnored(_ policy: Policy, actsOnHTTP: Bool) {
        let attachment: Set<String> = ["targetRef", "targetRefs", "targetSelectors", "mergeType"]
        let fields = (policy.spec.object ?? [:]).keys.filter { !attachment.contains($0) }.sorted().flatMap { field in
            guard policy.kind == .security, field == "authorization" else { return [field] }
            return actsOnHTTP ? ignoredParts(policy.spec.value(field)) : ["authorization on layer 4"]
        }
        if fields.isEmpty { return }
        let notice = Notice(
            resource: policy.kind.resource, kind: policy.kind.rawValue, name: policy.objectName,
            uid: policy.metadata.uid, reason: "NotEmulated",
            message: "The policy is attached as Envoy Gateway would attach it, but these settings have no effect on "
                + "traffic here: \(fields.joined(separator: ", ")).")
        findings.add(notice)
    }

    private func ignoredParts(_ authorization: Authorization?) -> [String] {
        (authorization?.rules ?? []).enumerated().flatMap { index, rule in
            rule.ignored.map { "authorization.rules[\(index)].\($0)" }
        }
    }
}
