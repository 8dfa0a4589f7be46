import GatewayAPI
import JSON
import Kube

extension Pass {
    /// What Envoy Gateway finds wrong with a BackendTrafficPolicy when it translates it.
    func problems(ofBackendTraffic policy: Policy) -> SettingProblems {
        let spec = policy.spec
        var problems = SettingProblems()
        if let limit = spec["rateLimit"], !limit.isNull {
            problems.check("RateLimit") { () throws(SettingError) in
                try RateLimitChecks(spec: limit, hasService: configuration.hasGlobalRateLimit).check()
            }
        }
        problems.check("BandwidthLimit") { () throws(SettingError) in try Self.checkBandwidth(spec["bandwidthLimit"]) }
        problems.check("LoadBalancer") { () throws(SettingError) in
            try ClusterSettingsChecks.loadBalancer(spec["loadBalancer"])
        }
        problems.check("CircuitBreaker") { () throws(SettingError) in
            try ClusterSettingsChecks.circuitBreaker(spec["circuitBreaker"])
        }
        problems.check("TCPKeepalive") { () throws(SettingError) in
            try ClusterSettingsChecks.keepAlive(spec["tcpKeepalive"])
        }
        problems.check("Retry") { () throws(SettingError) in try ClusterSettingsChecks.retry(spec["retry"]) }
        problems.check("Timeout") { () throws(SettingError) in try ClusterSettingsChecks.timeout(spec["timeout"]) }
        problems.check("BackendConnection") { () throws(SettingError) in
            try ClusterSettingsChecks.connection(spec["connection"])
        }
        problems.check("HTTP2") { () throws(SettingError) in try ClusterSettingsChecks.http2(spec["http2"]) }
        problems.check("ResponseOverride") { () throws(SettingError) in
            try checkOverrides(spec["responseOverride"]?.array ?? [], policy.owner(of: "responseOverride").metadata.namespace)
        }
        problems.check("RequestBuffer") { () throws(SettingError) in try Self.checkBuffer(spec["requestBuffer"]) }
        problems.check("Telemetry") { () throws(SettingError) in
            guard let name = spec["telemetry", "metrics", "routeStatName"]?.string, !name.isEmpty else { return }
            if let problem = EnvoyProxyValidation.statName(name, Self.routeOperators) { throw SettingError(problem) }
        }
        if spec["requestBuffer"]?.object != nil, !(spec["httpUpgrade"]?.array ?? []).isEmpty {
            problems.add("RequestBuffer: requestBuffer cannot be used together with httpUpgrade")
        }
        return problems
    }

    private static let routeOperators: Set<String> = [
        "%ROUTE_NAME%", "%ROUTE_NAMESPACE%", "%ROUTE_KIND%", "%ROUTE_RULE_NAME%",
    ]

    private static func checkBandwidth(_ bandwidth: JSON?) throws(SettingError) {
        for direction in ["request", "response"] {
            guard let limit = bandwidth?[direction, "limit"], let value = limit.quantity("value") else { continue }
            guard let bytes = value.value else {
                throw SettingError("\(direction) limit value must be convertible to an int64")
            }
            if bytes < 0 { throw SettingError("\(direction) limit value must be positive") }
            let unit = limit["unit"]?.string ?? "Second"
            let seconds: Int64 = unit == "Minute" ? 60 : unit == "Hour" ? 3600 : 1
            if bytes / (seconds * 1024) == 0 {
                throw SettingError(
                    "\(direction): bandwidth limit of \(bytes) bytes per \(unit) is below the minimum of 1 KiB/s")
            }
        }
    }

    private static func checkBuffer(_ buffer: JSON?) throws(SettingError) {
        guard let limit = buffer?.quantity("limit") else { return }
        guard let value = limit.value else { throw SettingError("limit must be convertible to an int64") }
        if value < 0 || value > UInt32.max {
            throw SettingError("limit value \(limit.text) is out of range, must be between 0 and \(UInt32.max)")
        }
    }

    private func checkOverrides(_ overrides: [JSON], _ namespace: String) throws(SettingError) {
        for override in overrides {
            guard let body = override["response", "body"], body["type"]?.string == "ValueRef",
                let name = body["valueRef", "name"]?.string
            else { continue }
            guard let configMap = world.configMap(ObjectName(namespace: namespace, name: name)) else {
                throw SettingError("can't find the referenced configmap \(namespace)/\(name)")
            }
            if configMap.data.isEmpty, configMap.binaryData.isEmpty {
                throw SettingError("can't find the key response.body in the referenced configmap \(namespace)/\(name)")
            }
        }
    }
}
