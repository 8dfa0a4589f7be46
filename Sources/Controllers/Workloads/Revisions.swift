internal import JSON
internal import Kube

/// The past templates of a DaemonSet or StatefulSet, kept as ControllerRevisions for `kubectl rollout history`.
struct Revisions {
    static let label = "controller-revision-hash"

    var client: any Client
    var informers: Informers

    private var options: WriteOptions { WriteOptions(manager: "kube-controller-manager") }

    /// The hash of the template in force, its ControllerRevision made if there is none yet.
    func current(of owner: JSON) async throws -> String {
        let hash = Naming.hash((owner["spec", "template"] ?? [:]).bytes)
        let owned = (informers[.controllerRevisions]?.all(in: owner.namespace) ?? []).filter { PodFacts.isOwned($0, by: owner) }
        let newest = owned.map(Self.number).max() ?? 0
        if let present = owned.first(where: { $0.labels[Self.label] == hash }) {
            if Self.number(present) < newest {
                // An old template is back: it is the newest revision now.
                let patch: JSON = ["revision": JSON(newest + 1)]
                _ = try await client.patch(.controllerRevisions, present.objectName, .merge(patch), options)
            }
            return hash
        }
        var labels = owner["spec", "template", "metadata", "labels"]?.object?.compactMapValues(\.string) ?? [:]
        labels[Self.label] = hash
        var template = owner["spec", "template"] ?? [:]
        template["$patch"] = "replace"
        let revision: JSON = [
            "apiVersion": "apps/v1", "kind": "ControllerRevision",
            "metadata": [
                "name": .string("\(owner.name)-\(hash)"), "namespace": .string(owner.namespace), "labels": JSON(labels),
                "ownerReferences": [PodTemplate.ownerReference(to: owner)],
            ],
            "data": ["spec": ["template": template]], "revision": JSON(newest + 1),
        ]
        do {
            _ = try await client.create(.controllerRevisions, revision, options)
        } catch let error as StatusError where error.reason == "AlreadyExists" {}
        let limit = owner["spec", "revisionHistoryLimit"]?.amount ?? 10
        for old in owned.sorted(by: { Self.number($0) < Self.number($1) }).dropLast(limit) {
            try? await client.delete(.controllerRevisions, old.objectName, DeleteOptions(uid: old.uid))
        }
        return hash
    }

    private static func number(_ revision: JSON) -> Int { revision["revision"]?.amount ?? 0 }
}
