import JSON
import Kube
import Store

/// What admission adds to pods, and what may change once they are there.
struct PodStrategy: Strategy {
    static let resource = GroupResource("", "pods")

    var tracksGeneration: Bool { true }
    var returnsDeletedObject: Bool { true }

    func prepareForCreate(_ object: inout JSON, _ scene: Scene) throws {
        guard var spec = object["spec"], spec.object != nil else { return }
        try PodServiceAccount.admit(&spec, object, scene)
        try PodPriority.admit(&spec, object, scene)
        PodTolerations.admit(&spec)
        object["spec"] = spec
        try LimitRanger.admit(&object, scene)
        spec = object["spec"] ?? spec
        object["status"] = ["phase": "Pending", "qosClass": .string(PodQuality.of(spec))]
    }

    func prepareForUpdate(_ object: inout JSON, old: JSON, _ scene: Scene) throws {
        if let quality = old["status", "qosClass"], object["status"] != nil { object["status", "qosClass"] = quality }
        switch scene.target.subresource {
        case "ephemeralcontainers":
            let added = object["spec", "ephemeralContainers"]
            object["spec"] = old["spec"]
            object["spec", "ephemeralContainers"] = added
        case "resize":
            let containers = object["spec", "containers"]
            object["spec"] = old["spec"]
            object["spec", "containers"] = containers
        default: break
        }
    }

    func validate(_ object: JSON, old: JSON?, _ scene: Scene) -> [FieldError] {
        guard let old, scene.target.subresource.isEmpty else { return [] }
        if Self.unchangeable(object) == Self.unchangeable(old), Self.tolerationsOnlyGrow(object, old) { return [] }
        return [
            .forbidden(
                "spec",
                "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)")
        ]
    }

    /// The part of a spec that stays as it is.
    private static func unchangeable(_ pod: JSON) -> JSON {
        var spec = pod["spec"] ?? [:]
        for list in ["containers", "initContainers"] {
            guard case .array(var items)? = spec[list] else { continue }
            for index in items.indices { items[index]["image"] = nil }
            spec[list] = .array(items)
        }
        for key in ["activeDeadlineSeconds", "tolerations", "schedulingGates"] { spec[key] = nil }
        if spec["terminationGracePeriodSeconds"]?.int ?? 0 < 0 { spec["terminationGracePeriodSeconds"] = 1 }
        return spec
    }

    private static func tolerationsOnlyGrow(_ new: JSON, _ old: JSON) -> Bool {
        let present = new["spec", "tolerations"]?.array ?? []
        func timeless(_ toleration: JSON) -> JSON {
            var toleration = toleration
            toleration["tolerationSeconds"] = nil
            return toleration
        }
        let kinds = Set(present.map(timeless))
        return (old["spec", "tolerations"]?.array ?? []).allSatisfy { kinds.contains(timeless($0)) }
    }

    func gracePeriod(_ object: JSON, asked: Int?) -> Int? {
        if object["spec", "nodeName"]?.string ?? "" == "" { return 0 }
        let phase = object["status", "phase"]?.string
        if phase == "Failed" || phase == "Succeeded" { return 0 }
        let seconds = asked ?? object["spec", "terminationGracePeriodSeconds"]?.int ?? 30
        return Deletion.bounded(gracePeriod: seconds)
    }
}

/// The ServiceAccount admission plugin: every pod has an account, and unless told otherwise its token.
enum PodServiceAccount {
    private static let mountPath = "/var/run/secrets/kubernetes.io/serviceaccount"
    private static let volumePrefix = "kube-api-access-"
    private static let accounts = GroupResource("", "serviceaccounts")

    static func admit(_ spec: inout JSON, _ pod: JSON, _ scene: Scene) throws {
        // Static pods are mirrored as they are.
        if pod["metadata", "annotations", "kubernetes.io/config.mirror"] != nil { return }
        var name = spec["serviceAccountName"]?.string ?? ""
        if name.isEmpty { name = "default" }
        spec["serviceAccountName"] = .string(name)
        spec["serviceAccount"] = .string(name)
        let namespace = scene.target.namespace
        let record = scene.server.store.get(accounts, ObjectName(namespace: namespace, name: name))
        let account = try record.map { try scene.server.parsed($0.bytes) }
        // A namespace's own account may be a moment behind the namespace: Kubernetes waits for it, we do without.
        if account == nil, name != "default" {
            throw StatusError.forbidden(
                PodStrategy.resource, scene.target.name,
                "error looking up service account \(namespace)/\(name): serviceaccount \(name.goQuoted) not found")
        }
        if spec["imagePullSecrets"]?.array?.isEmpty ?? true, let secrets = account?["imagePullSecrets"]?.array, !secrets.isEmpty {
            spec["imagePullSecrets"] = .array(secrets)
        }
        let mounts = spec["automountServiceAccountToken"]?.bool ?? account?["automountServiceAccountToken"]?.bool ?? true
        if mounts { mountToken(&spec) }
    }

    private static func mountToken(_ spec: inout JSON) {
        var volumes = spec["volumes"]?.array ?? []
        let present = volumes.first { $0["name"]?.string?.hasPrefix(volumePrefix) ?? false && $0["projected"] != nil }
        let name = present?["name"]?.string ?? volumePrefix + RandomName.suffix()
        var isUsed = false
        for list in ["initContainers", "containers"] {
            guard case .array(var containers)? = spec[list] else { continue }
            for index in containers.indices {
                var mounts = containers[index]["volumeMounts"]?.array ?? []
                if mounts.contains(where: { $0["mountPath"]?.string == mountPath }) { continue }
                mounts.append(["name": .string(name), "readOnly": true, "mountPath": .string(mountPath)])
                containers[index]["volumeMounts"] = .array(mounts)
                isUsed = true
            }
            spec[list] = .array(containers)
        }
        guard isUsed, present == nil else { return }
        volumes.append(["name": .string(name), "projected": projection])
        spec["volumes"] = .array(volumes)
    }

    /// The token lives an hour and is renewed; the odd seven seconds are Kubernetes' mark of its own requests.
    private static let projection: JSON = [
        "defaultMode": 420,
        "sources": [
            ["serviceAccountToken": ["expirationSeconds": 3607, "path": "token"]],
            ["configMap": ["items": [["key": "ca.crt", "path": "ca.crt"]], "name": "kube-root-ca.crt"]],
            [
                "downwardAPI": [
                    "items": [["fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.namespace"], "path": "namespace"]]
                ]
            ],
        ],
    ]
}

/// The Priority admission plugin.
enum PodPriority {
    private static let classes = GroupResource("scheduling.k8s.io", "priorityclasses")
    private static let system: [String: Int] = ["system-cluster-critical": 2_000_000_000, "system-node-critical": 2_000_001_000]

    static func admit(_ spec: inout JSON, _ pod: JSON, _ scene: Scene) throws {
        let name = spec["priorityClassName"]?.string ?? ""
        var chosen: JSON?
        if name.isEmpty {
            for record in try scene.server.store.list(classes).records {
                let found = try scene.server.parsed(record.bytes)
                guard found["globalDefault"]?.bool == true else { continue }
                if found["value"]?.int ?? 0 < chosen?["value"]?.int ?? .max { chosen = found }
            }
            if let chosen { spec["priorityClassName"] = .string(chosen.name) }
        } else if let value = system[name] {
            chosen = ["value": JSON(value)]
        } else if let record = scene.server.store.get(classes, ObjectName(name: name)) {
            chosen = try scene.server.parsed(record.bytes)
        } else {
            throw StatusError.forbidden(
                PodStrategy.resource, scene.target.name, "no PriorityClass with name \(name) was found")
        }
        spec["priority"] = chosen?["value"] ?? 0
        if spec["preemptionPolicy"] == nil {
            spec["preemptionPolicy"] = chosen?["preemptionPolicy"] ?? "PreemptLowerPriority"
        }
    }
}

/// The DefaultTolerationSeconds admission plugin: five minutes on a node that has gone away.
enum PodTolerations {
    private static let keys = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"]

    static func admit(_ spec: inout JSON) {
        var tolerations = spec["tolerations"]?.array ?? []
        for key in keys where !tolerations.contains(where: { tolerates($0, key) }) {
            tolerations.append(
                ["key": .string(key), "operator": "Exists", "effect": "NoExecute", "tolerationSeconds": 300])
        }
        spec["tolerations"] = .array(tolerations)
    }

    private static func tolerates(_ toleration: JSON, _ key: String) -> Bool {
        let own = toleration["key"]?.string ?? ""
        let effect = toleration["effect"]?.string ?? ""
        return (own.isEmpty || own == key) && (effect.isEmpty || effect == "NoExecute")
    }
}

/// `status.qosClass`, by requests and limits of processor and memory.
enum PodQuality {
    static func of(_ spec: JSON) -> String {
        let containers = (spec["containers"]?.array ?? []) + (spec["initContainers"]?.array ?? [])
        var isGuaranteed = true
        var isBestEffort = true
        for container in containers {
            let requests = container["resources", "requests"] ?? [:]
            let limits = container["resources", "limits"] ?? [:]
            for name in ["cpu", "memory"] {
                let (request, limit) = (quantity(requests[name]), quantity(limits[name]))
                if request != nil || limit != nil { isBestEffort = false }
                if limit == nil || (request != nil && request != limit) { isGuaranteed = false }
            }
        }
        if isBestEffort { return "BestEffort" }
        return isGuaranteed ? "Guaranteed" : "Burstable"
    }

    /// Nil for none and for zero, which says nothing.
    private static func quantity(_ value: JSON?) -> String? {
        guard let text = value?.string, text != "0" else { return nil }
        return text
    }
}
