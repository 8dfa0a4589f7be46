package import JSON
package import Kube

package struct Backend: StatusBearing {
    package static let resource = GroupVersionResource.envoyGateway("backends")
    package static let kind = "Backend"

    package struct Endpoint: JSONDecodable, Sendable, Hashable {
        package enum Address: Sendable, Hashable {
            case fqdn(hostname: String, port: Int)
            case ip(address: String, port: Int)
            case unix(path: String)
        }

        package var hostname: String?
        package var zone: String?
        /// Nil when none is given, which the API server refuses.
        package var address: Address?

        package init(json: JSON) {
            hostname = json["hostname"]?.string
            zone = json["zone"]?.string
            if let fqdn = json["fqdn"], !fqdn.isNull {
                address = .fqdn(hostname: fqdn.text("hostname"), port: fqdn["port"]?.int ?? 0)
            } else if let ip = json["ip"], !ip.isNull {
                address = .ip(address: ip.text("address"), port: ip["port"]?.int ?? 0)
            } else if let unix = json["unix"], !unix.isNull {
                address = .unix(path: unix.text("path"))
            }
        }
    }

    package struct TLS: JSONDecodable, Sendable, Hashable {
        package var caCertificateRefs: [ObjectReference]
        package var wellKnownCACertificates: String?
        package var insecureSkipVerify: Bool?
        package var sni: String?
        package var autoSNIFromEndpointHostname: Bool?
        package var parameters: BackendTLSParameters

        package init(json: JSON) {
            caCertificateRefs = json.list("caCertificateRefs")
            wellKnownCACertificates = json["wellKnownCACertificates"]?.string
            insecureSkipVerify = json["insecureSkipVerify"]?.bool
            sni = json["sni"]?.string
            autoSNIFromEndpointHostname = json["autoSNIFromEndpointHostname"]?.bool
            parameters = BackendTLSParameters(json: json)
        }
    }

    package var metadata: ObjectMeta
    package var isDynamicResolver: Bool
    package var endpoints: [Endpoint]
    package var appProtocols: [String]
    package var fallback: Bool
    package var tls: TLS?
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        isDynamicResolver = spec["type"]?.string == "DynamicResolver"
        endpoints = spec.list("endpoints")
        appProtocols = spec.strings("appProtocols")
        fallback = spec["fallback"]?.bool ?? false
        tls = spec.value("tls")
        status = json["status"] ?? [:]
    }
}

/// How Envoy speaks TLS to backends: `EnvoyProxy.spec.backendTLS`, also inside `Backend.spec.tls`.
package struct BackendTLSParameters: JSONDecodable, Sendable, Hashable {
    package var clientCertificateRef: ObjectReference?
    package var minVersion: String?
    package var maxVersion: String?
    package var ciphers: [String]
    package var ecdhCurves: [String]
    package var signatureAlgorithms: [String]
    /// Nil when absent; empty when given so.
    package var alpnProtocols: [String]?

    package init(json: JSON) {
        clientCertificateRef = json.value("clientCertificateRef")
        minVersion = json["minVersion"]?.string
        maxVersion = json["maxVersion"]?.string
        ciphers = json.strings("ciphers")
        ecdhCurves = json.strings("ecdhCurves")
        signatureAlgorithms = json.strings("signatureAlgorithms")
        alpnProtocols = json["alpnProtocols"]?.array?.compactMap(\.string)
    }
}
