import GatewayAPI
import Kube

extension Pass {
    /// Finds the certificates a listener names. Some may be missing or broken as long as one is good.
    func resolveCertificates(_ state: ListenerState, _ tls: Listener.TLS) -> Bool {
        if tls.certificateRefs.isEmpty {
            state.set("Programmed", false, "Invalid", "Listener must have at least 1 TLS certificate ref")
            return false
        }
        var problems: [(reason: String, message: String)] = []
        var secrets: [Secret] = []
        var sdsNames: Set<ObjectName> = []
        for (index, reference) in tls.certificateRefs.enumerated() {
            switch resolve(reference, index, of: state) {
            case .failure(let problem): problems.append((problem.reason, problem.message))
            case .success(let secret):
                if secret.type == Self.sdsSecretType {
                    sdsNames.insert(secret.objectName)
                } else {
                    secrets.append(secret)
                }
            }
        }
        let messages = problems.map(\.message).joined(separator: "\n")
        if secrets.isEmpty, sdsNames.isEmpty {
            let reason =
                problems.allSatisfy { $0.reason == "RefNotPermitted" } ? "RefNotPermitted" : "InvalidCertificateRef"
            state.set("ResolvedRefs", false, reason, "No valid secrets exist: \(messages)")
            return false
        }
        let serving = ServingCertificates(secrets, now: world.clock)
        let broken = serving.problems.joined(separator: "\n")
        if serving.certificates.isEmpty, !serving.problems.isEmpty, sdsNames.isEmpty {
            state.set("ResolvedRefs", false, "InvalidCertificateRef", "No valid secrets exist: \(broken).")
            return false
        }
        if !serving.problems.isEmpty || !problems.isEmpty {
            let all = [messages, broken].filter { !$0.isEmpty }.joined(separator: "\n")
            state.set(
                "ResolvedRefs", false, "PartiallyInvalidCertificateRef", "Some secrets are invalid: \(all)")
        }
        state.certificates = serving.certificates
        state.dnsNames = serving.dnsNames
        state.usesSDS = !sdsNames.isEmpty
        if state.usesSDS { noteSDS(state) }
        return true
    }

    private struct CertificateProblem: Error {
        var reason = "InvalidCertificateRef"
        var message: String
    }

    private func resolve(
        _ reference: ObjectReference, _ index: Int, of state: ListenerState
    ) -> Result<Secret, CertificateProblem> {
        func refuse(_ message: String, reason: String = "InvalidCertificateRef") -> Result<Secret, CertificateProblem> {
            .failure(CertificateProblem(reason: reason, message: "certificate refs \(index): \(message)"))
        }
        if let group = reference.group, !group.isEmpty {
            return refuse("Listener's TLS certificate ref group must be unspecified/empty.")
        }
        if let kind = reference.kind, kind != Secret.kind {
            return refuse("Listener's TLS certificate ref kind must be Secret.")
        }
        var name = reference.objectName(defaultNamespace: state.namespace)
        if name.namespace.isEmpty { name.namespace = state.namespace }
        let kind = state.listenerSet == nil ? Gateway.kind : ListenerSet.kind
        if !world.grants.permit(ReferenceGrants.From(kind, state.namespace), group: "", kind: Secret.kind, name) {
            return refuse(
                "Certificate ref to secret \(name) not permitted by any ReferenceGrant.", reason: "RefNotPermitted")
        }
        guard let secret = world.secret(name) else { return refuse("Secret \(name) does not exist.") }
        if secret.type == Self.sdsSecretType {
            guard configuration.enablesSDSSecretRef else {
                return refuse(
                    "SDS Secret \(name) cannot be used because SDS Secret references are not enabled in EnvoyGateway "
                        + "configuration.")
            }
            if let problem = SDSReference.problem(secret) {
                return refuse("Secret \(name) is not a valid SDS reference secret: \(problem).")
            }
            return .success(secret)
        }
        guard secret.type == "kubernetes.io/tls" else {
            return refuse("Secret \(name) must be of type kubernetes.io/tls.")
        }
        guard secret.bytes("tls.crt")?.isEmpty == false, secret.bytes("tls.key")?.isEmpty == false else {
            return refuse("Secret \(name) must contain tls.crt and tls.key.")
        }
        return .success(secret)
    }

    /// No SDS server is asked here; the user should know.
    private func noteSDS(_ state: ListenerState) {
        notify(
            state.gateway.gateway, reason: "NotEmulated",
            "Listener \(state.listener.name) takes a certificate from an SDS server: Envoy would ask it, here the "
                + "listener serves only certificates that are in Secrets.")
    }
}
