package import JSON
package import Kube

package struct BackendTLSPolicy: StatusBearing {
    package static let resource = GroupVersionResource.gateway("backendtlspolicies")
    package static let kind = "BackendTLSPolicy"

    package struct SubjectAltName: JSONDecodable, Sendable, Hashable {
        /// `Hostname` or `URI`.
        package var type: String
        package var hostname: String
        package var uri: String

        package init(json: JSON) {
            type = json.text("type")
            hostname = json.text("hostname")
            uri = json.text("uri")
        }
    }

    package var metadata: ObjectMeta
    package var targetRefs: [PolicyTarget]
    package var caCertificateRefs: [ObjectReference]
    /// `System`, or something unknown.
    package var wellKnownCACertificates: String?
    package var hostname: String
    package var subjectAltNames: [SubjectAltName]
    package var options: [String: String]
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        let validation = spec["validation"] ?? [:]
        targetRefs = spec.list("targetRefs")
        caCertificateRefs = validation.list("caCertificateRefs")
        wellKnownCACertificates = validation["wellKnownCACertificates"]?.string
        hostname = validation.text("hostname")
        subjectAltNames = validation.list("subjectAltNames")
        options = spec.stringMap("options")
        status = json["status"] ?? [:]
    }
}
