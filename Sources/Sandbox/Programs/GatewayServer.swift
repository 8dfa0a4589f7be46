internal import ClusterNetwork
internal import Controllers
internal import Foundation
internal import GatewayAPI
internal import Images
internal import JSON
internal import Kube
internal import Logging
internal import Synchronization
internal import Translate
internal import YAML

/// `envoy-gateway server`: the controller. It reads its configuration from the pod's volume, starts over inside when that
/// changes, ignores what it cannot read while it runs, and does not start on it.
struct GatewayServer {
    private static let lease = "5b9825d2.gateway.envoyproxy.io"

    var client: any Client
    var board: SnapshotBoard
    var detectsMisdirectedRequests: Bool

    func start(_ context: ContainerContext, _ words: [String]) async throws -> any RunningContainer {
        let path = words.firstValue(of: "--config-path") ?? "/config/envoy-gateway.yaml"
        let log = ZapLog(sink: context.log, name: "config-loader")
        let namespace = context.environment["ENVOY_GATEWAY_NAMESPACE"] ?? "envoy-gateway-system"
        guard let bytes = context.file(path) else {
            context.log("Error: failed to read config file \(path): no such file or directory")
            return TaskContainer { ExitStatus(code: 1) }
        }
        let first: EnvoyGatewayConfiguration
        do {
            first = try Self.configuration(bytes, namespace: namespace)
        } catch {
            context.log("Error: \(error)")
            return TaskContainer { ExitStatus(code: 1) }
        }
        let health = Health()
        let listeners = [
            try HealthEndpoint(port: 8081) { (path: String) in
                switch path {
                case "/healthz": (200, "ok")
                case "/readyz": health.isReady ? (200, "ok") : (500, "[-]ready failed: reason withheld\n")
                default: nil
                }
            }.listen(on: context.network, ip: context.pod.ip),
            try HealthEndpoint(port: 19001) { (path: String) in path == "/metrics" ? (200, Self.metrics(board: board)) : nil }
                .listen(on: context.network, ip: context.pod.ip),
        ]
        return TaskContainer {
            await run(from: first, bytes, path: path, namespace: namespace, context, log, health)
            for listener in listeners { listener.closeAll() }
            board.onRefusal(nil)
            board.withdraw()
            return .completed
        }
    }

    private final class Health: Sendable {
        private let ready = Mutex(false)
        var isReady: Bool { ready.withLock { $0 } }
        func become(_ isReady: Bool) { ready.withLock { $0 = isReady } }
    }

    private static func metrics(board: SnapshotBoard) -> String {
        """
        # HELP xds_snapshots Fleets of proxies that have a snapshot.
        # TYPE xds_snapshots gauge
        xds_snapshots \(board.keys.count)

        """
    }

    /// Why a configuration is not taken, in the words of the log.
    private enum Refusal: Error, CustomStringConvertible {
        case decoding(String)
        case validation(String)

        var description: String {
            switch self {
            case .decoding(let reason): "failed to decode config file: \(reason)"
            case .validation(let reason): "failed to validate EnvoyGateway config: \(reason)"
            }
        }
    }

    private static func configuration(_ bytes: [UInt8], namespace: String) throws(Refusal) -> EnvoyGatewayConfiguration {
        let json: JSON
        do {
            json = try YAML.document(String(decoding: bytes, as: UTF8.self))
        } catch {
            throw .decoding("\(error)")
        }
        do {
            var configuration = try EnvoyGatewayConfiguration(json: json)
            configuration.controllerNamespace = namespace
            return configuration
        } catch {
            throw .validation("\(error)")
        }
    }

    /// Runs the controller, anew for each configuration, until the container is stopped.
    private func run(
        from first: EnvoyGatewayConfiguration, _ firstBytes: [UInt8], path: String, namespace: String,
        _ context: ContainerContext, _ log: ZapLog, _ health: Health
    ) async {
        log.info("watching for changes to the EnvoyGateway configuration", ["path": .string(path)])
        var bytes = firstBytes
        var runner = Task { await control(first, context, health) }
        for await _ in context.fileChanges() {
            guard let now = context.file(path), now != bytes else { continue }
            bytes = now
            log.info("received fsnotify events", ["name": .string(path), "op": "WRITE"])
            do throws(Refusal) {
                let configuration = try Self.configuration(now, namespace: namespace)
                runner.cancel()
                await runner.value
                runner = Task { await control(configuration, context, health) }
            } catch {
                switch error {
                case .decoding(let reason):
                    log.info("failed to decode config file", ["name": .string(path), "error": .string(reason)])
                case .validation(let reason):
                    log.error("failed to validate EnvoyGateway config", ["error": .string(reason)])
                }
            }
        }
        runner.cancel()
        await runner.value
    }

    private func control(
        _ configuration: EnvoyGatewayConfiguration, _ context: ContainerContext, _ health: Health
    ) async {
        let server = ZapLog(sink: context.log, name: "cmd/server.go:69")
        server.info("Start runners")
        let log = ZapLog(sink: context.log, name: "provider").named("provider")
        var level = Logger.Level.info
        switch configuration.logLevels["default"] {
        case "debug"?: level = .debug
        case "warn"?: level = .warning
        case "error"?: level = .error
        default: break
        }
        let logger = Logger(label: "envoy-gateway") { _ in ZapLogHandler(log: log, logLevel: level) }
        if !configuration.enablesBackend { log.info("Backend API disabled, skipping Backend watch") }
        let xds = ZapLog(sink: context.log, name: "xds").named("xds")
        board.onRefusal { key, node, reasons in
            for reason in reasons {
                xds.error("xDS rejected by the proxy", ["fleet": .string(key.description), "node": .string(node), "error": .string(reason)])
            }
        }
        var images = ProxyInfra.Images()
        images.shutdownManager = context.image
        var configuration = configuration
        configuration.detectsMisdirectedRequests = detectsMisdirectedRequests
        // A Backend that nobody watches gets no status; that it is not known here is the translator's affair.
        let controller = GatewayController(
            client: client, translator: Translator(configuration: configuration), board: board, images: images,
            logger: logger, resources: ClusterView.resources)
        let identity = "\(context.pod.name)_\(UUID().uuidString.lowercased())"
        let lease = LeaderLease(
            client: client, name: ObjectName(namespace: configuration.controllerNamespace, name: Self.lease),
            identity: identity, logger: logger)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await lease.hold() }
            group.addTask {
                await controller.run {
                    health.become(true)
                    log.info("Watching gatewayAPI related objects")
                }
            }
            await group.waitForAll()
        }
        health.become(false)
    }
}

extension [String] {
    /// The value of `--name=value` or `--name value`.
    func firstValue(of flag: String) -> String? {
        for (index, word) in enumerated() {
            if word.hasPrefix(flag + "=") { return String(word.dropFirst(flag.count + 1)) }
            if word == flag, indices.contains(index + 1) { return self[index + 1] }
        }
        return nil
    }
}
