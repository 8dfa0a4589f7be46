/// The schemas of everything the sandbox is born with, in our notation. `scripts/schemas/README.md` has the grammar and
/// says how the texts are made.
enum Notation {
    /// Kubernetes' own packages. The alias is how types of other packages refer to theirs: `core/PodSpec`.
    static let packages: [NotationFile] = [
        file("core", core), file("meta", meta), file("admission", admission), file("apiextensions", apiextensions),
        file("apiregistration", apiregistration), file("apps", apps), file("authentication", authentication),
        file("authorization", authorization), file("autoscaling", autoscaling), file("autoscalingV1", autoscalingV1),
        file("batch", batch), file("certificates", certificates), file("coordination", coordination),
        file("discovery", discovery), file("events", events), file("flowcontrol", flowcontrol),
        file("networking", networking), file("node", node), file("policy", policy), file("rbac", rbac),
        file("resource", resource), file("scheduling", scheduling), file("storage", storage),
    ]

    /// CustomResourceDefinitions, one a text.
    static let customResources: [NotationFile] = [
        file("Backend", crdBackend), file("BackendTLSPolicy", crdBackendTLSPolicy),
        file("BackendTrafficPolicy", crdBackendTrafficPolicy), file("ClientTrafficPolicy", crdClientTrafficPolicy),
        file("EnvoyExtensionPolicy", crdEnvoyExtensionPolicy), file("EnvoyPatchPolicy", crdEnvoyPatchPolicy),
        file("EnvoyProxy", crdEnvoyProxy), file("GRPCRoute", crdGRPCRoute), file("Gateway", crdGateway),
        file("GatewayClass", crdGatewayClass), file("HTTPRoute", crdHTTPRoute),
        file("HTTPRouteFilter", crdHTTPRouteFilter), file("ListenerSet", crdListenerSet),
        file("ReferenceGrant", crdReferenceGrant), file("SecurityPolicy", crdSecurityPolicy),
        file("ServiceImport", crdServiceImport), file("TCPRoute", crdTCPRoute), file("TLSRoute", crdTLSRoute),
        file("UDPRoute", crdUDPRoute), file("XBackend", crdXBackend),
        file("XBackendTrafficPolicy", crdXBackendTrafficPolicy), file("XMesh", crdXMesh),
    ]

    static let types = TypeTable(packages + customResources)

    private static func file(_ alias: String, _ text: StaticString) -> NotationFile {
        NotationFile(alias: alias, text: NotationText(text: text))
    }
}
