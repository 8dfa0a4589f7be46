import GatewayAPI
import JSON
import Kube

/// What is said to the ancestors of a policy: the one place where conditions of policies are written.
struct PolicyStatus {
    let generation: Int
    private(set) var ancestors: [AncestorStatus] = []

    init(generation: Int) { self.generation = generation }

    mutating func set(_ ancestor: ParentReference, _ type: String, _ status: Bool, _ reason: String, _ message: String) {
        let condition = Condition(type, status, reason, message, generation: generation)
        if let index = ancestors.firstIndex(where: { $0.ancestor == ancestor }) {
            ancestors[index].conditions.set(condition)
        } else {
            ancestors.append(AncestorStatus(ancestor: ancestor, conditions: [condition]))
            // One more than a status holds, so that it is known in the end that some were left out.
            if ancestors.count > Limits.policyAncestors + 1, let last = PolicyAncestors.last(ancestors) {
                ancestors.remove(at: last)
            }
        }
    }

    mutating func refuse(_ list: [ParentReference], _ problem: PolicyProblem) {
        for ancestor in list { set(ancestor, "Accepted", false, problem.reason, problem.message) }
    }

    /// Unless the ancestor was refused before.
    mutating func accept(_ list: [ParentReference]) {
        for ancestor in list where condition(ancestor, "Accepted") == nil {
            set(ancestor, "Accepted", true, "Accepted", "Policy has been accepted.")
        }
    }

    /// Several warnings become one condition.
    mutating func warn(_ list: [ParentReference], reason: String, _ message: String) {
        for ancestor in list where !message.isEmpty {
            guard let present = condition(ancestor, "Warning") else {
                set(ancestor, "Warning", true, reason, message)
                continue
            }
            let text =
                if present.message.contains(message) {
                    present.message
                } else if message.contains(present.message) {
                    message
                } else {
                    "\(present.message); \(message)"
                }
            set(ancestor, "Warning", true, present.reason == reason ? reason : "Warnings", text)
        }
    }

    mutating func warnOfDeprecated(_ list: [ParentReference], _ fields: [String: String]) {
        let text = fields.sorted { $0.key < $1.key }
            .map { "\($0.key) is deprecated, use \($0.value) instead" }.joined(separator: "; ")
        warn(list, reason: "DeprecatedField", text)
    }

    private func condition(_ ancestor: ParentReference, _ type: String) -> Condition? {
        ancestors.first { $0.ancestor == ancestor }?.conditions.first { $0.type == type }
    }
}

/// Why a policy cannot attach or do what it wants.
struct PolicyProblem: Error, Hashable {
    var reason: String
    var message: String

    init(reason: String, _ message: String) {
        self.reason = reason
        self.message = message
    }

    /// A setting that cannot be translated.
    static func invalid(_ message: String) -> PolicyProblem {
        PolicyProblem(reason: "Invalid", message.asConditionMessage)
    }
}

extension ParentReference {
    static func gatewayAncestor(_ name: ObjectName, _ section: String?) -> ParentReference {
        ParentReference(kind: Gateway.kind, namespace: name.namespace, name: name.name, sectionName: section)
    }

    static func listenerSetAncestor(_ name: ObjectName, _ section: String?) -> ParentReference {
        ParentReference(kind: ListenerSet.kind, namespace: name.namespace, name: name.name, sectionName: section)
    }
}

/// Fields that still work but should be written otherwise.
enum PolicyDeprecations {
    static func fields(_ policy: Policy) -> [String: String] {
        let spec = policy.spec
        var fields: [String: String] = [:]
        func note(_ path: String, _ instead: String, _ isUsed: Bool) { if isUsed { fields["spec.\(path)"] = "spec.\(instead)" } }
        note("targetRef", "targetRefs", spec["targetRef"]?.object != nil)
        switch policy.kind {
        case .clientTraffic:
            note("enableProxyProtocol", "proxyProtocol", spec["enableProxyProtocol"] != nil)
            note("headers.preserveXRequestID", "headers.requestID", spec["headers", "preserveXRequestID"] != nil)
            note(
                "tls.clientValidation.optional", "tls.clientValidation.mode",
                spec["tls", "clientValidation", "optional"]?.bool == true)
        case .backendTraffic: note("compression", "compressor", spec["compression"]?.array?.isEmpty == false)
        case .security:
            note("extAuth.grpc.backendRef", "extAuth.grpc.backendRefs", spec["extAuth", "grpc", "backendRef"] != nil)
            note("extAuth.http.backendRef", "extAuth.http.backendRefs", spec["extAuth", "http", "backendRef"] != nil)
        case .envoyExtension: break
        }
        return fields
    }
}
