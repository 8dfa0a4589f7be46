import GatewayAPI
import Kube

/// What became of one HTTPRoute or GRPCRoute, kept until something that it depends on changes.
final class RouteResult: Sendable {
    struct Parent: Sendable {
        var reference: ParentReference
        var conditions: [Condition]
        var listeners: [ListenerKey]
    }

    let key: ViewKey
    let age: RouteAge
    /// Empty when no parent is ours.
    let parents: [Parent]
    let placements: [Placement]
    let findings: Findings
    let dependencies: Set<ViewKey>
    let sharesClusters: Bool
    var isRemarkable: Bool { sharesClusters || !findings.isEmpty }

    init(_ key: ViewKey, _ metadata: ObjectMeta, _ state: RouteState?, _ findings: Findings, _ dependencies: Set<ViewKey>) {
        self.key = key
        age = RouteAge(isGRPC: key.kind == .grpcRoute, created: metadata.creationTimestamp, name: key.name)
        parents = (state?.parents ?? []).map { parent in
            Parent(
                reference: parent.reference, conditions: parent.conditions, listeners: parent.listeners.map(\.key))
        }
        placements = state?.placements ?? []
        self.findings = findings
        self.dependencies = dependencies
        sharesClusters = placements.contains { $0.routes.contains { !$0.sharedClusters.isEmpty } }
    }
}

/// A listener from one translation to the next: by its place among those of its Gateway.
struct ListenerKey: Hashable, Sendable {
    var gateway: ObjectName
    var index: Int
}

/// Routes are considered in this order: HTTPRoutes, then GRPCRoutes, the oldest of each first.
struct RouteAge: Hashable, Comparable, Sendable {
    var isGRPC: Bool
    var created: String
    var name: ObjectName

    static func < (a: RouteAge, b: RouteAge) -> Bool {
        if a.isGRPC != b.isGRPC { return b.isGRPC }
        return a.created == b.created ? a.name < b.name : a.created < b.created
    }
}

/// One attachment of a route to a listener, with what the listener serves because of it.
struct Placement: Sendable {
    var listener: ListenerKey
    /// Empty where the listener is not served.
    var routes: [PlacedRoute] = []
    /// Of a GRPCRoute.
    var isGRPC = false
}

/// One route of Envoy on one listener.
final class PlacedRoute: Sendable {
    struct SharedCluster: Sendable {
        var key: SharedClusterKey
        /// How this route would make the cluster if no older one does.
        var cluster: Model.SharedCluster
    }

    let model: Shared<Model.HTTPRoute>
    let sharedClusters: [SharedCluster]
    let key: ViewKey
    let match: RouteMatchKey
    private let rank: RouteRank
    private let age: RouteAge
    /// Among those of the same object.
    private let sequence: Int

    init(
        _ model: Model.HTTPRoute, _ sharedClusters: [SharedCluster], of key: ViewKey, _ age: RouteAge, sequence: Int
    ) {
        self.model = Shared(model)
        self.sharedClusters = sharedClusters
        self.key = key
        self.age = age
        self.sequence = sequence
        match = RouteMatchKey(model)
        rank = RouteRank(model)
    }

    /// Whether Envoy tries this one before the other.
    ///
    /// - Parameter isRanked: false where the order of the objects and their rules is to be kept.
    func precedes(_ other: PlacedRoute, isRanked: Bool) -> Bool {
        if isRanked, rank != other.rank { return rank > other.rank }
        return key == other.key ? sequence < other.sequence : age < other.age
    }
}
