package import GatewayAPI
package import JSON
package import Kube

/// Everything a translation reads, at one revision. A value: keep one up to date with `set` and `remove` as watch events
/// come, and hand copies to the translator.
///
/// Each object is decoded once, when it comes in. Kinds that the translator does not read are ignored.
package struct ClusterView: Sendable {
    package var gatewayClasses: [ObjectName: GatewayClass] = [:]
    package var gateways: [ObjectName: Gateway] = [:]
    package var listenerSets: [ObjectName: ListenerSet] = [:]
    package var httpRoutes: [ObjectName: HTTPRoute] = [:]
    package var grpcRoutes: [ObjectName: GRPCRoute] = [:]
    package var tlsRoutes: [ObjectName: TLSRoute] = [:]
    package var tcpRoutes: [ObjectName: TCPRoute] = [:]
    package var udpRoutes: [ObjectName: UDPRoute] = [:]
    package var referenceGrants: [ObjectName: ReferenceGrant] = [:]
    package var backendTLSPolicies: [ObjectName: BackendTLSPolicy] = [:]

    package var backends: [ObjectName: Backend] = [:]
    package var httpRouteFilters: [ObjectName: HTTPRouteFilter] = [:]
    package var envoyProxies: [ObjectName: EnvoyProxy] = [:]
    package var envoyPatchPolicies: [ObjectName: EnvoyPatchPolicy] = [:]
    package var policies: [Policy.Kind: [ObjectName: Policy]] = [:]

    package var namespaces: [ObjectName: Namespace] = [:]
    package var services: [ObjectName: Service] = [:]
    package var serviceImports: [ObjectName: ServiceImport] = [:]
    package var endpointSlices = EndpointSlices()
    package var secrets: [ObjectName: Secret] = [:]
    package var configMaps: [ObjectName: ConfigMap] = [:]
    package var clusterTrustBundles: [ObjectName: ClusterTrustBundle] = [:]
    package var nodes: [ObjectName: Node] = [:]
    /// Deployments and DaemonSets of proxies: those whose labels say that Envoy Gateway manages them.
    package var deployments: [ObjectName: Workload] = [:]
    package var daemonSets: [ObjectName: Workload] = [:]

    package init() {}

    /// What to watch.
    package static let resources: [GroupVersionResource] =
        [
            GatewayClass.resource, Gateway.resource, ListenerSet.resource, HTTPRoute.resource, GRPCRoute.resource,
            TLSRoute.resource, TCPRoute.resource, UDPRoute.resource, ReferenceGrant.resource,
            BackendTLSPolicy.resource, Backend.resource, HTTPRouteFilter.resource, EnvoyProxy.resource,
            EnvoyPatchPolicy.resource,
        ] + Policy.Kind.allCases.map(\.resource) + [
            Namespace.resource, Service.resource, EndpointSlice.resource, Secret.resource, ConfigMap.resource,
            Node.resource, deploymentResource, daemonSetResource,
        ]

    package static let deploymentResource = GroupVersionResource("apps", "v1", "deployments")
    package static let daemonSetResource = GroupVersionResource("apps", "v1", "daemonsets")

    /// Takes in an object that was added or changed. `kind` and `apiVersion` say what it is.
    package mutating func set(_ object: JSON) { change(object, isRemoval: false) }

    /// Takes out an object that was deleted; only its type and name are read.
    package mutating func remove(_ object: JSON) { change(object, isRemoval: true) }

    private mutating func change(_ object: JSON, isRemoval: Bool) {
        func put<Value: JSONDecodable>(_ values: inout [ObjectName: Value]) {
            values[object.objectName] = isRemoval ? nil : Value(json: object)
        }
        let group = GroupVersion(apiVersion: object.apiVersion).group
        switch (group, object.kind) {
        case (Groups.gateway, GatewayClass.kind): put(&gatewayClasses)
        case (Groups.gateway, Gateway.kind): put(&gateways)
        case (Groups.gateway, ListenerSet.kind): put(&listenerSets)
        case (Groups.gateway, HTTPRoute.kind): put(&httpRoutes)
        case (Groups.gateway, GRPCRoute.kind): put(&grpcRoutes)
        case (Groups.gateway, TLSRoute.kind): put(&tlsRoutes)
        case (Groups.gateway, TCPRoute.kind): put(&tcpRoutes)
        case (Groups.gateway, UDPRoute.kind): put(&udpRoutes)
        case (Groups.gateway, ReferenceGrant.kind): put(&referenceGrants)
        case (Groups.gateway, BackendTLSPolicy.kind): put(&backendTLSPolicies)
        case (Groups.envoyGateway, Backend.kind): put(&backends)
        case (Groups.envoyGateway, HTTPRouteFilter.kind): put(&httpRouteFilters)
        case (Groups.envoyGateway, EnvoyProxy.kind): put(&envoyProxies)
        case (Groups.envoyGateway, EnvoyPatchPolicy.kind): put(&envoyPatchPolicies)
        case (Groups.envoyGateway, let name):
            guard let kind = Policy.Kind(rawValue: name) else { return }
            policies[kind, default: [:]][object.objectName] = isRemoval ? nil : Policy(kind: kind, json: object)
        case ("", Namespace.kind): put(&namespaces)
        case ("", Service.kind): put(&services)
        case ("", Secret.kind): put(&secrets)
        case ("", ConfigMap.kind): put(&configMaps)
        case ("", Node.kind): put(&nodes)
        case (Groups.multicluster, ServiceImport.kind): put(&serviceImports)
        case ("discovery.k8s.io", EndpointSlice.kind):
            endpointSlices.remove(object.objectName)
            if !isRemoval { endpointSlices.insert(EndpointSlice(json: object)) }
        case ("certificates.k8s.io", ClusterTrustBundle.kind): put(&clusterTrustBundles)
        case ("apps", "Deployment") where Self.isProxy(object): put(&deployments)
        case ("apps", "DaemonSet") where Self.isProxy(object): put(&daemonSets)
        default: return
        }
    }

    private static func isProxy(_ object: JSON) -> Bool {
        object["metadata", "labels"]?["app.kubernetes.io/managed-by"]?.string == "envoy-gateway"
    }
}

/// EndpointSlices found by the Service or ServiceImport they belong to.
package struct EndpointSlices: Sendable {
    package struct Owner: Sendable, Hashable {
        /// `Service` or `ServiceImport`.
        package var kind: String
        package var name: ObjectName

        package init(kind: String, name: ObjectName) {
            self.kind = kind
            self.name = name
        }
    }

    private var byOwner: [Owner: [ObjectName: EndpointSlice]] = [:]
    private var owners: [ObjectName: Owner] = [:]

    package init() {}

    /// By name, so that equal views translate equally.
    package func slices(of kind: String, _ name: ObjectName) -> [EndpointSlice] {
        (byOwner[Owner(kind: kind, name: name)]?.values).map { $0.sorted { $0.objectName < $1.objectName } } ?? []
    }

    package mutating func insert(_ slice: EndpointSlice) {
        let labels = slice.metadata.labels
        let owner: Owner
        if let service = labels["kubernetes.io/service-name"] {
            owner = Owner(kind: Service.kind, name: ObjectName(namespace: slice.metadata.namespace, name: service))
        } else if let service = labels["multicluster.kubernetes.io/service-name"] {
            owner = Owner(kind: ServiceImport.kind, name: ObjectName(namespace: slice.metadata.namespace, name: service))
        } else {
            return
        }
        owners[slice.objectName] = owner
        byOwner[owner, default: [:]][slice.objectName] = slice
    }

    package mutating func remove(_ name: ObjectName) {
        guard let owner = owners.removeValue(forKey: name) else { return }
        byOwner[owner]?[name] = nil
        if byOwner[owner]?.isEmpty == true { byOwner[owner] = nil }
    }
}
