package import XDS

/// Writes a resolved model as xDS, the way Envoy Gateway 1.9 writes the same resources.
///
/// A renderer remembers what it made for single routes and destinations: rendering again after a change costs what the
/// change costs, and what did not change is the same object (`XDS.Resource`) in both snapshots.
package struct Renderer: Sendable {
    private var routes: [RenderedRoute.Key: RenderedRoute] = [:]
    private var clusters: [String: RenderedCluster] = [:]
    private var configurations: [String: Resource<RouteConfiguration>] = [:]

    package init() {}

    /// Renders once, without a memory.
    package static func render(_ model: Model.Proxies) -> Snapshot {
        var renderer = Renderer()
        return renderer.render(model)
    }

    package mutating func render(_ model: Model.Proxies) -> Snapshot {
        var pass = RenderPass(
            model: model, knownRoutes: routes, knownClusters: clusters, knownConfigurations: configurations)
        pass.run()
        routes = pass.routes
        clusters = pass.clusters
        configurations = pass.configurations
        return pass.snapshot
    }
}

/// A route of the model with what became of it.
struct RenderedRoute: Sendable {
    /// Policies of listeners make the same route another one on each.
    struct Key: Hashable {
        var listener: String
        var name: String
    }

    var model: Model.HTTPRoute
    var route: Route
    /// False once it differs from what the same name was before.
    var isUnchanged = false
}

struct RenderedCluster: Sendable {
    var request: ClusterRequest
    var cluster: Resource<Cluster>
    /// Nil for clusters that carry their endpoints or have none.
    var endpoints: Resource<ClusterLoadAssignment>?
}

/// One rendering: the order of its steps is the order in which Envoy Gateway fills its resource table, and of resources
/// with one name the first stays.
struct RenderPass {
    let model: Model.Proxies
    let knownRoutes: [RenderedRoute.Key: RenderedRoute]
    let knownClusters: [String: RenderedCluster]
    let knownConfigurations: [String: Resource<RouteConfiguration>]
    var routes: [RenderedRoute.Key: RenderedRoute] = [:]
    var clusters: [String: RenderedCluster] = [:]
    var configurations: [String: Resource<RouteConfiguration>] = [:]
    var snapshot = Snapshot()
    let sharedClusterNames: Set<String>

    init(
        model: Model.Proxies, knownRoutes: [RenderedRoute.Key: RenderedRoute], knownClusters: [String: RenderedCluster],
        knownConfigurations: [String: Resource<RouteConfiguration>]
    ) {
        self.model = model
        self.knownRoutes = knownRoutes
        self.knownClusters = knownClusters
        self.knownConfigurations = knownConfigurations
        sharedClusterNames = Set(model.sharedClusters.map(\.name))
        routes.reserveCapacity(knownRoutes.count)
        clusters.reserveCapacity(knownClusters.count)
    }

    mutating func run() {
        if let ready = model.readyListener { snapshot.listeners.insert(Listener(ready: ready)) }
        renderHTTPListeners()
        renderTCPListeners()
        renderUDPListeners()
        for shared in model.sharedClusters {
            add(ClusterRequest(shared: shared, metrics: model.metrics))
            addClientCertificates(of: [shared.setting])
        }
        if let proxies = model.proxyServiceCluster {
            add(ClusterRequest(proxies: proxies))
        }
        if let certificate = model.clientCertificate { addSecret(Secret(certificate)) }
    }

    mutating func addSecret(_ secret: Secret) {
        if snapshot.secrets[secret.name] == nil { snapshot.secrets.insert(secret) }
    }

    mutating func addClientCertificates(of settings: [Model.DestinationSetting]) {
        for setting in settings {
            for certificate in setting.tls?.clientCertificates ?? [] { addSecret(Secret(certificate)) }
        }
    }

    /// Adds a destination's cluster with its endpoints and the CA certificates it needs.
    mutating func add(_ request: ClusterRequest) {
        guard clusters[request.name] == nil, snapshot.clusters.byName[request.name] == nil else { return }
        let known = knownClusters[request.name]
        let rendered: RenderedCluster
        if let known, known.request == request {
            rendered = known
        } else {
            rendered = request.rendered(known: known)
        }
        clusters[request.name] = rendered
        snapshot.clusters.insert(rendered.cluster)
        if let endpoints = rendered.endpoints { snapshot.endpoints.insert(endpoints) }
        for setting in request.settings {
            if let tls = setting.tls, !tls.skipsVerification { addSecret(Secret(trustOf: tls)) }
            if let credential = setting.filters?.credentialInjection { addSecret(Secret(credential)) }
        }
    }
}
