internal import JSON
internal import Kube

/// Keeps one pod of a DaemonSet on every node that its template may run on.
struct DaemonSetController {
    static let name = "daemonset-controller"
    /// What every pod of a DaemonSet bears, so that it stays where others are driven off.
    private static let tolerated = [
        ("not-ready", "NoExecute"), ("unreachable", "NoExecute"), ("disk-pressure", "NoSchedule"),
        ("memory-pressure", "NoSchedule"), ("pid-pressure", "NoSchedule"), ("unschedulable", "NoSchedule"),
    ]

    var client: any Client
    var informers: Informers
    var events: EventRecorder
    var expectations = Expectations()

    private var options: WriteOptions { WriteOptions(manager: "kube-controller-manager") }

    var controller: Controller {
        let sets = informers[.daemonSets]
        return Controller(
            Self.name,
            watches: [
                .itself(.daemonSets, expectations), .owner(of: .pods, kind: "DaemonSet", expectations, takers: sets),
                Controller.Watch(.nodes) { change in
                    // Nodes write their heartbeat all the time; only what pods are placed by matters.
                    change.old?["metadata", "labels"] == change.new?["metadata", "labels"]
                        ? [] : (sets?.all ?? []).map(\.objectName)
                },
            ],
            reconcile: reconcile)
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let set = informers[.daemonSets]?[name], !set.isBeingDeleted else { return nil }
        let owned = try await Claims(client: client, owners: .daemonSets, owned: .pods)
            .settle(set, among: informers[.pods]?.all(in: name.namespace) ?? [])
        guard expectations.areMet(by: set.uid, present: Dictionary(owned.map { ($0.uid, $0.isBeingDeleted) }) { $1 }) else {
            return Limits.expectationLife
        }
        let hash = try await Revisions(client: client, informers: informers).current(of: set)
        let nodes = (informers[.nodes]?.all(in: "") ?? []).filter { Self.admits($0, set) }
        let active = owned.filter(PodFacts.isActive)
        let byNode = Dictionary(grouping: active) { Self.node(of: $0) }
        for node in nodes where byNode[node.name] == nil && !owned.contains(where: { Self.node(of: $0) == node.name }) {
            let pod = try await client.create(.pods, pod(of: set, on: node.name, hash: hash), options)
            expectations.created(pod.uid, by: set.uid)
            await events.normal(set, "SuccessfulCreate", "Created pod: \(pod.name)")
        }
        let names = Set(nodes.map(\.name))
        var outdated = active.filter { !names.contains(Self.node(of: $0)) }
        if set["spec", "updateStrategy", "type"]?.string != "OnDelete" {
            // One node at a time (`maxUnavailable` of a cluster with one node): the next pod comes when this has gone.
            outdated += active.filter { $0.labels[Revisions.label] != hash }.prefix(max(1, maxUnavailable(of: set, nodes.count)))
        }
        for pod in outdated + owned.filter({ $0["status", "phase"]?.string == "Failed" && !$0.isBeingDeleted }) {
            expectations.deleted(pod.uid, by: set.uid)
            do {
                try await client.delete(.pods, pod.objectName, DeleteOptions(uid: pod.uid))
                await events.normal(set, "SuccessfulDelete", "Deleted pod: \(pod.name)")
            } catch let error as StatusError {
                expectations.forget(pod.uid, of: set.uid)
                if error.code != 404 && error.code != 409 { throw error }
            }
        }
        try await writeStatus(of: set, active: active.filter { names.contains(Self.node(of: $0)) }, wanted: nodes.count, hash: hash)
        return PodFacts.untilAvailable(active, of: set)
    }

    private func maxUnavailable(of set: JSON, _ total: Int) -> Int {
        Rollout.resolve(set["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"] ?? 1, of: total, roundsUp: true)
    }

    private static func admits(_ node: JSON, _ set: JSON) -> Bool {
        let selector = set["spec", "template", "spec", "nodeSelector"]?.object ?? [:]
        return selector.allSatisfy { node.labels[$0.key] == $0.value.string }
    }

    private static func node(of pod: JSON) -> String {
        if let placed = pod["spec", "nodeName"]?.string, !placed.isEmpty { return placed }
        let term = pod["spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"]?[0]
        return term?["matchFields"]?[0]?["values"]?[0]?.string ?? ""
    }

    private func pod(of set: JSON, on node: String, hash: String) -> JSON {
        var pod = PodTemplate.pod(
            from: set["spec", "template"] ?? [:], owner: set,
            labels: [
                Revisions.label: hash,
                "pod-template-generation": set.annotations["deprecated.daemonset.template.generation"] ?? "\(set.generation)",
            ])
        pod["spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"] = [
            "nodeSelectorTerms": [["matchFields": [["key": "metadata.name", "operator": "In", "values": [.string(node)]]]]]
        ]
        var tolerations = pod["spec", "tolerations"]?.array ?? []
        for (key, effect) in Self.tolerated {
            let toleration: JSON = [
                "key": .string("node.kubernetes.io/\(key)"), "operator": "Exists", "effect": .string(effect),
            ]
            if !tolerations.contains(toleration) { tolerations.append(toleration) }
        }
        pod["spec", "tolerations"] = .array(tolerations)
        return pod
    }

    private func writeStatus(of set: JSON, active: [JSON], wanted: Int, hash: String) async throws {
        let minReady = set["spec", "minReadySeconds"]?.amount ?? 0
        let updated = active.count { $0.labels[Revisions.label] == hash }
        let available = active.count { PodFacts.isAvailable($0, after: minReady) }
        var status: JSON = [
            "currentNumberScheduled": JSON(active.count), "numberMisscheduled": 0, "desiredNumberScheduled": JSON(wanted),
            "numberReady": JSON(active.count(where: PodFacts.isReady)), "observedGeneration": JSON(set.generation),
        ]
        if updated > 0 { status["updatedNumberScheduled"] = JSON(updated) }
        if available > 0 { status["numberAvailable"] = JSON(available) }
        if wanted > available { status["numberUnavailable"] = JSON(wanted - available) }
        guard set["status"] != status else { return }
        var changed = set
        changed["status"] = status
        _ = try await client.update(.daemonSets, changed, WriteOptions(manager: options.manager, subresource: "status"))
    }
}
