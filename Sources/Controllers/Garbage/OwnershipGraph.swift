internal import JSON
internal import Kube

/// Who owns whom, by uid, and what follows from it. A pure value: it is told of every object, those of one resource in the order of writing.
struct OwnershipGraph: Sendable {
    struct Owner: Sendable, Hashable {
        var uid: String
        var apiVersion: String
        var kind: String
        var name: String
        var blocksDeletion: Bool
    }

    struct Node: Sendable {
        var resource: GroupVersionResource
        var name: ObjectName
        var owners: [Owner]
        var isBeingDeleted: Bool
        var finalizers: [String]
    }

    /// What the collector should do about one object.
    enum Action: Sendable, Equatable {
        /// All owners are gone.
        case delete
        /// Some owners are gone: their references go.
        case dropOwners(Set<String>)
        /// Being deleted in the foreground: these go first.
        case deleteFirst([String])
        /// Nothing holds it any more.
        case removeFinalizer(String)
        /// Being deleted with orphans: these lose their reference to it.
        case orphan([String])
    }

    static let foreground = "foregroundDeletion"
    static let orphan = "orphan"

    private(set) var nodes: [String: Node] = [:]
    private var dependents: [String: Set<String>] = [:]

    init() {}

    /// Takes an object in as it is now; returns the uids to look at.
    mutating func take(_ resource: GroupVersionResource, _ object: JSON) -> Set<String> {
        let uid = object.uid
        guard !uid.isEmpty else { return [] }
        let former = nodes[uid]?.owners ?? []
        for owner in former { dependents[owner.uid]?.remove(uid) }
        let owners = object.ownerReferences.compactMap { reference -> Owner? in
            guard let owner = reference["uid"]?.string else { return nil }
            return Owner(
                uid: owner, apiVersion: reference.apiVersion, kind: reference.kind,
                name: reference["name"]?.string ?? "",
                blocksDeletion: reference["blockOwnerDeletion"]?.bool ?? false)
        }
        nodes[uid] = Node(
            resource: resource, name: object.objectName, owners: owners, isBeingDeleted: object.isBeingDeleted,
            finalizers: object.finalizers)
        for owner in owners { dependents[owner.uid, default: []].insert(uid) }
        var concerned: Set<String> = owners.isEmpty && !object.isBeingDeleted ? [] : [uid]
        // An owner that waits for its dependents may now be free.
        concerned.formUnion((former + owners).map(\.uid).filter { nodes[$0]?.isBeingDeleted == true })
        return concerned
    }

    mutating func remove(_ uid: String) -> Set<String> {
        guard let node = nodes.removeValue(forKey: uid) else { return [] }
        for owner in node.owners { dependents[owner.uid]?.remove(uid) }
        let orphaned = dependents.removeValue(forKey: uid) ?? []
        return orphaned.union(node.owners.map(\.uid).filter { nodes[$0]?.isBeingDeleted == true })
    }

    func action(for uid: String) -> Action? {
        guard let node = nodes[uid] else { return nil }
        if node.isBeingDeleted {
            let own = dependents[uid] ?? []
            if node.finalizers.contains(Self.orphan) {
                return own.isEmpty ? .removeFinalizer(Self.orphan) : .orphan(own.sorted())
            }
            if node.finalizers.contains(Self.foreground) {
                let blocking = own.filter { dependent in
                    nodes[dependent]?.owners.contains { $0.uid == uid && $0.blocksDeletion } == true
                }
                let waiting = own.filter { nodes[$0]?.isBeingDeleted == false }
                if !waiting.isEmpty { return .deleteFirst(waiting.sorted()) }
                return blocking.isEmpty ? .removeFinalizer(Self.foreground) : nil
            }
            return nil
        }
        guard !node.owners.isEmpty else { return nil }
        let gone = node.owners.filter { nodes[$0.uid] == nil }
        if gone.count == node.owners.count { return .delete }
        return gone.isEmpty ? nil : .dropOwners(Set(gone.map(\.uid)))
    }

    /// Whether an object has an owner beside this one that is there and stays.
    func hasOther(than owner: String, of uid: String) -> Bool {
        nodes[uid]?.owners.contains { other in
            other.uid != owner && nodes[other.uid].map { !($0.isBeingDeleted && $0.finalizers.contains(Self.foreground)) } == true
        } == true
    }

    /// Every object that has owners: what to look at once the first picture is complete.
    var owned: [String] { nodes.filter { !$0.value.owners.isEmpty || $0.value.isBeingDeleted }.map(\.key) }
}
