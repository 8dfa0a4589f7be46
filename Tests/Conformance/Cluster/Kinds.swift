/// The kinds that the manifests use, and where the API server keeps them.
struct Kind: Sendable {
    var apiVersion: String
    var plural: String
    var isNamespaced = true
    /// Its content stands under `spec`.
    var hasSpec = true
    /// What a manifest creates first.
    var rank = 5

    static let all: [String: Kind] = {
        let gateway = "gateway.networking.k8s.io/v1"
        return [
            "Namespace": Kind(apiVersion: "v1", plural: "namespaces", isNamespaced: false, rank: 0),
            "Secret": Kind(apiVersion: "v1", plural: "secrets", hasSpec: false, rank: 1),
            "ConfigMap": Kind(apiVersion: "v1", plural: "configmaps", hasSpec: false, rank: 1),
            "Service": Kind(apiVersion: "v1", plural: "services", rank: 2),
            "ServiceAccount": Kind(apiVersion: "v1", plural: "serviceaccounts", hasSpec: false, rank: 2),
            "Pod": Kind(apiVersion: "v1", plural: "pods"),
            "EndpointSlice": Kind(apiVersion: "discovery.k8s.io/v1", plural: "endpointslices", hasSpec: false, rank: 2),
            "Deployment": Kind(apiVersion: "apps/v1", plural: "deployments", rank: 2),
            "EnvoyProxy": Kind(apiVersion: "gateway.envoyproxy.io/v1alpha1", plural: "envoyproxies", rank: 2),
            "GatewayClass": Kind(apiVersion: gateway, plural: "gatewayclasses", isNamespaced: false, rank: 3),
            "ReferenceGrant": Kind(apiVersion: gateway, plural: "referencegrants", rank: 3),
            "BackendTLSPolicy": Kind(apiVersion: gateway, plural: "backendtlspolicies", rank: 3),
            "Gateway": Kind(apiVersion: gateway, plural: "gateways", rank: 4),
            "ListenerSet": Kind(apiVersion: gateway, plural: "listenersets", rank: 4),
            "HTTPRoute": Kind(apiVersion: gateway, plural: "httproutes"),
            "GRPCRoute": Kind(apiVersion: gateway, plural: "grpcroutes"),
            "TLSRoute": Kind(apiVersion: gateway, plural: "tlsroutes"),
            "TCPRoute": Kind(apiVersion: gateway, plural: "tcproutes"),
            "UDPRoute": Kind(apiVersion: gateway, plural: "udproutes"),
        ]
    }()

    static let routes: Set<String> = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"]

    /// The group that a reference to the kind names.
    var group: String { apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : "" }
}

/// An object's kind and name: `HTTPRoute/name` stands in the namespace `infra`, `HTTPRoute/web/name` in another.
struct Ref: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    static let home = "infra"

    var kind: String
    var namespace: String
    var name: String

    init(_ text: String) {
        let parts = text.split(separator: "/").map(String.init)
        kind = parts[0]
        namespace = parts.count > 2 ? parts[1] : Ref.home
        name = parts.last ?? ""
    }

    init(stringLiteral text: String) { self.init(text) }

    init(_ kind: String, _ namespace: String, _ name: String) {
        self.kind = kind
        self.namespace = namespace
        self.name = name
    }

    var description: String { "\(kind)/\(namespace)/\(name)" }

    /// The object's path on the API server, or that of its collection.
    func path(isCollection: Bool = false) -> String {
        let kind = Kind.all[kind] ?? Kind(apiVersion: "v1", plural: kind)
        let root = kind.apiVersion.contains("/") ? "/apis/" : "/api/"
        return root + kind.apiVersion + (kind.isNamespaced ? "/namespaces/" + namespace : "") + "/" + kind.plural
            + (isCollection ? "" : "/" + name)
    }
}
