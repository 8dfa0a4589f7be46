import JSON
import Kube

/// Endpoints and EndpointSlices.
enum EndpointRules {
    private static let maximumEndpoints = 1_000
    private static let maximumPorts = 20_000
    private static let maximumAddresses = 100

    @Sendable static func checkSlice(_ check: inout ObjectCheck) {
        let type = check["addressType"]?.string ?? ""
        if type.isEmpty {
            check.required("addressType")
        }
        let endpoints = check["endpoints"]?.array ?? []
        if endpoints.count > maximumEndpoints {
            check.add(.tooMany("endpoints", count: endpoints.count, maximum: maximumEndpoints))
            return
        }
        for (index, endpoint) in endpoints.enumerated() {
            let place = "endpoints[\(index)].addresses"
            let addresses = endpoint["addresses"]?.array ?? []
            if addresses.isEmpty { check.required(place, "must contain at least 1 address") }
            if addresses.count > maximumAddresses {
                check.add(.tooMany(place, count: addresses.count, maximum: maximumAddresses))
            }
            for (number, address) in addresses.enumerated() {
                checkAddress(&check, address.string ?? "", type, "\(place)[\(number)]")
            }
        }
        checkPorts(&check, check["ports"]?.array ?? [], "ports", needsNumber: false)
    }

    private static func checkAddress(_ check: inout ObjectCheck, _ address: String, _ type: String, _ field: String) {
        switch type {
        case "FQDN": check.rule(field, address, NameRules.dnsSubdomain(address))
        case "IPv4", "IPv6":
            guard let parsed = IPAddress(address, isSloppy: true) else {
                check.invalid(field, .string(address), "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")
                return
            }
            if parsed.is4 != (type == "IPv4") {
                check.invalid(field, .string(address), "must be a valid \(type) address")
                return
            }
            checkReach(&check, parsed, address, field)
        default: break
        }
    }

    /// Endpoints may not lead to the machine itself or to the link.
    private static func checkReach(_ check: inout ObjectCheck, _ address: IPAddress, _ text: String, _ field: String) {
        if address.isUnspecified { check.invalid(field, .string(text), "may not be unspecified (\(text))") }
        if address.isLoopback {
            check.invalid(field, .string(text), "may not be in the loopback range (127.0.0.0/8, ::1/128)")
        }
        if address.isLinkLocalUnicast {
            check.invalid(field, .string(text), "may not be in the link-local range (169.254.0.0/16, fe80::/10)")
        }
        if address.isLinkLocalMulticast {
            check.invalid(
                field, .string(text), "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)")
        }
    }

    private static func checkPorts(_ check: inout ObjectCheck, _ ports: [JSON], _ path: String, needsNumber: Bool) {
        if ports.count > maximumPorts { check.add(.tooMany(path, count: ports.count, maximum: maximumPorts)) }
        var names: Set<String> = []
        for (index, port) in ports.enumerated() {
            let place = "\(path)[\(index)]"
            let name = port["name"]?.string ?? ""
            if !name.isEmpty { check.rule("\(place).name", name, NameRules.dnsLabel(name)) }
            if needsNumber, name.isEmpty, ports.count > 1 { check.required("\(place).name") }
            if !names.insert(name).inserted { check.add(.duplicate("\(place).name", .string(name))) }
            if needsNumber || port["port"] != nil { check.portNumber("\(place).port", port["port"]) }
        }
    }

    @Sendable static func keepsAddressType(_ check: inout ObjectCheck) { check.immutable("addressType", "addressType") }

    @Sendable static func checkEndpoints(_ check: inout ObjectCheck) {
        for (index, subset) in (check["subsets"]?.array ?? []).enumerated() {
            let place = "subsets[\(index)]"
            let addresses = subset["addresses"]?.array ?? []
            let notReady = subset["notReadyAddresses"]?.array ?? []
            if addresses.isEmpty, notReady.isEmpty {
                check.required(place, "must specify `addresses` or `notReadyAddresses`")
            }
            for (list, key) in [(addresses, "addresses"), (notReady, "notReadyAddresses")] {
                for (number, address) in list.enumerated() {
                    let field = "\(place).\(key)[\(number)].ip"
                    let text = address["ip"]?.string ?? ""
                    if let parsed = IPAddress(text, isSloppy: true) {
                        checkReach(&check, parsed, text, field)
                    } else {
                        check.invalid(
                            field, .string(text), "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)")
                    }
                }
            }
            checkPorts(&check, subset["ports"]?.array ?? [], "\(place).ports", needsNumber: true)
        }
    }
}
