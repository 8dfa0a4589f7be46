import GatewayAPI
import Kube

extension Pass {
    /// Judges each listener by itself; conditions say what is wrong.
    func validate(_ state: ListenerState) -> Bool {
        var isValid = validateAllowedNamespaces(state)
        let listener = state.listener
        if let kinds = Self.routeKinds(listener) {
            isValid = validateAllowedKinds(state, kinds) && isValid
        } else {
            isValid = false
            state.set(
                "Accepted", false, "UnsupportedProtocol",
                "Protocol \(listener.listenerProtocol) is unsupported, must be HTTP, HTTPS, TCP or UDP.")
        }
        isValid = validateTLS(state) && isValid
        if ["UDP", "TCP"].contains(listener.listenerProtocol), listener.hostname != nil {
            invalidate(state, "Listener must not have hostname set when protocol is \(listener.listenerProtocol).")
            isValid = false
        }
        return isValid
    }

    /// Kinds of routes that a listener can serve; nil for a protocol that nobody knows.
    static func routeKinds(_ listener: Listener) -> [String]? {
        switch listener.listenerProtocol {
        case "HTTP", "HTTPS": [HTTPRoute.kind, GRPCRoute.kind]
        case "TLS": listener.tls?.mode == "Passthrough" ? [TLSRoute.kind] : [TCPRoute.kind, TLSRoute.kind]
        case "TCP": [TCPRoute.kind]
        case "UDP": [UDPRoute.kind]
        default: nil
        }
    }

    private func invalidate(_ state: ListenerState, _ message: String, reason: String = "Invalid") {
        state.set("Programmed", false, reason, message)
    }

    private func validateAllowedNamespaces(_ state: ListenerState) -> Bool {
        guard let namespaces = state.listener.allowedRoutes?.namespaces, namespaces.from == "Selector" else {
            return true
        }
        guard let selector = namespaces.selector else {
            invalidate(
                state,
                "The allowedRoutes.namespaces.selector field must be specified when allowedRoutes.namespaces.from is "
                    + "set to \"Selector\".")
            return false
        }
        if let problem = selector.problem {
            invalidate(state, "The allowedRoutes.namespaces.selector could not be parsed: \(problem).")
            return false
        }
        return true
    }

    private func validateAllowedKinds(_ state: ListenerState, _ kinds: [String]) -> Bool {
        let wanted = state.listener.allowedRoutes?.kinds ?? []
        if wanted.isEmpty {
            state.supportedKinds = kinds.map(RouteGroupKind.init(kind:))
            return true
        }
        var isValid = true
        var unsupported: [RouteGroupKind] = []
        func refuse(_ message: String) {
            state.set("ResolvedRefs", false, "InvalidRouteKinds", message)
            isValid = false
        }
        for kind in wanted {
            if let group = kind.group, group != Groups.gateway {
                refuse("Group is not supported, group must be \(Groups.gateway)")
            } else if kinds.contains(kind.kind) {
                state.supportedKinds.append(kind)
            } else {
                unsupported.append(kind)
            }
        }
        let possible = state.supportedKinds.isEmpty ? kinds : state.supportedKinds.map(\.kind)
        for kind in unsupported {
            refuse("\(kind.kind) is not supported, kind must be one of [\(possible.joined(separator: " "))]")
        }
        return isValid
    }

    private func validateTLS(_ state: ListenerState) -> Bool {
        let listener = state.listener
        let isValid =
            switch listener.listenerProtocol {
            case "HTTP", "UDP", "TCP": validateNoTLS(state)
            case "HTTPS": validateHTTPS(state)
            case "TLS": validateTLSProtocol(state)
            default: true
            }
        return validateFrontend(state) && isValid
    }

    private func validateNoTLS(_ state: ListenerState) -> Bool {
        guard state.listener.tls != nil else { return true }
        invalidate(state, "Listener must not have TLS set when protocol is \(state.listener.listenerProtocol).")
        return false
    }

    private func validateHTTPS(_ state: ListenerState) -> Bool {
        guard let tls = state.listener.tls else {
            invalidate(state, "Listener must have TLS set when protocol is HTTPS.")
            return false
        }
        if let mode = tls.mode, mode != "Terminate" {
            invalidate(
                state, "TLS \(mode) mode is not supported, TLS mode must be Terminate.", reason: "UnsupportedTLSMode")
            return false
        }
        return resolveCertificates(state, tls)
    }

    private func validateTLSProtocol(_ state: ListenerState) -> Bool {
        guard let tls = state.listener.tls else {
            invalidate(state, "Listener must have TLS set when protocol is TLS.")
            return false
        }
        switch tls.mode {
        case "Passthrough" where !tls.certificateRefs.isEmpty:
            invalidate(state, "Listener must not have TLS certificate refs set for TLS mode Passthrough.")
            return false
        case "Terminate" where tls.certificateRefs.isEmpty:
            invalidate(state, "Listener must have TLS certificate refs set for TLS mode Terminate.")
            return false
        case "Terminate":
            let isValid = resolveCertificates(state, tls)
            // Only HTTPS listeners are compared by the names in their certificates.
            state.dnsNames = []
            return isValid
        default: return true
        }
    }

    private func validateFrontend(_ state: ListenerState) -> Bool {
        guard let problem = state.frontendValidation?.problem else { return true }
        let message = "Listener has invalid caCertificateRef for frontend TLS validation: \(problem.message)"
        let reason =
            switch problem.kind {
            case .invalidKind: "InvalidCACertificateKind"
            case .noValidCertificate: "NoValidCACertificate"
            case .refNotPermitted: "RefNotPermitted"
            case .other: "InvalidCACertificateRef"
            }
        state.set("ResolvedRefs", false, reason, message)
        state.set("Programmed", false, reason, message)
        state.set("Accepted", false, "NoValidCACertificate", message)
        return false
    }
}
