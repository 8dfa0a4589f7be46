import NIOConcurrencyHelpers

package struct ServiceName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var namespace: String
    package var name: String

    package init(namespace: String, name: String) {
        self.namespace = namespace
        self.name = name
    }

    package var description: String { "\(namespace)/\(name)" }

    package static func < (a: ServiceName, b: ServiceName) -> Bool { (a.namespace, a.name) < (b.namespace, b.name) }
}

/// What kube-proxy knows of a Service: its addresses, and the ready endpoints behind each port.
package struct ServiceForwarding: Sendable, Hashable {
    package struct Port: Sendable, Hashable {
        package var transport: Transport
        package var port: Int
        package var nodePort: Int?
        /// Of all families; an address leads to those of its own.
        package var endpoints: [VirtualAddress]

        func endpoints(_ family: AddressFamily) -> [VirtualAddress] { endpoints.filter { family.admits($0.ip) } }

        package init(transport: Transport = .tcp, port: Int, nodePort: Int? = nil, endpoints: [VirtualAddress]) {
            self.transport = transport
            self.port = port
            self.nodePort = nodePort
            self.endpoints = endpoints
        }
    }

    package var name: ServiceName
    /// Empty for headless Services: nothing is forwarded, names are all they have.
    package var clusterIPs: [IPAddress]
    /// `spec.externalIPs` and the load balancer's addresses, as seen from inside.
    package var externalIPs: [IPAddress]
    package var ports: [Port]
    /// `sessionAffinity: ClientIP` with its timeout.
    package var affinitySeconds: Int?

    package init(
        name: ServiceName, clusterIPs: [IPAddress], externalIPs: [IPAddress] = [], ports: [Port],
        affinitySeconds: Int? = nil
    ) {
        self.name = name
        self.clusterIPs = clusterIPs
        self.externalIPs = externalIPs
        self.ports = ports
        self.affinitySeconds = affinitySeconds
    }
}

extension ClusterNetwork {
    /// Puts a Service's forwarding in place of what it had. Connections that are up stay where they are.
    package func setService(_ service: ServiceForwarding) {
        table.withLockedValue { $0.services.set(service) }
    }

    package func removeService(_ name: ServiceName) {
        table.withLockedValue { $0.services.remove(name) }
    }

    /// The nodes' own addresses, on which node ports answer.
    package func setNodeAddresses(_ addresses: Set<IPAddress>) {
        table.withLockedValue { $0.services.nodeAddresses = addresses }
    }
}
