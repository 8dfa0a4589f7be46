package import JSON
package import Kube

/// Settings of a fleet of proxies. The spec stays JSON because specs of several levels are merged as JSON; what is read
/// from it is read by name.
package struct EnvoyProxy: Resource {
    package static let resource = GroupVersionResource.envoyGateway("envoyproxies")
    package static let kind = "EnvoyProxy"

    package var metadata: ObjectMeta
    package var spec: JSON
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        spec = json["spec"] ?? [:]
        status = json["status"] ?? [:]
    }

    package var mergesGateways: Bool { spec["mergeGateways"]?.bool ?? false }
    /// `Endpoint` or `Service`.
    package var routingType: String? { spec["routingType"]?.string }
    /// `IPv4`, `IPv6`, `DualStack`.
    package var ipFamily: String? { spec["ipFamily"]?.string }
    package var preservesRouteOrder: Bool { spec["preserveRouteOrder"]?.bool ?? false }
    package var backendTLS: BackendTLSParameters? { spec.value("backendTLS") }
    package var usesListenerPortAsContainerPort: Bool {
        spec["provider", "kubernetes", "useListenerPortAsContainerPort"]?.bool ?? false
    }
}
