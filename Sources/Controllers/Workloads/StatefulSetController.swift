internal import JSON
internal import Kube

/// Keeps the numbered pods of a StatefulSet, one after the other unless they may all start at once.
struct StatefulSetController {
    static let name = "statefulset-controller"

    var client: any Client
    var informers: Informers
    var events: EventRecorder
    var expectations = Expectations()

    private var options: WriteOptions { WriteOptions(manager: "kube-controller-manager") }

    var controller: Controller {
        Controller(
            Self.name,
            watches: [
                .itself(.statefulSets, expectations),
                .owner(of: .pods, kind: "StatefulSet", expectations, takers: informers[.statefulSets]),
            ],
            reconcile: reconcile)
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let set = informers[.statefulSets]?[name], !set.isBeingDeleted else { return nil }
        let owned = try await Claims(client: client, owners: .statefulSets, owned: .pods)
            .settle(set, among: informers[.pods]?.all(in: name.namespace) ?? []) { StatefulPlan.ordinal(of: $0, in: set) != nil }
        guard expectations.areMet(by: set.uid, present: Dictionary(owned.map { ($0.uid, $0.isBeingDeleted) }) { $1 }) else {
            return Limits.expectationLife
        }
        let hash = try await Revisions(client: client, informers: informers).current(of: set)
        let plan = StatefulPlan(set: set, pods: owned, hash: hash)
        for ordinal in plan.toCreate {
            let pod = try await client.create(.pods, pod(of: set, ordinal, hash: hash), options)
            expectations.created(pod.uid, by: set.uid)
            await events.normal(set, "SuccessfulCreate", "create Pod \(pod.name) in StatefulSet \(set.name) successful")
        }
        for pod in plan.toDelete {
            expectations.deleted(pod.uid, by: set.uid)
            do {
                try await client.delete(.pods, pod.objectName, DeleteOptions(uid: pod.uid))
                await events.normal(set, "SuccessfulDelete", "delete Pod \(pod.name) in StatefulSet \(set.name) successful")
            } catch let error as StatusError {
                expectations.forget(pod.uid, of: set.uid)
                if error.code != 404 && error.code != 409 { throw error }
            }
        }
        try await writeStatus(of: set, owned.filter { !$0.isBeingDeleted }, hash: hash)
        return PodFacts.untilAvailable(owned, of: set)
    }

    private func pod(of set: JSON, _ ordinal: Int, hash: String) -> JSON {
        let name = "\(set.name)-\(ordinal)"
        var pod = PodTemplate.pod(
            from: set["spec", "template"] ?? [:], owner: set,
            labels: [
                Revisions.label: "\(set.name)-\(hash)", "statefulset.kubernetes.io/pod-name": name,
                "apps.kubernetes.io/pod-index": "\(ordinal)",
            ])
        pod["metadata", "generateName"] = .string(set.name + "-")
        pod["metadata", "name"] = .string(name)
        pod["spec", "hostname"] = .string(name)
        if let service = set["spec", "serviceName"], service != "" { pod["spec", "subdomain"] = service }
        return pod
    }

    private func writeStatus(of set: JSON, _ pods: [JSON], hash: String) async throws {
        let minReady = set["spec", "minReadySeconds"]?.amount ?? 0
        let newest = "\(set.name)-\(hash)"
        let updated = pods.count { $0.labels[Revisions.label] == newest }
        let isRolledOut = updated == pods.count && pods.count == set["spec", "replicas"]?.amount ?? 1
        let current = isRolledOut ? newest : set["status", "currentRevision"]?.string ?? newest
        var status: JSON = [
            "replicas": JSON(pods.count), "availableReplicas": JSON(pods.count { PodFacts.isAvailable($0, after: minReady) }),
            "observedGeneration": JSON(set.generation), "collisionCount": 0, "currentRevision": .string(current),
            "updateRevision": .string(newest),
        ]
        let ready = pods.count(where: PodFacts.isReady)
        let currents = pods.count { $0.labels[Revisions.label] == current }
        if ready > 0 { status["readyReplicas"] = JSON(ready) }
        if currents > 0 { status["currentReplicas"] = JSON(currents) }
        if updated > 0 { status["updatedReplicas"] = JSON(updated) }
        guard set["status"] != status else { return }
        var changed = set
        changed["status"] = status
        _ = try await client.update(.statefulSets, changed, WriteOptions(manager: options.manager, subresource: "status"))
    }
}

/// Which numbered pods come and go next. Pure.
struct StatefulPlan {
    var toCreate: [Int] = []
    var toDelete: [JSON] = []

    init(set: JSON, pods: [JSON], hash: String) {
        let start = set["spec", "ordinals", "start"]?.amount ?? 0
        let wanted = start..<start + (set["spec", "replicas"]?.amount ?? 1)
        let minReady = set["spec", "minReadySeconds"]?.amount ?? 0
        let isParallel = set["spec", "podManagementPolicy"]?.string == "Parallel"
        let byOrdinal = Dictionary(pods.compactMap { pod in Self.ordinal(of: pod, in: set).map { ($0, pod) } }) { $1 }

        func isSettled(_ ordinal: Int) -> Bool {
            byOrdinal[ordinal].map { PodFacts.isAvailable($0, after: minReady) && !$0.isBeingDeleted } ?? false
        }
        for ordinal in wanted {
            if let pod = byOrdinal[ordinal] {
                if Self.hasEnded(pod), !pod.isBeingDeleted { toDelete.append(pod) }
            } else {
                toCreate.append(ordinal)
            }
            if (!isParallel && !isSettled(ordinal)) || toCreate.count >= ReplicaSetController.burst { break }
        }
        guard isParallel || wanted.allSatisfy({ byOrdinal[$0] != nil }) && toDelete.isEmpty else { return }
        let surplus = byOrdinal.filter { !wanted.contains($0.key) && !$0.value.isBeingDeleted }.sorted { $0.key > $1.key }
        if isParallel {
            toDelete += surplus.map(\.value)
        } else if !byOrdinal.contains(where: { !wanted.contains($0.key) && $0.value.isBeingDeleted }) {
            toDelete += surplus.prefix(1).map(\.value)
        }
        guard toCreate.isEmpty, toDelete.isEmpty, set["spec", "updateStrategy", "type"]?.string != "OnDelete",
            wanted.allSatisfy(isSettled)
        else { return }
        let partition = set["spec", "updateStrategy", "rollingUpdate", "partition"]?.amount ?? 0
        let newest = "\(set.name)-\(hash)"
        let outdated = wanted.reversed().first { ordinal in
            ordinal >= partition && byOrdinal[ordinal]?.labels[Revisions.label] != newest
        }
        if let outdated, let pod = byOrdinal[outdated] { toDelete.append(pod) }
    }

    static func ordinal(of pod: JSON, in set: JSON) -> Int? {
        guard pod.name.hasPrefix(set.name + "-") else { return nil }
        return Int(pod.name.dropFirst(set.name.count + 1))
    }

    private static func hasEnded(_ pod: JSON) -> Bool {
        pod["status", "phase"]?.string == "Failed" || pod["status", "phase"]?.string == "Succeeded"
    }
}
