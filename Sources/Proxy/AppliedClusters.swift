import XDS

/// The clusters of the last snapshot: one change among thousands is found without looking into the others.
struct AppliedClusters {
    private var clusters = ResourceSet<Cluster>()
    private var endpoints = ResourceSet<ClusterLoadAssignment>()
    /// Names that have to be looked at whatever changed: secrets count too, endpoints have another name, or something
    /// was refused.
    private var unsettled: Set<String> = []

    /// Names to look at, and names that are gone.
    mutating func take(_ snapshot: Snapshot) -> (changed: Set<String>, gone: [String]) {
        let clusterChanges = snapshot.clusters.changes(from: clusters)
        let endpointChanges = snapshot.endpoints.changes(from: endpoints)
        (clusters, endpoints) = (snapshot.clusters, snapshot.endpoints)
        unsettled.subtract(clusterChanges.removed)
        let changed = unsettled.union(clusterChanges.changed.map(\.name))
            .union(endpointChanges.changed.map(\.name)).union(endpointChanges.removed)
        return (changed, clusterChanges.removed)
    }

    mutating func note(_ name: String, isSettled: Bool) {
        if isSettled { unsettled.remove(name) } else { unsettled.insert(name) }
    }
}
