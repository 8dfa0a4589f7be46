import JSON
import Kube
import Schemas
import Store

/// How an object is to go.
struct Deletion {
    var options = DeleteOptions()
    var isDryRun = false

    /// A negative period is a short one, as in Kubernetes.
    static func bounded(gracePeriod seconds: Int) -> Int {
        seconds < 0 ? 1 : min(seconds, APILimits.askedSeconds)
    }
}

extension APIServer {
    struct Deleted {
        /// The object as it is now, or as it was at its end.
        var object: JSON
        /// Gone, rather than marked.
        var isGone: Bool
    }

    private static let orphanFinalizer = "orphan"
    private static let foregroundFinalizer = "foregroundDeletion"

    func delete(_ target: Target, _ deletion: Deletion, _ context: WriteContext) throws -> Deleted {
        for attempt in 1... {
            guard let record = store.get(target.storage, target.objectName) else {
                throw StatusError.notFound(target.resource, target.name)
            }
            let current = try object(record, target)
            try checkPreconditions(current, deletion, target)
            let scene = Scene(
                server: self, target: target, user: context.user, isDryRun: deletion.isDryRun, now: .now, undo: UndoList())
            try Strategies.of(target.kind).willDelete(current, scene)
            let step = Self.step(current, deletion, target, scene.now)
            if deletion.isDryRun { return Deleted(object: step.object ?? current, isGone: step.isFinal) }
            do {
                if step.isFinal {
                    let last = try commitDelete(
                        target, last: step.object ?? current, over: current, expecting: .revision(record.revision))
                    return Deleted(object: last, isGone: true)
                }
                guard let marked = step.object else { return Deleted(object: current, isGone: false) }
                let written = try commitPut(target, marked, over: current, expecting: .revision(record.revision))
                return Deleted(object: written, isGone: false)
            } catch StoreError.conflict {
                if attempt >= APILimits.conflictAttempts { throw StatusError.modified(target.resource, target.name) }
            }
        }
        throw StatusError.modified(target.resource, target.name)
    }

    private struct Step {
        /// The object to write, if it changes.
        var object: JSON?
        /// Nothing holds it: take it out of the store.
        var isFinal: Bool
    }

    private static func step(_ current: JSON, _ deletion: Deletion, _ target: Target, _ now: Timestamp) -> Step {
        if target.resource == NamespaceGate.resource { return namespaceStep(current, deletion, now) }
        var object = current
        if target.resource == APIServer.definitions, !current.isBeingDeleted { markDefinition(&object, now) }
        let grace = Strategies.of(target.kind).gracePeriod(current, asked: deletion.options.gracePeriodSeconds)
        if let pending = current["metadata", "deletionGracePeriodSeconds"]?.int, current.isBeingDeleted, grace != nil {
            // Only a shorter grace period may follow.
            guard let asked = deletion.options.gracePeriodSeconds.map(Deletion.bounded), asked < pending else {
                return Step(object: nil, isFinal: pending == 0 && current.finalizers.isEmpty)
            }
            object["metadata", "deletionGracePeriodSeconds"] = JSON(asked)
            object["metadata", "deletionTimestamp"] = .string(now.adding(seconds: asked).text)
            return Step(object: object, isFinal: asked == 0 && object.finalizers.isEmpty)
        }
        applyPropagation(&object, deletion.options.propagation)
        let isHeld = !object.finalizers.isEmpty
        let seconds = grace ?? 0
        if (isHeld || grace != nil), !object.isBeingDeleted { mark(&object, seconds: seconds, now: now) }
        if isHeld || seconds > 0 { return Step(object: object == current ? JSON?.none : object, isFinal: false) }
        return Step(object: grace == nil ? JSON?.none : object, isFinal: true)
    }

    /// A definition waits for its objects to go.
    private static func markDefinition(_ object: inout JSON, _ now: Timestamp) {
        var conditions = object["status", "conditions"]?.array ?? []
        DefinitionStatus.set(
            DefinitionStatus.condition(
                "Terminating", true, "InstanceDeletionPending",
                "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon", now: now),
            &conditions)
        object["status", "conditions"] = .array(conditions)
        guard !object.finalizers.contains(CRDStrategy.cleanupFinalizer) else { return }
        object["metadata", "finalizers"] = JSON(object.finalizers + [CRDStrategy.cleanupFinalizer])
    }

    /// A namespace ends when its controller has emptied it and taken its finalizer off.
    private static func namespaceStep(_ current: JSON, _ deletion: Deletion, _ now: Timestamp) -> Step {
        if current.isBeingDeleted {
            let isHeld = current["spec", "finalizers"]?.array?.isEmpty == false || !current.finalizers.isEmpty
            return Step(object: nil, isFinal: !isHeld)
        }
        var object = current
        applyPropagation(&object, deletion.options.propagation)
        mark(&object, seconds: nil, now: now)
        object["status", "phase"] = "Terminating"
        return Step(object: object, isFinal: false)
    }

    private static func mark(_ object: inout JSON, seconds: Int?, now: Timestamp) {
        object["metadata", "deletionTimestamp"] = .string(now.adding(seconds: seconds ?? 0).text)
        if let seconds { object["metadata", "deletionGracePeriodSeconds"] = JSON(seconds) }
        if object.generation > 0 { object["metadata", "generation"] = JSON(object.generation + 1) }
    }

    /// Puts the garbage collector's finalizer on, as the client asks; without a word the one that is there stays.
    private static func applyPropagation(_ object: inout JSON, _ propagation: DeleteOptions.Propagation?) {
        guard let propagation else { return }
        var finalizers = object.finalizers.filter { $0 != orphanFinalizer && $0 != foregroundFinalizer }
        switch propagation {
        case .orphan: finalizers.append(orphanFinalizer)
        case .foreground: finalizers.append(foregroundFinalizer)
        case .background: break
        }
        guard finalizers != object.finalizers else { return }
        object["metadata", "finalizers"] = finalizers.isEmpty ? JSON?.none : JSON(finalizers)
    }

    private func checkPreconditions(_ object: JSON, _ deletion: Deletion, _ target: Target) throws {
        if let uid = deletion.options.uid, uid != object.uid {
            throw StatusError.precondition(target.resource, target.name, field: "UID", expected: uid, found: object.uid)
        }
        if let version = deletion.options.resourceVersion, version != object.resourceVersion {
            throw StatusError.precondition(
                target.resource, target.name, field: "ResourceVersion", expected: version, found: object.resourceVersion)
        }
    }
}
