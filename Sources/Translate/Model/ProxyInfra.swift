package import JSON

/// The Envoy Deployment and Service that a fleet of proxies needs.
package struct ProxyInfra: Sendable, Hashable {
    package struct Listener: Sendable, Hashable {
        package var name: String
        package var ports: [Port]

        package init(name: String, ports: [Port]) {
            self.name = name
            self.ports = ports
        }
    }

    package struct Port: Sendable, Hashable {
        /// `http-80`: of the Service's port.
        package var name: String
        /// `HTTP`, `HTTPS`, `TLS`, `TCP` or `UDP`.
        package var listenerProtocol: String
        package var servicePort: Int
        package var containerPort: Int

        package init(name: String, listenerProtocol: String, servicePort: Int, containerPort: Int) {
            self.name = name
            self.listenerProtocol = listenerProtocol
            self.servicePort = servicePort
            self.containerPort = containerPort
        }
    }

    package struct Owner: Sendable, Hashable {
        /// `GatewayClass` or `Gateway`.
        package var kind: String
        package var name: String
        package var uid: String

        package init(kind: String, name: String, uid: String) {
            self.kind = kind
            self.name = name
            self.uid = uid
        }
    }

    /// `namespace/gateway`, or the class when Gateways are merged; what Envoy is started with as its cluster.
    package var name: String
    /// The namespace of its objects: the controller's, or the Gateway's own in gateway-namespace mode.
    package var namespace: String
    /// The name that Deployment, Service, ServiceAccount and ConfigMap share (`envoy-default-eg-e41e7b31`).
    package var objectName: String
    /// Those of all objects: managed-by, owner and the Gateway's `infrastructure.labels`.
    package var labels: [String: String]
    /// The Gateway's `infrastructure.annotations`.
    package var annotations: [String: String]
    package var owner: Owner
    /// Where the controller is: its own namespace, not always that of the objects.
    package var controllerNamespace = ""
    package var listeners: [Listener] = []
    /// `spec.addresses` of type IPAddress: the Service's external IPs (ClusterIP and LoadBalancer).
    package var addresses: [String] = []
    /// The spec of the EnvoyProxy in force, merged; nil when none is.
    package var envoyProxySpec: JSON?

    package init(
        name: String, namespace: String, objectName: String, labels: [String: String], annotations: [String: String],
        owner: Owner
    ) {
        self.name = name
        self.namespace = namespace
        self.objectName = objectName
        self.labels = labels
        self.annotations = annotations
        self.owner = owner
    }
}
