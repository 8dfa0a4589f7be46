package import XDS

/// Writes a resolved model as xDS, the way Envoy Gateway 1.9 writes the same resources.
///
/// A renderer remembers what it made for single routes and destinations: rendering again after a change costs a
/// comparison of what is there and the making of what changed, and what did not change is the same object
/// (`XDS.Resource`) in both snapshots.
package struct Renderer: Sendable {
    private var memory = RenderMemory()

    package init() {}

    /// Renders once, without a memory.
    package static func render(_ model: Model.Proxies) -> Snapshot {
        var renderer = Renderer()
        return renderer.render(model)
    }

    package mutating func render(_ model: Model.Proxies) -> Snapshot {
        // What every route and cluster depends on: a change of it makes everything anew.
        let basis = RenderBasis(model)
        if memory.basis != basis { memory = RenderMemory(basis: basis) }
        var pass = RenderPass(model: model, memory: memory)
        memory = RenderMemory()  // The pass alone has it: it is changed in place.
        pass.run()
        memory = pass.memory
        return pass.snapshot
    }
}

struct RenderBasis: Sendable, Hashable {
    var metrics: Model.Metrics?
    var sharedClusters: Set<String> = []

    init() {}

    init(_ model: Model.Proxies) {
        metrics = model.metrics
        sharedClusters = Set(model.sharedClusters.map(\.name))
    }
}

struct RenderMemory: Sendable {
    var basis = RenderBasis()
    var configurations: [String: ConfigurationMemory] = [:]
    var clusters = ClusterTable()
    /// The clusters that are not HTTP routes'.
    var otherClusters: [ClusterRequest] = []
    var secrets = ResourceSet<Secret>()
}

/// One rendering: the order of its steps is the order in which Envoy Gateway fills its resource table, and of resources
/// with one name the first stays.
struct RenderPass {
    let model: Model.Proxies
    var memory: RenderMemory
    var snapshot = Snapshot()
    /// Names of the route configurations, in the order in which they were rendered.
    var order: [String] = []
    /// Clusters that TCP, UDP and the proxies themselves need.
    private var others: [ClusterRequest] = []
    private var secrets = ResourceSet<Secret>()

    init(model: Model.Proxies, memory: RenderMemory) {
        self.model = model
        self.memory = memory
    }

    mutating func run() {
        if let ready = model.readyListener { snapshot.listeners.insert(Listener(ready: ready)) }
        renderHTTPListeners()
        renderTCPListeners()
        renderUDPListeners()
        for shared in model.sharedClusters { add(ClusterRequest(shared: shared, metrics: model.metrics)) }
        if let proxies = model.proxyServiceCluster { add(ClusterRequest(proxies: proxies)) }
        if let certificate = model.clientCertificate { addSecret(Secret(certificate)) }
        for request in memory.otherClusters { memory.clusters.release(request) }
        memory.otherClusters = others
        let (configurations, order, others) = (memory.configurations, order, others)
        memory.clusters.settle { name in
            for routes in order.lazy.compactMap({ configurations[$0]?.routes }) {
                for route in routes {
                    if let request = route.clusters.first(where: { $0.name == name }) { return request }
                }
            }
            return others.first { $0.name == name }
        }
        memory.secrets = secrets
        snapshot.clusters = memory.clusters.clusters
        snapshot.endpoints = memory.clusters.endpoints
        snapshot.secrets = secrets
    }

    /// Adds a cluster beside those of the HTTP routes, and the secrets it needs.
    mutating func add(_ request: ClusterRequest) {
        memory.clusters.use(request)
        others.append(request)
        for secret in request.secrets { addSecret(secret) }
    }

    mutating func addSecret(_ secret: Secret) {
        if secrets.resource(secret.name) != nil { return }
        if let known = memory.secrets.resource(secret.name), known.value == secret {
            secrets.insert(known)
        } else {
            secrets.insert(secret)
        }
    }
}
