import JSON
import Kube

/// How a strategic merge treats the lists of pods, workloads and Services, and those that an EnvoyProxy takes over from
/// them.
///
/// The schemas of these kinds are the API server's, which the translator does not know. Names of members are all it
/// takes: but for `ports`, those that mean several things have no key in any of them.
struct MergeKeys: MergeSchema {
    /// Of the object as a whole.
    private let kind: String
    private var member = ""
    /// The list whose element this is a member of.
    private var list = ""

    init(kind: String) { self.kind = kind }

    private static let keys = [
        "containers": "name", "initContainers": "name", "ephemeralContainers": "name", "env": "name",
        "volumes": "name", "volumeMounts": "mountPath", "volumeDevices": "devicePath", "imagePullSecrets": "name",
        "topologySpreadConstraints": "topologyKey", "hostAliases": "ip", "resourceClaims": "name",
        "schedulingGates": "name", "ownerReferences": "uid",
    ]
    private static let containers: Set<String> = ["containers", "initContainers", "ephemeralContainers"]

    func property(_ name: String) -> MergeKeys? {
        var child = self
        child.member = name
        return child
    }

    var items: MergeKeys? {
        var child = self
        child.list = member
        child.member = ""
        return child
    }

    var patchStrategy: PatchStrategy {
        if kind == "PodDisruptionBudget", member == "selector" { return .replace }
        return patchMergeKey != nil || member == "finalizers" ? .merge : []
    }

    var patchMergeKey: String? {
        guard member == "ports" else { return Self.keys[member] }
        return Self.containers.contains(list) ? "containerPort" : "port"
    }

    var additional: MergeKeys? { nil }
    var listType: ListType { .atomic }
    var listMapKeys: [String] { [] }
    var isAtomicMap: Bool { false }
    var preservesUnknownMembers: Bool { true }
    var declaresMembers: Bool { false }
    var emptyValue: JSON? { nil }
    var defaultValue: JSON? { nil }
}
