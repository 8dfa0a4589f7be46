import JSON

/// The hosts that a cluster of the running proxy has, however it found them.
package struct EndpointDump: Sendable {
    package struct Host: Sendable {
        package var address: String
        package var port: UInt32
        /// The name that was resolved; empty for endpoints given as addresses.
        package var hostname: String
        package var health: HealthStatus
        package var weight: UInt32
        package var metadata: Metadata?

        package init(
            address: String, port: UInt32, hostname: String = "", health: HealthStatus = .healthy, weight: UInt32 = 1,
            metadata: Metadata? = nil
        ) {
            self.address = address
            self.port = port
            self.hostname = hostname
            self.health = health
            self.weight = weight
            self.metadata = metadata
        }
    }

    package struct LocalityHosts: Sendable {
        package var locality: Locality
        package var hosts: [Host]
        package var weight: UInt32
        package var priority: UInt32

        package init(locality: Locality = Locality(), hosts: [Host], weight: UInt32 = 0, priority: UInt32 = 0) {
            self.locality = locality
            self.hosts = hosts
            self.weight = weight
            self.priority = priority
        }
    }

    package var clusterName: String
    /// The cluster is one that the proxy was started with.
    package var isStatic: Bool
    package var localities: [LocalityHosts]

    package init(clusterName: String, isStatic: Bool, localities: [LocalityHosts]) {
        self.clusterName = clusterName
        self.isStatic = isStatic
        self.localities = localities
    }

    var json: JSON {
        [
            "@type": .string(AnyConfig.urlPrefix + ClusterLoadAssignment.protoName),
            "cluster_name": .string(clusterName),
            "endpoints": .array(localities.map(\.json)),
            "policy": ["overprovisioning_factor": 140],
        ]
    }
}

extension EndpointDump.LocalityHosts {
    fileprivate var json: JSON {
        var json: JSON = [
            "locality": locality.json,
            "lb_endpoints": .array(hosts.map(\.json)),
            "load_balancing_weight": .int(Int64(weight)),
        ]
        if priority > 0 { json["priority"] = .int(Int64(priority)) }
        return json
    }
}

extension EndpointDump.Host {
    fileprivate var json: JSON {
        var endpoint: JSON = [
            "address": ["socket_address": ["address": .string(address), "port_value": .int(Int64(port))]],
            "health_check_config": [:],
        ]
        if !hostname.isEmpty { endpoint["hostname"] = .string(hostname) }
        var json: JSON = [
            "endpoint": endpoint, "health_status": health.json, "load_balancing_weight": .int(Int64(weight)),
        ]
        // Hosts that were resolved carry metadata, be it empty.
        if let metadata { json["metadata"] = metadata.json } else if !hostname.isEmpty { json["metadata"] = [:] }
        return json
    }
}
