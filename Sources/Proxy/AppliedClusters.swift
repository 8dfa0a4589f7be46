import XDS

/// The clusters of the last snapshot: one change among thousands is found without looking into the others.
struct AppliedClusters {
    private struct Entry {
        let cluster: Resource<Cluster>
        let endpoints: Resource<ClusterLoadAssignment>?
        /// False where the two do not tell all: secrets count too, endpoints have another name, or something was refused.
        let isSettled: Bool
    }

    private var entries: [String: Entry] = [:]

    func isUnchanged(_ name: String, _ cluster: Resource<Cluster>, _ snapshot: Snapshot) -> Bool {
        guard let entry = entries[name] else { return false }
        return entry.cluster === cluster && entry.isSettled && entry.endpoints === snapshot.endpoints.byName[name]
    }

    mutating func note(_ name: String, _ cluster: Resource<Cluster>, _ snapshot: Snapshot, isSettled: Bool) {
        entries[name] = Entry(cluster: cluster, endpoints: snapshot.endpoints.byName[name], isSettled: isSettled)
    }

    /// Names that a snapshot, of which all clusters have been noted, does not have any more.
    mutating func forgetting(all snapshot: Snapshot) -> [String] {
        if entries.count == snapshot.clusters.count { return [] }
        let gone = entries.keys.filter { snapshot.clusters.byName[$0] == nil }
        for name in gone { entries[name] = nil }
        return gone
    }
}
