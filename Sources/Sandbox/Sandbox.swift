internal import API
internal import ClusterNetwork
internal import Controllers
internal import Foundation
internal import Images
internal import JSON
internal import Kube
package import Logging
internal import NIOCore
internal import NIOPosix
internal import PKI
internal import Schemas
internal import Server
internal import Store

/// One sandbox: every room of the house put together, from a configuration, and taken apart again.
package final class Sandbox: Sendable {
    package let configuration: SandboxConfiguration
    package let apiPort: Int
    /// PEM of the API server's authority, and the administrator's certificate and key.
    package let credentials: Credentials

    private let server: HTTPServer
    private let store: Store
    private let controllers: ClusterControllers
    private let addresses: HostAddresses
    private let internet: SimulatedInternet
    private let client: LocalClient
    private let group: any EventLoopGroup
    private let logger: Logger

    package struct Credentials: Sendable {
        package var authorityPEM: String
        package var certificatePEM: String
        package var keyPEM: String

        init(authorityPEM: String, certificatePEM: String, keyPEM: String) {
            self.authorityPEM = authorityPEM
            self.certificatePEM = certificatePEM
            self.keyPEM = keyPEM
        }

        /// Those of a sandbox that has run before.
        package init(of state: StateDirectory) throws {
            let identities = try IdentityDirectory(path: state.identities)
            let authority = try identities.authority("ca", commonName: "kubernetes")
            let admin = try identities.client(
                "admin", signedBy: authority, commonName: "kubernetes-admin", organizations: ["system:masters"])
            self.init(
                authorityPEM: authority.certificatePEM, certificatePEM: admin.certificatePEM, keyPEM: admin.keyPEM)
        }
    }

    private init(
        configuration: SandboxConfiguration, credentials: Credentials, server: HTTPServer, store: Store,
        controllers: ClusterControllers, addresses: HostAddresses, internet: SimulatedInternet, client: LocalClient,
        group: any EventLoopGroup, logger: Logger
    ) {
        self.configuration = configuration
        self.credentials = credentials
        self.server = server
        self.store = store
        self.controllers = controllers
        self.addresses = addresses
        self.internet = internet
        self.client = client
        self.group = group
        self.logger = logger
        apiPort = server.port
    }

    /// Builds the sandbox; when it returns, `/readyz` answers and kubectl can begin.
    package static func start(_ configuration: SandboxConfiguration, logger: Logger) async throws -> Sandbox {
        let families = try FamilySetting(configuration.settings)
        let state = StateDirectory(configuration.home)
        try state.make()
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(2, min(System.coreCount, 8)))
        let identities = try IdentityDirectory(path: state.identities)
        let authority = try identities.authority("ca", commonName: "kubernetes")
        let identity = try identities.server("apiserver", signedBy: authority, names: serverNames)
        let admin = try identities.client(
            "admin", signedBy: authority, commonName: "kubernetes-admin", organizations: ["system:masters"])
        let store = try Store(path: configuration.isEphemeral ? nil : state.database)

        let network = ClusterNetwork(
            group: group, podBlocks: families.podBlocks, isOnline: configuration.isOnline)
        let logs = PodLogs()
        let ports = PodPorts(network: network)
        let signer = try signer(in: state)
        let api = APIServer(
            APIServer.Configuration(
                store: store, signer: signer, runtime: logs, serviceFamilies: families.serviceFamilies,
                address: "127.0.0.1:\(configuration.apiPort)"))
        let client = LocalClient(api)

        let addresses = HostAddresses(network: network, families: families.addressFamilies, logger: logger)
        let engines = EngineDirectory()
        var settings = HTTPServer.Configuration(
            identity: identity, clientAuthority: authority, pods: ports, logger: logger)
        settings.port = configuration.apiPort
        settings.mounts = [StatusPage(configuration: configuration, addresses: addresses, engines: engines).mount]
        let server = try await HTTPServer.start(settings, api: api, group: group)

        let board = SnapshotBoard()
        let images = ImageCatalog.standard()
        images.setMappings(try ImageSettings.mappings(configuration.settings))
        images.register(
            EnvoyGatewayImage.repository,
            EnvoyGatewayImage(
                client: client, board: board,
                detectsMisdirectedRequests: try MisdirectedSetting.detects(configuration.settings)))
        let internet = SimulatedInternet(
            network: network, authority: try identities.authority("internet-ca", commonName: "Postern simulated internet CA"),
            registry: images
        ) { logger.info("\($0)") }
        images.register(
            EnvoyImage.repository,
            EnvoyImage(
                board: board, engines: engines, group: group,
                systemTrust: configuration.isOnline ? SystemTrust.pem : internet.systemTrustPEM))
        HostAliases.set(on: network)
        let control = [ClusterObjects.apiServiceAddress, ClusterObjects.apiEndpointAddress] + families.nodeAddresses
        network.setControlAddresses(Set(control.compactMap { IPAddress($0) }))
        if !configuration.isOnline {
            await internet.set(try Zone.names(of: configuration, state: state))
        }
        let controllers = ClusterControllers(
            client: client, feed: StoreFeed(store: store, api: api), network: network, images: images,
            probes: NetworkProbes(network: network, group: group), addresses: addresses,
            configuration: ClusterControllers.Configuration(
                node: NodeIdentity(
                    name: "postern", addresses: families.nodeAddresses,
                    podBlocks: families.podBlocks.map(\.description)), capacity: capacity,
                rootCertificate: authority.certificatePEM,
                namespacedResources: { namespacedResources(of: api) },
                token: { namespace, account, audience, seconds in
                    api.projectedToken(namespace: namespace, account: account, audience: audience, seconds: seconds)
                }),
            logger: logger)
        logs.attach(controllers)
        ports.attach(controllers)
        return Sandbox(
            configuration: configuration,
            credentials: Credentials(
                authorityPEM: authority.certificatePEM, certificatePEM: admin.certificatePEM, keyPEM: admin.keyPEM),
            server: server, store: store, controllers: controllers, addresses: addresses, internet: internet, client: client,
            group: group, logger: logger)
    }

    /// Runs the cluster until cancelled. `defined` is called when every kind is there, `ready` when everything that comes
    /// with the sandbox is.
    package func run(defined: () throws -> Void, ready: @escaping @Sendable () -> Void) async throws {
        let objects = ClusterObjects(client: client, apiPort: apiPort)
        try await objects.create()
        if !configuration.isBare { try await objects.createDefinitions() }
        try defined()
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await self.controllers.run() }
            tasks.addTask { await self.client.server.runMaintenance() }
            tasks.addTask {
                if !self.configuration.isBare {
                    try await EnvoyGatewayInstaller(client: self.client, logger: self.logger).install()
                    try await self.gatewayReady()
                }
                ready()
            }
            for try await _ in tasks {}
        }
    }

    /// Returns when the Deployment `envoy-gateway` has a ready pod.
    private func gatewayReady() async throws {
        let deployments = GroupVersionResource("apps", "v1", "deployments")
        let scope = ListOptions(namespace: EnvoyGatewayManifests.namespace)
        func isReady(_ deployment: JSON) -> Bool {
            guard deployment.name == "envoy-gateway" else { return false }
            return (deployment["status", "readyReplicas"]?.int ?? 0) > 0 || deployment["spec", "replicas"]?.int == 0
        }
        let list = try await client.list(deployments, scope)
        if !list.items.contains(where: { $0.name == "envoy-gateway" }) || list.items.contains(where: isReady) { return }
        for try await event in try await client.watch(deployments, scope, from: list.revision) {
            if case .modified(let deployment) = event, isReady(deployment) { return }
        }
    }

    package func stop() async {
        await server.shutdown()
        await addresses.closeAll()
        await internet.stop()
        store.close()
        try? await group.shutdownGracefully()
        if configuration.isEphemeral { try? FileManager.default.removeItem(atPath: configuration.home) }
    }

    private static let serverNames = [
        "localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc",
        "kubernetes.default.svc.cluster.local", "127.0.0.1", "::1", ClusterObjects.apiServiceAddress,
    ]

    private static func signer(in state: StateDirectory) throws -> TokenSigner {
        let path = state.identities + "/sa.key"
        if let kept = try PrivateFile.read(path) { return try TokenSigner(pem: String(decoding: kept, as: UTF8.self)) }
        let signer = TokenSigner()
        try PrivateFile.write(Array(signer.pem.utf8), to: path)
        return signer
    }

    private static func namespacedResources(of api: APIServer) -> [GroupVersionResource] {
        api.catalog.kinds.filter(\.isNamespaced).compactMap { definition in
            guard let version = definition.versions.first(where: \.isStorage) else { return nil }
            return GroupVersionResource(definition.resource.group, version.name, definition.resource.resource)
        }
    }

    private static var capacity: JSON {
        let memory = Int(ProcessInfo.processInfo.physicalMemory / 1024)
        return [
            "cpu": .string("\(System.coreCount)"), "memory": .string("\(memory)Ki"), "pods": "1000",
            "ephemeral-storage": "104857600Ki",
        ]
    }
}
