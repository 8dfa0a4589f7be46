package import JSON

/// The controller's own configuration: `envoy-gateway.yaml` in ConfigMap `envoy-gateway-config`, kind EnvoyGateway.
package struct EnvoyGatewayConfiguration: Sendable, Hashable {
    package var controllerName = "gateway.envoyproxy.io/gatewayclass-controller"
    /// Where the controller and, outside gateway-namespace mode, its proxies live.
    package var controllerNamespace = "envoy-gateway-system"
    package var enablesBackend = false
    package var enablesEnvoyPatchPolicy = false
    package var enablesLua = false
    package var enablesSDSSecretRef = false
    /// `provider.kubernetes.deploy.type: GatewayNamespace`: proxies live beside their Gateway.
    package var isGatewayNamespaceMode = false
    /// `provider.custom…host`: proxies run on this machine and may use its loopback addresses.
    package var runsOnHost = false
    /// Runtime flag PerResourceSystemCASecret.
    package var perResourceSystemCASecret = false
    /// `envoyProxy`: the spec that those of GatewayClasses and Gateways build on.
    package var envoyProxySpec: JSON?
    /// Namespaces to watch; empty for all.
    package var watchedNamespaces: [String] = []
    package var watchedNamespaceSelector: ObjectSelector?
    /// Levels by component; `default` is always there.
    package var logLevels: [String: String] = ["default": "info"]
    package var logsJSON = false
    package var hasGlobalRateLimit = false

    package init() {}
}
