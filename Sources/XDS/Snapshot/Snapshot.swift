/// Everything one fleet of proxies is told: what Envoy would get by LDS, RDS, CDS, EDS and SDS.
package struct Snapshot: Sendable, Hashable {
    package var listeners = ResourceSet<Listener>()
    package var routes = ResourceSet<RouteConfiguration>()
    package var clusters = ResourceSet<Cluster>()
    package var endpoints = ResourceSet<ClusterLoadAssignment>()
    package var secrets = ResourceSet<Secret>()

    package init() {}
}

/// A message that xDS hands out by name.
package protocol NamedResource: ExtensionMessage {
    var resourceName: String { get }
}

extension Listener: NamedResource {
    package var resourceName: String { name }
}

extension RouteConfiguration: NamedResource {
    package var resourceName: String { name }
}

extension Cluster: NamedResource {
    package var resourceName: String { name }
}

extension ClusterLoadAssignment: NamedResource {
    package var resourceName: String { clusterName }
}

extension Secret: NamedResource {
    package var resourceName: String { name }
}
