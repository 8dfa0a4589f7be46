internal import JSON
internal import Kube

/// A Deployment's status, as a function of it and its ReplicaSets.
enum DeploymentStatus {
    static func status(of deployment: JSON, current: JSON?, sets: [JSON], rollout: Rollout) -> JSON {
        func sum(_ field: String) -> Int { sets.reduce(0) { $0 + ($1["status", field]?.amount ?? 0) } }
        let replicas = sum("replicas")
        let available = sum("availableReplicas")
        let updated = current?["status", "replicas"]?.amount ?? 0
        let unavailable = max(0, max(replicas, sets.reduce(0) { $0 + Rollout.size($1) }) - available)
        var status: JSON = [
            "observedGeneration": JSON(deployment.generation), "terminatingReplicas": JSON(sum("terminatingReplicas")),
        ]
        func set(_ field: String, _ value: Int) { if value > 0 { status[field] = JSON(value) } }
        set("replicas", replicas)
        set("readyReplicas", sum("readyReplicas"))
        set("availableReplicas", available)
        set("updatedReplicas", updated)
        set("unavailableReplicas", unavailable)
        if let collisions = deployment["status", "collisionCount"] { status["collisionCount"] = collisions }

        let isComplete =
            updated == rollout.wanted && replicas == rollout.wanted && available == rollout.wanted && current != nil
        status["conditions"] = .array([
            availability(of: deployment, isMet: available >= rollout.wanted - rollout.maxUnavailable),
            progress(of: deployment, current: current, sets: sets, status: status, isComplete: isComplete),
        ].compactMap { $0 })
        return status
    }

    private static func availability(of deployment: JSON, isMet: Bool) -> JSON {
        condition(
            "Available", of: deployment, status: isMet,
            reason: isMet ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
            message: isMet
                ? "Deployment has minimum availability." : "Deployment does not have minimum availability.")
    }

    private static func progress(
        of deployment: JSON, current: JSON?, sets: [JSON], status: JSON, isComplete: Bool
    ) -> JSON? {
        let earlier = PodFacts.condition("Progressing", of: deployment)
        if deployment["spec", "paused"]?.bool == true {
            return earlier?["reason"]?.string == "DeploymentPaused"
                ? earlier
                : condition(
                    "Progressing", of: deployment, status: nil, reason: "DeploymentPaused", message: "Deployment is paused")
        }
        guard let current else { return earlier }
        let name = "ReplicaSet \"\(current.name)\""
        if isComplete {
            return condition(
                "Progressing", of: deployment, status: true, reason: "NewReplicaSetAvailable",
                message: "\(name) has successfully progressed.")
        }
        let before = deployment["status"] ?? [:]
        let counts = ["updatedReplicas", "readyReplicas", "availableReplicas", "replicas"]
        let hasMoved = earlier == nil || counts.contains { status[$0] != before[$0] }
        if hasMoved || earlier?["reason"]?.string == "NewReplicaSetAvailable" {
            return condition(
                "Progressing", of: deployment, status: true, reason: "ReplicaSetUpdated",
                message: "\(name) is progressing.", isMove: true)
        }
        let deadline = Double(deployment["spec", "progressDeadlineSeconds"]?.amount ?? 600)
        if let waited = Now.age(earlier?["lastUpdateTime"]?.string), waited > deadline {
            return condition(
                "Progressing", of: deployment, status: false, reason: "ProgressDeadlineExceeded",
                message: "\(name) has timed out progressing.")
        }
        return earlier
    }

    private static func condition(
        _ type: String, of deployment: JSON, status: Bool?, reason: String, message: String, isMove: Bool = false
    ) -> JSON {
        let status = status.map { $0 ? "True" : "False" } ?? "Unknown"
        let earlier = PodFacts.condition(type, of: deployment)
        let keepsStatus = earlier?["status"]?.string == status
        if keepsStatus, earlier?["reason"]?.string == reason, earlier?["message"]?.string == message, !isMove,
            let earlier
        {
            return earlier
        }
        let now = JSON(Now.seconds)
        return [
            "type": .string(type), "status": .string(status), "reason": .string(reason), "message": .string(message),
            "lastUpdateTime": now, "lastTransitionTime": keepsStatus ? earlier?["lastTransitionTime"] ?? now : now,
        ]
    }
}
