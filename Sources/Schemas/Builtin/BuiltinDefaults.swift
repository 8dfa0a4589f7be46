import JSON
import Kube

/// Defaults of built-in kinds that depend on more than the place they stand in. The others are in the notation.
enum BuiltinDefaults {
    static func apply(to object: inout JSON, _ kind: GroupVersionKind) {
        switch (kind.group, kind.kind) {
        case ("", "Pod"):
            defaultPod(&object)
            defaultPodSpec(&object, "spec")
        case ("", "Service"): defaultService(&object)
        case ("", "Namespace"): defaultNamespace(&object)
        case ("", "Node"): defaultNode(&object)
        case ("", "ReplicationController"):
            defaultReplicationController(&object)
            defaultPodSpec(&object, "spec", "template", "spec")
        case ("", "PodTemplate"): defaultPodSpec(&object, "template", "spec")
        case ("", "LimitRange"): defaultLimitRange(&object)
        case ("apps", "Deployment"):
            defaultDeployment(&object)
            defaultPodSpec(&object, "spec", "template", "spec")
        case ("apps", "DaemonSet"):
            defaultDaemonSet(&object)
            defaultPodSpec(&object, "spec", "template", "spec")
        case ("apps", "StatefulSet"):
            defaultStatefulSet(&object)
            defaultPodSpec(&object, "spec", "template", "spec")
        case ("apps", "ReplicaSet"): defaultPodSpec(&object, "spec", "template", "spec")
        case ("batch", "Job"):
            defaultJob(&object)
            defaultPodSpec(&object, "spec", "template", "spec")
        case ("batch", "CronJob"):
            defaultPodSpec(&object, "spec", "jobTemplate", "spec", "template", "spec")
        case ("rbac.authorization.k8s.io", "RoleBinding"), ("rbac.authorization.k8s.io", "ClusterRoleBinding"):
            defaultSubjects(&object)
        case ("networking.k8s.io", "NetworkPolicy"): defaultNetworkPolicy(&object)
        case ("autoscaling", "HorizontalPodAutoscaler"): if kind.version == "v2" { defaultAutoscaler(&object) }
        case ("apiextensions.k8s.io", "CustomResourceDefinition"): defaultDefinition(&object)
        case ("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"): defaultPriorityLevel(&object)
        default: break
        }
    }

    /// Sets a member that is not there.
    private static func set(_ object: inout JSON, _ path: [String], _ value: JSON) {
        if object[path: path] == nil { object[path: path] = value }
    }

    // MARK: Pods

    private static func defaultPodSpec(_ object: inout JSON, _ path: String...) {
        guard var spec = object[path: path], spec.object != nil else { return }
        for list in ["containers", "initContainers", "ephemeralContainers"] {
            change(&spec, list) { container in
                set(&container, ["imagePullPolicy"], .string(pullPolicy(container["image"]?.string ?? "")))
            }
        }
        change(&spec, "volumes") { volume in
            if (volume.object ?? [:]).keys.allSatisfy({ $0 == "name" }) { volume["emptyDir"] = [:] }
            if let image = volume["image"] {
                set(&volume, ["image", "pullPolicy"], .string(pullPolicy(image["reference"]?.string ?? "")))
            }
        }
        // `serviceAccount` is the old name, kept as an alias of the new one.
        if let name = spec["serviceAccountName"]?.string, !name.isEmpty {
            spec["serviceAccount"] = .string(name)
        } else if let name = spec["serviceAccount"]?.string, !name.isEmpty {
            spec["serviceAccountName"] = .string(name)
        }
        object[path: path] = spec
    }

    private static func change(_ object: inout JSON, _ key: String, _ change: (inout JSON) -> Void) {
        guard case .array(var items)? = object[key] else { return }
        object[key] = nil
        for index in items.indices { change(&items[index]) }
        object[key] = .array(items)
    }

    /// `Always` for images that name no tag, or `latest`, and no digest.
    private static func pullPolicy(_ image: String) -> String {
        if image.contains("@") { return "IfNotPresent" }
        let name = image.split(separator: "/").last ?? ""
        let tag = name.split(separator: ":", maxSplits: 1).dropFirst().first ?? "latest"
        return tag == "latest" ? "Always" : "IfNotPresent"
    }

    private static func defaultPod(_ object: inout JSON) {
        guard var spec = object["spec"] else { return }
        let usesHostNetwork = spec["hostNetwork"]?.bool == true
        for list in ["containers", "initContainers"] {
            change(&spec, list) { container in
                for (name, limit) in container["resources", "limits"]?.object ?? [:] {
                    set(&container, ["resources", "requests", name], limit)
                }
                guard usesHostNetwork else { return }
                change(&container, "ports") { set(&$0, ["hostPort"], $0["containerPort"] ?? 0) }
            }
        }
        set(&spec, ["enableServiceLinks"], true)
        object["spec"] = spec
    }

    // MARK: Core

    private static func defaultService(_ object: inout JSON) {
        guard var spec = object["spec"] else { return }
        if spec["sessionAffinity"] == "None" { spec["sessionAffinityConfig"] = nil }
        if spec["sessionAffinity"] == "ClientIP" {
            set(&spec, ["sessionAffinityConfig", "clientIP", "timeoutSeconds"], 10_800)
        }
        change(&spec, "ports") { port in
            let target = port["targetPort"]
            if target == nil || target == 0 || target == "" { port["targetPort"] = port["port"] }
        }
        let type = spec["type"]?.string ?? ""
        let isExternal =
            type == "LoadBalancer" || type == "NodePort"
            || (type == "ClusterIP" && !(spec["externalIPs"]?.array ?? []).isEmpty)
        if isExternal { set(&spec, ["externalTrafficPolicy"], "Cluster") }
        if ["NodePort", "LoadBalancer", "ClusterIP"].contains(type) {
            set(&spec, ["internalTrafficPolicy"], "Cluster")
        }
        if type == "LoadBalancer" { set(&spec, ["allocateLoadBalancerNodePorts"], true) }
        object["spec"] = spec
        guard type == "LoadBalancer", var balancer = object["status", "loadBalancer"] else { return }
        change(&balancer, "ingress") { if $0["ip"] != nil { set(&$0, ["ipMode"], "VIP") } }
        object["status", "loadBalancer"] = balancer
    }

    private static func defaultNamespace(_ object: inout JSON) {
        guard let name = object["metadata", "name"]?.string, !name.isEmpty else { return }
        object["metadata", "labels", "kubernetes.io/metadata.name"] = .string(name)
    }

    private static func defaultNode(_ object: inout JSON) {
        if let capacity = object["status", "capacity"] { set(&object, ["status", "allocatable"], capacity) }
    }

    private static func defaultReplicationController(_ object: inout JSON) {
        guard let labels = object["spec", "template", "metadata", "labels"] else { return }
        set(&object, ["spec", "selector"], labels)
        set(&object, ["metadata", "labels"], labels)
    }

    private static func defaultLimitRange(_ object: inout JSON) {
        guard var spec = object["spec"] else { return }
        change(&spec, "limits") { item in
            guard item["type"] == "Container" else { return }
            for (key, value) in item["max"]?.object ?? [:] { set(&item, ["default", key], value) }
            for (key, value) in item["default"]?.object ?? [:] { set(&item, ["defaultRequest", key], value) }
            for (key, value) in item["min"]?.object ?? [:] { set(&item, ["defaultRequest", key], value) }
        }
        object["spec"] = spec
    }

    // MARK: Workloads

    private static func defaultDeployment(_ object: inout JSON) {
        guard object["spec", "strategy", "type"] == "RollingUpdate" else { return }
        set(&object, ["spec", "strategy", "rollingUpdate", "maxUnavailable"], "25%")
        set(&object, ["spec", "strategy", "rollingUpdate", "maxSurge"], "25%")
    }

    private static func defaultDaemonSet(_ object: inout JSON) {
        guard object["spec", "updateStrategy", "type"] == "RollingUpdate" else { return }
        set(&object, ["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"], 1)
        set(&object, ["spec", "updateStrategy", "rollingUpdate", "maxSurge"], 0)
    }

    private static func defaultStatefulSet(_ object: inout JSON) {
        guard object["spec"] != nil else { return }
        let strategy = ["spec", "updateStrategy"]
        if object[path: strategy + ["type"]] == nil {
            object[path: strategy + ["type"]] = "RollingUpdate"
            set(&object, strategy + ["rollingUpdate"], [:])
        }
        if object[path: strategy + ["type"]] == "RollingUpdate", object[path: strategy + ["rollingUpdate"]] != nil {
            set(&object, strategy + ["rollingUpdate", "partition"], 0)
        }
    }

    private static func defaultJob(_ object: inout JSON) {
        guard object["spec"] != nil else { return }
        if object["spec", "completions"] == nil, object["spec", "parallelism"] == nil {
            object["spec", "completions"] = 1
        }
        set(&object, ["spec", "parallelism"], 1)
        let isFailing = object["spec", "podFailurePolicy"] != nil
        set(&object, ["spec", "podReplacementPolicy"], isFailing ? "Failed" : "TerminatingOrFailed")
        if let labels = object["spec", "template", "metadata", "labels"] {
            set(&object, ["metadata", "labels"], labels)
        }
    }

    private static func defaultAutoscaler(_ object: inout JSON) {
        guard object["spec"] != nil else { return }
        if (object["spec", "metrics"]?.array ?? []).isEmpty {
            object["spec", "metrics"] = [
                [
                    "type": "Resource",
                    "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
                ]
            ]
        }
        guard object["spec", "behavior"] != nil else { return }
        let up: JSON = [
            ["type": "Pods", "value": 4, "periodSeconds": 15], ["type": "Percent", "value": 100, "periodSeconds": 15],
        ]
        let down: JSON = [["type": "Percent", "value": 100, "periodSeconds": 15]]
        for (direction, policies) in [("scaleUp", up), ("scaleDown", down)] {
            set(&object, ["spec", "behavior", direction, "selectPolicy"], "Max")
            set(&object, ["spec", "behavior", direction, "policies"], policies)
            if direction == "scaleUp" {
                set(&object, ["spec", "behavior", direction, "stabilizationWindowSeconds"], 0)
            }
        }
    }

    // MARK: Others

    private static func defaultSubjects(_ object: inout JSON) {
        change(&object, "subjects") { subject in
            if subject["kind"] == "User" || subject["kind"] == "Group" {
                set(&subject, ["apiGroup"], "rbac.authorization.k8s.io")
            }
        }
    }

    private static func defaultNetworkPolicy(_ object: inout JSON) {
        guard object["spec"] != nil, object["spec", "policyTypes"] == nil else { return }
        let hasEgress = !(object["spec", "egress"]?.array ?? []).isEmpty
        object["spec", "policyTypes"] = hasEgress ? ["Ingress", "Egress"] : ["Ingress"]
    }

    private static func defaultDefinition(_ object: inout JSON) {
        guard let names = object["spec", "names"], let kind = names["kind"]?.string, !kind.isEmpty else { return }
        set(&object, ["spec", "names", "singular"], .string(kind.lowercased()))
        set(&object, ["spec", "names", "listKind"], .string(kind + "List"))
        if object["spec", "conversion", "strategy"] == "Webhook",
            object["spec", "conversion", "webhook", "clientConfig", "service"] != nil
        {
            set(&object, ["spec", "conversion", "webhook", "clientConfig", "service", "port"], 443)
        }
    }

    private static func defaultPriorityLevel(_ object: inout JSON) {
        guard object["spec", "type"] == "Limited", object["spec", "limited", "limitResponse", "type"] == "Queue" else {
            return
        }
        for (key, value) in [("queues", 64), ("handSize", 8), ("queueLengthLimit", 50)] {
            set(&object, ["spec", "limited", "limitResponse", "queuing", key], JSON(value))
        }
    }
}
