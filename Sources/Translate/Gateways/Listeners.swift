import GatewayAPI
import JSON
import Kube

extension Pass {
    /// Judges all listeners and opens those that can be served.
    func processListeners() {
        for state in gateways.flatMap(\.listeners) { state.isSpecValid = validate(state) }
        findConflicts()
        var openPorts: [FleetKey: Set<ServedPort>] = [:]
        for gateway in gateways {
            let fleet = gateway.fleet
            if let proxy = gateway.envoyProxy { fleet.infra.envoyProxySpec = proxy.spec }
            setUpProxies(of: gateway)
            for state in gateway.listeners {
                conclude(state)
                guard state.isReady, state.frontendValidation?.problem == nil else { continue }
                open(state)
                fleet.listeners.append(state)
                let listener = state.listener
                if openPorts[fleet.key, default: []].insert(ServedPort(listener)).inserted {
                    fleet.infra.listeners.append(infraListener(state))
                }
            }
        }
        findTLSOverlaps()
    }

    /// A port of the Service is opened once, whatever number of listeners share it.
    private struct ServedPort: Hashable {
        var port: Int
        var layer: String

        init(_ listener: Listener) {
            port = listener.port
            layer =
                switch listener.listenerProtocol {
                case "HTTP", "HTTPS", "TLS": "TCP/L7"
                case "TCP": "TCP/L4"
                default: "UDP"
                }
        }
    }

    /// Adds the conditions that follow from those that validation and conflicts left.
    private func conclude(_ state: ListenerState) {
        let accepted = ("Accepted", "Listener has been successfully translated")
        let programmed = "Sending translated listener configuration to the data plane"
        let invalid = "Listener is invalid, see other Conditions for details."
        let resolved = "Listener references have been resolved"
        if state.conditions.isEmpty {
            state.set("Programmed", true, "Programmed", programmed)
            state.set("Accepted", true, accepted.0, accepted.1)
            state.set("ResolvedRefs", true, "ResolvedRefs", resolved)
            if state.listenerSet != nil {
                state.set("Conflicted", false, "NoConflicts", "No conflicts detected")
            }
            return
        }
        if state.conditions.count == 1, let only = state.conditions.first, only.type == "ResolvedRefs" {
            switch only.reason {
            case "PartiallyInvalidCertificateRef":
                state.set("Accepted", true, accepted.0, accepted.1)
                state.set("Programmed", true, "Programmed", programmed)
                return
            case "InvalidCertificateRef":
                state.set("Accepted", true, accepted.0, accepted.1)
                state.set("Programmed", false, "Invalid", invalid)
                return
            default: break
            }
        }
        let types = Set(state.conditions.map(\.type))
        if !types.contains("Programmed") { state.set("Programmed", false, "Invalid", invalid) }
        if !types.contains("ResolvedRefs") { state.set("ResolvedRefs", true, "ResolvedRefs", resolved) }
    }

    private func open(_ state: ListenerState) {
        // Nothing rather than plain text: only an SDS server has what this listener would show its clients.
        if state.usesSDS, state.certificates.isEmpty { return }
        let listener = state.listener
        let family = state.gateway.envoyProxy?.ipFamily.flatMap(Model.IPFamily.init(rawValue:))
        let core = Model.ListenerCore(
            name: state.modelName, address: family == .ipv6 || family == .dualStack ? "::" : "0.0.0.0",
            port: containerPort(listener.port, state.gateway), externalPort: listener.port,
            origin: Model.Origin(Gateway.kind, state.gateway.gateway.metadata, section: listener.name.isEmpty ? nil : listener.name),
            ipFamily: family)
        switch listener.listenerProtocol {
        case "HTTP", "HTTPS":
            var http = Model.HTTPListener(core: core, hostnames: [listener.hostname ?? "*"])
            http.tls = tls(of: state)
            http.countsGRPC = state.gateway.envoyProxy?.spec["telemetry", "metrics", "enableGRPCStats"]?.bool
            state.http = http
        case "TCP", "TLS":
            var tcp = Model.TCPListener(core: core)
            tcp.tls = tls(of: state)
            tcp.tls?.alpn = []
            state.tcp = tcp
        default: state.udp = Model.UDPListener(core: core)
        }
    }

    private func tls(of state: ListenerState) -> Model.TLS? {
        if state.certificates.isEmpty, state.frontendValidation == nil { return nil }
        var tls = Model.TLS()
        tls.certificates = state.certificates
        tls.clientValidation = state.frontendValidation?.validation
        return tls
    }

    /// Ports below 1024 are shifted by 10000 inside the pod, so that Envoy needs no privilege.
    func containerPort(_ port: Int, _ gateway: GatewayState) -> Int {
        if configuration.runsOnHost || gateway.envoyProxy?.usesListenerPortAsContainerPort == true { return port }
        return port < 1024 ? port + 10_000 : port
    }

    private func infraListener(_ state: ListenerState) -> ProxyInfra.Listener {
        let listener = state.listener
        let port = ProxyInfra.Port(
            name: Names.port(listener.listenerProtocol, listener.port), listenerProtocol: listener.listenerProtocol,
            servicePort: listener.port, containerPort: containerPort(listener.port, state.gateway))
        return ProxyInfra.Listener(name: state.modelName, ports: [port])
    }
}
