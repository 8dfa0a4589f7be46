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
        var merged = override
        switch type {
        case "JSONMerge": merged.spec = Patches.merge(override.spec, to: base.spec)
        case "StrategicMerge":
            let schema = MergeKeys(kind: EnvoyProxy.kind)
            merged.spec = (try? Patches.strategic(override.spec, to: base.spec, schema: schema)) ?? override.spec
        default: break
        }
        return merged
    }
}
