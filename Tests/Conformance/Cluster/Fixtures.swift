import JSON
import YAML

/// What every demand finds: namespaces, four Gateways, and backends of each kind.
enum Fixtures {
    /// `plain` takes routes of its namespace, `secure` too, by HTTPS; `open` takes any, `labelled` those of backends.
    static let sharedGateways: Set<String> = ["plain", "secure", "open", "labelled"]

    private static let objects = """
        GatewayClass/eg: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}
        Namespace/infra: {metadata: {labels: {conformance: infra}}}
        Namespace/apps: {metadata: {labels: {conformance: backend}}}
        Namespace/web: {metadata: {labels: {conformance: backend}}}
        Gateway/plain: {listeners: [http HTTP:80 from=Same]}
        Gateway/secure:
          listeners:
          - https HTTPS:443 from=Same cert=infra/front
          - https-with-hostname HTTPS:443 second-example.org from=Same cert=infra/front
          - https-with-wildcard HTTPS:443 *.wildcard.org from=Same cert=infra/front
          - https-below-wildcard HTTPS:443 fourth-example.wildcard.org from=Same cert=infra/front
        Gateway/open: {listeners: [http HTTP:80 from=All]}
        Gateway/labelled: {listeners: ["http HTTP:80 label=conformance:backend"]}
        Service/v1:
          selector: {app: v1}
          ports:
          - {name: first, port: 8080, targetPort: 3000}
          - {name: second, port: 8081, targetPort: 3001, appProtocol: kubernetes.io/h2c}
          - {name: third, port: 8082, targetPort: 3000, appProtocol: kubernetes.io/ws}
        Service/tcp:
          selector: {app: tcp}
          ports: [{name: plain, port: 3000, targetPort: 3000}, {name: tls, port: 8443, targetPort: 8443}]
        Service/dns: {selector: {app: dns}, ports: [{name: dns, protocol: UDP, port: 53, targetPort: 53}]}
        ConfigMap/dns:
          data: {Corefile: ".:53 {\\n    forward . 8.8.8.8 9.9.9.9\\n    log\\n    errors\\n}\\nfoo.bar.com:53 {\\n    whoami\\n}\\n"}
        """

    static func install(in cluster: Cluster) async throws {
        var objects = try Manifest.objects(Self.objects)
        for (name, replicas) in [("v1", 2), ("v2", 2), ("v3", 1)] { objects.append(deployment(name, replicas: replicas)) }
        for name in ["v2", "v3"] { objects.append(service(name)) }
        objects += pair("web", in: "web") + pair("app-1", in: "apps") + pair("app-2", in: "apps")
        for name in ["grpc-1", "grpc-2", "grpc-3"] {
            objects.append(service(name, port: 8080, protocolName: "kubernetes.io/h2c"))
            objects.append(deployment(name, environment: ["GRPC_ECHO_SERVER": "1"]))
        }
        for name in ["tcp-1", "tcp-2", "tcp-3"] { objects += tcp(name) }
        for name in ["udp-1", "udp-2", "udp-3"] { objects += udp(name) }
        objects += tcp("tcp-web", in: "web") + udp("udp-app", in: "apps")
        objects.append(deployment("tcp", environment: ["TCP_ECHO_SERVER": "1"], secret: "passthrough", keyName: "TLS_SERVER_PRIV_KEY"))
        for (name, namespace, secret) in [("tls", "infra", "back"), ("tls-2", "infra", "back"), ("tls", "apps", "passthrough")] {
            objects.append(service(name, in: namespace, port: 443, targetPort: 8443))
            objects.append(deployment(name, in: namespace, secret: secret))
        }
        objects.append(nameServer)
        objects += secrets(cluster.certificates)
        // Deployments come before the Secrets that they mount: volumes appear late.
        for object in objects.sorted(by: { order($0) < order($1) }) { try await cluster.api.apply(object) }
        try await ready(cluster)
    }

    /// Has Envoy Gateway put proxies into their Gateways' namespaces; it starts anew with a changed configuration.
    static func deployBesideGateways(_ cluster: Cluster) async throws {
        let config: Ref = "ConfigMap/envoy-gateway-system/envoy-gateway-config"
        let text = try await cluster.api.get(config)?["data", "envoy-gateway.yaml"]?.string ?? ""
        var document = try YAML.document(text)
        document["provider", "kubernetes", "deploy"] = ["type": "GatewayNamespace"]
        try await cluster.api.merge(config, ["data": ["envoy-gateway.yaml": .string(YAML.text(document))]])
    }

    private static func order(_ object: JSON) -> Int {
        switch object.ref.kind {
        case "Namespace": 0
        case "Secret", "ConfigMap": 2
        default: 1
        }
    }

    private static func ready(_ cluster: Cluster) async throws {
        for namespace in ["infra", "apps", "web"] {
            try await Eventually.satisfied("the pods of \(namespace) are ready", within: .seconds(60)) {
                // The name server is waited for by the demand that asks it.
                let waiting = try await cluster.api.list("Pod", in: namespace, labels: "app!=dns").filter {
                    Conditions.value("Ready", of: $0) != "True"
                }
                return waiting.isEmpty ? nil : waiting.map(\.ref.name).joined(separator: " ")
            }
        }
        for name in sharedGateways.sorted() {
            try await Eventually.satisfied("Gateway \(name)", within: .seconds(60)) {
                let gateway = try await cluster.api.get(Ref("Gateway", Ref.home, name))
                return Conditions.complaint(of: gateway, ["Accepted=True", "Programmed=True"])
            }
        }
    }

    private static func secrets(_ certificates: Certificates) -> [JSON] {
        [
            Certificates.secret("front", in: "infra", certificates.front),
            Certificates.secret("back", in: "infra", certificates.back),
            Certificates.secret("passthrough", in: "infra", certificates.back),
            Certificates.secret("passthrough", in: "apps", certificates.back),
            Certificates.secret("terminating", in: "infra", certificates.terminating),
            Certificates.secret("gateway-client", in: "infra", certificates.gateway),
            Certificates.secret("certificate", in: "web", certificates.front),
            Certificates.configMap("servers", in: "infra", certificates.authority),
            Certificates.configMap("strangers", in: "infra", certificates.stranger),
            Certificates.configMap("clients", in: "infra", certificates.clients),
            Certificates.configMap("other-clients", in: "infra", certificates.otherClients),
            Certificates.configMap("clients", in: "web", certificates.clients),
        ]
    }

    private static func pair(_ name: String, in namespace: String) -> [JSON] {
        [service(name, in: namespace), deployment(name, in: namespace)]
    }

    private static func tcp(_ name: String, in namespace: String = Ref.home) -> [JSON] {
        [
            service(name, in: namespace, port: 3000),
            deployment(name, in: namespace, environment: ["TCP_ECHO_SERVER": "1", "SERVICE_NAME": name]),
        ]
    }

    private static func udp(_ name: String, in namespace: String = Ref.home) -> [JSON] {
        [
            service(name, in: namespace, port: 8080, targetPort: 8080, transport: "UDP"),
            deployment(name, in: namespace, environment: ["UDP_ECHO_SERVER": "1", "SERVICE_NAME": name]),
        ]
    }

    static func service(
        _ name: String, in namespace: String = Ref.home, port: Int = 8080, targetPort: Int = 3000, transport: String = "TCP",
        protocolName: String? = nil
    ) -> JSON {
        var port: JSON = ["name": "main", "protocol": .string(transport), "port": JSON(port), "targetPort": JSON(targetPort)]
        if let protocolName { port["appProtocol"] = .string(protocolName) }
        return Manifest.object(Ref("Service", namespace, name), ["selector": ["app": .string(name)], "ports": [port]])
    }

    /// Pods of the echo image. A secret is mounted as its TLS identity, an authority as whom it asks of its clients.
    static func deployment(
        _ name: String, in namespace: String = Ref.home, replicas: Int = 1, environment: [String: String] = [:],
        secret: String? = nil, keyName: String = "TLS_SERVER_PRIVKEY", clientAuthority: String? = nil
    ) -> JSON {
        var variables: [JSON] = [
            ["name": "POD_NAME", "valueFrom": ["fieldRef": ["fieldPath": "metadata.name"]]],
            ["name": "NAMESPACE", "valueFrom": ["fieldRef": ["fieldPath": "metadata.namespace"]]],
        ]
        var environment = environment
        var volumes: [JSON] = []
        var mounts: [JSON] = []
        if let secret {
            environment["TLS_SERVER_CERT"] = "/etc/identity/crt"
            environment[keyName] = "/etc/identity/key"
            let items: JSON = [["key": "tls.crt", "path": "crt"], ["key": "tls.key", "path": "key"]]
            volumes.append(["name": "identity", "secret": ["secretName": .string(secret), "items": items]])
            mounts.append(["name": "identity", "mountPath": "/etc/identity"])
        }
        if let clientAuthority {
            environment["TLS_CLIENT_CACERTS"] = "/etc/clients/ca"
            let items: JSON = [["key": "ca.crt", "path": "ca"]]
            volumes.append(["name": "clients", "configMap": ["name": .string(clientAuthority), "items": items]])
            mounts.append(["name": "clients", "mountPath": "/etc/clients"])
        }
        for (key, value) in environment.sorted(by: { $0.key < $1.key }) {
            variables.append(["name": .string(key), "value": .string(value)])
        }
        let container: JSON = [
            "name": .string(name), "image": "registry.k8s.io/gateway-api/echo-basic:v1.5.1", "env": .array(variables),
            "volumeMounts": .array(mounts),
        ]
        return workload(name, in: namespace, replicas: replicas, ["containers": [container], "volumes": .array(volumes)])
    }

    private static var nameServer: JSON {
        let container: JSON = [
            "name": "coredns", "image": "registry.k8s.io/coredns/coredns:v1.12.2", "args": ["-conf", "/root/Corefile"],
            "volumeMounts": [["name": "conf", "mountPath": "/root"]],
        ]
        return workload("dns", in: Ref.home, replicas: 1, [
            "containers": [container], "volumes": [["name": "conf", "configMap": ["name": "dns"]]],
        ])
    }

    private static func workload(_ name: String, in namespace: String, replicas: Int, _ pod: JSON) -> JSON {
        let labels: JSON = ["app": .string(name)]
        return Manifest.object(Ref("Deployment", namespace, name), [
            "replicas": JSON(replicas), "selector": ["matchLabels": labels],
            "template": ["metadata": ["labels": labels], "spec": pod],
        ])
    }
}
