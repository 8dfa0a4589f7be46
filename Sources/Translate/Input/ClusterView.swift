package import GatewayAPI
package import JSON
package import Kube

/// Everything a translation reads, at one revision. A value: keep one up to date with `set` and `remove` as watch events
/// come, and hand copies to the translator.
///
/// Each object is decoded once, when it comes in. Kinds that the translator does not read are ignored.
package struct ClusterView: Sendable {
    package private(set) var gatewayClasses: [ObjectName: GatewayClass] = [:]
    package private(set) var gateways: [ObjectName: Gateway] = [:]
    package private(set) var listenerSets: [ObjectName: ListenerSet] = [:]
    package private(set) var httpRoutes: [ObjectName: HTTPRoute] = [:]
    package private(set) var grpcRoutes: [ObjectName: GRPCRoute] = [:]
    package private(set) var tlsRoutes: [ObjectName: TLSRoute] = [:]
    package private(set) var tcpRoutes: [ObjectName: TCPRoute] = [:]
    package private(set) var udpRoutes: [ObjectName: UDPRoute] = [:]
    package private(set) var referenceGrants: [ObjectName: ReferenceGrant] = [:]
    package private(set) var backendTLSPolicies: [ObjectName: BackendTLSPolicy] = [:]

    package private(set) var backends: [ObjectName: Backend] = [:]
    package private(set) var httpRouteFilters: [ObjectName: HTTPRouteFilter] = [:]
    package private(set) var envoyProxies: [ObjectName: EnvoyProxy] = [:]
    package private(set) var envoyPatchPolicies: [ObjectName: EnvoyPatchPolicy] = [:]
    package private(set) var policies: [Policy.Kind: [ObjectName: Policy]] = [:]

    package private(set) var namespaces: [ObjectName: Namespace] = [:]
    package private(set) var services: [ObjectName: Service] = [:]
    package private(set) var serviceImports: [ObjectName: ServiceImport] = [:]
    package private(set) var endpointSlices = EndpointSlices()
    package private(set) var secrets: [ObjectName: Secret] = [:]
    package private(set) var configMaps: [ObjectName: ConfigMap] = [:]
    package private(set) var clusterTrustBundles: [ObjectName: ClusterTrustBundle] = [:]
    package private(set) var nodes: [ObjectName: Node] = [:]
    /// Deployments and DaemonSets of proxies: those whose labels say that Envoy Gateway manages them.
    package private(set) var deployments: [ObjectName: Workload] = [:]
    package private(set) var daemonSets: [ObjectName: Workload] = [:]

    private(set) var journal = ViewJournal()

    package init() {}

    /// What to watch. Of some kinds a cluster may know nothing, or not yet.
    package static let resources: [GroupVersionResource] =
        [
            GatewayClass.resource, Gateway.resource, ListenerSet.resource, HTTPRoute.resource, GRPCRoute.resource,
            TLSRoute.resource, TCPRoute.resource, UDPRoute.resource, ReferenceGrant.resource,
            BackendTLSPolicy.resource, Backend.resource, HTTPRouteFilter.resource, EnvoyProxy.resource,
            EnvoyPatchPolicy.resource,
        ] + Policy.Kind.allCases.map(\.resource) + [
            Namespace.resource, Service.resource, EndpointSlice.resource, Secret.resource, ConfigMap.resource,
            Node.resource, deploymentResource, daemonSetResource, ServiceImport.resource,
            ClusterTrustBundle.resource,
        ]

    package static let deploymentResource = GroupVersionResource("apps", "v1", "deployments")
    package static let daemonSetResource = GroupVersionResource("apps", "v1", "daemonsets")

    /// Takes in an object that was added or changed. `kind` and `apiVersion` say what it is.
    package mutating func set(_ object: JSON) { change(object, isRemoval: false) }

    /// Takes out an object that was deleted; only its type and name are read.
    package mutating func remove(_ object: JSON) { change(object, isRemoval: true) }

    private mutating func change(_ object: JSON, isRemoval: Bool) {
        let name = object.objectName
        func put<Value: JSONDecodable>(_ values: inout [ObjectName: Value]) {
            values[name] = isRemoval ? nil : Value(json: object)
        }
        /// True when only the status changed.
        func replace<Value: StatusBearing>(_ values: inout [ObjectName: Value]) -> Bool {
            let new = isRemoval ? nil : Value(json: object)
            let old = new.map { values.updateValue($0, forKey: name) } ?? values.removeValue(forKey: name)
            return new.flatMap { new in old.map(new.differsInStatusOnly) } ?? false
        }
        let group = GroupVersion(apiVersion: object.apiVersion).group
        switch (group, object.kind) {
        case (Groups.gateway, GatewayClass.kind): put(&gatewayClasses)
        case (Groups.gateway, Gateway.kind): put(&gateways)
        case (Groups.gateway, ListenerSet.kind): put(&listenerSets)
        case (Groups.gateway, HTTPRoute.kind): journal.note(.httpRoute, name, isStatusOnly: replace(&httpRoutes))
        case (Groups.gateway, GRPCRoute.kind): journal.note(.grpcRoute, name, isStatusOnly: replace(&grpcRoutes))
        case (Groups.gateway, TLSRoute.kind): put(&tlsRoutes)
        case (Groups.gateway, TCPRoute.kind): put(&tcpRoutes)
        case (Groups.gateway, UDPRoute.kind): put(&udpRoutes)
        case (Groups.gateway, ReferenceGrant.kind):
            put(&referenceGrants)
            journal.note(.grants, name)
        case (Groups.gateway, BackendTLSPolicy.kind):
            if !replace(&backendTLSPolicies) { journal.note(.backendTLSPolicies, name) }
        case (Groups.envoyGateway, Backend.kind):
            if !replace(&backends) { journal.note(.backend, name) }
        case (Groups.envoyGateway, HTTPRouteFilter.kind):
            put(&httpRouteFilters)
            journal.note(.httpRouteFilter, name)
        case (Groups.envoyGateway, EnvoyProxy.kind): put(&envoyProxies)
        case (Groups.envoyGateway, EnvoyPatchPolicy.kind): put(&envoyPatchPolicies)
        case (Groups.envoyGateway, let text):
            guard let kind = Policy.Kind(rawValue: text) else { return }
            policies[kind, default: [:]][name] = isRemoval ? nil : Policy(kind: kind, json: object)
        case ("", Namespace.kind):
            put(&namespaces)
            journal.note(.namespace, name)
        case ("", Service.kind):
            put(&services)
            journal.note(.service, name)
        case ("", Secret.kind):
            put(&secrets)
            journal.note(.secret, name)
        case ("", ConfigMap.kind):
            put(&configMaps)
            journal.note(.configMap, name)
        case ("", Node.kind): put(&nodes)
        case (Groups.multicluster, ServiceImport.kind):
            put(&serviceImports)
            journal.note(.serviceImport, name)
        case ("discovery.k8s.io", EndpointSlice.kind):
            noteEndpoints(endpointSlices.remove(name))
            if !isRemoval { noteEndpoints(endpointSlices.insert(EndpointSlice(json: object))) }
        case ("certificates.k8s.io", ClusterTrustBundle.kind):
            put(&clusterTrustBundles)
            journal.note(.clusterTrustBundle, name)
        case ("apps", "Deployment") where Self.isProxy(object): put(&deployments)
        case ("apps", "DaemonSet") where Self.isProxy(object): put(&daemonSets)
        default: return
        }
    }

    private mutating func noteEndpoints(_ owner: EndpointSlices.Owner?) {
        guard let owner else { return }
        journal.note(owner.kind == Service.kind ? .serviceEndpoints : .serviceImportEndpoints, owner.name)
    }

    private static func isProxy(_ object: JSON) -> Bool {
        object["metadata", "labels"]?["app.kubernetes.io/managed-by"]?.string == "envoy-gateway"
    }
}

extension StatusBearing {
    fileprivate func differsInStatusOnly(from old: Self) -> Bool {
        var old = old
        old.status = status
        old.metadata.resourceVersion = metadata.resourceVersion
        return old == self
    }
}
