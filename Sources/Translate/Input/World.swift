import GatewayAPI
import Kube

/// What a translation may look at. Every lookup of a single object goes through here.
struct World {
    let view: ClusterView
    let grants: ReferenceGrants
    /// `now` in seconds since 1970.
    let clock: Int
    let lookups = Lookups()

    init(_ view: ClusterView, clock: Int) {
        self.view = view
        self.clock = clock
        grants = ReferenceGrants(view.referenceGrants.values.sortedByAge())
    }

    func namespace(_ name: String) -> Namespace? { find(.namespace, ObjectName(name: name), view.namespaces) }
    func service(_ name: ObjectName) -> Service? { find(.service, name, view.services) }
    func serviceImport(_ name: ObjectName) -> ServiceImport? { find(.serviceImport, name, view.serviceImports) }
    func backend(_ name: ObjectName) -> Backend? { find(.backend, name, view.backends) }
    func secret(_ name: ObjectName) -> Secret? { find(.secret, name, view.secrets) }
    func configMap(_ name: ObjectName) -> ConfigMap? { find(.configMap, name, view.configMaps) }
    func httpRouteFilter(_ name: ObjectName) -> HTTPRouteFilter? {
        find(.httpRouteFilter, name, view.httpRouteFilters)
    }
    func clusterTrustBundle(_ name: String) -> ClusterTrustBundle? {
        find(.clusterTrustBundle, ObjectName(name: name), view.clusterTrustBundles)
    }
    func endpointSlices(_ kind: String, _ name: ObjectName) -> [EndpointSlice] {
        lookups.note(kind == Service.kind ? .serviceEndpoints : .serviceImportEndpoints, name)
        return view.endpointSlices.slices(of: kind, name).sortedByAge()
    }

    private func find<Object>(_ kind: ViewKey.Kind, _ name: ObjectName, _ objects: [ObjectName: Object]) -> Object? {
        lookups.note(kind, name)
        return objects[name]
    }
}

/// Remembers what was looked up while a route is resolved: when any of it changes, so may the route's result.
final class Lookups {
    private var keys: Set<ViewKey>?

    func note(_ kind: ViewKey.Kind, _ name: ObjectName) { keys?.insert(ViewKey(kind: kind, name: name)) }

    /// Everything that is looked up in `body`, found or not.
    func recorded(_ body: () -> Void) -> Set<ViewKey> {
        keys = []
        body()
        defer { keys = nil }
        return keys ?? []
    }
}

extension Sequence where Element: Resource {
    /// Oldest first, then by name: the order in which Envoy Gateway reads resources and settles conflicts.
    func sortedByAge() -> [Element] {
        let all = Array(self)
        // Resources are large: what is compared and moved about is little.
        let ages = all.map { (created: $0.metadata.creationTimestamp, name: $0.metadata.objectName) }
        return all.indices.sorted { ages[$0] < ages[$1] }.map { all[$0] }
    }
}

extension ObjectMeta {
    func isOlder(than other: ObjectMeta) -> Bool {
        if creationTimestamp != other.creationTimestamp { return creationTimestamp < other.creationTimestamp }
        return objectName < other.objectName
    }
}
