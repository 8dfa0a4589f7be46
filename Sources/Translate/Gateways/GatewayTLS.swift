import GatewayAPI
import Kube

extension Pass {
    /// `spec.tls` of Gateways: what clients must show, what Envoy shows to backends.
    func resolveGatewayTLS() {
        for state in gateways {
            guard let tls = state.gateway.tls else { continue }
            var isResolved = true
            if let frontend = tls.frontend { isResolved = resolve(frontend, of: state) }
            if let reference = tls.backend?.clientCertificateRef {
                isResolved = resolveClientCertificate(reference, of: state) && isResolved
            }
            if isResolved {
                state.set(
                    "ResolvedRefs", true, "ResolvedRefs", "Successfully resolved all TLS references for the gateway")
            }
        }
    }

    private func resolve(_ frontend: Gateway.TLS.Frontend, of state: GatewayState) -> Bool {
        var isResolved = true
        var isInsecure = false
        func resolve(_ validation: Gateway.TLS.Validation, suffix: String, what: String) -> FrontendValidation {
            do throws(CAError) {
                let bytes = try caCertificates(
                    validation.caCertificateRefs, namespace: state.name.namespace,
                    grant: ReferenceGrants.From(Gateway.kind, state.name.namespace))
                let isLoose = validation.mode == "AllowInsecureFallback"
                isInsecure = isInsecure || isLoose
                let ca = Model.CACertificate(name: "gateway/\(state.name)/\(suffix)/ca.crt", certificate: bytes)
                return FrontendValidation(
                    validation: Model.ClientValidation(ca: ca, isRequired: !isLoose, acceptsUntrusted: isLoose))
            } catch {
                state.set(
                    "ResolvedRefs", false, "InvalidParameters",
                    "Failed to get \(what) CA certs for gateway: \(error.message)")
                isResolved = false
                return FrontendValidation(problem: error)
            }
        }
        let fallback = frontend.defaultValidation.map { resolve($0, suffix: "default", what: "default frontend") }
        var perPort: [Int: FrontendValidation?] = [:]
        for port in frontend.perPort {
            // A port of its own without validation has none.
            perPort[port.port] = .some(
                port.validation.map { resolve($0, suffix: String(port.port), what: "frontend") })
        }
        if isInsecure {
            state.set(
                "InsecureFrontendValidationMode", true, "ConfigurationChanged",
                "Gateway is using AllowInsecureFallback frontend validation mode.")
        }
        for listener in state.listeners where listener.listener.listenerProtocol == "HTTPS" {
            listener.frontendValidation = perPort[listener.listener.port] ?? fallback
        }
        return isResolved
    }

    private func resolveClientCertificate(_ reference: ObjectReference, of state: GatewayState) -> Bool {
        func refuse(_ reason: String, _ message: String) -> Bool {
            state.set("ResolvedRefs", false, reason, message)
            return false
        }
        let reason = "InvalidClientCertificateRef"
        let invalid = "Invalid backend client certificate reference for gateway: invalid client certificate reference"
        let kind = reference.kind ?? Secret.kind
        if kind != Secret.kind { return refuse(reason, "\(invalid) kind: \(kind)") }
        if let group = reference.group, !group.isEmpty { return refuse(reason, "\(invalid) group: \(group)") }
        let name = reference.objectName(defaultNamespace: state.name.namespace)
        let from = ReferenceGrants.From(Gateway.kind, state.name.namespace)
        if !world.grants.permit(from, group: "", kind: Secret.kind, name) {
            return refuse("RefNotPermitted", "invalid cross-namespace reference to backend client certificate")
        }
        guard let secret = world.secret(name) else {
            return refuse(reason, "failed to get backend client certs for gateway")
        }
        guard secret.data["tls.crt"] != nil, secret.data["tls.key"] != nil else {
            return refuse(
                reason,
                "invalid backend client cert secret for gateway: secret \(name) must contain 'tls.crt' and 'tls.key' "
                    + "fields")
        }
        state.clientCertificateRef = reference
        return true
    }
}
