import JSON
import Kube

/// Ingresses, their classes, and NetworkPolicies.
enum IngressRules {
    @Sendable static func checkIngress(_ check: inout ObjectCheck) {
        let rules = check["spec", "rules"]?.array ?? []
        if rules.isEmpty, check["spec", "defaultBackend"] == nil {
            check.invalid("spec", [:], "either `defaultBackend` or `rules` must be specified")
        }
        if let backend = check["spec", "defaultBackend"] { checkBackend(&check, backend, "spec.defaultBackend") }
        for (index, rule) in rules.enumerated() {
            let place = "spec.rules[\(index)]"
            if let host = rule["host"]?.string, !host.isEmpty {
                if IPAddress(host) != nil {
                    check.invalid("\(place).host", .string(host), "must be a DNS name, not an IP address")
                } else {
                    check.rule(
                        "\(place).host", host,
                        host.contains("*") ? NameRules.wildcardSubdomain(host) : NameRules.dnsSubdomain(host))
                }
            }
            guard let http = rule["http"] else { continue }
            let paths = http["paths"]?.array ?? []
            if paths.isEmpty { check.required("\(place).http.paths") }
            for (number, path) in paths.enumerated() { checkPath(&check, path, "\(place).http.paths[\(number)]") }
        }
    }

    private static func checkPath(_ check: inout ObjectCheck, _ path: JSON, _ place: String) {
        let text = path["path"]?.string ?? ""
        switch path["pathType"]?.string {
        case nil: check.required("\(place).pathType", "pathType must be specified")
        case "Exact", "Prefix":
            if !text.hasPrefix("/") { check.invalid("\(place).path", .string(text), "must be an absolute path") }
        default: break
        }
        checkBackend(&check, path["backend"], "\(place).backend")
    }

    private static func checkBackend(_ check: inout ObjectCheck, _ backend: JSON?, _ place: String) {
        let (service, resource) = (backend?["service"], backend?["resource"])
        if service != nil, resource != nil {
            check.invalid(place, "", "cannot set both resource and service backends")
        } else if service == nil, resource == nil {
            check.required(place, "resource or service backend is required")
        } else if let service {
            let name = service["name"]?.string ?? ""
            if name.isEmpty {
                check.required("\(place).service.name")
            } else {
                check.rule("\(place).service.name", name, NameRules.dns1035Label(name))
            }
            let hasName = !(service["port", "name"]?.string ?? "").isEmpty
            let hasNumber = service["port", "number"]?.int ?? 0 != 0
            if hasName, hasNumber {
                check.invalid(place, "", "cannot set both port name & port number")
            } else if !hasName, !hasNumber {
                check.required(place, "port name or number is required")
            }
        }
    }

    @Sendable static func checkClass(_ check: inout ObjectCheck) {
        let controller = check["spec", "controller"]?.string ?? ""
        if controller.isEmpty { check.required("spec.controller") }
    }

    @Sendable static func keepsController(_ check: inout ObjectCheck) {
        check.immutable("spec.controller", "spec", "controller")
    }

    @Sendable static func checkPolicy(_ check: inout ObjectCheck) {
        check.labelSelector("spec.podSelector", check["spec", "podSelector"])
        for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
            for (index, rule) in (check["spec", direction]?.array ?? []).enumerated() {
                for (number, port) in (rule["ports"]?.array ?? []).enumerated() where port["port"] != nil {
                    check.portOrName("spec.\(direction)[\(index)].ports[\(number)].port", port["port"])
                }
                for (number, peer) in (rule[peers]?.array ?? []).enumerated() {
                    let place = "spec.\(direction)[\(index)].\(peers)[\(number)]"
                    if peer == [:] { check.required(place, "must specify a peer") }
                    if let block = peer["ipBlock", "cidr"]?.string, CIDRBlock(block, isSloppy: true) == nil {
                        check.invalid(
                            "\(place).ipBlock.cidr", .string(block),
                            "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)")
                    }
                }
            }
        }
    }
}
