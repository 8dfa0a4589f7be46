import XDS

/// The virtual hosts of a route configuration: one for each hostname of each listener, at a place that it keeps.
struct HostTable: Sendable {
    /// What virtual hosts take from their listener.
    struct ListenerIdentity: Sendable, Hashable {
        var name: String
        var origin: Model.Origin

        func hash(into hasher: inout Hasher) { hasher.combine(name) }
    }

    private struct Key: Sendable, Hashable {
        var hostname: String
        var listener: ListenerIdentity
    }

    private var places: [Key: Int] = [:]
    private var keys: [Key?] = []
    private var values: [VirtualHost] = []
    private var free: [Int] = []

    var capacity: Int { values.count }
    var allPlaces: Set<Int> { Set(places.values) }

    subscript(_ place: Int) -> VirtualHost { values[place] }

    /// The place of a host, which is made if it was not there.
    mutating func place(_ hostname: String, _ listener: ListenerIdentity, _ basis: RenderBasis) -> Int {
        let key = Key(hostname: hostname, listener: listener)
        if let place = places[key] { return place }
        let value = VirtualHost(.init(hostname, of: listener.name, listener.origin, metrics: basis.metrics))
        let place: Int
        if let reused = free.popLast() {
            place = reused
            (keys[place], values[place]) = (key, value)
        } else {
            place = values.count
            keys.append(key)
            values.append(value)
        }
        places[key] = place
        return place
    }

    /// A host with the routes it has already stays the same one; one without routes goes.
    ///
    /// - Returns: whether it is another one now.
    mutating func fill(_ place: Int, _ routes: [Route]) -> Bool {
        if routes.isEmpty {
            if let key = keys[place] { places[key] = nil }
            (keys[place], values[place]) = (nil, VirtualHost())
            free.append(place)
            return true
        }
        if values[place].routes == routes { return false }
        values[place].routes = routes
        return true
    }
}

extension VirtualHost.Fields {
    fileprivate init(_ hostname: String, of listener: String, _ origin: Model.Origin, metrics: Model.Metrics?) {
        self.init()
        // Dots would split names of statistics.
        let label = String(hostname.map { $0 == "." ? "_" : $0 })
        name = "\(listener)/\(label)"
        domains = [hostname]
        metadata = Metadata(origin)
        if metrics?.virtualHostStats == true {
            virtualClusters = [
                .with {
                    $0.name = label
                    $0.headers = [
                        .with {
                            $0.name = ":authority"
                            $0.specifier = .stringMatch(.with { $0.pattern = .prefix(hostname) })
                        }
                    ]
                }
            ]
        }
    }
}
