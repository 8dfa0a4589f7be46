internal import JSON
internal import Kube

/// The endpoints of a Service, from the pods its selector finds. Pure.
enum EndpointSliceBuilder {
    /// The slices' contents: one for each family, and each set of ports that its pods resolve to.
    struct Slice: Equatable {
        /// `IPv4` or `IPv6`.
        var addressType: String
        var ports: JSON
        var endpoints: [JSON]
    }

    static func slices(for service: JSON, pods: [JSON]) -> [Slice] {
        let families = service["spec", "ipFamilies"]?.array?.compactMap(\.string) ?? []
        return (families.isEmpty ? ["IPv4"] : families).flatMap { slices(of: $0, for: service, pods: pods) }
    }

    private static func slices(of family: String, for service: JSON, pods: [JSON]) -> [Slice] {
        let ports = service["spec", "ports"]?.array ?? []
        let takesUnready = service["spec", "publishNotReadyAddresses"]?.bool ?? false
        var slices: [Slice] = []
        for pod in pods.sorted(by: { $0.name < $1.name }) {
            guard let ip = address(of: pod, family: family) else { continue }
            let phase = pod["status", "phase"]?.string
            if phase == "Succeeded" || phase == "Failed" { continue }
            let resolved = JSON.array(ports.compactMap { resolve($0, in: pod) })
            let endpoint = self.endpoint(for: pod, ip: ip, takesUnready: takesUnready)
            if let index = slices.firstIndex(where: { $0.ports == resolved }) {
                slices[index].endpoints.append(endpoint)
            } else {
                slices.append(Slice(addressType: family, ports: resolved, endpoints: [endpoint]))
            }
        }
        return slices.isEmpty ? [Slice(addressType: family, ports: .null, endpoints: [])] : slices
    }

    private static func address(of pod: JSON, family: String) -> String? {
        let ips = (pod["status", "podIPs"]?.array ?? []).compactMap { $0["ip"]?.string }
        return ips.first { $0.contains(":") == (family == "IPv6") }
    }

    /// The pod's own number for a port of the Service; nil when the pod has no port of that name.
    static func resolve(_ port: JSON, in pod: JSON) -> JSON? {
        let transport = port["protocol"]?.string ?? "TCP"
        let number: Int
        switch port["targetPort"] {
        case .string(let name)?:
            let containers = (pod["spec", "containers"]?.array ?? []) + (pod["spec", "initContainers"]?.array ?? [])
            let named = containers.flatMap { $0["ports"]?.array ?? [] }.first {
                $0["name"]?.string == name && ($0["protocol"]?.string ?? "TCP") == transport
            }
            guard let found = named?["containerPort"]?.int else { return nil }
            number = found
        case let value?: number = value.int ?? port["port"]?.int ?? 0
        case nil: number = port["port"]?.int ?? 0
        }
        var result: JSON = ["name": port["name"] ?? "", "port": JSON(number), "protocol": .string(transport)]
        result["appProtocol"] = port["appProtocol"]
        return result
    }

    private static func endpoint(for pod: JSON, ip: String, takesUnready: Bool) -> JSON {
        let isServing = PodFacts.isReady(pod)
        let isTerminating = pod.isBeingDeleted
        var endpoint: JSON = [
            "addresses": [.string(ip)],
            "conditions": [
                "ready": .bool(takesUnready || (isServing && !isTerminating)), "serving": .bool(isServing),
                "terminating": .bool(isTerminating),
            ],
            "targetRef": [
                "kind": "Pod", "name": .string(pod.name), "namespace": .string(pod.namespace), "uid": .string(pod.uid),
            ],
        ]
        endpoint["nodeName"] = pod["spec", "nodeName"]
        if let hostname = pod["spec", "hostname"], pod["spec", "subdomain"] != nil { endpoint["hostname"] = hostname }
        return endpoint
    }

    /// The older Endpoints form of slices of one family: there is no second one in it.
    static func subsets(of slices: [Slice]) -> JSON {
        .array(
            slices.compactMap { slice in
                guard !slice.endpoints.isEmpty else { return nil }
                func addresses(ready: Bool) -> JSON? {
                    let found: [JSON] = slice.endpoints.compactMap { endpoint in
                        guard endpoint["conditions", "ready"]?.bool == ready,
                            endpoint["conditions", "terminating"]?.bool != true
                        else { return nil }
                        var address: JSON = ["ip": endpoint["addresses"]?[0] ?? ""]
                        address["nodeName"] = endpoint["nodeName"]
                        address["targetRef"] = endpoint["targetRef"]
                        return address
                    }
                    return found.isEmpty ? nil : .array(found)
                }
                var subset: JSON = [
                    "ports": .array(
                        (slice.ports.array ?? []).map { port in
                            var port = port
                            if port["name"]?.string == "" { port["name"] = nil }
                            return port
                        })
                ]
                subset["addresses"] = addresses(ready: true)
                subset["notReadyAddresses"] = addresses(ready: false)
                return subset["addresses"] == nil && subset["notReadyAddresses"] == nil ? nil : subset
            })
    }
}
