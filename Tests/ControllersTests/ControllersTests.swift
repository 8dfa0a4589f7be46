import JSON
import Kube
import Testing

@testable import Controllers

@Suite struct RolloutTests {
    private static func deployment(_ replicas: Int, surge: JSON = "25%", unavailable: JSON = "25%") -> JSON {
        [
            "metadata": ["name": "web"],
            "spec": [
                "replicas": JSON(replicas),
                "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": surge, "maxUnavailable": unavailable]],
            ],
        ]
    }

    private static func set(_ name: String, size: Int, available: Int, desired: Int) -> JSON {
        [
            "metadata": [
                "name": .string(name), "annotations": ["deployment.kubernetes.io/desired-replicas": .string("\(desired)")],
            ],
            "spec": ["replicas": JSON(size)], "status": ["replicas": JSON(size), "availableReplicas": JSON(available)],
        ]
    }

    @Test(arguments: [("25%", 10, true, 3), ("25%", 10, false, 2), ("0%", 10, true, 0), ("100%", 3, false, 3),
        ("9223372036854775807%", 10, true, 214_748_365), ("-1%", 10, true, 0), ("%", 10, true, 0),
    ])
    func percentagesRound(text: String, total: Int, roundsUp: Bool, value: Int) {
        #expect(Rollout.resolve(.string(text), of: total, roundsUp: roundsUp) == value)
    }

    /// Ten wanted, three more allowed, two may be missing: Kubernetes' own example.
    @Test func theNewSetGrowsByTheSurgeFirst() {
        let rollout = Rollout(
            deployment: Self.deployment(10), current: Self.set("new", size: 0, available: 0, desired: 10),
            old: [Self.set("old", size: 10, available: 10, desired: 10)])
        #expect(rollout.steps == [.init(set: "new", replicas: 3)])
    }

    @Test func theOldSetShrinksAsFarAsAvailabilityAllows() {
        let rollout = Rollout(
            deployment: Self.deployment(10), current: Self.set("new", size: 3, available: 0, desired: 10),
            old: [Self.set("old", size: 10, available: 10, desired: 10)])
        #expect(rollout.steps == [.init(set: "old", replicas: 8)])
    }

    @Test func aChangeOfSizeAloneRollsNothingOut() {
        let rollout = Rollout(
            deployment: Self.deployment(5), current: Self.set("only", size: 2, available: 2, desired: 2), old: [])
        #expect(rollout.steps == [.init(set: "only", replicas: 5)])
    }

    @Test func somethingAlwaysMoves() {
        #expect(Rollout(deployment: Self.deployment(1, surge: 0, unavailable: 0), current: nil, old: []).maxUnavailable == 1)
    }
}

@Suite struct EnvironmentTests {
    @Test(arguments: [
        ("$(A)/x", "1/x"), ("$$(A)", "$(A)"), ("$(UNKNOWN)", "$(UNKNOWN)"), ("$", "$"), ("a$b", "a$b"), ("$(A", "$(A"),
    ])
    func variablesExpand(text: String, value: String) {
        #expect(Environment.expand(text, ["A": "1"]) == value)
    }

    @Test(arguments: [
        ("metadata.labels['app']", "web"), ("metadata.labels[']", ""), ("metadata.labels['", nil), ("[']", ""), ("['']", ""),
        ("metadata.name", "a"), ("metadata", nil), ("", nil), ("metadata.labels", "app=\"web\""),
    ] as [(String, String?)])
    func fieldsAreRead(path: String, value: String?) {
        #expect(Environment.field(path, of: ["metadata": ["name": "a", "labels": ["app": "web"]]]) == value)
    }
}

@Suite struct PodStatusTests {
    /// A gate opens when somebody else sets its condition on the pod, whatever was written last.
    @Test(arguments: [
        (nil, "False", #"corresponding condition of pod readiness gate "example.com/ok" does not exist."#),
        ("False", "False", #"the status of pod readiness gate "example.com/ok" is not "True", but False"#),
        ("True", "True", nil),
    ] as [(String?, String, String?)])
    func gatesOpen(gate: String?, ready: String, message: String?) {
        var pod: JSON = [
            "spec": ["containers": [["name": "c"]], "readinessGates": [["conditionType": "example.com/ok"]]],
            "status": ["conditions": [["type": "Ready", "status": "Unknown"]]],
        ]
        if let gate {
            pod["status", "conditions"] = [
                ["type": "Ready", "status": "Unknown"], ["type": "example.com/ok", "status": .string(gate)],
            ]
        }
        let written: JSON = ["conditions": [["type": "Ready", "status": "False"], ["type": "example.com/old", "status": "True"]]]
        pod["status"] = PodStatus.status(written, besides: pod)
        var container = ContainerState()
        container.phase = .running(since: "2026-01-01T00:00:00Z")
        container.isReady = true
        let status = PodStatus(pod: pod, containers: ["c": container], ips: [], hostIPs: [], startTime: "").json
        let conditions = status["conditions"]?.array ?? []
        let condition = conditions.first { $0["type"] == "Ready" }
        #expect(condition?["status"]?.string == ready && condition?["message"]?.string == message)
        #expect(conditions.count == (gate == nil ? 5 : 6))
    }
}

@Suite struct OwnershipGraphTests {
    private let pods = GroupVersionResource("", "v1", "pods")

    private func object(_ uid: String, owners: [String] = []) -> JSON {
        [
            "metadata": [
                "name": .string(uid), "uid": .string(uid),
                "ownerReferences": .array(owners.map { ["uid": .string($0), "kind": "X", "name": .string($0)] }),
            ]
        ]
    }

    @Test func whatHasLostItsOwnersGoes() {
        var graph = OwnershipGraph()
        _ = graph.take(pods, object("a"))
        _ = graph.take(pods, object("b"))
        _ = graph.take(pods, object("child", owners: ["a", "b"]))
        #expect(graph.action(for: "child") == nil)
        #expect(graph.remove("a") == ["child"])
        #expect(graph.action(for: "child") == .dropOwners(["a"]))
        _ = graph.remove("b")
        #expect(graph.action(for: "child") == .delete)
    }

    @Test func anotherOwnerKeepsWhatItOwns() {
        var graph = OwnershipGraph()
        _ = graph.take(pods, object("a"))
        _ = graph.take(pods, object("b"))
        _ = graph.take(pods, object("shared", owners: ["a", "b"]))
        _ = graph.take(pods, object("single", owners: ["a"]))
        #expect(graph.hasOther(than: "a", of: "shared"))
        #expect(!graph.hasOther(than: "a", of: "single"))
        _ = graph.remove("b")
        #expect(!graph.hasOther(than: "a", of: "shared"))
    }
}
