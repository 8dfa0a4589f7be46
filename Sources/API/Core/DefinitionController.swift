import JSON
import Kube
import Schemas
import Store
import Synchronization

/// What Kubernetes' apiextensions controllers do, done right after the write that calls for it: names accepted,
/// definition established, objects removed before it goes.
extension APIServer {
    private static let controllerManager = "kube-apiserver"

    private func definitionTarget(_ name: String) -> Target? {
        guard let (kind, version) = surface.catalog.version(
            GroupVersionResource("apiextensions.k8s.io", "v1", "customresourcedefinitions"))
        else { return nil }
        return Target(kind: kind, version: version, name: name)
    }

    /// Follows up on a definition's write.
    func definitionChanged(_ name: String) {
        takeUpDefinition(name)
        guard var target = definitionTarget(name), let record = store.get(target.storage, target.objectName),
            !isPreinstalled(record), let definition = try? parsed(record.bytes)
        else { return }
        if definition.isBeingDeleted {
            if definition.finalizers.contains(CRDStrategy.cleanupFinalizer) { scheduleCleanup(name) }
            return
        }
        target.subresource = "status"
        var context = WriteContext(user: .loopback, manager: Self.controllerManager)
        context.isInternal = true
        _ = try? update(target, &context) { [self] old, _ in
            var changed = old
            changed["status"] = DefinitionStatus.status(of: old, conflict: conflict(old), now: .now)
            return changed
        }
    }

    /// A name of the definition that another one of its group has taken.
    private func conflict(_ definition: JSON) -> (reason: String, message: String)? {
        let group = definition["spec", "group"]?.string ?? ""
        let own = definition["spec", "names"] ?? [:]
        for kind in surface.catalog.kinds where kind.group == group && kind.origin != .custom(definition.name) {
            let resources = Set([kind.plural, kind.singular] + kind.shortNames)
            func isTaken(_ name: String?) -> String? { name.flatMap { resources.contains($0) ? $0 : nil } }
            if let name = isTaken(own["plural"]?.string) { return ("PluralConflict", "\(name.goQuoted) is already in use") }
            if let name = isTaken(own["singular"]?.string) { return ("SingularConflict", "\(name.goQuoted) is already in use") }
            for short in own["shortNames"]?.array ?? [] {
                if let name = isTaken(short.string) { return ("ShortNamesConflict", "\(name.goQuoted) is already in use") }
            }
            let kinds = [kind.kind, kind.listKind]
            if let name = own["kind"]?.string, kinds.contains(name) { return ("KindConflict", "\(name.goQuoted) is already in use") }
            if let name = own["listKind"]?.string, kinds.contains(name) {
                return ("ListKindConflict", "\(name.goQuoted) is already in use")
            }
        }
        return nil
    }

    /// Deletes the objects of a definition that is going, and lets it go when there are none. Asked for while it is under
    /// way, it is done once more: the last object may have gone right after the look at what is left.
    private func scheduleCleanup(_ name: String) {
        let isUnderWay = cleanups.withLock { $0.updateValue($0[name] != nil, forKey: name) != nil }
        guard !isUnderWay else { return }
        Task.detached { [self] in
            repeat { cleanUp(name) } while isCleanupDueAgain(name)
        }
    }

    private func isCleanupDueAgain(_ name: String) -> Bool {
        cleanups.withLock { running in
            let isDue = running[name] == true
            running[name] = isDue ? false : nil
            return isDue
        }
    }

    /// Runs when objects of a definition have gone, to see whether they were the last.
    func customObjectDeleted(_ resource: GroupResource) {
        guard case .custom(let name)? = surface.catalog.kind(resource)?.origin, store.count(resource) == 0,
            let record = store.get(Self.definitions, ObjectName(name: name)),
            (try? parsed(record.bytes))?.isBeingDeleted == true
        else { return }
        scheduleCleanup(name)
    }

    private func cleanUp(_ name: String) {
        guard let record = store.get(Self.definitions, ObjectName(name: name)),
            (try? parsed(record.bytes))?.isBeingDeleted == true
        else { return }
        guard let target = definitionTarget(name), let kind = surface.catalog.kinds.first(where: { $0.origin == .custom(name) })
        else { return finishCleanup(name) }
        guard let version = kind.storageVersion else { return finishCleanup(name) }
        setTerminating(target, "InstanceDeletionInProgress", "CustomResource deletion is in progress", true)
        for record in (try? store.list(kind.resource).records) ?? [] {
            let one = Target(kind: kind, version: version, namespace: record.name.namespace, name: record.name.name)
            _ = try? delete(one, Deletion(), WriteContext(user: .loopback, manager: ""))
        }
        if store.count(kind.resource) == 0 { finishCleanup(name) }
    }

    private func setTerminating(_ target: Target, _ reason: String, _ message: String, _ status: Bool) {
        var target = target
        target.subresource = "status"
        var context = WriteContext(user: .loopback, manager: Self.controllerManager)
        context.isInternal = true
        _ = try? update(target, &context) { old, _ in
            var changed = old
            var conditions = old["status", "conditions"]?.array ?? []
            DefinitionStatus.set(DefinitionStatus.condition("Terminating", status, reason, message, now: .now), &conditions)
            changed["status", "conditions"] = .array(conditions)
            return changed
        }
    }

    private func finishCleanup(_ name: String) {
        guard let target = definitionTarget(name) else { return }
        var context = WriteContext(user: .loopback, manager: Self.controllerManager)
        context.isInternal = true
        _ = try? update(target, &context) { old, _ in
            var changed = old
            let finalizers = old.finalizers.filter { $0 != CRDStrategy.cleanupFinalizer }
            changed["metadata", "finalizers"] = finalizers.isEmpty ? JSON?.none : JSON(finalizers)
            return changed
        }
    }
}
