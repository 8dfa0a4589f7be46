internal import JSON
internal import Kube

extension ProxyInfra {
    /// The Service in front of the fleet's pods.
    var service: InfraObject {
        let settings = provider?["envoyService"]
        let type = settings?["type"]?.string ?? "LoadBalancer"
        var spec: JSON = [
            "type": .string(type), "selector": JSON(podLabels), "sessionAffinity": "None",
            "ports": .array(ports),
        ]
        if type == "LoadBalancer" || type == "NodePort" {
            spec["externalTrafficPolicy"] = settings?["externalTrafficPolicy"] ?? "Local"
        }
        if type == "LoadBalancer" {
            for field in ["loadBalancerClass", "allocateLoadBalancerNodePorts", "loadBalancerSourceRanges", "loadBalancerIP"] {
                spec[field] = settings?[field]
            }
        }
        if let first = addresses.first, type == "ClusterIP" {
            spec["clusterIP"] = .string(first)
            spec["clusterIPs"] = [.string(first)]
        } else if !addresses.isEmpty {
            spec["externalIPs"] = JSON(addresses)
        }
        // IPv4 alone is what Services are without a word.
        switch envoyProxySpec?["ipFamily"]?.string {
        case "DualStack"?:
            spec["ipFamilyPolicy"] = "RequireDualStack"
            spec["ipFamilies"] = ["IPv4", "IPv6"]
        case "IPv6"?:
            spec["ipFamilyPolicy"] = "SingleStack"
            spec["ipFamilies"] = ["IPv6"]
        default: break
        }
        let labels = podLabels.merging(settings?["labels"]?.object?.compactMapValues(\.string) ?? [:]) { $1 }
        let object: JSON = [
            "apiVersion": "v1", "kind": "Service",
            "metadata": metadata(
                name: settings?["name"]?.string, labels: labels, annotations: settings?["annotations"]),
            "spec": spec,
        ]
        return InfraObject(GroupVersionResource("", "v1", "services"), object, patch: settings?["patch"])
    }

    private var ports: [JSON] {
        var seen: Set<String> = []
        return listeners.flatMap(\.ports).compactMap { port -> JSON? in
            let transport = port.listenerProtocol == "UDP" ? "UDP" : "TCP"
            guard seen.insert("\(transport)/\(port.servicePort)").inserted else { return nil }
            return [
                "name": .string(port.name), "protocol": .string(transport), "port": JSON(port.servicePort),
                "targetPort": JSON(port.containerPort),
            ]
        }
    }
}
