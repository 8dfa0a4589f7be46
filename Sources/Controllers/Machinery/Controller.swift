internal import JSON
package import Kube
package import Logging

/// A level-triggered loop: changes of what it watches become names, and `reconcile` brings the world nearer to what
/// the object of that name asks for. It is called again after an error, later each time, and after the time it returns.
package struct Controller: Sendable {
    package struct Watch: Sendable {
        package var resource: GroupVersionResource
        package var names: @Sendable (Informer.Change) -> [ObjectName]

        package init(_ resource: GroupVersionResource, _ names: @escaping @Sendable (Informer.Change) -> [ObjectName]) {
            self.resource = resource
            self.names = names
        }

        /// The object's own name. `expectations` are those of the objects as owners.
        package static func itself(_ resource: GroupVersionResource, _ expectations: Expectations? = nil) -> Watch {
            Watch(resource) { change in
                if change.new == nil, let uid = change.old?.uid { expectations?.forgetOwner(uid) }
                return [change.name]
            }
        }

        /// The name of the object's controller, when it is of this kind; for an object without one, the names of those
        /// `takers` whose selectors find it. `expectations` are the controllers'.
        package static func owner(
            of resource: GroupVersionResource, kind: String, _ expectations: Expectations? = nil, takers: Informer? = nil
        ) -> Watch {
            Watch(resource) { change in
                if let old = change.old, let owner = old.controllerReference?["uid"]?.string,
                    change.new?.uid != old.uid || change.new?.controllerReference?["uid"]?.string != owner
                {
                    expectations?.forget(old.uid, of: owner)
                }
                let owners = [change.old, change.new].compactMap { object -> ObjectName? in
                    guard let object, let owner = object.controllerReference, owner["kind"]?.string == kind,
                        let name = owner["name"]?.string
                    else { return nil }
                    return ObjectName(namespace: object.namespace, name: name)
                }
                guard let takers, let orphan = change.new, orphan.controllerReference == nil,
                    change.old?.labels != orphan.labels || change.old?.controllerReference != nil
                else { return owners }
                let labels = orphan.labels
                return owners
                    + takers.all(in: orphan.namespace).filter { Claim.selector(of: $0)?.matches(labels) == true }.map(\.objectName)
            }
        }
    }

    package var name: String
    package var workers: Int
    package var watches: [Watch]
    package var reconcile: @Sendable (ObjectName) async throws -> Duration?

    package init(
        _ name: String, workers: Int = 2, watches: [Watch],
        reconcile: @escaping @Sendable (ObjectName) async throws -> Duration?
    ) {
        self.name = name
        self.workers = workers
        self.watches = watches
        self.reconcile = reconcile
    }
}

/// The informers that controllers of one process share.
package final class Informers: Sendable {
    private let byResource: [GroupVersionResource: Informer]

    package init(_ resources: some Sequence<GroupVersionResource>, client: any Client) {
        var informers: [GroupVersionResource: Informer] = [:]
        for resource in resources { informers[resource] = Informer(resource, client: client) }
        byResource = informers
    }

    /// The informer of a resource that was named at the start; an empty one for any other.
    package subscript(_ resource: GroupVersionResource) -> Informer? { byResource[resource] }

    package var all: [Informer] { Array(byResource.values) }
}

/// Runs controllers and their informers until cancelled.
package struct ControllerManager: Sendable {
    package var informers: Informers
    package var controllers: [Controller]
    package var logger: Logger

    package init(informers: Informers, controllers: [Controller], logger: Logger) {
        self.informers = informers
        self.controllers = controllers
        self.logger = logger
    }

    package func run() async {
        await withTaskGroup(of: Void.self) { group in
            for informer in informers.all {
                group.addTask { await informer.run(logger: logger) }
            }
            for controller in controllers {
                group.addTask { await run(controller) }
            }
            await group.waitForAll()
        }
    }

    private func run(_ controller: Controller) async {
        let queue = WorkQueue<ObjectName>()
        var tokens: [(Informer, Int)] = []
        for watch in controller.watches {
            guard let informer = informers[watch.resource] else {
                logger.error("\(controller.name) watches \(watch.resource.resource), which has no informer")
                continue
            }
            // Nothing is decided on half a picture: all informers a controller looks at are complete first.
            await informer.synced()
            if Task.isCancelled { return }
            tokens.append((informer, informer.onChange { change in watch.names(change).forEach(queue.add) }))
        }
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<controller.workers {
                    group.addTask { await work(controller, queue) }
                }
                await group.waitForAll()
            }
        } onCancel: {
            queue.close()
        }
        for (informer, token) in tokens { informer.removeHandler(token) }
    }

    private func work(_ controller: Controller, _ queue: WorkQueue<ObjectName>) async {
        while let name = await queue.next() {
            do {
                let again = try await controller.reconcile(name)
                queue.forget(name)
                if let again { queue.add(name, after: again) }
            } catch let error as StatusError where error.reason == "Conflict" || error.reason == "NotFound" {
                queue.retry(name)  // Our copy was old: look again once it has caught up.
            } catch is CancellationError {
                queue.done(name)
                return
            } catch {
                logger.warning("\(controller.name) \(name): \(error)")
                queue.retry(name)
            }
            queue.done(name)
        }
    }
}
