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
        // Settings with a problem have been refused; those of fleets from before stay what they were.
        return (try? BootstrapSettings(envoyProxySpec?["bootstrap"])?.text(over: own)) ?? YAML.text(own)
    }
}
