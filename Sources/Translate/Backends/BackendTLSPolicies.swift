import GatewayAPI
import Kube

/// What a route's use of a backend says of the policy over it.
struct BackendTLSReport: Sendable {
    var policy: ObjectName
    var ancestor: ParentReference
    var accepted: Condition
    var resolved: Condition
}

/// BackendTLSPolicies by the name of what they target.
struct BackendTLSPolicyIndex {
    private var byTarget: [String: [BackendTLSPolicy]] = [:]
    let all: [BackendTLSPolicy]

    init(_ policies: [BackendTLSPolicy]) {
        all = policies
        for policy in policies {
            for name in Set(policy.targetRefs.map(\.name)) { byTarget[name, default: []].append(policy) }
        }
    }

    /// Of all namespaces, as Envoy Gateway compares names alone where it looks for trust anchors.
    func targeting(backend name: String) -> [BackendTLSPolicy] { byTarget[name] ?? [] }

    /// The oldest policy for exactly this section, or else the oldest for the whole object.
    func policy(for target: PolicyTarget, namespace: String) -> BackendTLSPolicy? {
        let candidates = byTarget[target.name, default: []].filter { $0.metadata.namespace == namespace }
        func matches(_ policy: BackendTLSPolicy, wholeObject: Bool) -> Bool {
            for own in policy.targetRefs
            where own.group == target.group && own.kind == target.kind && own.name == target.name {
                if own.sectionName == nil, target.sectionName != nil { return wholeObject }
                if own.sectionName == target.sectionName { return true }
            }
            return false
        }
        if target.sectionName != nil, let exact = candidates.first(where: { matches($0, wholeObject: false) }) {
            return exact
        }
        return candidates.first { matches($0, wholeObject: true) }
    }
}

extension Pass {
    /// The TLS settings that a BackendTLSPolicy demands for a backend; its status learns of the parent it acts for.
    func policyTLS(
        _ reference: ObjectReference, _ name: ObjectName, _ referrer: Referrer
    ) throws(CAError) -> Model.UpstreamTLS? {
        let target = policyTarget(reference, name)
        guard let policy = backendTLSPolicies.policy(for: target, namespace: name.namespace) else { return nil }
        do throws(CAError) {
            let tls = try tls(of: policy)
            report(
                policy, referrer.parent, accepted: (true, "Accepted", "Policy has been accepted."),
                resolved: (true, "ResolvedRefs", "Resolved all the Object references."))
            return tls
        } catch {
            let message = error.message.asConditionMessage
            report(
                policy, referrer.parent, accepted: (false, "NoValidCACertificate", message),
                resolved: (false, error.kind == .invalidKind ? "InvalidKind" : "InvalidCACertificateRef", message))
            throw error
        }
    }

    /// How a policy would name the backend: a port by its name on Services, by its number on Backends.
    private func policyTarget(_ reference: ObjectReference, _ name: ObjectName) -> PolicyTarget {
        let kind = Self.kind(reference)
        var target = PolicyTarget(group: reference.group ?? "", kind: kind, name: reference.name)
        guard let port = reference.port else { return target }
        let portName: String? =
            switch kind {
            case Service.kind: world.service(name)?.ports.first { $0.port == port }?.name
            case ServiceImport.kind: world.serviceImport(name)?.ports.first { $0.port == port }?.name
            default: String(port)
            }
        if let portName, !portName.isEmpty { target.sectionName = portName }
        return target
    }

    private func tls(of policy: BackendTLSPolicy) throws(CAError) -> Model.UpstreamTLS {
        var tls = Model.UpstreamTLS()
        tls.sni = policy.hostname
        tls.subjectAltNames = policy.subjectAltNames.compactMap { name in
            switch name.type {
            case "Hostname": .hostname(name.hostname)
            case "URI": .uri(name.uri)
            default: nil
            }
        }
        let secretName = "\(policy.metadata.name)/\(policy.metadata.namespace)-ca"
        if policy.wellKnownCACertificates == "System" {
            tls.usesSystemTrust = true
            tls.ca = systemCA(secretName)
            return tls
        }
        let references = policy.caCertificateRefs.map { reference in
            var local = reference
            local.namespace = policy.metadata.namespace
            return local
        }
        let bytes = try caCertificates(references, namespace: policy.metadata.namespace)
        tls.ca = Model.CACertificate(name: secretName, certificate: bytes)
        return tls
    }

    private func report(
        _ policy: BackendTLSPolicy, _ ancestor: ParentReference, accepted: (Bool, String, String),
        resolved: (Bool, String, String)
    ) {
        let generation = policy.metadata.generation
        findings.backendTLS.append(
            BackendTLSReport(
                policy: policy.objectName, ancestor: ancestor,
                accepted: Condition("Accepted", accepted.0, accepted.1, accepted.2, generation: generation),
                resolved: Condition("ResolvedRefs", resolved.0, resolved.1, resolved.2, generation: generation)))
    }

    /// Says the same to every ancestor the policy has had so far, and to the new one.
    private func take(_ report: BackendTLSReport) {
        var statuses = backendTLSStatuses[report.policy] ?? []
        if !statuses.contains(where: { $0.ancestor == report.ancestor }) {
            statuses.append(AncestorStatus(ancestor: report.ancestor))
        }
        for index in statuses.indices {
            statuses[index].conditions.set(report.resolved)
            // An acceptance does not wash off an earlier refusal.
            if report.accepted.status, statuses[index].conditions.contains(where: { $0.type == "Accepted" }) {
                continue
            }
            statuses[index].conditions.set(report.accepted)
        }
        backendTLSStatuses[report.policy] = statuses
    }

    /// Two policies for one target: the older one holds, the other says so to the same ancestors.
    func settleBackendTLSPolicies() {
        for report in findings.backendTLS { take(report) }
        var holders: [BackendTLSTarget: BackendTLSPolicy] = [:]
        for policy in backendTLSPolicies.all {
            var rival: BackendTLSPolicy?
            for target in policy.targetRefs {
                let key = BackendTLSTarget(namespace: policy.metadata.namespace, target: target)
                if let holder = holders[key] {
                    rival = holder
                    break
                }
                holders[key] = policy
            }
            guard let rival else { continue }
            var statuses = backendTLSStatuses[policy.objectName] ?? []
            for ancestor in (backendTLSStatuses[rival.objectName] ?? []).map(\.ancestor) {
                if !statuses.contains(where: { $0.ancestor == ancestor }) {
                    statuses.append(AncestorStatus(ancestor: ancestor))
                }
            }
            let ancestors = Set((backendTLSStatuses[rival.objectName] ?? []).map(\.ancestor))
            for index in statuses.indices where ancestors.contains(statuses[index].ancestor) {
                statuses[index].conditions.set(
                    Condition(
                        "Accepted", false, "Conflicted",
                        "Policy conflicts with BackendTLSPolicy \(rival.objectName).",
                        generation: policy.metadata.generation))
            }
            backendTLSStatuses[policy.objectName] = statuses
        }
    }

    private struct BackendTLSTarget: Hashable {
        var namespace: String
        var target: PolicyTarget
    }
}
