import XDS

/// The clusters that are in use, each made once for all that use it.
struct ClusterTable: Sendable {
    private(set) var clusters = ResourceSet<Cluster>()
    private(set) var endpoints = ResourceSet<ClusterLoadAssignment>()
    private var entries: [String: Entry] = [:]
    /// Names whose users came or went.
    private var unsettled: Set<String> = []
    /// Names whose users differ in what they want.
    private var contested: Set<String> = []

    private struct Entry: Sendable {
        /// Next to always one: users of one name nearly always want the same. With their numbers of users.
        var wishes: [(request: ClusterRequest, users: Int)] = []
        /// The one that was made.
        var made: ClusterRequest?
    }

    /// One more user.
    mutating func use(_ request: ClusterRequest) {
        unsettled.insert(request.name)
        if let index = entries[request.name]?.wishes.firstIndex(where: { $0.request == request }) {
            entries[request.name]?.wishes[index].users += 1
        } else {
            entries[request.name, default: Entry()].wishes.append((request, 1))
        }
    }

    /// One user less.
    mutating func release(_ request: ClusterRequest) {
        unsettled.insert(request.name)
        guard let index = entries[request.name]?.wishes.firstIndex(where: { $0.request == request }) else { return }
        entries[request.name]?.wishes[index].users -= 1
        if entries[request.name]?.wishes[index].users == 0 { entries[request.name]?.wishes.remove(at: index) }
    }

    /// Makes what is wished for anew and drops what nobody uses. Called when everybody has said what they use.
    ///
    /// - Parameter first: whose wish counts where several differ: the first user's.
    mutating func settle(first: (_ name: String) -> ClusterRequest?) {
        for name in unsettled.union(contested) {
            contested.remove(name)
            guard let entry = entries[name], let only = entry.wishes.first else {
                entries[name] = nil
                clusters.remove(name)
                endpoints.remove(name)
                continue
            }
            var request = only.request
            if entry.wishes.count > 1 {
                contested.insert(name)
                request = first(name) ?? request
            }
            if entry.made == request { continue }
            entries[name]?.made = request
            make(request)
        }
        unsettled = []
    }

    private mutating func make(_ request: ClusterRequest) {
        let cluster = request.cluster
        if clusters[request.name] != cluster { clusters.insert(cluster) }
        if request.endpoints == .fixed {
            let assignment = request.loadAssignment
            if endpoints[request.name] != assignment { endpoints.insert(assignment) }
        } else {
            endpoints.remove(request.name)
        }
    }
}
