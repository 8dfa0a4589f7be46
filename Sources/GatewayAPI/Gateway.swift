package import JSON
package import Kube

package struct Gateway: Resource {
    package static let resource = GroupVersionResource.gateway("gateways")
    package static let kind = "Gateway"

    package struct Address: JSONDecodable, Sendable, Hashable {
        /// `IPAddress`, `Hostname`, `NamedAddress` or a domain-prefixed one; the API server fills in `IPAddress`.
        package var type: String?
        package var value: String

        package init(json: JSON) {
            type = json["type"]?.string
            value = json.text("value")
        }
    }

    package struct Infrastructure: JSONDecodable, Sendable, Hashable {
        package var labels: [String: String]
        package var annotations: [String: String]
        package var parametersRef: ObjectReference?

        package init(json: JSON) {
            labels = json.stringMap("labels")
            annotations = json.stringMap("annotations")
            parametersRef = json.value("parametersRef")
        }
    }

    /// `spec.tls`: of the Gateway as a whole, towards clients and towards backends.
    package struct TLS: JSONDecodable, Sendable, Hashable {
        package struct Validation: JSONDecodable, Sendable, Hashable {
            package var caCertificateRefs: [ObjectReference]
            /// `AllowValidOnly` (also when absent) or `AllowInsecureFallback`.
            package var mode: String

            package init(json: JSON) {
                caCertificateRefs = json.list("caCertificateRefs")
                mode = json["mode"]?.string ?? "AllowValidOnly"
            }
        }

        package struct PortFrontend: JSONDecodable, Sendable, Hashable {
            package var port: Int
            package var validation: Validation?

            package init(json: JSON) {
                port = json["port"]?.int ?? 0
                validation = json["tls", "validation"].map(Validation.init(json:))
            }
        }

        package struct Frontend: JSONDecodable, Sendable, Hashable {
            package var defaultValidation: Validation?
            package var perPort: [PortFrontend]

            package init(json: JSON) {
                defaultValidation = json["default", "validation"].map(Validation.init(json:))
                perPort = json.list("perPort")
            }
        }

        package struct Backend: JSONDecodable, Sendable, Hashable {
            package var clientCertificateRef: ObjectReference?

            package init(json: JSON) { clientCertificateRef = json.value("clientCertificateRef") }
        }

        package var frontend: Frontend?
        package var backend: Backend?

        package init(json: JSON) {
            frontend = json.value("frontend")
            backend = json.value("backend")
        }
    }

    package var metadata: ObjectMeta
    package var gatewayClassName: String
    package var listeners: [Listener]
    package var addresses: [Address]
    package var infrastructure: Infrastructure?
    package var allowedListeners: NamespaceFilter?
    package var tls: TLS?
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        gatewayClassName = spec.text("gatewayClassName")
        listeners = spec.list("listeners")
        // An address without a value asks for any of its type, which is what a Gateway without addresses gets.
        addresses = spec.list("addresses").filter { $0.type != "IPAddress" || !$0.value.isEmpty }
        infrastructure = spec.value("infrastructure")
        allowedListeners = spec["allowedListeners", "namespaces"].map(NamespaceFilter.init(json:))
        tls = spec.value("tls")
        status = json["status"] ?? [:]
    }
}

/// A listener of a Gateway or an entry of a ListenerSet.
package struct Listener: JSONDecodable, Sendable, Hashable {
    package struct TLS: JSONDecodable, Sendable, Hashable {
        /// `Terminate` or `Passthrough`.
        package var mode: String?
        package var certificateRefs: [ObjectReference]
        package var options: [String: String]

        package init(json: JSON) {
            mode = json["mode"]?.string
            certificateRefs = json.list("certificateRefs")
            options = json.stringMap("options")
        }
    }

    package struct AllowedRoutes: JSONDecodable, Sendable, Hashable {
        package var namespaces: NamespaceFilter?
        package var kinds: [RouteGroupKind]

        package init(json: JSON) {
            namespaces = json.value("namespaces")
            kinds = json.list("kinds")
        }
    }

    package var name: String
    package var hostname: String?
    package var port: Int
    /// `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`, or something else.
    package var listenerProtocol: String
    package var tls: TLS?
    package var allowedRoutes: AllowedRoutes?

    package init(json: JSON) {
        name = json.text("name")
        hostname = json["hostname"]?.string
        port = json["port"]?.int ?? 0
        listenerProtocol = json.text("protocol")
        tls = json.value("tls")
        allowedRoutes = json.value("allowedRoutes")
    }
}

/// `namespaces: {from, selector}` of listeners (routes) and Gateways (ListenerSets).
package struct NamespaceFilter: JSONDecodable, Sendable, Hashable {
    /// `All`, `Same`, `Selector`, `None`.
    package var from: String?
    package var selector: ObjectSelector?

    package init(json: JSON) {
        from = json["from"]?.string
        selector = json.value("selector")
    }
}

package struct ListenerSet: Resource {
    package static let resource = GroupVersionResource.gateway("listenersets")
    package static let kind = "ListenerSet"

    package var metadata: ObjectMeta
    package var parentRef: ObjectReference
    package var listeners: [Listener]
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        parentRef = ObjectReference(json: spec["parentRef"] ?? [:])
        listeners = spec.list("listeners")
        status = json["status"] ?? [:]
    }
}
