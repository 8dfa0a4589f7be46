internal import JSON
internal import Kube

/// Empties a namespace that is being deleted, then lets it go.
struct NamespaceController {
    var client: any Client
    var informers: Informers
    /// Every namespaced resource there is now, custom ones included.
    var resources: @Sendable () -> [GroupVersionResource]

    private var options: WriteOptions { WriteOptions(manager: "kube-controller-manager") }

    var controller: Controller {
        Controller("namespace-controller", workers: 2, watches: [.itself(.namespaces)], reconcile: reconcile)
    }

    private func reconcile(_ name: ObjectName) async throws -> Duration? {
        guard let namespace = informers[.namespaces]?[name], namespace.isBeingDeleted,
            namespace["spec", "finalizers"]?.array?.contains("kubernetes") == true
        else { return nil }
        var left: [Leftovers] = []
        for resource in resources() where resource != .events {
            let remaining = try await empty(resource, in: name.name)
            if remaining.count > 0 { left.append(remaining) }
        }
        guard left.isEmpty else {
            try await explain(namespace, left)
            return .milliseconds(100)
        }
        _ = try await empty(.events, in: name.name)
        var finalized = try await client.get(.namespaces, name)
        finalized["spec", "finalizers"] = .array(
            (finalized["spec", "finalizers"]?.array ?? []).filter { $0 != "kubernetes" })
        _ = try await client.update(
            .namespaces, finalized, WriteOptions(manager: options.manager, subresource: "finalize"))
        return nil
    }

    /// What stays of a resource because of finalizers or grace periods.
    private struct Leftovers {
        var resource: GroupVersionResource
        var count = 0
        var finalizers: [String: Int] = [:]
    }

    private func empty(_ resource: GroupVersionResource, in namespace: String) async throws -> Leftovers {
        try await page(resource, in: namespace) { item in
            guard !item.isBeingDeleted else { return }
            do {
                try await client.delete(resource, item.objectName, DeleteOptions(propagation: .background))
            } catch let error as StatusError where error.code == 404 || error.code == 405 || error.code == 409 {}
        }
        var left = Leftovers(resource: resource)
        try await page(resource, in: namespace) { item in
            left.count += 1
            for finalizer in item.finalizers { left.finalizers[finalizer, default: 0] += 1 }
        }
        return left
    }

    private func page(
        _ resource: GroupVersionResource, in namespace: String, _ body: (JSON) async throws -> Void
    ) async throws {
        var options = ListOptions(namespace: namespace, limit: Limits.namespacePageObjects)
        while true {
            let items: [JSON]
            do {
                items = try await client.list(resource, options).items
            } catch let error as StatusError where error.code == 404 || error.code == 405 {
                return  // Its definition went away meanwhile, or it cannot be listed.
            }
            for item in items { try await body(item) }
            guard items.count == options.limit, let last = items.last else { return }
            options.after = last.objectName
        }
    }

    private func explain(_ namespace: JSON, _ left: [Leftovers]) async throws {
        let counts = left.map { "\($0.resource.groupResource.description) has \($0.count) resource instances" }
        let finalizers = left.reduce(into: [:]) { $0.merge($1.finalizers) { $0 + $1 } }
        var conditions: [JSON] = [
            condition("NamespaceContentRemaining", true, "SomeResourcesRemain", "Some resources are remaining: " + counts.joined(separator: ", "))
        ]
        if !finalizers.isEmpty {
            let list = finalizers.sorted { $0.key < $1.key }.map { "\($0.key) in \($0.value) resource instances" }
            conditions.append(
                condition(
                    "NamespaceFinalizersRemaining", true, "SomeFinalizersRemain",
                    "Some content in the namespace has finalizers remaining: " + list.joined(separator: ", ")))
        }
        let before = (namespace["status", "conditions"]?.array ?? []).map { $0["message"] }
        guard before != conditions.map({ $0["message"] }) else { return }
        var updated = try await client.get(.namespaces, namespace.objectName)
        updated["status", "conditions"] = .array(conditions)
        _ = try await client.update(
            .namespaces, updated, WriteOptions(manager: options.manager, subresource: "status"))
    }

    private func condition(_ type: String, _ status: Bool, _ reason: String, _ message: String) -> JSON {
        [
            "type": .string(type), "status": status ? "True" : "False", "reason": .string(reason),
            "message": .string(message), "lastTransitionTime": .string(Now.seconds),
        ]
    }
}
