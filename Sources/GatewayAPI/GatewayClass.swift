package import JSON
package import Kube

package struct GatewayClass: Resource {
    package static let resource = GroupVersionResource.gateway("gatewayclasses")
    package static let kind = "GatewayClass"
    package static let finalizer = "gateway-exists-finalizer.gateway.networking.k8s.io"

    package var metadata: ObjectMeta
    package var controllerName: String
    package var parametersRef: ObjectReference?
    /// The finalizer by which the controller keeps a class as long as Gateways use it.
    package var hasFinalizer: Bool
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        controllerName = spec.text("controllerName")
        parametersRef = spec.value("parametersRef")
        hasFinalizer = json.finalizers.contains(Self.finalizer)
        status = json["status"] ?? [:]
    }
}
