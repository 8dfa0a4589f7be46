import GatewayAPI
import JSON
import Kube

/// What is known of the routes of one GatewayClass from the translation before.
struct RouteMemory: Sendable {
    /// Oldest first.
    private(set) var results: [RouteResult] = []
    private(set) var byKey: [ViewKey: RouteResult] = [:]
    /// Those of them that have something to say beyond their own listeners, oldest first.
    private(set) var remarkable: [RouteResult] = []
    private(set) var listeners: [ListenerKey: ListenerRoutes] = [:]
    /// Of each listener: objects with routes for the same requests.
    private(set) var overlaps: [ListenerKey: [ViewKey: Set<ViewKey>]] = [:]
    /// Routes whose results may differ from those of the translation before.
    private(set) var touched: Set<ViewKey> = []
    /// Those of the last translation for which something outside this memory counted.
    private var unusual: Set<ViewKey> = []
    /// How many of them were resolved anew.
    private(set) var resolved = 0

    private var dependents: [ViewKey: Set<ViewKey>] = [:]
    private var gateways: [ObjectName: GatewayPrint] = [:]
    private var listenerSets: [ObjectName: ListenerSetPrint] = [:]
    private var classSpec: JSON?

    /// Compares what routes see of their surroundings with what they saw last.
    ///
    /// - Returns: keys of the routes to resolve anew; nil for all.
    mutating func outdated(
        _ changes: ArraySlice<ViewJournal.Change>?, gateways newGateways: [ObjectName: GatewayPrint],
        listenerSets newSets: [ObjectName: ListenerSetPrint], classSpec newSpec: JSON?
    ) -> Set<ViewKey>? {
        let hasSameClass = classSpec == newSpec
        var keys: Set<ViewKey> = []
        for name in Self.differences(gateways, newGateways) {
            keys.formUnion(dependents[ViewKey(kind: .gateway, name: name)] ?? [])
            // Every route on it will be placed again.
            listeners = listeners.filter { $0.key.gateway != name }
        }
        for name in Self.differences(listenerSets, newSets) {
            keys.formUnion(dependents[ViewKey(kind: .listenerSet, name: name)] ?? [])
        }
        (gateways, listenerSets, classSpec) = (newGateways, newSets, newSpec)
        guard hasSameClass, let changes else { return nil }
        for change in changes where !change.isStatusOnly {
            switch change.key.kind {
            case .grants, .backendTLSPolicies: return nil
            case .httpRoute, .grpcRoute: keys.insert(change.key)
            default: keys.formUnion(dependents[change.key] ?? [])
            }
        }
        return keys
    }

    private static func differences<Value: Equatable>(
        _ old: [ObjectName: Value], _ new: [ObjectName: Value]
    ) -> [ObjectName] {
        old.keys.filter { new[$0] != old[$0] } + new.keys.filter { old[$0] == nil }
    }

    mutating func forgetResults() {
        results = []
        remarkable = []
        byKey = [:]
        listeners = [:]
        dependents = [:]
    }

    /// Up to this many changes are made one by one, without a visit to the results that stay.
    private static let few = 32

    /// Takes new results in place of those of the same keys; keys without one are gone.
    ///
    /// - Parameter isRanked: whether a listener's routes are in the order of precedence.
    mutating func replace(_ keys: Set<ViewKey>, with new: [RouteResult], isRanked: (ListenerKey) -> Bool) {
        var removed: [ListenerKey: [Placement]] = [:]
        var added: [ListenerKey: [Placement]] = [:]
        let old = keys.compactMap { byKey.removeValue(forKey: $0) }
        let gone = Set(old.map(ObjectIdentifier.init))
        for result in old {
            for dependency in result.dependencies {
                dependents[dependency]?.remove(result.key)
                if dependents[dependency]?.isEmpty == true { dependents[dependency] = nil }
            }
            for placement in result.placements { removed[placement.listener, default: []].append(placement) }
        }
        for result in new {
            byKey[result.key] = result
            for dependency in result.dependencies { dependents[dependency, default: []].insert(result.key) }
            for placement in result.placements { added[placement.listener, default: []].append(placement) }
        }
        remarkable = remarkable.filter { !gone.contains(ObjectIdentifier($0)) }
            .merged(with: new.filter(\.isRemarkable).sorted { $0.age < $1.age }) { $0.age < $1.age }
        if gone.count + new.count <= Self.few {
            for result in old { results.removeAge(result.age) }
            for result in new { results.insertByAge(result) }
        } else {
            if !gone.isEmpty { results = results.filter { !gone.contains(ObjectIdentifier($0)) } }
            results = results.merged(with: new.sorted { $0.age < $1.age }) { $0.age < $1.age }
        }
        touched = keys.union(new.map(\.key))
        resolved = new.count
        place(removed, added, isRanked)
    }

    /// Notes routes for which something counts that is not remembered here, and those for which it did the last time.
    mutating func touch(unusual keys: Set<ViewKey>) {
        touched.formUnion(keys.union(unusual))
        unusual = keys
    }

    private mutating func place(
        _ removed: [ListenerKey: [Placement]], _ added: [ListenerKey: [Placement]], _ isRanked: (ListenerKey) -> Bool
    ) {
        for key in Set(removed.keys).union(added.keys) {
            // One that was forgotten has nothing left to remove.
            let old = listeners[key] == nil ? [] : removed[key] ?? []
            listeners[key, default: ListenerRoutes()].update(
                removing: old, adding: added[key] ?? [], isRanked: isRanked(key))
        }
        var overlaps: [ListenerKey: [ViewKey: Set<ViewKey>]] = [:]
        for (key, routes) in listeners {
            let found = routes.overlaps
            if !found.isEmpty { overlaps[key] = found }
        }
        for key in Set(overlaps.keys).union(self.overlaps.keys) {
            let (old, new) = (self.overlaps[key] ?? [:], overlaps[key] ?? [:])
            for route in Set(old.keys).union(new.keys) where old[route] != new[route] { touched.insert(route) }
        }
        self.overlaps = overlaps
    }
}

extension [RouteResult] {
    private func place(_ age: RouteAge) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].age < age { low = middle + 1 } else { high = middle }
        }
        return low
    }

    fileprivate mutating func removeAge(_ age: RouteAge) {
        let place = place(age)
        if place < count, self[place].age == age { remove(at: place) }
    }

    fileprivate mutating func insertByAge(_ result: RouteResult) { insert(result, at: place(result.age)) }
}
