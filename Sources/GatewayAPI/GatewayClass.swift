package import JSON
package import Kube

package struct GatewayClass: Resource {
    package static let resource = GroupVersionResource.gateway("gatewayclasses")
    package static let kind = "GatewayClass"

    package var metadata: ObjectMeta
    package var controllerName: String
    package var parametersRef: ObjectReference?
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        controllerName = spec.text("controllerName")
        parametersRef = spec.value("parametersRef")
        status = json["status"] ?? [:]
    }
}
