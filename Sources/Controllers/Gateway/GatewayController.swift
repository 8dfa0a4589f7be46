internal import GatewayAPI
internal import JSON
package import Kube
package import Logging
package import Translate
internal import Synchronization

/// Envoy Gateway's controller: reads the cluster, translates it, tells the proxies, writes statuses and infrastructure.
package struct GatewayController: Sendable {
    package var client: any Client
    package var translator: Translator
    package var board: SnapshotBoard
    package var images: ProxyInfra.Images
    package var logger: Logger
    package var resources: [GroupVersionResource]

    package init(
        client: any Client, translator: Translator, board: SnapshotBoard, images: ProxyInfra.Images, logger: Logger,
        resources: [GroupVersionResource]
    ) {
        self.client = client
        self.translator = translator
        self.board = board
        self.images = images
        self.logger = logger
        self.resources = resources
    }

    /// Runs until cancelled. `ready` is called once everything there is has been translated for the first time.
    package func run(ready: @escaping @Sendable () -> Void) async {
        let keeper = ViewKeeper(client: client, logger: logger)
        let statuses = StatusWriter(client: client, logger: logger)
        let images = self.images
        let infra = InfraManager(client: client, logger: logger) { $0.objects(images: images, authority: $1) }
        let events = EventRecorder(client: client, component: "envoy-gateway", logger: logger)
        await withTaskGroup(of: Void.self) { group in
            let (first, opened) = AsyncStream.makeStream(of: Void.self)
            group.addTask { await keeper.run(resources) { opened.finish() } }
            group.addTask { await statuses.run() }
            group.addTask { await infra.run() }
            group.addTask {
                for await _ in first {}
                await translate(keeper, statuses, infra, events, ready)
            }
            await group.waitForAll()
        }
    }

    private func translate(
        _ keeper: ViewKeeper, _ statuses: StatusWriter, _ infra: InfraManager, _ events: EventRecorder,
        _ ready: @escaping @Sendable () -> Void
    ) async {
        var translator = self.translator
        var renderers: [FleetKey: Renderer] = [:]
        var fleets: [FleetKey: Fleet] = [:]
        var notices: Set<Notice> = []
        var finalized: Set<String>?
        var isFirst = true
        while !Task.isCancelled {
            await keeper.changed()
            if Task.isCancelled { return }
            let began = ContinuousClock.now
            let translation = translator.translate(keeper.view, now: Now.seconds)
            // Traffic first: what proxies should do does not wait for what objects say.
            for (key, fleet) in translation.fleets where fleets[key]?.model != fleet.model {
                board.publish(renderers[key, default: Renderer()].render(fleet.model), to: key)
            }
            for key in fleets.keys where translation.fleets[key] == nil {
                board.retract(key)
                renderers[key] = nil
            }
            fleets = translation.fleets
            infra.want(fleets.sorted { $0.key < $1.key }.map(\.value.infra))
            statuses.write(translation.statuses, hasMore: keeper.hasMore)
            if finalized != translation.classesInUse {
                await holdClasses(translation.classesInUse)
                finalized = translation.classesInUse
            }
            for notice in translation.notices where notices.insert(notice).inserted {
                logger.warning("\(notice.message)", metadata: ["kind": "\(notice.kind)", "name": "\(notice.name)"])
                await events.warning(Self.subject(of: notice), notice.reason, notice.message)
            }
            notices.formIntersection(translation.notices)
            if isFirst {
                isFirst = false
                ready()
            }
            if keeper.hasMore {
                // In a burst, as much time is left to others as was taken: what comes meanwhile is done at once.
                try? await Task.sleep(for: min(began.duration(to: .now), Limits.translationRest))
            }
        }
    }

    private static func subject(of notice: Notice) -> JSON {
        [
            "apiVersion": .string(notice.resource.groupVersion.apiVersion), "kind": .string(notice.kind),
            "metadata": [
                "name": .string(notice.name.name), "namespace": .string(notice.name.namespace),
                "uid": .string(notice.uid),
            ],
        ]
    }

    private static let finalizer = "gateway-exists-finalizer.gateway.networking.k8s.io"

    /// A GatewayClass with Gateways cannot be deleted; one without can.
    private func holdClasses(_ inUse: Set<String>) async {
        do {
            for gatewayClass in try await client.list(GatewayClass.resource, .all).items {
                guard gatewayClass["spec", "controllerName"]?.string == translator.configuration.controllerName else {
                    continue
                }
                var finalizers = gatewayClass.finalizers
                let isHeld = finalizers.contains(Self.finalizer)
                let shouldHold = inUse.contains(gatewayClass.name)
                guard isHeld != shouldHold, !(shouldHold && gatewayClass.isBeingDeleted) else { continue }
                if shouldHold { finalizers.append(Self.finalizer) } else { finalizers.removeAll { $0 == Self.finalizer } }
                let patch: JSON = ["metadata": ["finalizers": finalizers.isEmpty ? .null : JSON(finalizers)]]
                _ = try await client.patch(
                    GatewayClass.resource, gatewayClass.objectName, .merge(patch), WriteOptions(manager: "envoy-gateway"))
            }
        } catch {
            logger.warning("finalizers of GatewayClasses: \(error)")
        }
    }
}
