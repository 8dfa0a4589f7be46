import XDS

/// A route configuration and what it was made of.
struct ConfigurationMemory: Sendable {
    /// Of all its listeners, in order.
    private(set) var routes: [RenderedRoute] = []
    private(set) var resource: Resource<RouteConfiguration>?
    /// What the routes were made of, in the same order.
    private var models: [Shared<Model.HTTPRoute>] = []
    private(set) var tally = RouteTally()
    private var hosts = HostTable()
    /// For each route the place of its host in the table.
    private var hostOfRoute: [Int] = []
    /// Places of the hosts in the order of their first routes.
    private var order: [Int] = []
    private var listeners: [ListenerKey] = []
    private var misdirected: MisdirectedHosts?

    private struct ListenerKey: Sendable, Hashable {
        var identity: HostTable.ListenerIdentity
        var count: Int
    }

    struct Difference {
        var added: [RenderedRoute] = []
        var removed: [RenderedRoute] = []
        fileprivate var edits: [ListEdits.Edit] = []

        /// From the first to the last difference: before, and now.
        fileprivate var hull: ListEdits.Edit {
            guard let first = edits.first, let last = edits.last else { return ListEdits.Edit(old: 0..<0, new: 0..<0) }
            return ListEdits.Edit(
                old: first.old.lowerBound..<last.old.upperBound, new: first.new.lowerBound..<last.new.upperBound)
        }
    }

    /// Takes the routes of the listeners that share the configuration. Routes that are equal to what was there stay the
    /// same object, and so do virtual hosts and the whole configuration when nothing in them changed.
    mutating func update(
        _ name: String, _ models: [Model.HTTPListener], misdirected: MisdirectedHosts? = nil, basis: RenderBasis
    ) -> Difference {
        let keys = models.map {
            ListenerKey(identity: .init(name: $0.core.name, origin: $0.core.origin), count: $0.routes.count)
        }
        let difference = takeRoutes(of: models, basis: basis)
        let dirty: Set<Int>
        if let listener = onlyListener(of: difference, keys) {
            dirty = placeAnew(difference, listener, basis)
        } else {
            dirty = placeAll(keys, basis)
        }
        listeners = keys
        let isChanged = fillHosts(dirty)
        let isSettled = resource?.value.maxDirectResponseBodySizeBytes == tally.bodyLimit && self.misdirected == misdirected
        self.misdirected = misdirected
        if resource == nil || isChanged || !isSettled {
            finish(name)
        }
        return difference
    }

    /// Compares from both ends, where next to everything stays as it was, and by name in between.
    private mutating func takeRoutes(of models: [Model.HTTPListener], basis: RenderBasis) -> Difference {
        let all = models.count == 1 ? models[0].routes : models.flatMap(\.routes)
        var difference = Difference()
        difference.edits = ListEdits(self.models, all).edits
        self.models = all
        var between: [String: RenderedRoute] = [:]
        let old = difference.edits.flatMap { routes[$0.old] }
        for route in old { between[route.model.name] = route }
        var kept: Set<ObjectIdentifier> = []
        for edit in difference.edits.reversed() {
            let others = all[edit.new].map { model -> RenderedRoute in
                if let known = between[model.name], known.model == model {
                    between[model.name] = nil
                    kept.insert(ObjectIdentifier(known))
                    return known
                }
                let route = RenderedRoute(model, basis: basis)
                difference.added.append(route)
                return route
            }
            routes.replaceSubrange(edit.old, with: others)
        }
        difference.removed = old.filter { !kept.contains(ObjectIdentifier($0)) }
        for route in difference.removed { tally.remove(route) }
        for route in difference.added { tally.add(route) }
        return difference
    }

    // MARK: Which route is on which host

    /// The one listener whose routes differ, when the others' are where they were.
    private func onlyListener(of difference: Difference, _ keys: [ListenerKey]) -> HostTable.ListenerIdentity? {
        guard resource != nil, listeners.count == keys.count else { return nil }
        let hull = difference.hull
        var start = 0
        var found: HostTable.ListenerIdentity?
        for (old, new) in zip(listeners, keys) {
            guard old.identity == new.identity else { return nil }
            let range = start..<(start + old.count)
            if found == nil, range.contains(hull.old) || old.count != new.count {
                guard range.contains(hull.old), old.count - hull.old.count + hull.new.count == new.count else {
                    return nil
                }
                found = new.identity
            } else if old.count != new.count {
                return nil
            }
            start += old.count
        }
        return found
    }

    /// - Returns: hosts that lost or gained routes.
    private mutating func placeAnew(
        _ difference: Difference, _ listener: HostTable.ListenerIdentity, _ basis: RenderBasis
    ) -> Set<Int> {
        var dirty: Set<Int> = []
        for edit in difference.edits.reversed() {
            let places = routes[edit.new].map { hosts.place($0.model.hostname, listener, basis) }
            dirty.formUnion(hostOfRoute[edit.old])
            dirty.formUnion(places)
            hostOfRoute.replaceSubrange(edit.old, with: places)
        }
        return dirty
    }

    private mutating func placeAll(_ keys: [ListenerKey], _ basis: RenderBasis) -> Set<Int> {
        var places: [Int] = []
        places.reserveCapacity(routes.count)
        var index = 0
        for key in keys {
            for route in routes[index..<(index + key.count)] {
                places.append(hosts.place(route.model.hostname, key.identity, basis))
            }
            index += key.count
        }
        hostOfRoute = places
        return hosts.allPlaces
    }

    // MARK: The configuration

    /// - Returns: whether the hosts or their order are others than before.
    private mutating func fillHosts(_ dirty: Set<Int>) -> Bool {
        if dirty.isEmpty { return false }
        let before = order
        var isDirty = [Bool](repeating: false, count: hosts.capacity)
        for place in dirty { isDirty[place] = true }
        var members: [Int: [Route]] = [:]
        var seen = [Bool](repeating: false, count: hosts.capacity)
        order = []
        order.reserveCapacity(before.count)
        for (index, place) in hostOfRoute.enumerated() {
            if !seen[place] {
                seen[place] = true
                order.append(place)
            }
            if isDirty[place] { members[place, default: []].append(routes[index].route) }
        }
        var isChanged = order != before
        for place in dirty { isChanged = hosts.fill(place, members[place] ?? []) || isChanged }
        return isChanged
    }

    private mutating func finish(_ name: String) {
        var configuration = resource?.value ?? RouteConfiguration()
        configuration.name = name
        configuration.ignorePortInHostMatching = true
        configuration.virtualHosts = order.map { hosts[$0] }
        if let misdirected {
            let known = Set(configuration.virtualHosts.flatMap(\.domains))
            configuration.virtualHosts += misdirected.virtualHosts(of: name, beside: known)
        }
        configuration.maxDirectResponseBodySizeBytes = tally.bodyLimit
        resource = Resource(configuration)
    }
}

extension Range {
    fileprivate func contains(_ other: Range) -> Bool { lowerBound <= other.lowerBound && other.upperBound <= upperBound }
}
