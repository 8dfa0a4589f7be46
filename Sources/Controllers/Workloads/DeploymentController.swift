internal import JSON
internal import Kube

/// Rolls a Deployment's template out through ReplicaSets.
struct DeploymentController {
    static let name = "deployment-controller"
    private static let revision = "deployment.kubernetes.io/revision"
    private static let hashLabel = "pod-template-hash"

    var client: any Client
    var informers: Informers
    var events: EventRecorder

    private var options: WriteOptions { WriteOptions(manager: "kube-controller-manager") }

    var controller: Controller {
        Controller(
            Self.name,
            watches: [
                .itself(.deployments), .owner(of: .replicaSets, kind: "Deployment", takers: informers[.deployments]),
            ],
            reconcile: reconcile)
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let deployment = informers[.deployments]?[name], !deployment.isBeingDeleted else { return nil }
        let sets = try await Claims(client: client, owners: .deployments, owned: .replicaSets)
            .settle(deployment, among: informers[.replicaSets]?.all(in: name.namespace) ?? [])
            .filter { !$0.isBeingDeleted }
        let template = deployment["spec", "template"] ?? [:]
        let current =
            sets
            .filter { Self.isSame($0["spec", "template"] ?? [:], template) }
            .min { ($0["metadata", "creationTimestamp"]?.string ?? "", $0.name) < ($1["metadata", "creationTimestamp"]?.string ?? "", $1.name) }
        let old = sets.filter { $0.uid != current?.uid }
        let rollout = Rollout(deployment: deployment, current: current, old: old)

        if current == nil, !rollout.isPaused, !rollout.isScaling {
            try await createSet(for: deployment, old: old, rollout: rollout)
        } else {
            if let current, !rollout.isPaused {
                try await keepRevision(of: deployment, current: current, old: old)
                try await keepReadiness(of: deployment, current: current)
            }
            for step in rollout.steps {
                guard let set = sets.first(where: { $0.name == step.set }) else { continue }
                try await resize(set, to: step.replicas, of: deployment, rollout: rollout)
            }
            try await trimHistory(of: deployment, old: old)
        }
        try await writeStatus(of: deployment, current: current, sets: sets, rollout: rollout)
        let isWaiting = PodFacts.condition("Progressing", of: deployment)?["reason"]?.string == "ReplicaSetUpdated"
        return isWaiting ? .seconds(Int64(deployment["spec", "progressDeadlineSeconds"]?.amount ?? 600)) : nil
    }

    /// Two templates are the same when they are but for the hash that the ReplicaSet's bears.
    private static func isSame(_ template: JSON, _ other: JSON) -> Bool {
        var template = template
        template["metadata", "labels", hashLabel] = nil
        var other = other
        other["metadata", "labels", hashLabel] = nil
        return normalized(template) == normalized(other)
    }

    private static func normalized(_ template: JSON) -> JSON {
        var template = template
        template["metadata", "creationTimestamp"] = nil
        return template
    }

    private static func revisionNumber(_ object: JSON) -> Int {
        object.annotations[revision].flatMap(Int.init).map { JSON.amount($0) } ?? 0
    }

    private func createSet(for deployment: JSON, old: [JSON], rollout: Rollout) async throws {
        var template = deployment["spec", "template"] ?? [:]
        let collisions = deployment["status", "collisionCount"]?.amount ?? 0
        let hash = Naming.hash(Self.normalized(template).bytes + (collisions > 0 ? Array("\(collisions)".utf8) : []))
        template["metadata", "labels", Self.hashLabel] = .string(hash)
        var selector = deployment["spec", "selector"] ?? [:]
        selector["matchLabels", Self.hashLabel] = .string(hash)
        let revision = (old.map(Self.revisionNumber).max() ?? 0) + 1
        var annotations = Self.inherited(from: deployment)
        annotations[Self.revision] = "\(revision)"
        annotations[Rollout.desired] = "\(rollout.wanted)"
        annotations["deployment.kubernetes.io/max-replicas"] = "\(rollout.wanted + rollout.maxSurge)"
        let replicas = rollout.firstSize
        let set: JSON = [
            "apiVersion": "apps/v1", "kind": "ReplicaSet",
            "metadata": [
                "name": .string("\(deployment.name)-\(hash)"), "namespace": .string(deployment.namespace),
                "labels": template["metadata", "labels"] ?? [:], "annotations": JSON(annotations),
                "ownerReferences": [PodTemplate.ownerReference(to: deployment)],
            ],
            "spec": [
                "replicas": JSON(replicas), "selector": selector, "template": template,
                "minReadySeconds": deployment["spec", "minReadySeconds"] ?? 0,
            ],
        ]
        do {
            let created = try await client.create(.replicaSets, set, options)
            await events.normal(
                deployment, "ScalingReplicaSet", "Scaled up replica set \(created.name) from 0 to \(replicas)")
        } catch let error as StatusError where error.reason == "AlreadyExists" {
            let present = try await client.get(.replicaSets, set.objectName)
            if PodFacts.isOwned(present, by: deployment), Self.isSame(present["spec", "template"] ?? [:], template) {
                return  // Ours, not yet seen.
            }
            var updated = deployment
            updated["status", "collisionCount"] = JSON(collisions + 1)
            _ = try await client.update(
                .deployments, updated, WriteOptions(manager: options.manager, subresource: "status"))
            return
        }
        try await annotate(deployment, revision: revision)
    }

    /// A template that comes back (a roll-back) makes its ReplicaSet the newest revision again.
    private func keepRevision(of deployment: JSON, current: JSON, old: [JSON]) async throws {
        let newest = (old.map(Self.revisionNumber).max() ?? 0) + 1
        let revision = max(Self.revisionNumber(current), newest)
        if Self.revisionNumber(current) < revision {
            var patch: JSON = [:]
            patch["metadata", "annotations", Self.revision] = .string("\(revision)")
            _ = try await client.patch(.replicaSets, current.objectName, .merge(patch), options)
        }
        try await annotate(deployment, revision: revision)
    }

    /// How long a pod must be ready is no part of the template: a change of it reaches the ReplicaSet as it is.
    private func keepReadiness(of deployment: JSON, current: JSON) async throws {
        let wanted = deployment["spec", "minReadySeconds"]?.amount ?? 0
        guard current["spec", "minReadySeconds"]?.amount ?? 0 != wanted else { return }
        _ = try await client.patch(
            .replicaSets, current.objectName, .merge(["spec": ["minReadySeconds": JSON(wanted)]]), options)
    }

    private func annotate(_ deployment: JSON, revision: Int) async throws {
        guard Self.revisionNumber(deployment) != revision else { return }
        var patch: JSON = [:]
        patch["metadata", "annotations", Self.revision] = .string("\(revision)")
        _ = try await client.patch(.deployments, deployment.objectName, .merge(patch), options)
    }

    private static func inherited(from deployment: JSON) -> [String: String] {
        deployment.annotations.filter { name, _ in
            name != "kubectl.kubernetes.io/last-applied-configuration" && name != revision
                && name != "deprecated.deployment.rollback.to"
        }
    }

    private func resize(_ set: JSON, to replicas: Int, of deployment: JSON, rollout: Rollout) async throws {
        let before = Rollout.size(set)
        var patch: JSON = ["spec": ["replicas": JSON(replicas)]]
        patch["metadata", "resourceVersion"] = .string(set.resourceVersion)
        patch["metadata", "annotations"] = [
            Rollout.desired: .string("\(rollout.wanted)"),
            "deployment.kubernetes.io/max-replicas": .string("\(rollout.wanted + rollout.maxSurge)"),
        ]
        _ = try await client.patch(.replicaSets, set.objectName, .merge(patch), options)
        if before != replicas {
            await events.normal(
                deployment, "ScalingReplicaSet",
                "Scaled \(replicas > before ? "up" : "down") replica set \(set.name) from \(before) to \(replicas)")
        }
    }

    private func trimHistory(of deployment: JSON, old: [JSON]) async throws {
        let limit = deployment["spec", "revisionHistoryLimit"]?.amount ?? 10
        let idle = old.filter { Rollout.size($0) == 0 && ($0["status", "replicas"]?.amount ?? 0) == 0 }
        for set in idle.sorted(by: { Self.revisionNumber($0) < Self.revisionNumber($1) }).prefix(max(0, idle.count - limit)) {
            try await client.delete(.replicaSets, set.objectName, DeleteOptions(uid: set.uid))
        }
    }

    private func writeStatus(of deployment: JSON, current: JSON?, sets: [JSON], rollout: Rollout) async throws {
        let status = DeploymentStatus.status(of: deployment, current: current, sets: sets, rollout: rollout)
        guard deployment["status"] != status else { return }
        var patch = status
        for field in deployment["status"]?.object?.keys ?? [:].keys where status[field] == nil { patch[field] = .null }
        _ = try await client.patch(
            .deployments, deployment.objectName, .merge(["status": patch]),
            WriteOptions(manager: options.manager, subresource: "status"))
    }
}
