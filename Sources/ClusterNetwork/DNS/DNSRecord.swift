/// What a name stands for, as far as this sandbox's names go.
package enum DNSRecord: Sendable, Hashable {
    case address(IPAddress)
    /// The canonical name, for Services of type ExternalName.
    case alias(String)
    case service(priority: Int, weight: Int, port: Int, target: String)
    case pointer(String)
}

/// The answer to "which addresses has this name".
package enum DNSAnswer: Sendable, Hashable {
    case addresses([IPAddress], ttlSeconds: Int)
    /// The name exists, without addresses of the family asked for.
    case noData
    /// NXDOMAIN.
    case noSuchName
    /// SERVFAIL, or no answer.
    case serverFailure
}

package enum AddressFamily: Sendable, Hashable {
    case any
    case v4Only
    case v6Only

    package init(of ip: IPAddress) { self = ip.isV4 ? .v4Only : .v6Only }

    package func admits(_ ip: IPAddress) -> Bool {
        switch self {
        case .any: true
        case .v4Only: ip.isV4
        case .v6Only: !ip.isV4
        }
    }
}

/// What cluster DNS knows of a Service.
package struct ServiceRecord: Sendable, Hashable {
    package struct Port: Sendable, Hashable {
        package var name: String
        package var transport: Transport
        package var port: Int

        package init(name: String, transport: Transport = .tcp, port: Int) {
            self.name = name
            self.transport = transport
            self.port = port
        }
    }

    /// A pod behind a headless Service: ready, or any when the Service publishes those that are not.
    package struct Endpoint: Sendable, Hashable {
        package var ip: IPAddress
        /// `spec.hostname` of a pod whose subdomain is the Service; nil names the endpoint by its address.
        package var hostname: String?

        package init(ip: IPAddress, hostname: String? = nil) {
            self.ip = ip
            self.hostname = hostname
        }
    }

    package var name: ServiceName
    package var clusterIPs: [IPAddress]
    /// Used when there are no cluster IPs.
    package var endpoints: [Endpoint]
    package var ports: [Port]
    package var externalName: String?

    package init(
        name: ServiceName, clusterIPs: [IPAddress], endpoints: [Endpoint] = [], ports: [Port] = [],
        externalName: String? = nil
    ) {
        self.name = name
        self.clusterIPs = clusterIPs
        self.endpoints = endpoints
        self.ports = ports
        self.externalName = externalName
    }
}
