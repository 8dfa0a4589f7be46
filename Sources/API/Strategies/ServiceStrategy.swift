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
            try settleFamilies(&spec, before: nil, scene, object.name)
            try allocateAddresses(&spec, before: nil, scene, object.name)
        }
        try allocatePorts(&spec, old: nil, scene, object.name)
        object["spec"] = spec
    }

    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws {
        guard scene.target.subresource.isEmpty, var spec = object["spec"], let before = old["spec"] else { return }
        keepAllocated(&spec, before)
        dropForeign(&spec, before)
        if type(spec) != "ExternalName" {
            let isOfKind = type(before) != "ExternalName"
            try settleFamilies(&spec, before: isOfKind ? before : nil, scene, object.name)
            try allocateAddresses(&spec, before: isOfKind ? before : nil, scene, object.name)
        }
        try allocatePorts(&spec, old: before, scene, object.name)
        object["spec"] = spec
        if type(spec) != "LoadBalancer", type(before) == "LoadBalancer" { object["status", "loadBalancer"] = [:] }
    }

    func validate(_ object: JSON, old: JSON?, _ scene: Scene) -> [FieldError] {
        guard let before = old?["spec"], let spec = object["spec"], type(before) != "ExternalName",
            type(spec) != "ExternalName"
        else { return [] }
        return ServiceAddressRules.checkChange(spec, before: before)
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

    private func settleFamilies(_ spec: inout JSON, before: JSON?, _ scene: Scene, _ name: String) throws {
        let families = ServiceFamilies(cluster: scene.server.addresses.families)
        let errors = families.settle(&spec, before: before)
        if !errors.isEmpty { throw StatusError.invalid(Self.kind, name, errors) }
    }

    /// An address of each family that has none yet: of all at first, of the second one when it is added later.
    private func allocateAddresses(_ spec: inout JSON, before: JSON?, _ scene: Scene, _ name: String) throws {
        var texts = spec.strings("clusterIPs")
        if texts.first == "None" || before?["clusterIPs"] == ["None"] { return }
        let held = before?.strings("clusterIPs") ?? []
        if let before, ServiceFamilies.isSettled(spec, before) || spec.strings("ipFamilies").count <= held.count { return }
        for (index, family) in spec.strings("ipFamilies").enumerated() where index >= held.count {
            guard let family = ServiceFamily(rawValue: family) else { continue }
            if index >= texts.count { texts.append("") }
            if texts[index].isEmpty {
                texts[index] = try allocate(family, scene).text
            } else {
                try reserve(texts[index], among: texts, scene, name)
            }
        }
        spec["clusterIP"] = texts.first.map { .string($0) }
        spec["clusterIPs"] = JSON(texts)
    }

    private func allocate(_ family: ServiceFamily, _ scene: Scene) throws -> ClusterIP {
        let addresses = scene.server.addresses
        guard let free = scene.isDryRun ? addresses.peek(family) : addresses.allocate(family) else {
            throw StatusError.internalError("failed to allocate a serviceIP: range is full")
        }
        if !scene.isDryRun { scene.undo.add { addresses.release(free) } }
        return free
    }

    private func reserve(_ text: String, among texts: [String], _ scene: Scene, _ name: String) throws {
        func refusal(_ why: String) -> StatusError {
            invalid(name, .invalid("spec.clusterIPs", JSON(texts), "failed to allocate IP \(text): \(why)"))
        }
        guard let address = ClusterIP(text) else {
            throw refusal("the provided network does not match the current range")
        }
        let addresses = scene.server.addresses
        guard !scene.isDryRun else { return }
        guard addresses.reserve(address) else { throw refusal("provided IP is already allocated") }
        scene.undo.add { addresses.release(address) }
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
            keepAddresses(&spec, before)
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

    /// `clusterIP` is the first of `clusterIPs`; clients that know only the one mean both.
    private func keepAddresses(_ spec: inout JSON, _ before: JSON) {
        let old = before["clusterIP"]?.string ?? ""
        if (spec["clusterIP"]?.string ?? "").isEmpty { spec["clusterIP"] = before["clusterIP"] }
        let ip = spec["clusterIP"]?.string ?? ""
        let addresses = spec.strings("clusterIPs")
        if addresses.isEmpty, ip == old {
            spec["clusterIPs"] = before["clusterIPs"]
        } else if addresses == before.strings("clusterIPs"), ip != old {
            spec["clusterIPs"] = [.string(ip)]
        }
    }

    private static let kind = GroupVersionKind("", "v1", "Service")

    private func invalid(_ name: String, _ error: FieldError) -> StatusError {
        .invalid(Self.kind, name, [error])
    }
}
