import JSON

/// What is wrong with an EnvoyProxy beyond its schema.
enum EnvoyProxyValidation {
    /// All problems as apimachinery shows an aggregate of errors; nil when there is none.
    static func problem(_ spec: JSON) -> String? {
        var problems: [String] = []
        provider(spec["provider"], &problems)
        telemetry(spec["telemetry"], &problems)
        if let cycle = filterOrderCycle(spec["filterOrder"]?.array ?? []) { problems.append(cycle) }
        var seen: Set<String> = []
        problems = problems.filter { seen.insert($0).inserted }
        switch problems.count {
        case 0: return BootstrapSettings(spec["bootstrap"])?.problem
        case 1: return problems[0]
        default: return "[\(problems.joined(separator: ", "))]"
        }
    }

    private static func provider(_ provider: JSON?, _ problems: inout [String]) {
        guard let provider, !provider.isNull else { return }
        let type = provider["type"]?.string ?? ""
        switch type {
        case "Kubernetes":
            let kubernetes = provider["kubernetes"] ?? [:]
            for (member, name) in [
                ("envoyDeployment", "deployment"), ("envoyHpa", "hpa"), ("envoyPDB", "pdb"), ("envoyService", "service"),
            ] {
                if member == "envoyService" { service(kubernetes[member], &problems) }
                patch(kubernetes[member, "patch"], name, &problems)
            }
        case "Host":
            if provider["host"]?.object == nil {
                problems.append("field 'host' should be specified when provider type is 'Host'")
            }
        default: problems.append("unsupported provider type \(type)")
        }
    }

    private static func patch(_ patch: JSON?, _ name: String, _ problems: inout [String]) {
        guard let patch, !patch.isNull else { return }
        if patch["value"] == nil { problems.append("envoy \(name) patch object cannot be empty") }
        if let type = patch["type"]?.string, type != "JSONMerge", type != "StrategicMerge" {
            problems.append("unsupported envoy \(name) patch type \(type)")
        }
    }

    private static func service(_ service: JSON?, _ problems: inout [String]) {
        guard let service, let type = service["type"]?.string else { return }
        if !["LoadBalancer", "ClusterIP", "NodePort"].contains(type) {
            problems.append("unsupported envoy service type \(type)")
        }
        let isLoadBalancer = type == "LoadBalancer"
        if service["allocateLoadBalancerNodePorts"] != nil, !isLoadBalancer {
            problems.append("allocateLoadBalancerNodePorts can only be set for LoadBalancer type")
        }
        if let ranges = service["loadBalancerSourceRanges"]?.array {
            if !isLoadBalancer { problems.append("loadBalancerSourceRanges can only be set for LoadBalancer type") }
            for range in ranges.compactMap(\.string) where !isSubnet(range) {
                problems.append("loadBalancerSourceRange:\(range) is an invalid IP subnet")
            }
        }
        if let address = service["loadBalancerIP"]?.string {
            if !isLoadBalancer { problems.append("loadBalancerIP can only be set for LoadBalancer type") }
            if IPAddress(address)?.isIPv6 != false {
                problems.append("loadBalancerIP:\(address) is an invalid IP address")
            }
        }
    }

    private static func isSubnet(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(String(parts[0])), let bits = Int(parts[1]) else { return false }
        return (0...address.bytes.count * 8).contains(bits)
    }

    private static func telemetry(_ telemetry: JSON?, _ problems: inout [String]) {
        let accessLog = telemetry?["accessLog"]
        if accessLog?["disable"]?.bool != true {
            for setting in accessLog?["settings"]?.array ?? [] {
                if setting["format", "type"]?.string == "Text", setting["format", "text"] == nil {
                    problems.append(
                        "unable to configure access log when using Text format but \"text\" field being empty")
                }
                for sink in setting["sinks"]?.array ?? [] {
                    for (type, member) in [("File", "file"), ("OpenTelemetry", "openTelemetry")]
                    where sink["type"]?.string == type && sink[member] == nil {
                        problems.append(
                            "unable to configure access log when using \(type) sink type but \"\(member)\" field "
                                + "being empty")
                    }
                }
            }
        }
        for sink in telemetry?["metrics", "sinks"]?.array ?? []
        where sink["type"]?.string == "OpenTelemetry" && sink["openTelemetry"] == nil {
            problems.append("opentelemetry is required if the sink type is OpenTelemetry")
        }
        if let name = telemetry?["metrics", "clusterStatName"]?.string,
            let problem = statName(name, clusterOperators)
        {
            problems.append("unable to configure Cluster Stat Name: \(problem)")
        }
    }

    private static let clusterOperators: Set<String> = [
        "%ROUTE_NAME%", "%ROUTE_NAMESPACE%", "%ROUTE_KIND%", "%ROUTE_RULE_NAME%", "%ROUTE_RULE_NUMBER%",
        "%BACKEND_REFS%",
    ]

    /// What is wrong with a pattern of literal text and `%OPERATOR%`s.
    static func statName(_ pattern: String, _ operators: Set<String>) -> String? {
        let parts = pattern.split(separator: "%", omittingEmptySubsequences: false)
        if parts.count == 2 { return "unable to configure stat name with invalid operator" }
        var unsupported: [String] = []
        for index in stride(from: 1, to: parts.count - 1, by: 2) {
            let name = "%\(parts[index])%"
            if !operators.contains(name) { unsupported.append(name) }
        }
        return unsupported.isEmpty ? nil : "unsupported operators: [\(unsupported.joined(separator: " "))]"
    }

    /// The first position that cannot be kept together with those before it.
    private static func filterOrderCycle(_ positions: [JSON]) -> String? {
        var followers: [String: Set<String>] = [:]
        func reaches(_ from: String, _ to: String) -> Bool {
            var pending = [from]
            var seen: Set<String> = []
            while let next = pending.popLast() {
                if next == to { return true }
                if seen.insert(next).inserted { pending += followers[next] ?? [] }
            }
            return false
        }
        for position in positions {
            let name = position["name"]?.string ?? ""
            let from: String
            let to: String
            if let before = position["before"]?.string {
                (from, to) = (name, before)
            } else {
                (from, to) = (position["after"]?.string ?? "", name)
            }
            if reaches(to, from) { return "there is a cycle in the filter order: \(from) -> \(to)" }
            followers[from, default: []].insert(to)
        }
        return nil
    }
}
