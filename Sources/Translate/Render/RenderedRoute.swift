import XDS

/// A route of the model with everything that comes of it. Never changed, so that it is shared from one rendering to the
/// next.
final class RenderedRoute: Sendable {
    let model: Shared<Model.HTTPRoute>
    let route: Route
    let clusters: [ClusterRequest]
    let secrets: [Secret]
    let needs: FilterNeeds
    /// Of the answer it gives itself.
    let bodySize: Int

    init(_ shared: Shared<Model.HTTPRoute>, basis: RenderBasis) {
        self.model = shared
        let model = shared.value
        route = Route(Route.Fields(model, sharedClusters: basis.sharedClusters))
        clusters = model.clusters(metrics: basis.metrics)
        var secrets = clusters.flatMap(\.secrets)
        if let injection = model.credentialInjection { secrets.append(Secret(injection)) }
        self.secrets = secrets
        needs = FilterNeeds(model)
        if case .respond(let response) = model.action { bodySize = response.body.count } else { bodySize = 0 }
    }
}

/// The filters that a listener has because some route needs them.
struct FilterNeeds: OptionSet, Sendable {
    let rawValue: UInt8

    static let cors = FilterNeeds(rawValue: 1)
    static let loopbackDenial = FilterNeeds(rawValue: 2)
    static let sessions = FilterNeeds(rawValue: 4)
    static let credentials = FilterNeeds(rawValue: 8)
    static let authorization = FilterNeeds(rawValue: 16)
    static let each: [FilterNeeds] = [.cors, .loopbackDenial, .sessions, .credentials, .authorization]

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ route: Model.HTTPRoute) {
        self = []
        if route.cors != nil { insert(.cors) }
        if route.isDynamicResolver { insert(.loopbackDenial) }
        if route.sessionPersistence != nil { insert(.sessions) }
        if route.credentialInjection != nil { insert(.credentials) }
        if route.security?.authorization != nil { insert(.authorization) }
    }
}

extension Model.HTTPRoute {
    /// One cluster for the destination, or one for each of its settings; and those of mirrors.
    fileprivate func clusters(metrics: Model.Metrics?) -> [ClusterRequest] {
        var requests: [ClusterRequest] = []
        if let destination, destination.needsOwnCluster {
            var request = ClusterRequest(
                name: destination.name, settings: destination.settings, origin: destination.origin, metrics: metrics)
            request.ipFamily = destination.ipFamily
            request.statName = destination.statName
            if needsClusterPerSetting || !destination.clusterReferences.isEmpty {
                for setting in destination.settings {
                    request.name = setting.name
                    request.settings = [setting]
                    requests.append(request)
                }
            } else {
                requests.append(request)
            }
        }
        for mirror in mirrors {
            let destination = mirror.destination
            requests.append(
                ClusterRequest(
                    name: destination.name, settings: destination.settings, origin: destination.origin,
                    metrics: metrics))
        }
        return requests
    }
}
