import GatewayAPI
import Kube

/// The routes of one listener in the order in which Envoy tries them, brought up to date by what came and went.
struct ListenerRoutes: Sendable {
    /// Attachments, whether they are served or not.
    private(set) var attached = 0
    /// Of these, those of GRPCRoutes.
    private var attachedGRPC = 0
    var hasGRPC: Bool { attachedGRPC > 0 }
    private(set) var models: [Shared<Model.HTTPRoute>] = []
    private var routes: [PlacedRoute] = []
    /// The objects that have routes for the same requests, each with the number of its routes.
    private var owners: [RouteMatchKey: [ViewKey: Int]] = [:]
    /// Matches of several objects.
    private var crowded: Set<RouteMatchKey> = []

    mutating func update(removing old: [Placement], adding new: [Placement], isRanked: Bool) {
        attached += new.count - old.count
        attachedGRPC += new.count(where: \.isGRPC) - old.count(where: \.isGRPC)
        let gone = old.flatMap(\.routes)
        let come = new.flatMap(\.routes)
        if gone.isEmpty, come.isEmpty { return }
        for route in gone { disown(route) }
        for route in come { own(route) }
        if gone.count + come.count <= Self.few {
            for route in gone { take(route, isRanked: isRanked) }
            for route in come { put(route, isRanked: isRanked) }
            return
        }
        let removed = Set(gone.map(ObjectIdentifier.init))
        routes = routes.filter { !removed.contains(ObjectIdentifier($0)) }
            .merged(with: come.sorted { $0.precedes($1, isRanked: isRanked) }) { $0.precedes($1, isRanked: isRanked) }
        models = routes.map(\.model)
    }

    /// Up to this many changes are made one by one, without a visit to the routes that stay.
    private static let few = 32

    private mutating func take(_ route: PlacedRoute, isRanked: Bool) {
        let place = place(of: route, isRanked: isRanked)
        let isThere = place < routes.count && routes[place] === route
        guard let index = isThere ? place : routes.firstIndex(where: { $0 === route }) else { return }
        routes.remove(at: index)
        models.remove(at: index)
    }

    private mutating func put(_ route: PlacedRoute, isRanked: Bool) {
        let place = place(of: route, isRanked: isRanked)
        routes.insert(route, at: place)
        models.insert(route.model, at: place)
    }

    /// The first place that none has that precedes the route.
    private func place(of route: PlacedRoute, isRanked: Bool) -> Int {
        var low = 0
        var high = routes.count
        while low < high {
            let middle = (low + high) / 2
            if routes[middle].precedes(route, isRanked: isRanked) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func own(_ route: PlacedRoute) {
        owners[route.match, default: [:]][route.key, default: 0] += 1
        if let count = owners[route.match]?.count, count > 1 { crowded.insert(route.match) }
    }

    private mutating func disown(_ route: PlacedRoute) {
        guard var keys = owners.removeValue(forKey: route.match) else { return }
        keys[route.key] = keys[route.key].flatMap { $0 > 1 ? $0 - 1 : nil }
        if keys.count < 2 { crowded.remove(route.match) }
        if !keys.isEmpty { owners[route.match] = keys }
    }

    /// For each object those that have a route for the same requests as one of its own.
    var overlaps: [ViewKey: Set<ViewKey>] {
        var overlaps: [ViewKey: Set<ViewKey>] = [:]
        for match in crowded {
            let keys = Set((owners[match] ?? [:]).keys)
            for key in keys { overlaps[key, default: []].formUnion(keys.subtracting([key])) }
        }
        return overlaps
    }
}

extension Array {
    /// Both are sorted; of equals those of `self` come first.
    func merged(with others: [Element], by precedes: (Element, Element) -> Bool) -> [Element] {
        if others.isEmpty { return self }
        if isEmpty { return others }
        var result: [Element] = []
        result.reserveCapacity(count + others.count)
        var start = startIndex
        for other in others {
            // Where few come to many, most of the many are skipped over unseen.
            var low = start
            var high = endIndex
            while low < high {
                let middle = (low + high) / 2
                if precedes(other, self[middle]) { high = middle } else { low = middle + 1 }
            }
            result += self[start..<low]
            result.append(other)
            start = low
        }
        result += self[start...]
        return result
    }
}
