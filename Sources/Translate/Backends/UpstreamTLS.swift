import GatewayAPI
import Kube

extension Pass {
    /// TLS towards a backend: what the Backend says, a BackendTLSPolicy over it, and the settings of the Gateway's
    /// EnvoyProxy for the rest. Nil: plain text.
    func upstreamTLS(
        _ reference: ObjectReference, _ name: ObjectName, _ referrer: Referrer
    ) throws(CAError) -> Model.UpstreamTLS? {
        var validation: Model.UpstreamTLS?
        var own: Model.UpstreamTLS?
        if Self.kind(reference) == Backend.kind, let backend = world.backend(name), let tls = backend.tls {
            validation = try serverValidation(backend, tls)
            own = Model.UpstreamTLS()
            try apply(
                tls.parameters, owner: (Backend.kind, name, mayCrossNamespaces: false), to: &own)
        }
        let policy = try policyTLS(reference, name, referrer)
        guard var merged = Self.merge(validation, policy) else { return nil }
        if !merged.skipsVerification, merged.ca == nil {
            throw CAError("CACertificate must be specified when InsecureSkipVerify is false")
        }
        var client: Model.UpstreamTLS? = Model.UpstreamTLS()
        if let gateway = referrer.gateway { try applyGatewayTLS(gateway, to: &client) }
        if let client { Self.overlay(client, onto: &merged) }
        if let own { Self.overlay(own, onto: &merged) }
        merged.parameters.minimumVersion = merged.parameters.minimumVersion ?? "1.2"
        merged.parameters.maximumVersion = merged.parameters.maximumVersion ?? "1.3"
        return merged
    }

    private func serverValidation(_ backend: Backend, _ tls: Backend.TLS) throws(CAError) -> Model.UpstreamTLS {
        var result = Model.UpstreamTLS()
        result.skipsVerification = tls.insecureSkipVerify ?? false
        result.sniFromEndpoint = tls.autoSNIFromEndpointHostname ?? false
        result.sni = tls.sni
        if result.skipsVerification { return result }
        let name = "\(backend.metadata.name)/\(backend.metadata.namespace)-ca"
        if tls.wellKnownCACertificates == "System" {
            result.usesSystemTrust = true
            result.ca = systemCA(name)
        } else if !tls.caCertificateRefs.isEmpty {
            let references = tls.caCertificateRefs.map { reference in
                var local = reference
                local.namespace = backend.metadata.namespace
                return local
            }
            let bytes = try caCertificates(references, namespace: backend.metadata.namespace)
            result.ca = Model.CACertificate(name: name, certificate: bytes)
        }
        return result
    }

    /// All clusters that trust the system's anchors share one secret, unless the old way is asked for.
    func systemCA(_ name: String) -> Model.CACertificate {
        Model.CACertificate(
            name: configuration.perResourceSystemCASecret ? name : "system_ca_certificates", certificate: [])
    }

    /// The policy wins where both say something.
    private static func merge(_ backend: Model.UpstreamTLS?, _ policy: Model.UpstreamTLS?) -> Model.UpstreamTLS? {
        guard var merged = backend else { return policy }
        guard let policy else { return merged }
        if let ca = policy.ca {
            merged.ca = ca
            if !policy.usesSystemTrust { merged.usesSystemTrust = false }
        }
        if let sni = policy.sni {
            merged.sni = sni
            merged.sniFromEndpoint = false
        }
        if policy.usesSystemTrust { merged.usesSystemTrust = true }
        if !policy.subjectAltNames.isEmpty { merged.subjectAltNames = policy.subjectAltNames }
        return merged
    }

    /// `Gateway.spec.tls.backend` stands before `EnvoyProxy.spec.backendTLS`, even when it did not resolve.
    private func applyGatewayTLS(_ gateway: GatewayState, to tls: inout Model.UpstreamTLS?) throws(CAError) {
        if gateway.gateway.tls?.backend != nil {
            guard let reference = gateway.clientCertificateRef else { return }
            try applyClientCertificate(
                reference, owner: (Gateway.kind, gateway.name, mayCrossNamespaces: true), to: &tls)
        } else if let proxy = gateway.envoyProxy, let parameters = proxy.backendTLS {
            try apply(
                parameters, owner: (EnvoyProxy.kind, proxy.objectName, mayCrossNamespaces: false), to: &tls)
        }
    }

    private typealias Owner = (kind: String, name: ObjectName, mayCrossNamespaces: Bool)

    private func apply(
        _ parameters: BackendTLSParameters, owner: Owner, to tls: inout Model.UpstreamTLS?
    ) throws(CAError) {
        tls?.parameters.minimumVersion = parameters.minVersion
        tls?.parameters.maximumVersion = parameters.maxVersion
        tls?.parameters.ciphers = parameters.ciphers
        tls?.parameters.curves = parameters.ecdhCurves
        tls?.parameters.signatureAlgorithms = parameters.signatureAlgorithms
        tls?.parameters.alpn = parameters.alpnProtocols
        if let reference = parameters.clientCertificateRef {
            try applyClientCertificate(reference, owner: owner, to: &tls)
        }
    }

    private func applyClientCertificate(
        _ reference: ObjectReference, owner: Owner, to tls: inout Model.UpstreamTLS?
    ) throws(CAError) {
        let name = reference.objectName(defaultNamespace: owner.name.namespace)
        if !owner.mayCrossNamespaces, name.namespace != owner.name.namespace {
            throw CAError(
                "ClientCertificateRef Secret is not located in the same namespace as \(owner.kind). Secret namespace: "
                    + "\(name.namespace) does not match \(owner.kind) namespace: \(owner.name.namespace)")
        }
        guard let secret = world.secret(name) else {
            throw CAError(
                "failed to locate TLS secret for client auth: \(owner.name.namespace)/\(reference.name) specified in "
                    + "\(owner.kind) \(owner.name)")
        }
        if secret.type == Self.sdsSecretType {
            guard configuration.enablesSDSSecretRef else {
                throw CAError("SDS Secret reference is not enabled in EnvoyGateway configuration")
            }
            if let problem = SDSReference.problem(secret) {
                throw CAError("invalid SDS reference secret: \(problem)")
            }
            return
        }
        tls?.clientCertificates = [
            Model.TLSCertificate(
                name: name.description, certificate: secret.bytes("tls.crt") ?? [],
                privateKey: secret.bytes("tls.key") ?? [])
        ]
    }

    /// What `upper` says goes over what is there.
    private static func overlay(_ upper: Model.UpstreamTLS, onto tls: inout Model.UpstreamTLS) {
        if !upper.clientCertificates.isEmpty { tls.clientCertificates = upper.clientCertificates }
        let parameters = upper.parameters
        tls.parameters.minimumVersion = parameters.minimumVersion ?? tls.parameters.minimumVersion
        tls.parameters.maximumVersion = parameters.maximumVersion ?? tls.parameters.maximumVersion
        if !parameters.ciphers.isEmpty { tls.parameters.ciphers = parameters.ciphers }
        if !parameters.curves.isEmpty { tls.parameters.curves = parameters.curves }
        if !parameters.signatureAlgorithms.isEmpty {
            tls.parameters.signatureAlgorithms = parameters.signatureAlgorithms
        }
        tls.parameters.alpn = parameters.alpn ?? tls.parameters.alpn
    }
}
