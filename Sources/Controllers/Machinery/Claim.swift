internal import JSON
internal import Kube

/// What an owner makes of the objects around it: its own that its selector finds no more it lets go, those that belong to
/// nobody and that it finds it takes. Pure.
struct Claim {
    private(set) var kept: [JSON] = []
    private(set) var adopted: [JSON] = []
    private(set) var released: [JSON] = []

    /// Objects that are not `considered` change hands neither way.
    init(of owner: JSON, among objects: [JSON], considered: (JSON) -> Bool = { _ in true }) {
        let selector = Self.selector(of: owner)
        for object in objects {
            let isFound = selector?.matches(object.labels) ?? false
            let mayChange = selector != nil && !owner.isBeingDeleted && considered(object)
            if PodFacts.isOwned(object, by: owner) {
                if isFound || !mayChange { kept.append(object) } else { released.append(object) }
            } else if object.controllerReference == nil, isFound, mayChange, !object.isBeingDeleted {
                adopted.append(object)
            }
        }
    }

    /// Nil when it is none, or would find everything.
    static func selector(of owner: JSON) -> LabelSelector? {
        guard let object = owner["spec", "selector"], !object.isNull, let selector = try? LabelSelector(object: object),
            !selector.isEverything
        else { return nil }
        return selector
    }
}

/// Writes what claims come to.
struct Claims {
    var client: any Client
    var owners: GroupVersionResource
    var owned: GroupVersionResource

    private var options: WriteOptions { WriteOptions(manager: "kube-controller-manager") }

    /// What `owner` has from now on.
    func settle(
        _ owner: JSON, among objects: [JSON], considered: (JSON) -> Bool = { _ in true }
    ) async throws -> [JSON] {
        let claim = Claim(of: owner, among: objects, considered: considered)
        for object in claim.released {
            let others = object.ownerReferences.filter { $0["uid"]?.string != owner.uid }
            _ = try await write(others, to: object)
        }
        var result = claim.kept
        guard !claim.adopted.isEmpty else { return result }
        // Our copy of the owner may be old: nothing is taken for one that is going, or gone and made again.
        let present = try await client.get(owners, owner.objectName)
        guard present.uid == owner.uid, !present.isBeingDeleted else { return result }
        for object in claim.adopted {
            let reference = PodTemplate.ownerReference(to: owner)
            if let taken = try await write(object.ownerReferences + [reference], to: object) { result.append(taken) }
        }
        return result
    }

    /// A conflict goes to the caller, who looks again; nil when the object is gone.
    private func write(_ references: [JSON], to object: JSON) async throws -> JSON? {
        var patch: JSON = [:]
        patch["metadata", "ownerReferences"] = references.isEmpty ? .null : .array(references)
        patch["metadata", "resourceVersion"] = .string(object.resourceVersion)
        do {
            return try await client.patch(owned, object.objectName, .merge(patch), options)
        } catch let error as StatusError where error.code == 404 {
            return nil
        }
    }
}
