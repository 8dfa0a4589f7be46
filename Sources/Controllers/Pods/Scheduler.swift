internal import JSON
internal import Kube

/// Places pods on the node. A pod that asks for a node that is not there stays pending and says why.
struct Scheduler {
    private static let manager = "kube-scheduler"

    var client: any Client
    var informers: Informers
    var events: EventRecorder

    var controller: Controller {
        let pods = informers[.pods]
        return Controller(
            "scheduler", workers: 2,
            watches: [
                Controller.Watch(.pods) { change in Self.isUnplaced(change.new) ? [change.name] : [] },
                Controller.Watch(.nodes) { _ in (pods?.all ?? []).filter { Self.isUnplaced($0) }.map(\.objectName) },
            ],
            reconcile: reconcile)
    }

    private static func isUnplaced(_ pod: JSON?) -> Bool {
        guard let pod, !pod.isBeingDeleted else { return false }
        let hasNoNode = (pod["spec", "nodeName"]?.string ?? "").isEmpty
        return hasNoNode && pod["spec", "schedulerName"]?.string ?? "default-scheduler" == "default-scheduler"
            && (pod["spec", "schedulingGates"]?.array ?? []).isEmpty
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let pod = informers[.pods]?[name], Self.isUnplaced(pod) else { return nil }
        let nodes = informers[.nodes]?.all ?? []
        if let node = nodes.first(where: { Self.fits(pod, $0) }) {
            let binding: JSON = [
                "apiVersion": "v1", "kind": "Binding",
                "metadata": [
                    "name": .string(name.name), "namespace": .string(name.namespace), "uid": .string(pod.uid),
                ],
                "target": ["apiVersion": "v1", "kind": "Node", "name": .string(node.name)],
            ]
            do {
                _ = try await client.create(
                    .pods, binding, WriteOptions(manager: Self.manager, subresource: "binding"))
                await events.normal(pod, "Scheduled", "Successfully assigned \(name) to \(node.name)")
            } catch let error as StatusError where error.code == 409 || error.code == 404 {}
        } else {
            try await refuse(pod, nodes: nodes)
        }
        return nil
    }

    static func fits(_ pod: JSON, _ node: JSON) -> Bool {
        if node["spec", "unschedulable"]?.bool == true { return false }
        let selector = pod["spec", "nodeSelector"]?.object ?? [:]
        return selector.allSatisfy { node.labels[$0.key] == $0.value.string }
    }

    private func refuse(_ pod: JSON, nodes: [JSON]) async throws {
        let cordoned = nodes.count { $0["spec", "unschedulable"]?.bool == true }
        var reasons: [String] = []
        if cordoned > 0 { reasons.append("\(cordoned) node(s) were unschedulable") }
        if nodes.count > cordoned {
            reasons.append("\(nodes.count - cordoned) node(s) didn't match Pod's node affinity/selector")
        }
        let preemption =
            "preemption: 0/\(nodes.count) nodes are available: \(nodes.count) Preemption is not helpful for scheduling."
        let message =
            nodes.isEmpty
            ? "no nodes available to schedule pods"
            : "0/\(nodes.count) nodes are available: \(reasons.joined(separator: ", ")). \(preemption)"
        let earlier = PodFacts.condition("PodScheduled", of: pod)
        guard earlier?["message"]?.string != message else { return }
        var updated = pod
        let others = (pod["status", "conditions"]?.array ?? []).filter { $0["type"]?.string != "PodScheduled" }
        updated["status", "conditions"] = .array(
            others + [
                [
                    "type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": .string(message),
                    "lastProbeTime": .null, "lastTransitionTime": .string(Now.seconds),
                ]
            ])
        _ = try await client.update(.pods, updated, WriteOptions(manager: Self.manager, subresource: "status"))
        await events.warning(pod, "FailedScheduling", message)
    }
}
