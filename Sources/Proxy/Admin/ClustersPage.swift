import ClusterNetwork
import JSON
import Synchronization

/// `/clusters`: who gets a cluster's requests, and how they do.
struct ClustersPage {
    let clusters: [EngineReport.ClusterStatus]

    var text: String {
        var text = ""
        for cluster in clusters {
            func line(_ words: String) { text += "\(cluster.name)::\(words)\n" }
            line("observability_name::\(cluster.name)")
            for (priority, limits) in [("default", cluster.limits), ("high", cluster.highLimits)] {
                line("\(priority)_priority::max_connections::\(limits.connections)")
                line("\(priority)_priority::max_pending_requests::\(limits.pending)")
                line("\(priority)_priority::max_requests::\(limits.requests)")
                line("\(priority)_priority::max_retries::\(limits.retries)")
            }
            line("added_via_api::true")
            if let service = cluster.endpointService { line("eds_service_name::\(service)") }
            for status in cluster.hosts {
                for (name, value) in ClustersPage.facts(status) { line("\(status.host.address)::\(name)::\(value)") }
            }
        }
        return text
    }

    private static func facts(_ status: EngineReport.HostStatus) -> [(String, String)] {
        let host = status.host
        let numbers = (counters(host) + gauges(host)).sorted { $0.0 < $1.0 }.map { ($0.0, String($0.1)) }
        return numbers + [
            ("hostname", host.hostname), ("health_flags", host.verdicts.text), ("weight", String(host.weight)),
            ("region", status.region), ("zone", status.zone), ("sub_zone", status.subZone), ("canary", "false"),
            ("priority", String(status.priority)), ("success_rate", "-1"), ("local_origin_success_rate", "-1"),
        ]
    }

    private static func counters(_ host: Host) -> [(String, Int)] {
        [
            ("cx_connect_fail", host.failedConnections.load(ordering: .relaxed)),
            ("cx_total", host.totalConnections.load(ordering: .relaxed)),
            ("rq_error", host.errors.load(ordering: .relaxed)), ("rq_success", host.successes.load(ordering: .relaxed)),
            ("rq_timeout", host.timeouts.load(ordering: .relaxed)),
            ("rq_total", host.totalRequests.load(ordering: .relaxed)),
        ]
    }

    private static func gauges(_ host: Host) -> [(String, Int)] {
        [
            ("cx_active", host.activeConnections.load(ordering: .relaxed)),
            ("rq_active", host.activeRequests.load(ordering: .relaxed)),
        ]
    }

    // MARK: JSON

    var json: JSON {
        clusters.isEmpty ? [:] : ["cluster_statuses": .array(clusters.map(ClustersPage.json))]
    }

    private static func json(_ cluster: EngineReport.ClusterStatus) -> JSON {
        var json: JSON = [
            "name": .string(cluster.name), "added_via_api": true, "observability_name": .string(cluster.name),
            "circuit_breakers": ["thresholds": [json(cluster.limits, nil), json(cluster.highLimits, "HIGH")]],
        ]
        if let service = cluster.endpointService { json["eds_service_name"] = .string(service) }
        if !cluster.hosts.isEmpty { json["host_statuses"] = .array(cluster.hosts.map(Self.json)) }
        return json
    }

    private static func json(_ limits: ResourceLimits, _ priority: String?) -> JSON {
        var json: JSON = [
            "max_connections": .int(Int64(limits.connections)), "max_pending_requests": .int(Int64(limits.pending)),
            "max_requests": .int(Int64(limits.requests)), "max_retries": .int(Int64(limits.retries)),
        ]
        if let priority { json["priority"] = .string(priority) }
        return json
    }

    private static func json(_ status: EngineReport.HostStatus) -> JSON {
        let host = status.host
        func stat(_ name: String, _ value: Int, isGauge: Bool) -> JSON {
            var json: JSON = ["name": .string(name)]
            if isGauge { json["type"] = "GAUGE" }
            if value != 0 { json["value"] = .string(String(value)) }
            return json
        }
        var locality: [String: JSON] = [:]
        for (name, value) in [("region", status.region), ("zone", status.zone), ("sub_zone", status.subZone)]
        where !value.isEmpty {
            locality[name] = .string(value)
        }
        var json: JSON = [
            "address": [
                "socket_address": [
                    "address": .string(host.address.ip.description), "port_value": .int(Int64(host.address.port)),
                ]
            ],
            "stats": .array(
                counters(host).map { stat($0.0, $0.1, isGauge: false) } + gauges(host).map { stat($0.0, $0.1, isGauge: true) }),
            "health_status": host.verdicts.json, "weight": .int(Int64(host.weight)), "locality": .object(locality),
        ]
        if !host.hostname.isEmpty { json["hostname"] = .string(host.hostname) }
        if status.priority != 0 { json["priority"] = .int(Int64(status.priority)) }
        return json
    }
}

extension Host {
    var isDegraded: Bool { verdicts.contains(.degradedByEndpointDiscovery) }
}

extension Host.Verdicts {
    private static let flags: [(Host.Verdicts, String)] = [
        (.failedActiveCheck, "/failed_active_hc"), (.ejectedAsOutlier, "/failed_outlier_check"),
        (.failedByEndpointDiscovery, "/failed_eds_health"), (.degradedByEndpointDiscovery, "/degraded_eds_health"),
        (.drainingByEndpointDiscovery, "/eds_status_draining"),
    ]

    fileprivate var text: String {
        isEmpty ? "healthy" : Host.Verdicts.flags.filter { contains($0.0) }.map(\.1).joined()
    }

    fileprivate var json: JSON {
        var status = "HEALTHY"
        if contains(.degradedByEndpointDiscovery) { status = "DEGRADED" }
        if contains(.failedByEndpointDiscovery) { status = "UNHEALTHY" }
        if contains(.drainingByEndpointDiscovery) { status = "DRAINING" }
        var json: JSON = ["eds_health_status": .string(status)]
        if contains(.failedActiveCheck) { json["failed_active_health_check"] = true }
        if contains(.ejectedAsOutlier) { json["failed_outlier_check"] = true }
        return json
    }
}
