import Kube
import Synchronization

/// An object, or a group of objects, that what becomes of a route can depend on.
struct ViewKey: Hashable, Sendable {
    enum Kind: Sendable {
        case httpRoute, grpcRoute
        case namespace, service, serviceImport, backend, secret, configMap, clusterTrustBundle, httpRouteFilter
        /// EndpointSlices of the Service or ServiceImport of this name.
        case serviceEndpoints, serviceImportEndpoints
        /// A Gateway with all of its listeners, as far as routes see it. Not in journals: it has many sources.
        case gateway
        /// The Gateway of a ListenerSet. Not in journals.
        case listenerSet
        /// All ReferenceGrants, all BackendTLSPolicies: what they mean for a route has no one name.
        case grants, backendTLSPolicies
    }

    var kind: Kind
    var name: ObjectName
}

/// The last changes of a view, so that a translation can tell what there is to do anew since the one before.
package struct ViewJournal: Sendable {
    struct Change: Sendable {
        var stamp: UInt64
        var key: ViewKey
        /// Everything but its status stayed as it was.
        var isStatusOnly: Bool
    }

    /// Stamps are unique in the process: views that went different ways from one copy do not share any.
    private static let stamps = Atomic<UInt64>(0)

    /// Of the last change.
    private(set) var stamp: UInt64
    private var changes: [Change] = []
    /// The stamp before the first change that is still here.
    private var beginning: UInt64

    init() {
        stamp = Self.next()
        beginning = stamp
    }

    private static func next() -> UInt64 { stamps.add(1, ordering: .relaxed).newValue }

    mutating func note(_ kind: ViewKey.Kind, _ name: ObjectName, isStatusOnly: Bool = false) {
        if changes.count >= Limits.journalChanges {
            let dropped = changes.count / 2
            beginning = changes[dropped - 1].stamp
            changes.removeFirst(dropped)
        }
        stamp = Self.next()
        changes.append(Change(stamp: stamp, key: ViewKey(kind: kind, name: name), isStatusOnly: isStatusOnly))
    }

    /// Changes after the one with this stamp; nil when that is not known any more, or never was.
    func changes(since old: UInt64) -> ArraySlice<Change>? {
        if old == stamp { return [] }
        if old == beginning { return changes[...] }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle].stamp < old { low = middle + 1 } else { high = middle }
        }
        guard low < changes.count, changes[low].stamp == old else { return nil }
        return changes[(low + 1)...]
    }
}
