import GatewayAPI
import Kube

extension Pass {
    /// What is wrong with a Backend beyond its schema; nil when it can be used.
    func problem(with backend: Backend) -> RouteError? {
        if backend.isDynamicResolver, !backend.endpoints.isEmpty {
            return RouteError(
                reason: "InvalidBackendRef", "DynamicResolver type cannot have endpoints specified")
        }
        if let problem = tlsProblem(with: backend) { return RouteError(reason: "InvalidBackendRef", problem) }
        for endpoint in backend.endpoints {
            if let hostname = endpoint.hostname, let problem = problem(hostname: hostname, "hostname") {
                return problem
            }
            switch endpoint.address {
            case .fqdn(let hostname, _):
                if let problem = problem(hostname: hostname, "FQDN") { return problem }
            case .ip(let address, _):
                if let problem = problem(address: address) { return problem }
            case .unix, nil: continue
            }
        }
        return nil
    }

    private func tlsProblem(with backend: Backend) -> String? {
        guard let tls = backend.tls else { return nil }
        let hasAnchors = tls.wellKnownCACertificates != nil || !tls.caCertificateRefs.isEmpty
        if tls.insecureSkipVerify != true, !hasAnchors, !hasPolicyAnchors(backend) {
            return "must specify either CACertificateRefs or WellKnownCACertificates when InsecureSkipVerify is unset "
                + "or false"
        }
        let namespace = backend.metadata.namespace
        if let other = tls.parameters.clientCertificateRef?.namespace, !other.isEmpty, other != namespace {
            return "clientCertificateRef Secret is not located in the same namespace as Backend. Secret namespace: "
                + "\(other) does not match Backend namespace: \(namespace)"
        }
        return nil
    }

    /// Whether BackendTLSPolicies bring the trust anchors: one for the whole Backend, or one for each of its ports.
    private func hasPolicyAnchors(_ backend: Backend) -> Bool {
        var uncovered: Set<String> = []
        for endpoint in backend.endpoints {
            switch endpoint.address {
            case .fqdn(_, let port), .ip(_, let port): uncovered.insert(String(port))
            default: continue
            }
        }
        let hasPorts = !uncovered.isEmpty
        for policy in backendTLSPolicies.targeting(backend: backend.metadata.name) {
            for target in policy.targetRefs
            where target.group == Groups.envoyGateway && target.kind == Backend.kind
                && target.name == backend.metadata.name
            {
                if let section = target.sectionName {
                    uncovered.remove(section)
                } else if policy.wellKnownCACertificates != nil || !policy.caCertificateRefs.isEmpty {
                    return true
                }
            }
        }
        return hasPorts && uncovered.isEmpty
    }

    private func problem(hostname: String, _ what: String) -> RouteError? {
        let bare = hostname.hasSuffix(".") ? String(hostname.dropLast()) : hostname
        func refuse(_ text: String) -> RouteError { RouteError(reason: "InvalidAddress", text) }
        if !Hostnames.isSubdomain(bare) { return refuse("hostname \(hostname) is not a valid \(what)") }
        if !configuration.runsOnHost, !hostname.contains(".") {
            return refuse("hostname \(hostname) should be a domain with at least two segments separated by dots")
        }
        if IPAddress(hostname) != nil { return refuse("hostname \(hostname) is an IP address") }
        return nil
    }

    private func problem(address text: String) -> RouteError? {
        guard let address = IPAddress(text) else {
            return RouteError(reason: "InvalidAddress", "IP address \(text) is invalid")
        }
        if address.isLoopback, !configuration.runsOnHost {
            return RouteError(
                reason: "InvalidAddress",
                "IP address \(text) in the loopback range is only supported when using the Host infrastructure")
        }
        return nil
    }

    /// Statuses of Backends. In a cluster Envoy Gateway looks only at those that something refers to, and at none while
    /// the API is off.
    func judgeBackends() {
        guard configuration.enablesBackend || isOffline else { return }
        let names = isOffline ? Set(world.view.backends.keys) : findings.backends
        for name in names {
            guard let backend = world.backend(name) else { continue }
            let generation = backend.metadata.generation
            let isOff = "The Backend was not accepted since Backend is not enabled in Envoy Gateway Config"
            let refusal =
                configuration.enablesBackend
                ? problem(with: backend).map { "The Backend was not accepted: \($0.message)" } : isOff
            if let refusal {
                // Type and reason stand the wrong way round in Envoy Gateway v1.9.
                backendConditions[name] = [
                    Condition("Invalid", false, "Accepted", refusal, generation: generation)
                ]
            } else {
                backendConditions[name] = [
                    Condition("Accepted", true, "Accepted", "The Backend was accepted", generation: generation)
                ]
            }
        }
    }
}
