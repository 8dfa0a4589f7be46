import JSON

extension BuiltinTables {
    static let network: [String: TableDefinition] = [
        "services": TableDefinition("Name,Type,Cluster-IP,External-IP,Port(s),Age|Selector") { row in
            let ports = (row["spec", "ports"]?.array ?? []).map(servicePort).joined(separator: ",")
            return [
                .string(row.name), row.text("spec", "type"), row["spec", "clusterIPs"]?[0] ?? "<none>",
                .string(externalAddress(row)), .string(ports.isEmpty ? "<none>" : ports), .string(row.age),
                row.labels("spec", "selector"),
            ]
        },
        "endpoints": TableDefinition("Name,Endpoints,Age") {
            [.string($0.name), .string(endpoints($0)), .string($0.age)]
        },
        "endpointslices.discovery.k8s.io": TableDefinition("Name,AddressType,Ports,Endpoints,Age") { row in
            let ports = row["ports"]?.array ?? []
            let addresses = (row["endpoints"]?.array ?? []).flatMap { $0["addresses"]?.array ?? [] }.compactMap(
                \.string)
            return [
                .string(row.name), row.text("addressType"),
                .string(
                    ports.isEmpty ? "<unset>" : shortened(ports.map { $0["port"].map(\.text) ?? "*" }, of: ports.count)),
                .string(addresses.isEmpty ? "<unset>" : shortened(addresses, of: addresses.count)), .string(row.age),
            ]
        },
        "ingresses.networking.k8s.io": TableDefinition("Name,Class,Hosts,Address,Ports,Age") { row in
            let hosts = (row["spec", "rules"]?.array ?? []).compactMap { $0["host"]?.string }.filter { !$0.isEmpty }
            return [
                .string(row.name), row.text("spec", "ingressClassName", or: "<none>"),
                .string(hosts.isEmpty ? "*" : shortened(hosts, of: row.count("spec", "rules"))),
                .string(loadBalancer(row)),
                row.count("spec", "tls") > 0 ? "80, 443" : "80", .string(row.age),
            ]
        },
        "ingressclasses.networking.k8s.io": TableDefinition("Name,Controller,Parameters,Age") { row in
            var parameters = "<none>"
            if let reference = row["spec", "parameters"] {
                let group = reference["apiGroup"]?.string.map { ".\($0)" } ?? ""
                parameters = "\(reference["kind"]?.string ?? "")\(group)/\(reference["name"]?.string ?? "")"
            }
            return [.string(row.name), row.text("spec", "controller"), .string(parameters), .string(row.age)]
        },
        "networkpolicies.networking.k8s.io": TableDefinition("Name,Pod-Selector,Age") {
            [.string($0.name), $0.selector("spec", "podSelector"), .string($0.age)]
        },
        "ipaddresses.networking.k8s.io": TableDefinition("Name,ParentRef") { row in
            let parent = row["spec", "parentRef"]
            let words = ["resource", "namespace", "name"].compactMap { parent?[$0]?.string }.filter { !$0.isEmpty }
            let group = parent?["group"]?.string ?? ""
            return [.string(row.name), .string((group.isEmpty ? "" : group + "/") + words.joined(separator: "/"))]
        },
        "servicecidrs.networking.k8s.io": TableDefinition("Name,CIDRs,Age") { row in
            let blocks = (row["spec", "cidrs"]?.array ?? []).compactMap(\.string)
            return [.string(row.name), .string(blocks.joined(separator: ",")), .string(row.age)]
        },
    ]

    /// Up to three, then how many more there are.
    private static func shortened(_ values: [String], of total: Int) -> String {
        let shown = values.prefix(3).joined(separator: ",")
        return total > 3 && values.count > 3 ? "\(shown) + \(total - 3) more..." : shown
    }

    private static func servicePort(_ port: JSON) -> String {
        let number = port["port"]?.int ?? 0
        let node = port["nodePort"]?.int ?? 0
        let `protocol` = port["protocol"]?.string ?? "TCP"
        return node > 0 ? "\(number):\(node)/\(`protocol`)" : "\(number)/\(`protocol`)"
    }

    private static func loadBalancer(_ row: Row) -> String {
        let ingress = row["status", "loadBalancer", "ingress"]?.array ?? []
        let addresses = Set(
            ingress.compactMap { point -> String? in
                if let address = point["ip"]?.string, !address.isEmpty { return address }
                return point["hostname"]?.string
            })
        return addresses.sorted().joined(separator: ",")
    }

    private static func externalAddress(_ row: Row) -> String {
        let extra = (row["spec", "externalIPs"]?.array ?? []).compactMap(\.string)
        switch row["spec", "type"]?.string {
        case "ClusterIP", "NodePort": return extra.isEmpty ? "<none>" : extra.joined(separator: ",")
        case "LoadBalancer":
            let balanced = loadBalancer(row)
            let all = (balanced.isEmpty ? [] : [balanced]) + extra
            return all.isEmpty ? "<pending>" : all.joined(separator: ",")
        case "ExternalName": return row["spec", "externalName"]?.string ?? ""
        default: return "<unknown>"
        }
    }

    private static func endpoints(_ row: Row) -> String {
        var all: [String] = []
        for subset in row["subsets"]?.array ?? [] {
            let addresses = (subset["addresses"]?.array ?? []).compactMap { $0["ip"]?.string }
            let ports = subset["ports"]?.array ?? []
            if ports.isEmpty {
                all += addresses
                continue
            }
            for port in ports {
                for address in addresses {
                    let host = address.contains(":") ? "[\(address)]" : address
                    all.append("\(host):\(port["port"]?.int ?? 0)")
                }
            }
        }
        return all.isEmpty ? "<none>" : shortened(all, of: all.count)
    }
}
