import GatewayAPI
import JSON
import Kube

/// One EnvoyProxy from three levels: the Gateway's over the class's over the controller's default.
///
/// At each step the more specific one says by its `mergeType` how; without one it replaces what is below.
enum EnvoyProxyMerge {
    static func merge(defaultSpec: JSON?, classProxy: EnvoyProxy?, gatewayProxy: EnvoyProxy?) -> EnvoyProxy? {
        let gatewayType = mergeType(gatewayProxy)
        let upper = merge(classProxy, gatewayProxy, gatewayType)
        let lower = defaultSpec.map { spec in EnvoyProxy(json: ["spec": spec]) }
        return merge(lower, upper, mergeType(classProxy) ?? gatewayType)
    }

    private static func mergeType(_ proxy: EnvoyProxy?) -> String? { proxy?.spec["mergeType"]?.string }

    private static func merge(_ base: EnvoyProxy?, _ override: EnvoyProxy?, _ type: String?) -> EnvoyProxy? {
        guard let override else { return base }
        guard let base else { return override }
        switch type {
        case "JSONMerge", "StrategicMerge":
            var merged = override
            merged.spec = overlay(base.spec, override.spec, isStrategic: type == "StrategicMerge")
            return merged
        default: return override
        }
    }

    /// Objects are merged member by member. Lists are replaced, except that a strategic merge joins lists of named
    /// things (`env`, `volumes`, `containers` …) by their names.
    private static func overlay(_ base: JSON, _ override: JSON, isStrategic: Bool) -> JSON {
        switch (base, override) {
        case (.object(var base), .object(let override)):
            for (key, value) in override {
                if value.isNull {
                    base[key] = nil
                } else if let present = base[key] {
                    base[key] =
                        if isStrategic, let mergeKey = mergeKeys[key], let old = present.array, let new = value.array {
                            .array(join(old, new, by: mergeKey))
                        } else {
                            overlay(present, value, isStrategic: isStrategic)
                        }
                } else {
                    base[key] = value
                }
            }
            return .object(base)
        default: return override
        }
    }

    /// Kubernetes' patch merge keys of the lists that an EnvoyProxy takes over from pod specs.
    private static let mergeKeys = [
        "env": "name", "volumes": "name", "volumeMounts": "mountPath", "initContainers": "name",
        "imagePullSecrets": "name", "containers": "name",
    ]

    private static func join(_ base: [JSON], _ override: [JSON], by key: String) -> [JSON] {
        var rest = override
        let kept = base.map { item in
            guard let index = rest.firstIndex(where: { $0[key] == item[key] }) else { return item }
            return overlay(item, rest.remove(at: index), isStrategic: true)
        }
        // Strategic merge puts what is new first.
        return rest + kept
    }
}
