package import ClusterNetwork
package import Images
package import JSON
package import Kube
package import Logging

/// Everything of a cluster that is not the API server: the controller manager, the scheduler, the node and its pods.
package struct ClusterControllers: Sendable {
    package struct Configuration: Sendable {
        package var node: NodeIdentity
        /// `status.capacity` of the node.
        package var capacity: JSON
        /// PEM of the API server's certificate authority.
        package var rootCertificate: String
        /// Every namespaced resource there is at the moment.
        package var namespacedResources: @Sendable () -> [GroupVersionResource]
        /// A token for a ServiceAccount: namespace, name, audience, seconds.
        package var token: @Sendable (String, String, String?, Int) -> String?

        package init(
            node: NodeIdentity, capacity: JSON, rootCertificate: String,
            namespacedResources: @escaping @Sendable () -> [GroupVersionResource],
            token: @escaping @Sendable (String, String, String?, Int) -> String?
        ) {
            self.node = node
            self.capacity = capacity
            self.rootCertificate = rootCertificate
            self.namespacedResources = namespacedResources
            self.token = token
        }
    }

    package static let resources: [GroupVersionResource] = [
        .namespaces, .nodes, .pods, .services, .endpoints, .endpointSlices, .configMaps, .secrets, .serviceAccounts,
        .deployments, .replicaSets, .daemonSets, .statefulSets, .controllerRevisions, .jobs,
    ]

    package let informers: Informers
    package let logs: ContainerLogs
    private let client: any Client
    private let manager: ControllerManager
    private let kubelet: Kubelet
    private let registrar: NodeRegistrar
    private let collector: GarbageCollector
    private let logger: Logger

    package init(
        client: any Client, feed: any ObjectFeed, network: ClusterNetwork, images: any ImageRegistry,
        probes: any ProbeClient, addresses: any LoadBalancerAddresses, configuration: Configuration, logger: Logger
    ) {
        self.client = client
        self.logger = logger
        let informers = Informers(Self.resources, client: client)
        self.informers = informers
        logs = ContainerLogs()
        func events(_ component: String) -> EventRecorder {
            EventRecorder(client: client, component: component, logger: logger)
        }
        manager = ControllerManager(
            informers: informers,
            controllers: [
                DeploymentController(client: client, informers: informers, events: events(DeploymentController.name))
                    .controller,
                ReplicaSetController(client: client, informers: informers, events: events(ReplicaSetController.name))
                    .controller,
                DaemonSetController(client: client, informers: informers, events: events(DaemonSetController.name)).controller,
                StatefulSetController(client: client, informers: informers, events: events(StatefulSetController.name))
                    .controller,
                JobController(client: client, informers: informers, events: events("job-controller")).controller,
                EndpointSliceController(client: client, informers: informers).controller,
                EndpointsCleanup(client: client, informers: informers).controller,
                LoadBalancerController(
                    client: client, informers: informers, events: events("service-controller"), addresses: addresses
                ).controller,
                ServiceProxy(informers: informers, network: network).controller,
                NamespaceController(
                    client: client, informers: informers, resources: configuration.namespacedResources
                ).controller,
                NamespaceDefaults(
                    client: client, informers: informers, rootCertificate: configuration.rootCertificate
                ).controller,
                Scheduler(client: client, informers: informers, events: events("default-scheduler")).controller,
            ], logger: logger)
        kubelet = Kubelet(
            dependencies: PodDependencies(
                client: client, informers: informers, images: images, network: network, probes: probes,
                events: events("kubelet"), node: configuration.node, token: configuration.token, logger: logger),
            logs: logs)
        registrar = NodeRegistrar(client: client, node: configuration.node, capacity: configuration.capacity)
        collector = GarbageCollector(client: client, feed: feed, logger: logger)
    }

    /// Runs until cancelled.
    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await manager.run() }
            group.addTask { await kubelet.run() }
            group.addTask { await collector.run() }
            group.addTask {
                while !Task.isCancelled {
                    do { try await registrar.run() } catch is CancellationError {
                        return
                    } catch {
                        logger.warning("node: \(error)")
                        try? await Task.sleep(for: .seconds(1))
                    }
                }
            }
            await group.waitForAll()
        }
    }
}
