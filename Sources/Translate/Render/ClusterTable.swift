import XDS

/// The clusters that are in use, each made once for all that use it.
struct ClusterTable: Sendable {
    private(set) var clusters = ResourceSet<Cluster>()
    private(set) var endpoints = ResourceSet<ClusterLoadAssignment>()
    private var requests: [String: ClusterRequest] = [:]
    private var uses: [String: Int] = [:]
    /// Names whose last user may have gone.
    private var idle: Set<String> = []

    /// One more user. A cluster of this name that was made of something else is made anew.
    mutating func use(_ request: ClusterRequest) {
        uses[request.name, default: 0] += 1
        if requests[request.name] == request { return }
        requests[request.name] = request
        let cluster = request.cluster
        if clusters[request.name] != cluster { clusters.insert(cluster) }
        if request.endpoints == .fixed {
            let assignment = request.loadAssignment
            if endpoints[request.name] != assignment { endpoints.insert(assignment) }
        } else {
            endpoints.remove(request.name)
        }
    }

    /// One user less.
    mutating func release(_ name: String) {
        let left = (uses[name] ?? 1) - 1
        uses[name] = left
        if left <= 0 { idle.insert(name) }
    }

    /// Drops what nobody uses. Called when everybody has said what they use: what was released and taken up again stays.
    mutating func settle() {
        for name in idle where (uses[name] ?? 0) <= 0 {
            uses[name] = nil
            requests[name] = nil
            clusters.remove(name)
            endpoints.remove(name)
        }
        idle = []
    }
}
