internal import JSON
internal import Kube

/// Keeps as many pods as a ReplicaSet asks for.
struct ReplicaSetController {
    static let name = "replicaset-controller"
    /// One pass creates or deletes this many pods at most; the next pass does the rest.
    static let burst = 500

    var client: any Client
    var informers: Informers
    var events: EventRecorder
    var expectations = Expectations()

    var controller: Controller {
        Controller(
            Self.name,
            watches: [
                .itself(.replicaSets, expectations),
                .owner(of: .pods, kind: "ReplicaSet", expectations, takers: informers[.replicaSets]),
            ],
            reconcile: reconcile)
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let set = informers[.replicaSets]?[name] else { return nil }
        let owned = try await Claims(client: client, owners: .replicaSets, owned: .pods)
            .settle(set, among: informers[.pods]?.all(in: name.namespace) ?? [], considered: PodFacts.isActive)
        let present = Dictionary(owned.map { ($0.uid, $0.isBeingDeleted) }) { $1 }
        let active = owned.filter(PodFacts.isActive)
        var failure: StatusError?
        let isSettled = expectations.areMet(by: set.uid, present: present)
        if !set.isBeingDeleted, isSettled {
            failure = try await scale(set, active)
        }
        try await writeStatus(of: set, active, terminating: owned.count { $0.isBeingDeleted }, failure)
        if let failure { throw failure }
        return PodFacts.untilAvailable(active, of: set) ?? (isSettled ? nil : Limits.expectationLife)
    }

    /// Creates or deletes pods; returns the refusal of a pod, which becomes the condition `ReplicaFailure`.
    private func scale(_ set: JSON, _ active: [JSON]) async throws -> StatusError? {
        let wanted = set["spec", "replicas"]?.amount ?? 1
        if active.count < wanted {
            let template = set["spec", "template"] ?? [:]
            for _ in 0..<min(wanted - active.count, Self.burst) {
                do {
                    let pod = try await client.create(
                        .pods, PodTemplate.pod(from: template, owner: set), WriteOptions(manager: "kube-controller-manager"))
                    expectations.created(pod.uid, by: set.uid)
                    await events.normal(set, "SuccessfulCreate", "Created pod: \(pod.name)")
                } catch let error as StatusError {
                    if error.code == 403, error.message.contains("being terminated") { return nil }
                    await events.warning(set, "FailedCreate", "Error creating: \(error.message)")
                    return error
                }
            }
        } else if active.count > wanted {
            for pod in Self.firstToGo(active).prefix(min(active.count - wanted, Self.burst)) {
                expectations.deleted(pod.uid, by: set.uid)
                do {
                    try await client.delete(.pods, pod.objectName, DeleteOptions(uid: pod.uid))
                    await events.normal(set, "SuccessfulDelete", "Deleted pod: \(pod.name)")
                } catch let error as StatusError {
                    expectations.forget(pod.uid, of: set.uid)
                    if error.code != 404 && error.code != 409 { throw error }
                }
            }
        }
        return nil
    }

    /// Pods in the order in which a smaller ReplicaSet gives them up: not yet placed, not ready, then the youngest.
    static func firstToGo(_ pods: [JSON]) -> [JSON] {
        func rank(_ pod: JSON) -> Int {
            if pod["spec", "nodeName"]?.string ?? "" == "" { return 0 }
            switch pod["status", "phase"]?.string {
            case "Pending": return 1
            case "Running": return PodFacts.isReady(pod) ? 4 : 3
            default: return 2
            }
        }
        func created(_ pod: JSON) -> String { pod["metadata", "creationTimestamp"]?.string ?? "" }
        return pods.sorted { a, b in
            let (rankA, rankB) = (rank(a), rank(b))
            return rankA == rankB ? (created(a), a.name) > (created(b), b.name) : rankA < rankB
        }
    }

    private func writeStatus(
        of set: JSON, _ active: [JSON], terminating: Int, _ failure: StatusError?
    ) async throws {
        let minReady = set["spec", "minReadySeconds"]?.amount ?? 0
        let templateLabels = set["spec", "template", "metadata", "labels"]?.object ?? [:]
        let labelled = active.count { pod in
            let labels = pod["metadata", "labels"]?.object ?? [:]
            return templateLabels.allSatisfy { labels[$0.key] == $0.value }
        }
        var status: JSON = [
            "replicas": JSON(active.count), "observedGeneration": JSON(set.generation),
            "terminatingReplicas": JSON(terminating),
        ]
        let ready = active.count(where: PodFacts.isReady)
        let available = active.count { PodFacts.isAvailable($0, after: minReady) }
        if labelled > 0 { status["fullyLabeledReplicas"] = JSON(labelled) }
        if ready > 0 { status["readyReplicas"] = JSON(ready) }
        if available > 0 { status["availableReplicas"] = JSON(available) }
        if let failure {
            let earlier = PodFacts.condition("ReplicaFailure", of: set)
            let since = earlier?["status"]?.string == "True" ? earlier?["lastTransitionTime"] : nil
            status["conditions"] = [
                [
                    "type": "ReplicaFailure", "status": "True", "reason": "FailedCreate",
                    "message": .string(failure.message), "lastTransitionTime": since ?? .string(Now.seconds),
                ]
            ]
        }
        guard set["status"] != status else { return }
        var updated = set
        updated["status"] = status
        _ = try await client.update(
            .replicaSets, updated, WriteOptions(manager: "kube-controller-manager", subresource: "status"))
    }
}
