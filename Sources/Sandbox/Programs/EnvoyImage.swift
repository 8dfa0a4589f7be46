internal import ClusterNetwork
internal import Controllers
internal import Images
internal import JSON
internal import Logging
internal import NIOCore
internal import Proxy
internal import Synchronization
internal import Translate
internal import XDS
internal import YAML

/// The image `envoyproxy/envoy`: an engine, told what to do by the controller of its fleet.
struct EnvoyImage: ImageProgram {
    static let repository = "envoyproxy/envoy"

    var board: SnapshotBoard
    var engines: EngineDirectory
    var group: any EventLoopGroup
    /// PEM of what counts as the system's trust.
    var systemTrust: String

    func start(_ context: ContainerContext) async throws -> any RunningContainer {
        let words = context.arguments + context.command
        guard let cluster = words.firstValue(of: "--service-cluster") else { throw NoFleet() }
        let key = FleetKey(cluster)
        let node = words.firstValue(of: "--service-node") ?? context.pod.name
        let configuration = Engine.Configuration(
            nodeID: node, nodeCluster: cluster, podIPs: context.network.addresses(of: context.pod.ip), hostName: context.pod.name,
            searchPath: ClusterDNS.searchPath(namespace: context.pod.namespace), environment: context.environment,
            systemTrust: Array(systemTrust.utf8))
        let log = context.log
        let logger = Logger(label: "envoy") { _ in EnvoyLogHandler(sink: log, logLevel: .warning) }
        let engine = Engine(
            configuration: configuration, network: context.network, group: group,
            // A whole line each; the log adds its own end.
            accessLog: { line in log(line.last == UInt8(ascii: "\n") ? line.dropLast() : line) }, log: logger)
        let bootstrap = Bootstrap(Self.fleet(cluster, words.firstValue(of: "--config-yaml") ?? ""))
        let admin = ProxyAdmin(dump: ConfigDump(bootstrap: bootstrap, startedAt: .now), engine: engine)
        let adminPort = try admin.endpoint.listen(on: context.network, ip: context.pod.ip)
        let own = bootstrap.staticResources
        engines.add(key, pod: context.pod.name) { admin.configDump(withEndpoints: true) }
        let snapshots = board.read(key)
        return TaskContainer {
            // What the bootstrap brings, and over it what the controller says, brought up to date by what changed.
            var fixed = Snapshot()
            for listener in own?.listeners ?? [] { fixed.listeners.insert(listener) }
            for cluster in own?.clusters ?? [] where cluster.name == "prometheus_stats" { fixed.clusters.insert(cluster) }
            var whole = fixed
            var last = Snapshot()
            for await snapshot in snapshots {
                whole.update(from: last, to: snapshot, below: fixed)
                last = snapshot
                let rejections = await engine.apply(whole)
                admin.took(snapshot, rejections)
                if !rejections.isEmpty {
                    let reasons = rejections.map { "\($0.typeURL) \($0.name): \($0.message)" }
                    for reason in reasons { logger.warning("\(reason)") }
                    board.refuse(key, node: node, reasons)
                }
            }
            engines.remove(key, pod: context.pod.name)
            await engine.drain()
            await engine.stop()
            adminPort.closeAll()
            return .completed
        }
    }

    /// What Envoy Gateway's own part of a bootstrap was written for.
    private static func fleet(_ cluster: String, _ bootstrap: String) -> Bootstrap.GatewayFleet {
        let yaml = try? YAML.document(bootstrap)
        func host(_ place: JSON?) -> String? { place?["address", "socket_address", "address"]?.string }
        let clusters = yaml?["static_resources", "clusters"]?.array ?? []
        let controller = clusters.first { $0["name"]?.string == "xds_cluster" }?["load_assignment", "endpoints"]?[0]
        var fleet = Bootstrap.GatewayFleet(
            clusterName: cluster, controllerHost: host(controller?["lb_endpoints"]?[0]?["endpoint"]) ?? "envoy-gateway")
        fleet.showsToken = clusters.isEmpty ? false : !bootstrap.contains("xds_certificate")
        if host(yaml?["admin"]) == "::1" {
            fleet.family = .v6
        } else if host(yaml?["static_resources", "listeners"]?[0]) == "::" {
            fleet.family = .both
        }
        return fleet
    }

    private struct NoFleet: Error, CustomStringConvertible {
        var description: String { "this Envoy is told what to do by Envoy Gateway: --service-cluster is missing" }
    }
}

/// Lines as Envoy's own logger writes them.
private struct EnvoyLogHandler: LogHandler {
    var sink: @Sendable ([UInt8]) -> Void
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let time = Now.micros.replacing("T", with: " ").dropLast(4)
        sink(Array("[\(time)][1][\(event.level)][config] \(event.message)".utf8))
    }
}

extension XDS.Timestamp {
    static var now: XDS.Timestamp { XDS.Timestamp(millisecondsSince1970: Now.nanoseconds / 1_000_000) }
}

extension Snapshot {
    /// Does to this snapshot what was done to another one, but for what `fixed` has.
    fileprivate mutating func update(from old: Snapshot, to new: Snapshot, below fixed: Snapshot) {
        listeners.update(from: old.listeners, to: new.listeners, below: fixed.listeners)
        routes.update(from: old.routes, to: new.routes, below: fixed.routes)
        clusters.update(from: old.clusters, to: new.clusters, below: fixed.clusters)
        endpoints.update(from: old.endpoints, to: new.endpoints, below: fixed.endpoints)
        secrets.update(from: old.secrets, to: new.secrets, below: fixed.secrets)
    }
}

extension ResourceSet {
    fileprivate mutating func update(from old: ResourceSet, to new: ResourceSet, below fixed: ResourceSet) {
        var changes = new.changes(from: old)
        changes.changed.removeAll { fixed.resource($0.name) != nil }
        changes.removed.removeAll { fixed.resource($0) != nil }
        apply(changes)
    }
}
