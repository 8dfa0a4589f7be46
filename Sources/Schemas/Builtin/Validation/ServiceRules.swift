import JSON
import Kube

/// Services. Addresses and node ports are allocated, and judged, by the API.
enum ServiceRules {
    @Sendable static func check(_ check: inout ObjectCheck) {
        let type = check["spec", "type"]?.string ?? ""
        let ports = check["spec", "ports"]?.array ?? []
        let isHeadless = check["spec", "clusterIP"]?.string == "None"
        if ports.isEmpty, !isHeadless, type != "ExternalName" { check.required("spec.ports") }
        if type == "LoadBalancer", isHeadless {
            check.invalid("spec.clusterIPs[0]", "None", "may not be set to 'None' for LoadBalancer services")
        }
        if type == "NodePort", isHeadless {
            check.invalid("spec.clusterIPs[0]", "None", "may not be set to 'None' for NodePort services")
        }
        if type == "ExternalName" { checkExternalName(&check) }
        checkPorts(&check, ports, isHeadless)
        for (key, value) in (check["spec", "selector"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            check.rule("spec.selector", key, NameRules.qualifiedName(key))
            check.rule("spec.selector", value.string ?? "", NameRules.labelValue(value.string ?? ""))
        }
        checkAffinity(&check)
        for (index, address) in (check["spec", "externalIPs"]?.array ?? []).enumerated() {
            let text = address.string ?? ""
            guard let parsed = IPAddress(text, isSloppy: true) else {
                check.invalid(
                    "spec.externalIPs[\(index)]", address,
                    "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")
                continue
            }
            if parsed.isUnspecified {
                check.invalid("spec.externalIPs[\(index)]", address, "may not be unspecified (\(text))")
            } else if parsed.isHostsOwn {
                check.invalid(
                    "spec.externalIPs[\(index)]", address, "may not be in the loopback range (127.0.0.0/8, ::1/128)")
            }
        }
        checkLoadBalancing(&check, type)
    }

    private static func checkExternalName(_ check: inout ObjectCheck) {
        let name = check["spec", "externalName"]?.string ?? ""
        let bare = name.hasSuffix(".") ? String(name.dropLast()) : name
        if bare.isEmpty {
            check.required("spec.externalName")
        } else {
            check.rule("spec.externalName", bare, NameRules.dnsSubdomain(bare))
        }
        let addresses = check["spec", "clusterIPs"]?.array ?? []
        if !addresses.isEmpty {
            check.forbidden("spec.clusterIPs", "may not be set for ExternalName services")
        }
        for field in ["ipFamilies", "ipFamilyPolicy"] where check["spec", field]?.array != [] && check["spec", field] != nil {
            check.forbidden("spec.\(field)", "may not be set for ExternalName services")
        }
    }

    private static func checkPorts(_ check: inout ObjectCheck, _ ports: [JSON], _ isHeadless: Bool) {
        var names: Set<String> = []
        var seen: Set<String> = []
        for (index, port) in ports.enumerated() {
            let place = "spec.ports[\(index)]"
            let name = port["name"]?.string ?? ""
            if name.isEmpty {
                if ports.count > 1 { check.required("\(place).name") }
            } else {
                check.rule("\(place).name", name, NameRules.dnsLabel(name))
                if !names.insert(name).inserted { check.add(.duplicate("\(place).name", .string(name))) }
            }
            check.portNumber("\(place).port", port["port"])
            check.portOrName("\(place).targetPort", port["targetPort"] ?? port["port"])
            if let application = port["appProtocol"]?.string {
                check.rule("\(place).appProtocol", application, NameRules.qualifiedName(application))
            }
            let key = "\(port["protocol"]?.string ?? "")/\(port["port"]?.int ?? 0)"
            if !seen.insert(key).inserted {
                check.add(.duplicate(place, ["port": port["port"] ?? 0, "protocol": port["protocol"] ?? "TCP"]))
            }
        }
    }

    private static func checkAffinity(_ check: inout ObjectCheck) {
        let affinity = check["spec", "sessionAffinity"]?.string ?? ""
        if affinity.isEmpty { check.required("spec.sessionAffinity") }
        guard affinity == "ClientIP" else { return }
        let field = "spec.sessionAffinityConfig.clientIP.timeoutSeconds"
        guard let seconds = check["spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds"]?.int else { return }
        if seconds <= 0 || seconds > 86_400 {
            check.invalid(field, JSON(seconds), "must be greater than 0 and less than 86400")
        }
    }

    private static func checkLoadBalancing(_ check: inout ObjectCheck, _ type: String) {
        let isBalanced = type == "LoadBalancer"
        for (index, range) in (check["spec", "loadBalancerSourceRanges"]?.array ?? []).enumerated() {
            if !isBalanced {
                check.forbidden("spec.LoadBalancerSourceRanges", "may only be used when `type` is 'LoadBalancer'")
                break
            }
            if CIDRBlock(range.string ?? "", isSloppy: true) == nil {
                check.invalid(
                    "spec.loadBalancerSourceRanges[\(index)]", range,
                    "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")
            }
        }
        if check["spec", "allocateLoadBalancerNodePorts"] != nil, !isBalanced {
            check.forbidden("spec.allocateLoadBalancerNodePorts", "may only be used when `type` is 'LoadBalancer'")
        }
        if let name = check["spec", "loadBalancerClass"]?.string {
            if isBalanced {
                check.rule("spec.loadBalancerClass", name, NameRules.qualifiedName(name))
            } else {
                check.forbidden("spec.loadBalancerClass", "may only be used when `type` is 'LoadBalancer'")
            }
        }
        let isExternal = isBalanced || type == "NodePort" || !(check["spec", "externalIPs"]?.array ?? []).isEmpty
        if let policy = check["spec", "externalTrafficPolicy"]?.string, !policy.isEmpty, !isExternal {
            check.invalid(
                "spec.externalTrafficPolicy", .string(policy), "may only be set for externally-accessible services")
        }
    }

    @Sendable static func checkStatus(_ check: inout ObjectCheck) {
        let ingress = check["status", "loadBalancer", "ingress"]?.array ?? []
        if !ingress.isEmpty, check["spec", "type"]?.string != "LoadBalancer" {
            check.forbidden("status.loadBalancer.ingress", "may only be used when `spec.type` is 'LoadBalancer'")
            return
        }
        for (index, point) in ingress.enumerated() {
            let place = "status.loadBalancer.ingress[\(index)]"
            if let address = point["ip"]?.string, !address.isEmpty {
                if IPAddress(address, isSloppy: true) == nil {
                    check.invalid(
                        "\(place).ip", .string(address), "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)"
                    )
                }
            } else if point["ipMode"] != nil {
                check.forbidden("\(place).ipMode", "may not be specified when `ip` is not set")
            }
            guard let name = point["hostname"]?.string, !name.isEmpty else { continue }
            check.rule("\(place).hostname", name, NameRules.dnsSubdomain(name))
            if IPAddress(name) != nil {
                check.invalid("\(place).hostname", .string(name), "must be a DNS name, not an IP address")
            }
        }
    }
}

extension IPAddress {
    /// Kubernetes refuses the whole loopback range. Here the load balancer's addresses are loopback ones, so that the
    /// range is the user's to choose from, but for the part that the host's own servers listen on.
    fileprivate var isHostsOwn: Bool { isLoopback && (!is4 || bytes[1] == 0 && bytes[2] == 0) }
}
