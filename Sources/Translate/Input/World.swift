import GatewayAPI
import Kube

/// What a translation may look at. Every lookup of an object goes through here.
struct World {
    let view: ClusterView
    let grants: ReferenceGrants
    /// `now` in seconds since 1970.
    let clock: Int

    init(_ view: ClusterView, clock: Int) {
        self.view = view
        self.clock = clock
        grants = ReferenceGrants(view.referenceGrants.values.sortedByAge())
    }

    func namespace(_ name: String) -> Namespace? { view.namespaces[ObjectName(name: name)] }
    func service(_ name: ObjectName) -> Service? { view.services[name] }
    func serviceImport(_ name: ObjectName) -> ServiceImport? { view.serviceImports[name] }
    func backend(_ name: ObjectName) -> Backend? { view.backends[name] }
    func secret(_ name: ObjectName) -> Secret? { view.secrets[name] }
    func configMap(_ name: ObjectName) -> ConfigMap? { view.configMaps[name] }
    func clusterTrustBundle(_ name: String) -> ClusterTrustBundle? { view.clusterTrustBundles[ObjectName(name: name)] }
    func httpRouteFilter(_ name: ObjectName) -> HTTPRouteFilter? { view.httpRouteFilters[name] }
    func endpointSlices(_ kind: String, _ name: ObjectName) -> [EndpointSlice] {
        view.endpointSlices.slices(of: kind, name).sortedByAge()
    }
}

extension Sequence where Element: Resource {
    /// Oldest first, then by name: the order in which Envoy Gateway reads resources and settles conflicts.
    func sortedByAge() -> [Element] { sorted { $0.metadata.isOlder(than: $1.metadata) } }
}

extension ObjectMeta {
    func isOlder(than other: ObjectMeta) -> Bool {
        if creationTimestamp != other.creationTimestamp { return creationTimestamp < other.creationTimestamp }
        return objectName < other.objectName
    }
}
