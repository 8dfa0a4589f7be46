import JSON
import Testing

@testable import Controllers

/// Numbers that an API object can hold, though they make no sense.
@Suite struct AmountTests {
    private static let extremes: [JSON] = [
        0, -1, JSON(Int.min), JSON(Int.max), "9223372036854775807%", "-9223372036854775808%",
    ]

    @Test(arguments: extremes) func nothingOverflowsARollout(value: JSON) {
        for other in Self.extremes {
            let deployment: JSON = [
                "metadata": ["name": "web"],
                "spec": [
                    "replicas": value,
                    "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": other, "maxUnavailable": other]],
                ],
            ]
            func set(_ name: String) -> JSON {
                [
                    "metadata": ["name": .string(name), "annotations": [Rollout.desired: "7"]], "spec": ["replicas": other],
                    "status": ["replicas": other, "availableReplicas": value, "terminatingReplicas": other],
                ]
            }
            let rollout = Rollout(deployment: deployment, current: set("new"), old: [set("a"), set("b"), set("c")])
            #expect(rollout.steps.allSatisfy { $0.replicas >= 0 })
            #expect(rollout.firstSize >= 0)
            _ = DeploymentStatus.status(of: deployment, current: set("new"), sets: [set("new"), set("a")], rollout: rollout)
        }
    }

    @Test(arguments: extremes) func nothingOverflowsAStatefulSet(value: JSON) {
        for policy in ["OrderedReady", "Parallel"] {
            let set: JSON = [
                "metadata": ["name": "web"],
                "spec": ["replicas": value, "ordinals": ["start": value], "podManagementPolicy": .string(policy)],
            ]
            #expect(StatefulPlan(set: set, pods: [], hash: "new").toCreate.count <= ReplicaSetController.burst)
        }
    }
}
