import JSON
import Kube

/// Service addresses and node ports, and the fields that follow from the type.
struct ServiceStrategy: Strategy {
    static let resource = GroupResource("", "services")

    var returnsDeletedObject: Bool { true }

    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws {
        object["status"] = ["loadBalancer": [:]]
        guard var spec = object["spec"] else { return }
        if let ip = spec["clusterIP"]?.string, !ip.isEmpty, spec["clusterIPs"]?.array?.isEmpty ?? true {
            spec["clusterIPs"] = [.string(ip)]
        }
        if type(spec) != "ExternalName" {
            try families(&spec, scene, object.name)
            try allocateAddress(&spec, old: nil, scene, object.name)
        }
        try allocatePorts(&spec, old: nil, scene, object.name)
        object["spec"] = spec
    }

    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws {
        guard scene.target.subresource.isEmpty, var spec = object["spec"], let before = old["spec"] else { return }
        keepAllocated(&spec, before)
        dropForeign(&spec, before)
        if type(spec) != "ExternalName" {
            try families(&spec, scene, object.name)
            if type(before) == "ExternalName" { try allocateAddress(&spec, old: nil, scene, object.name) }
        }
        try allocatePorts(&spec, old: before, scene, object.name)
        object["spec"] = spec
        if type(spec) != "LoadBalancer", type(before) == "LoadBalancer" { object["status", "loadBalancer"] = [:] }
    }

    func validate(_ object: JSON, old: JSON?, _ scene: Scene) -> [FieldError] {
        guard let before = old?["spec"], let spec = object["spec"], type(before) != "ExternalName",
            type(spec) != "ExternalName"
        else { return [] }
        let (addresses, previous) = (spec["clusterIPs"]?.array ?? [], before["clusterIPs"]?.array ?? [])
        if let first = addresses.first, let present = previous.first, first != present {
            return [.invalid("spec.clusterIPs[0]", .array(addresses), "may not change once set")]
        }
        return []
    }

    /// Fields that the new type has no use for go by themselves when the client has only changed the type.
    private func dropForeign(_ spec: inout JSON, _ before: JSON) {
        func isExternal(_ spec: JSON) -> Bool {
            type(spec) == "NodePort" || type(spec) == "LoadBalancer"
                || (type(spec) == "ClusterIP" && !(spec["externalIPs"]?.array ?? []).isEmpty)
        }
        var foreign: [String] = []
        if type(spec) == "ExternalName" { foreign += ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"] }
        if type(spec) != "LoadBalancer" { foreign += ["allocateLoadBalancerNodePorts", "loadBalancerClass"] }
        if !isExternal(spec) { foreign.append("externalTrafficPolicy") }
        for key in foreign where spec[key] == before[key] { spec[key] = nil }
    }

    private func type(_ spec: JSON) -> String { spec["type"]?.string ?? "ClusterIP" }

    // MARK: Addresses

    /// One family: the cluster's network is IPv4.
    private func families(_ spec: inout JSON, _ scene: Scene, _ name: String) throws {
        if spec["ipFamilyPolicy"] == nil { spec["ipFamilyPolicy"] = "SingleStack" }
        if spec["ipFamilies"]?.array?.isEmpty ?? true { spec["ipFamilies"] = ["IPv4"] }
        let isSelectorlessHeadless = spec["clusterIP"] == "None" && (spec["selector"]?.object ?? [:]).isEmpty
        if isSelectorlessHeadless { return }
        if spec["ipFamilyPolicy"] == "RequireDualStack" {
            throw invalid(
                name, .invalid("spec.ipFamilyPolicy", "RequireDualStack", "this cluster is not configured for dual-stack services"))
        }
        for (index, family) in (spec["ipFamilies"]?.array ?? []).enumerated() where family != "IPv4" {
            throw invalid(
                name,
                .invalid("spec.ipFamilies[\(index)]", family, "not configured on this cluster"))
        }
    }

    private func allocateAddress(_ spec: inout JSON, old: JSON?, _ scene: Scene, _ name: String) throws {
        let wished = spec["clusterIPs"]?[0]?.string ?? spec["clusterIP"]?.string ?? ""
        if wished == "None" {
            spec["clusterIP"] = "None"
            spec["clusterIPs"] = ["None"]
            return
        }
        let addresses = scene.server.addresses
        let taken: IPv4
        if wished.isEmpty {
            guard let free = scene.isDryRun ? addresses.peek() : addresses.allocate() else {
                throw StatusError.internalError("failed to allocate a serviceIP: range is full")
            }
            taken = free
        } else {
            taken = try reserve(wished, addresses, scene, name)
        }
        if !scene.isDryRun { scene.undo.add { addresses.release(taken) } }
        spec["clusterIP"] = .string(taken.text)
        spec["clusterIPs"] = [.string(taken.text)]
    }

    private func reserve(_ text: String, _ addresses: ServiceAllocator, _ scene: Scene, _ name: String) throws -> IPv4 {
        func refusal(_ why: String) -> StatusError {
            invalid(name, .invalid("spec.clusterIPs", [.string(text)], "failed to allocate IP \(text): \(why)"))
        }
        guard let address = IPv4(text) else {
            throw invalid(name, .invalid("spec.clusterIPs[0]", .string(text), "must be a valid IP address"))
        }
        guard ServiceAllocator.range.contains(address) else {
            throw refusal("the provided network does not match the current range")
        }
        if !scene.isDryRun, !addresses.reserve(address) { throw refusal("provided IP is already allocated") }
        return address
    }

    // MARK: Ports

    private func needsNodePorts(_ spec: JSON) -> Bool {
        switch type(spec) {
        case "NodePort": true
        case "LoadBalancer": spec["allocateLoadBalancerNodePorts"]?.bool ?? true
        default: false
        }
    }

    private func allocatePorts(_ spec: inout JSON, old: JSON?, _ scene: Scene, _ name: String) throws {
        let mayHavePorts = type(spec) == "NodePort" || type(spec) == "LoadBalancer"
        let held = Set(ServiceAllocator.nodePorts(of: old ?? [:]))
        guard case .array(var ports)? = spec["ports"] else { return }
        for index in ports.indices {
            let wished = ports[index]["nodePort"]?.int ?? 0
            if wished == 0 {
                ports[index]["nodePort"] = nil
                guard needsNodePorts(spec) else { continue }
                // One service may use a number for TCP and for UDP.
                ports[index]["nodePort"] = JSON(try freePort(scene))
            } else if !mayHavePorts {
                if held.contains(wished) { ports[index]["nodePort"] = nil }
            } else if !held.contains(wished) {
                let isRepeated = ports[..<index].contains { $0["nodePort"]?.int == wished }
                if !isRepeated { try reservePort(wished, at: index, scene, name) }
            }
        }
        spec["ports"] = .array(ports)
        try allocateHealthCheckPort(&spec, held: held, scene)
    }

    private func freePort(_ scene: Scene) throws -> Int {
        let addresses = scene.server.addresses
        guard let port = addresses.allocatePort() else {
            throw StatusError.internalError("failed to allocate a nodePort: range is full")
        }
        scene.undo.add { addresses.release(port: port) }
        return port
    }

    private func reservePort(_ port: Int, at index: Int, _ scene: Scene, _ name: String) throws {
        let addresses = scene.server.addresses
        let field = "spec.ports[\(index)].nodePort"
        guard ServiceAllocator.ports.contains(port) else {
            let range = ServiceAllocator.ports
            throw invalid(
                name,
                .invalid(
                    field, JSON(port),
                    "provided port is not in the valid range. The range of valid ports is \(range.lowerBound)-\(range.upperBound)"))
        }
        guard addresses.reserve(port: port) else {
            throw invalid(name, .invalid(field, JSON(port), "provided port is already allocated"))
        }
        scene.undo.add { addresses.release(port: port) }
    }

    private func allocateHealthCheckPort(_ spec: inout JSON, held: Set<Int>, _ scene: Scene) throws {
        let isNeeded = type(spec) == "LoadBalancer" && spec["externalTrafficPolicy"] == "Local"
        let wished = spec["healthCheckNodePort"]?.int ?? 0
        guard isNeeded else {
            if held.contains(wished) || wished == 0 { spec["healthCheckNodePort"] = nil }
            return
        }
        if wished == 0 {
            spec["healthCheckNodePort"] = JSON(try freePort(scene))
        } else if !held.contains(wished), scene.server.addresses.reserve(port: wished) {
            let addresses = scene.server.addresses
            scene.undo.add { addresses.release(port: wished) }
        }
    }

    /// An update that leaves allocated values out keeps them.
    private func keepAllocated(_ spec: inout JSON, _ before: JSON) {
        if type(spec) != "ExternalName", type(before) != "ExternalName" {
            let (ip, addresses) = (spec["clusterIP"]?.string ?? "", spec["clusterIPs"]?.array ?? [])
            if ip.isEmpty, addresses.isEmpty {
                spec["clusterIP"] = before["clusterIP"]
                spec["clusterIPs"] = before["clusterIPs"]
            } else if addresses.isEmpty || (spec["clusterIPs"] == before["clusterIPs"] && spec["clusterIP"] != before["clusterIP"]) {
                spec["clusterIPs"] = ip.isEmpty ? before["clusterIPs"] : [.string(ip)]
            }
        }
        if needsNodePorts(spec), needsNodePorts(before), case .array(var ports)? = spec["ports"] {
            for index in ports.indices where ports[index]["nodePort"]?.int ?? 0 == 0 {
                let same = before["ports"]?.array?.first {
                    $0["port"] == ports[index]["port"] && ($0["protocol"] ?? "TCP") == (ports[index]["protocol"] ?? "TCP")
                }
                ports[index]["nodePort"] = same?["nodePort"]
            }
            spec["ports"] = .array(ports)
        }
        if spec["healthCheckNodePort"]?.int ?? 0 == 0 { spec["healthCheckNodePort"] = before["healthCheckNodePort"] }
    }

    private func invalid(_ name: String, _ error: FieldError) -> StatusError {
        .invalid(GroupVersionKind("", "v1", "Service"), name, [error])
    }
}
