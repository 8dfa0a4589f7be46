internal import JSON
package import Kube
package import Logging
internal import Synchronization

/// All objects of all resources, those of each resource in the order in which they were written.
package protocol ObjectFeed: Sendable {
    /// First every object there is (as `.added`, then one `.bookmark`), then every change.
    func everything() async throws -> AsyncThrowingStream<(GroupVersionResource, WatchEvent), any Error>
    /// Whether the object of this kind and name is there now, with this uid; nil when nobody knows the kind.
    func exists(_ kind: GroupVersionKind, _ name: ObjectName, uid: String) -> Bool?
}

/// Deletes what has lost its owners, and holds owners back while they are deleted in the foreground.
package final class GarbageCollector: Sendable {
    private static let workers = 2

    private let client: any Client
    private let feed: any ObjectFeed
    private let logger: Logger
    private let graph = Mutex(OwnershipGraph())
    private let queue = WorkQueue<String>()

    package init(client: any Client, feed: any ObjectFeed, logger: Logger) {
        self.client = client
        self.feed = feed
        self.logger = logger
    }

    package func run() async {
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.follow() }
                for _ in 0..<Self.workers { group.addTask { await self.work() } }
            }
        } onCancel: {
            queue.close()
        }
    }

    private func follow() async {
        while !Task.isCancelled {
            do {
                graph.withLock { $0 = OwnershipGraph() }
                var isComplete = false
                for try await (resource, event) in try await feed.everything() {
                    let concerned: Set<String> = graph.withLock { graph in
                        switch event {
                        case .added(let object), .modified(let object): graph.take(resource, object)
                        case .deleted(let object): graph.remove(object.uid)
                        case .bookmark: []
                        }
                    }
                    if case .bookmark = event, !isComplete {
                        // Before the picture is complete an owner that is not in it may just not have been told of.
                        isComplete = true
                        graph.withLock { $0.owned }.forEach(queue.add)
                    } else if isComplete {
                        concerned.forEach(queue.add)
                    }
                }
            } catch is CancellationError {
                return
            } catch {
                logger.debug("garbage collector starts over: \(error)")
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    private func work() async {
        while let uid = await queue.next() {
            do {
                try await collect(uid)
                queue.forget(uid)
            } catch let error as StatusError where error.code == 404 || error.code == 405 {
                queue.forget(uid)
            } catch {
                queue.retry(uid)
            }
            queue.done(uid)
        }
    }

    private func collect(_ uid: String) async throws {
        let (node, action, targets) = graph.withLock { graph -> (OwnershipGraph.Node?, OwnershipGraph.Action?, [Target]) in
            let action = graph.action(for: uid)
            let others: [String] =
                switch action {
                case .deleteFirst(let uids), .orphan(let uids): uids
                default: []
                }
            let targets = others.compactMap { other in
                graph.nodes[other].map { Target(uid: other, node: $0, isHeld: graph.hasOther(than: uid, of: other)) }
            }
            return (graph.nodes[uid], action, targets)
        }
        guard let node, let action else { return }
        switch action {
        case .delete:
            // What was written of other resources may not have been told of yet: an owner counts as gone when it is.
            let found = node.owners.map { exists($0, beside: node) }
            guard found.allSatisfy({ $0 == false }) else {
                // Of a kind that nobody here knows nothing can be said: it may become known.
                queue.add(uid, after: found.contains(true) ? .milliseconds(100) : .seconds(30))
                return
            }
            try await client.delete(node.resource, node.name, DeleteOptions(propagation: .background, uid: uid))
        case .dropOwners(let gone):
            let really = node.owners.filter { gone.contains($0.uid) && exists($0, beside: node) == false }
            try await dropOwners(Set(really.map(\.uid)), from: node)
        case .deleteFirst:
            for target in targets {
                if target.isHeld {
                    try await dropOwners([uid], from: target.node)
                    continue
                }
                do {
                    let options = DeleteOptions(propagation: .foreground, uid: target.uid)
                    try await client.delete(target.node.resource, target.node.name, options)
                } catch let error as StatusError where error.code == 404 || error.code == 409 {}
            }
        case .orphan:
            for target in targets { try await dropOwners([uid], from: target.node) }
            try await removeFinalizer(OwnershipGraph.orphan, from: node)
        case .removeFinalizer(let finalizer):
            try await removeFinalizer(finalizer, from: node)
        }
    }

    /// A dependent of an object that goes.
    private struct Target {
        var uid: String
        var node: OwnershipGraph.Node
        /// Another owner keeps it.
        var isHeld: Bool
    }

    /// Nil when the owner's kind is not known.
    private func exists(_ owner: OwnershipGraph.Owner, beside node: OwnershipGraph.Node) -> Bool? {
        let version = GroupVersion(apiVersion: owner.apiVersion)
        let kind = GroupVersionKind(version.group, version.version, owner.kind)
        let answers = [node.name.namespace, ""].map { namespace in
            feed.exists(kind, ObjectName(namespace: namespace, name: owner.name), uid: owner.uid)
        }
        return answers.contains(true) ? true : answers.contains(false) ? false : nil
    }

    private func dropOwners(_ owners: Set<String>, from node: OwnershipGraph.Node) async throws {
        do {
            var object = try await client.get(node.resource, node.name)
            let kept = object.ownerReferences.filter { !owners.contains($0["uid"]?.string ?? "") }
            guard kept.count != object.ownerReferences.count else { return }
            object["metadata", "ownerReferences"] = kept.isEmpty ? nil : .array(kept)
            _ = try await client.update(node.resource, object, WriteOptions(manager: "kube-controller-manager"))
        } catch let error as StatusError where error.code == 404 {}
    }

    private func removeFinalizer(_ finalizer: String, from node: OwnershipGraph.Node) async throws {
        do {
            var object = try await client.get(node.resource, node.name)
            let kept = object.finalizers.filter { $0 != finalizer }
            guard kept.count != object.finalizers.count else { return }
            object["metadata", "finalizers"] = kept.isEmpty ? nil : JSON(kept)
            _ = try await client.update(node.resource, object, WriteOptions(manager: "kube-controller-manager"))
        } catch let error as StatusError where error.code == 404 {}
    }
}
