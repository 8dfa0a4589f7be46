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
    /// Kinds of other groups that extensions bring, which routes may name as filters or backends.
    package var extensionKinds: [ExtensionKind] = []

    package struct ExtensionKind: Sendable, Hashable {
        package var group: String
        package var kind: String

        package init(group: String, kind: String) {
            self.group = group
            self.kind = kind
        }
    }

    /// Not Envoy Gateway's: answers 421 where HTTPS listeners of a port get each other's requests.
    package var detectsMisdirectedRequests = false

    package init() {}

    /// Reads and validates; what is unknown is ignored, as Envoy Gateway does.
    package init(json: JSON) throws(ConfigurationProblem) {
        try Self.validate(json)
        controllerName = json["gateway", "controllerName"]?.string ?? controllerName
        let provider = json["provider"] ?? [:]
        let kubernetes = provider["kubernetes"] ?? provider["custom", "resource", "kubernetes"] ?? [:]
        isGatewayNamespaceMode = kubernetes["deploy", "type"]?.string == "GatewayNamespace"
        runsOnHost =
            provider["type"]?.string == "Custom"
            && provider["custom", "infrastructure", "type"]?.string == "Host"
        watchedNamespaces = kubernetes["watch"]?.strings("namespaces") ?? []
        watchedNamespaceSelector = kubernetes["watch", "namespaceSelector"].map(ObjectSelector.init(json:))
        let apis = json["extensionApis"] ?? [:]
        enablesBackend = apis["enableBackend"]?.bool ?? false
        enablesEnvoyPatchPolicy = apis["enableEnvoyPatchPolicy"]?.bool ?? false
        enablesSDSSecretRef = apis["enableSDSSecretRef"]?.bool ?? false
        enablesLua = apis["disableLua"]?.bool.map { !$0 } ?? apis["enableLua"]?.bool ?? false
        perResourceSystemCASecret =
            json["runtimeFlags"]?.strings("enabled").contains("PerResourceSystemCASecret") ?? false
        envoyProxySpec = json["envoyProxy"]
        logLevels.merge(json["logging"]?.stringMap("level") ?? [:]) { _, new in new }
        logsJSON = json["logging", "encoder"]?.string == "JSON"
        hasGlobalRateLimit = json["rateLimit"]?.object != nil
        let managers = (json["extensionManagers"]?.array ?? []) + [json["extensionManager"]].compactMap { $0 }
        extensionKinds = managers.flatMap { manager in
            ["resources", "backendResources"].flatMap { manager[$0]?.array ?? [] }.map {
                ExtensionKind(group: $0.text("group"), kind: $0.text("kind"))
            }
        }
    }
}
