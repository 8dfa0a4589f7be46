import GatewayAPI
import JSON
import Kube

extension Pass {
    /// Sorts the class's Gateways into those that are served and those that are not.
    func admitGateways() {
        let own = world.view.gateways.values.filter { $0.gatewayClassName == gatewayClass.metadata.name }
        for gateway in own.sortedByAge() where isWatched(gateway.metadata.namespace) {
            let state = GatewayState(gateway, fleet: fleet(of: gateway))
            // Without a cluster there is nobody who would follow the reference before the translator.
            if let problem = findEnvoyProxy(of: state), !isOffline { state.reject("InvalidParameters", problem) }
            if mergesGateways, mergesBackends(state) {
                state.reject("InvalidParameters", "mergeGateways and mergeBackends cannot both be enabled")
            }
            if !state.isRejected { validateEnvoyProxy(of: state) }
            if !state.isRejected, let type = Self.unsupportedAddressType(gateway) {
                state.reject("UnsupportedAddress", "Gateway has an address with an unsupported type: \(type)")
            }
            if state.isRejected {
                rejectedGateways.append(state)
                continue
            }
            state.listeners = gateway.listeners.map { ListenerState($0, gateway: state) }
            state.fleet.infra.addresses = gateway.addresses.filter { $0.type ?? "IPAddress" == "IPAddress" }.map(\.value)
            gateways.append(state)
        }
    }

    /// Namespaces outside the controller's watch do not exist for it.
    func isWatched(_ namespace: String) -> Bool {
        if !configuration.watchedNamespaces.isEmpty { return configuration.watchedNamespaces.contains(namespace) }
        if let selector = configuration.watchedNamespaceSelector {
            return selector.matches(world.namespace(namespace)?.metadata.labels ?? [:])
        }
        return true
    }

    private func fleet(of gateway: Gateway) -> FleetState {
        let merges = mergesGateways
        let key = FleetKey(merges ? gatewayClass.metadata.name : gateway.objectName.description)
        let infra = ProxyInfra(gateway, key: key, class: gatewayClass, isMerged: merges, configuration)
        if let fleet = fleets[key] {
            // A later Gateway of a merged fleet writes over what an earlier one said.
            fleet.infra.labels = infra.labels
            fleet.infra.annotations = infra.annotations
            return fleet
        }
        let fleet = FleetState(key: key, infra: infra)
        fleets[key] = fleet
        return fleet
    }

    /// Why the Gateway's own `infrastructure.parametersRef` cannot be followed; nil when it can or there is none.
    private func findEnvoyProxy(of state: GatewayState) -> String? {
        var problem: String?
        let name = state.name
        if let reference = state.gateway.infrastructure?.parametersRef {
            if classProxy?.mergesGateways == true {
                problem =
                    "infrastructure.parametersref must be nil when MergeGateways feature is enabled by gatewayclass"
            } else if reference.group != Groups.envoyGateway || reference.kind != EnvoyProxy.kind
                || reference.name.isEmpty
            {
                problem = "unsupported parametersRef for gateway \(name)"
            } else {
                state.ownProxy = world.view.envoyProxies[ObjectName(namespace: name.namespace, name: reference.name)]
                if state.ownProxy == nil {
                    problem =
                        "failed to find envoyproxy \(name.namespace)/\(reference.name) for Gateway \(name.name): "
                        + "EnvoyProxy.gateway.envoyproxy.io \"\(reference.name)\" not found"
                }
            }
        }
        if mergesGateways { state.ownProxy = nil }
        state.envoyProxy = EnvoyProxyMerge.merge(
            defaultSpec: configuration.envoyProxySpec, classProxy: classProxy, gatewayProxy: state.ownProxy)
        return problem
    }

    private func validateEnvoyProxy(of state: GatewayState) {
        let ancestor = ParentReference(kind: Gateway.kind, namespace: state.name.namespace, name: state.name.name)
        let used = state.ownProxy ?? classProxy
        let problem = used.flatMap { EnvoyProxyValidation.problem($0.spec) }
        if let own = state.ownProxy { report(own, ancestor: ancestor, problem: problem) }
        if let problem { state.reject("InvalidParameters", "Invalid parametersRef:: \(problem)") }
        if BootstrapSettings(used?.spec["bootstrap"])?.hasExpressions == true {
            notify(
                state.gateway, reason: "NotEmulated",
                "Bootstrap patches with a jsonPath are accepted; they are left out of the bootstrap here.")
        }
    }

    private static func unsupportedAddressType(_ gateway: Gateway) -> String? {
        gateway.addresses.compactMap(\.type).first { $0 != "IPAddress" && $0 != "Hostname" }
    }
}

extension ProxyInfra {
    fileprivate init(
        _ gateway: Gateway, key: FleetKey, class gatewayClass: GatewayClass, isMerged: Bool,
        _ configuration: EnvoyGatewayConfiguration
    ) {
        var labels = gateway.infrastructure?.labels ?? [:]
        if isMerged {
            labels["gateway.envoyproxy.io/owning-gatewayclass"] = gatewayClass.metadata.name
        } else {
            labels["gateway.envoyproxy.io/owning-gateway-namespace"] = gateway.metadata.namespace
            labels["gateway.envoyproxy.io/owning-gateway-name"] = gateway.metadata.name
        }
        let isBeside = configuration.isGatewayNamespaceMode
        if isBeside { labels["gateway.networking.k8s.io/gateway-name"] = gateway.metadata.name }
        self.init(
            name: key.description,
            namespace: isBeside ? gateway.metadata.namespace : configuration.controllerNamespace,
            objectName: isBeside ? gateway.metadata.name : Names.proxy(key.description),
            labels: labels, annotations: gateway.infrastructure?.annotations ?? [:],
            owner: isBeside
                ? Owner(kind: Gateway.kind, name: gateway.metadata.name, uid: gateway.metadata.uid)
                : Owner(kind: GatewayClass.kind, name: gatewayClass.metadata.name, uid: gatewayClass.metadata.uid))
        controllerNamespace = configuration.controllerNamespace
    }
}
