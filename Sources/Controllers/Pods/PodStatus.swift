internal import JSON
internal import Kube

/// A pod's status, as a function of its spec and what its containers do. Pure.
struct PodStatus {
    var pod: JSON
    var containers: [String: ContainerState]
    /// One of each family, the first one first; none before the pod has a network.
    var ips: [String]
    var hostIPs: [String]
    var startTime: String

    private var specs: [JSON] { pod["spec", "containers"]?.array ?? [] }
    private var initSpecs: [JSON] { pod["spec", "initContainers"]?.array ?? [] }

    private func state(_ spec: JSON) -> ContainerState { containers[spec["name"]?.string ?? ""] ?? ContainerState() }

    /// Init containers that run on beside the others.
    static func isSidecar(_ spec: JSON) -> Bool { spec["restartPolicy"]?.string == "Always" }

    /// The conditions that are written here; all others are somebody else's.
    private static let own: Set = ["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled"]

    static func foreignConditions(of status: JSON?) -> [JSON] {
        (status?["conditions"]?.array ?? []).filter { !own.contains($0["type"]?.string ?? "") }
    }

    /// What was written last, and the conditions that others have set on the pod since.
    static func status(_ written: JSON, besides pod: JSON) -> JSON {
        let mine = (written["conditions"]?.array ?? []).filter { own.contains($0["type"]?.string ?? "") }
        var status = written
        status["conditions"] = .array(mine + foreignConditions(of: pod["status"]))
        return status
    }

    var isInitialized: Bool {
        initSpecs.allSatisfy { spec in
            let state = state(spec)
            return Self.isSidecar(spec) ? state.isStarted : state.end?.exitCode == 0
        }
    }

    var phase: String {
        let states = specs.map(state)
        let restarts = pod["spec", "restartPolicy"]?.string ?? "Always"
        if !states.isEmpty, states.allSatisfy({ $0.end != nil }), restarts != "Always" {
            if states.allSatisfy({ $0.end?.exitCode == 0 }) { return "Succeeded" }
            if restarts == "Never" { return "Failed" }
        }
        if restarts == "Never", initSpecs.contains(where: { !Self.isSidecar($0) && (state($0).end?.exitCode ?? 0) != 0 }) {
            return "Failed"
        }
        let neverRan = states.contains { $0.restarts == 0 && $0.last == nil && !$0.isRunning && $0.end == nil }
        return neverRan || !isInitialized ? "Pending" : "Running"
    }

    var areContainersReady: Bool { specs.allSatisfy { state($0).isReady && state($0).isRunning } }

    var json: JSON {
        var status: JSON = ["phase": .string(phase), "startTime": .string(startTime)]
        status["hostIP"] = hostIPs.first.map { .string($0) }
        status["hostIPs"] = .array(hostIPs.map { ["ip": .string($0)] })
        status["qosClass"] = pod["status", "qosClass"] ?? "BestEffort"
        status["observedGeneration"] = JSON(pod.generation)
        if let ip = ips.first {
            status["podIP"] = .string(ip)
            status["podIPs"] = .array(ips.map { ["ip": .string($0)] })
        }
        status["containerStatuses"] = .array(specs.map { state($0).json(of: $0) })
        if !initSpecs.isEmpty {
            status["initContainerStatuses"] = .array(
                initSpecs.map { spec in
                    var json = state(spec).json(of: spec)
                    if !Self.isSidecar(spec) { json["ready"] = .bool(state(spec).end?.exitCode == 0) }
                    return json
                })
        }
        status["conditions"] = conditions
        return status
    }

    private var conditions: JSON {
        let isOver = phase == "Succeeded" || phase == "Failed"
        let unready = specs.filter { !(state($0).isReady && state($0).isRunning) }.compactMap { $0["name"]?.string }
        let uninitialized = initSpecs.filter { spec in
            Self.isSidecar(spec) ? !state(spec).isStarted : state(spec).end?.exitCode != 0
        }.compactMap { $0["name"]?.string }
        let why: (String, String)? =
            areContainersReady
            ? nil
            : phase == "Succeeded"
                ? ("PodCompleted", "")
                : ("ContainersNotReady", "containers with unready status: [\(unready.joined(separator: " "))]")
        let gates = (pod["spec", "readinessGates"]?.array ?? []).compactMap { $0["conditionType"]?.string }
        let open = gates.filter { PodFacts.condition($0, of: pod)?["status"]?.string != "True" }
        let gateReason: (String, String)? =
            open.isEmpty
            ? nil
            : ("ReadinessGatesNotReady", open.map(gateMessage).joined(separator: ", "))
        let list: [JSON] = [
            condition("PodReadyToStartContainers", !ips.isEmpty && !isOver, nil),
            condition(
                "Initialized", isInitialized,
                isInitialized
                    ? (phase == "Succeeded" ? ("PodCompleted", "") : nil)
                    : ("ContainersNotInitialized", "containers with incomplete status: [\(uninitialized.joined(separator: " "))]")),
            condition("Ready", areContainersReady && open.isEmpty, why ?? gateReason),
            condition("ContainersReady", areContainersReady, why),
            condition("PodScheduled", true, nil),
        ]
        return .array(list + Self.foreignConditions(of: pod["status"]))
    }

    private func gateMessage(_ gate: String) -> String {
        guard let status = PodFacts.condition(gate, of: pod)?["status"]?.string else {
            return "corresponding condition of pod readiness gate \"\(gate)\" does not exist."
        }
        return "the status of pod readiness gate \"\(gate)\" is not \"True\", but \(status)"
    }

    private func condition(_ type: String, _ holds: Bool, _ why: (reason: String, message: String)?) -> JSON {
        let status = holds ? "True" : "False"
        let earlier = PodFacts.condition(type, of: pod)
        let since = earlier?["status"]?.string == status ? earlier?["lastTransitionTime"] : nil
        var json: JSON = [
            "type": .string(type), "status": .string(status), "lastProbeTime": .null,
            "lastTransitionTime": since ?? .string(Now.seconds),
        ]
        json["observedGeneration"] = JSON(pod.generation)
        if let why {
            json["reason"] = .string(why.reason)
            if !why.message.isEmpty { json["message"] = .string(why.message) }
        }
        return json
    }
}
