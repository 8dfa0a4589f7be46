import GatewayAPI
import JSON
import Kube

extension Pass {
    /// Finds the EnvoyProxy the class refers to and says whether the class is good. Gateways of a class that is not
    /// are still translated: Envoy Gateway then goes on without the EnvoyProxy.
    func admitClass() -> Bool {
        var problem: String?
        if let reference = gatewayClass.parametersRef, !gatewayClass.metadata.isBeingDeleted {
            do throws(ParametersError) {
                classProxy = try classProxy(reference)
            } catch {
                problem = error.text
            }
        }
        if problem == nil, let proxy = classProxy {
            let invalid = EnvoyProxyValidation.problem(proxy.spec)
            problem = invalid
            let ancestor = ParentReference(kind: GatewayClass.kind, name: gatewayClass.metadata.name)
            report(proxy, ancestor: ancestor, problem: invalid)
        }
        let generation = gatewayClass.metadata.generation
        if let problem {
            classConditions.set(
                Condition(
                    "Accepted", false, "InvalidParameters", "Invalid parametersRef: \(problem)", generation: generation))
        } else {
            classConditions.set(Condition("Accepted", true, "Accepted", "Valid GatewayClass", generation: generation))
        }
        return true
    }

    private struct ParametersError: Error {
        var text: String
        init(_ text: String) { self.text = text }
    }

    private func classProxy(_ reference: ObjectReference) throws(ParametersError) -> EnvoyProxy {
        let className = gatewayClass.metadata.name
        guard reference.group == Groups.envoyGateway, reference.kind == EnvoyProxy.kind else {
            throw ParametersError("unsupported parametersRef(invalid group or kind) for gatewayclass \(className)")
        }
        let name = reference.objectName(defaultNamespace: "default")
        guard let proxy = world.view.envoyProxies[name] else {
            throw ParametersError(
                "failed to find envoyproxy \(name) for GatewayClass \(className): "
                    + "EnvoyProxy.gateway.envoyproxy.io \"\(name.name)\" not found")
        }
        if configuration.isGatewayNamespaceMode, proxy.mergesGateways {
            throw ParametersError("using Merged Gateways with Gateway Namespace Mode is not supported")
        }
        return proxy
    }

    /// What an EnvoyProxy's status says to one that uses it.
    func report(_ proxy: EnvoyProxy, ancestor: ParentReference, problem: String?) {
        let generation = proxy.metadata.generation
        var status = AncestorStatus(ancestor: ancestor)
        if let problem {
            status.conditions.set(Condition("Accepted", false, "InvalidParameters", problem, generation: generation))
        } else {
            status.conditions.set(
                Condition("Accepted", true, "Accepted", "EnvoyProxy has been accepted.", generation: generation))
            if proxy.spec["luaValidation"] != nil {
                status.conditions.set(
                    Condition(
                        "Warning", true, "DeprecatedField",
                        "spec.luaValidation is deprecated, use spec.lua.validationType instead",
                        generation: generation))
            }
        }
        envoyProxyStatuses[proxy.objectName, default: []].append(status)
    }

    /// Whether Gateways of this class share one fleet: the class's EnvoyProxy decides, then the controller's default.
    var mergesGateways: Bool {
        if let own = classProxy?.spec["mergeGateways"]?.bool { return own }
        return configuration.envoyProxySpec?["mergeGateways"]?.bool ?? false
    }
}
