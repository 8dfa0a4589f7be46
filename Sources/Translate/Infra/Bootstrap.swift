internal import JSON
internal import XDS
internal import YAML

extension ProxyInfra {
    /// What Envoy is started with, as YAML: its admin port, and where it gets everything else from.
    var bootstrap: String {
        var fleet = Bootstrap.GatewayFleet(clusterName: name, controllerHost: controllerHost + ".")
        fleet.showsToken = isBesideGateway
        fleet.family = envoyProxySpec?["ipFamily"]?.string.flatMap(Bootstrap.GatewayFleet.Family.init) ?? .v4
        var own = Bootstrap(fleet).json
        own["node"] = ["locality": ["zone": "$(ENVOY_SERVICE_ZONE)"]]
        guard let settings = envoyProxySpec?["bootstrap"], let text = settings["value"]?.string,
            let value = try? YAML.document(text)
        else { return YAML.text(own) }
        switch settings["type"]?.string {
        case "Merge"?: return YAML.text(Self.merge(value, into: own))
        case "JSONPatch"?: return YAML.text(own)
        default: return text
        }
    }

    private static func merge(_ patch: JSON, into target: JSON) -> JSON {
        switch (patch, target) {
        case (.object(let members), .object):
            var result = target
            for (key, value) in members { result[key] = merge(value, into: target[key] ?? .null) }
            return result
        case (.array(let more), .array(let present)): return .array(present + more)
        default: return patch
        }
    }
}
