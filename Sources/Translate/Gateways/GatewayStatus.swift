import GatewayAPI
import JSON
import Kube

extension Pass {
    /// Accepted and Programmed of Gateways, from their listeners and from what is there of their proxies.
    func settleGateways() {
        for state in gateways where !state.isRejected {
            settleAccepted(state)
            let service = proxyService(of: state)
            state.settleProgrammed(
                service: service, workload: workload(of: state), nodes: nodeAddresses(of: service))
        }
    }

    private func settleAccepted(_ state: GatewayState) {
        let own = state.listeners.filter { $0.listenerSet == nil }
        let refused = own.filter { !$0.conditions.contains("Accepted", true) }.map(\.listener.name).sorted()
        let names = refused.joined(separator: ", ")
        if refused.isEmpty {
            state.set("Accepted", true, "Accepted", "The Gateway has been scheduled by Envoy Gateway")
        } else if refused.count < own.count {
            state.set("Accepted", true, "ListenersNotValid", "Listeners not valid: \(names)")
        } else {
            state.set("Accepted", false, "ListenersNotValid", "No listeners are valid: \(names)")
        }
    }

    private func workload(of state: GatewayState) -> Workload? {
        let infra = state.fleet.infra
        let name = ObjectName(namespace: infra.namespace, name: infra.objectName)
        let owner = infra.labels.filter { $0.key.hasPrefix("gateway.envoyproxy.io/owning-") }
        func find(_ workloads: [ObjectName: Workload]) -> Workload? {
            if let workload = workloads[name] { return workload }
            return workloads.values.first { workload in
                workload.metadata.namespace == infra.namespace
                    && owner.allSatisfy { workload.metadata.labels[$0.key] == $0.value }
            }
        }
        return find(world.view.deployments) ?? find(world.view.daemonSets)
    }

    /// Those of nodes that lead to the Service; where nodes pass traffic on to pods of their own only, nodes with a
    /// proxy that is ready.
    private func nodeAddresses(of service: Service?) -> [String] {
        var nodes = world.view.nodes.values.sorted { $0.objectName < $1.objectName }
        if let service, service.type == "NodePort", service.externalTrafficPolicy == "Local" {
            let endpoints = world.view.endpointSlices.slices(of: Service.kind, service.objectName).flatMap(\.endpoints)
            let ready = Set(endpoints.filter { $0.ready != false }.compactMap(\.nodeName))
            nodes.removeAll { !ready.contains($0.metadata.name) }
        }
        return nodes.flatMap { node in
            // An external address, where a node has one, stands for the node.
            let external = node.addresses.filter { $0.type == "ExternalIP" }
            return (external.isEmpty ? node.addresses.filter { $0.type == "InternalIP" } : external).map(\.address)
        }
    }
}

extension GatewayState {
    fileprivate func settleProgrammed(service: Service?, workload: Workload?, nodes: [String]) {
        let unusable = "One or more Gateway addresses cannot be used"
        let requested = gateway.addresses
        guard let service else {
            if requested.isEmpty {
                set("Programmed", false, "AddressNotAssigned", "No addresses have been assigned to the Gateway")
            } else {
                let ips = requested.filter { $0.type != "Hostname" }.map(\.value)
                setAddresses(ips, hostnames: requested.filter { $0.type == "Hostname" }.map(\.value))
                set("Programmed", false, "AddressNotUsable", unusable)
            }
            return
        }
        var ips: [String] = []
        var hostnames: [String] = []
        let clusterIPs = service.clusterIPs.filter { !$0.isEmpty && $0 != "None" }
        if !requested.isEmpty {
            ips = service.externalIPs.isEmpty ? clusterIPs : service.externalIPs
        } else if service.type == "LoadBalancer" {
            ips = service.ingress.compactMap(\.ip)
            hostnames = service.ingress.filter { $0.ip == nil }.compactMap(\.hostname)
            if ips.isEmpty, hostnames.isEmpty { ips = service.externalIPs }
        } else if service.type == "NodePort" {
            ips = ["IPv4", "IPv6"].filter(service.ipFamilies.contains).flatMap { family in
                nodes.filter { (IPAddress($0)?.isIPv6 ?? false) == (family == "IPv6") }
            }
        } else {
            ips = clusterIPs
        }
        setAddresses(ips, hostnames: hostnames)
        if requested.contains(where: { $0.type == "Hostname" }) {
            return set("Programmed", false, "AddressNotUsable", unusable)
        }
        settleProgrammed(workload)
    }

    private func setAddresses(_ ips: [String], hostnames: [String]) {
        addresses =
            ips.map { ["type": "IPAddress", "value": .string($0)] }
            + hostnames.map { ["type": "Hostname", "value": .string($0)] }
    }

    private func settleProgrammed(_ workload: Workload?) {
        if addresses.isEmpty {
            set("Programmed", false, "AddressNotAssigned", "No addresses have been assigned to the Gateway")
        } else if addresses.count > Limits.gatewayAddresses {
            set(
                "Programmed", true, "Programmed",
                "Too many addresses (\(addresses.count)) have been assigned to the Gateway; only the first "
                    + "\(Limits.gatewayAddresses) are included in the status.")
            addresses.removeLast(addresses.count - Limits.gatewayAddresses)
        } else if let workload, workload.available > 0 {
            set(
                "Programmed", true, "Programmed",
                "Address assigned to the Gateway, \(workload.available)/\(workload.total) envoy replicas available")
        } else {
            set("Programmed", false, "NoResources", "Envoy replicas unavailable")
        }
    }

    var json: JSON {
        var json: JSON = ["conditions": conditions.json]
        if !addresses.isEmpty { json["addresses"] = .array(addresses) }
        let own = listeners.filter { $0.listenerSet == nil }
        if !own.isEmpty { json["listeners"] = .array(own.map(\.json)) }
        json["attachedListenerSets"] = attachedListenerSets.map { JSON($0) }
        return json
    }
}

extension ListenerState {
    var json: JSON {
        [
            "name": .string(listener.name), "attachedRoutes": JSON(attachedRoutes), "conditions": conditions.json,
            "supportedKinds": .array(supportedKinds.map(\.json)),
        ]
    }
}
