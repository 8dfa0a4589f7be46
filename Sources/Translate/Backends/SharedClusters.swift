import GatewayAPI
import JSON
import Kube

/// Names a cluster that several routes of a Gateway share (EnvoyProxy.mergeBackends).
struct SharedClusterKey: Hashable, Sendable {
    var kind: String
    var backend: ObjectName
    var port: Int
    var applicationProtocol: Model.DestinationSetting.ApplicationProtocol?

    var name: String {
        let base = "\(kind.lowercased())/\(backend)/\(port)"
        return applicationProtocol.map { "\(base)/\($0.rawValue.lowercased())" } ?? base
    }
}

extension Pass {
    /// The Gateway's own setting, or the class's, or the controller's default; its presence turns merging on.
    private func mergeBackends(_ gateway: GatewayState?) -> JSON? {
        gateway?.envoyProxy?.spec["mergeBackends"] ?? classProxy?.spec["mergeBackends"]
            ?? configuration.envoyProxySpec?["mergeBackends"]
    }

    func mergesBackends(_ gateway: GatewayState?) -> Bool { mergeBackends(gateway).map { !$0.isNull } ?? false }

    /// Whether a rule's backends may use clusters of their own at all.
    ///
    /// - Parameter hasWeightedClusters: routes that can name several clusters; TCP, UDP and TLS ones cannot.
    func mayShare(
        _ references: [ObjectReference], _ referrer: Referrer, hasWeightedClusters: Bool, isSticky: Bool = false
    ) -> Bool {
        guard mergesBackends(referrer.gateway) else { return false }
        if references.count <= 1 { return true }
        if !hasWeightedClusters || isSticky { return false }
        // Failing over to a fallback works only inside one cluster.
        return !references.contains { reference in
            Self.kind(reference) == Backend.kind
                && world.backend(reference.objectName(defaultNamespace: referrer.name.namespace))?.fallback == true
        }
    }

    func sharedClusterKey(
        _ reference: ObjectReference, _ setting: Model.DestinationSetting, _ referrer: Referrer
    ) -> SharedClusterKey? {
        guard !setting.isDynamicResolver, setting.filters == nil, let spec = mergeBackends(referrer.gateway) else {
            return nil
        }
        let name = reference.objectName(defaultNamespace: referrer.name.namespace)
        let kind = Self.kind(reference)
        if let selector: ObjectSelector = spec.value("selector") {
            let labels =
                switch kind {
                case Service.kind: world.service(name)?.metadata.labels
                case ServiceImport.kind: world.serviceImport(name)?.metadata.labels
                default: world.backend(name)?.metadata.labels
                }
            guard let labels, selector.problem == nil, selector.matches(labels) else { return nil }
        }
        return SharedClusterKey(
            kind: kind, backend: name, port: reference.port ?? 0, applicationProtocol: setting.applicationProtocol)
    }

    /// Clusters to share are made as the oldest route that needs them would make them.
    func add(_ shared: PlacedRoute.SharedCluster, to fleet: FleetState) {
        guard fleet.sharedClusters[shared.key] == nil else { return }
        fleet.sharedClusters[shared.key] = shared.cluster
        fleet.sharedClusterOrder.append(shared.key)
    }
}

extension ResolvedBackend {
    var sharedCluster: PlacedRoute.SharedCluster? {
        guard let shared else { return nil }
        var setting = setting
        setting.name = shared.name
        setting.weight = nil
        let cluster = Model.SharedCluster(name: shared.name, setting: setting, origin: setting.origin)
        return PlacedRoute.SharedCluster(key: shared, cluster: cluster)
    }
}

extension Model.Destination {
    /// Of a rule on one listener.
    init(_ name: String, origin: Model.Origin, _ backends: [ResolvedBackend]) {
        self.init(name: name, origin: origin)
        for backend in backends {
            if let shared = backend.shared {
                clusterReferences.append(Model.ClusterReference(name: shared.name, weight: backend.setting.weight))
            } else {
                settings.append(backend.setting)
            }
        }
    }
}
