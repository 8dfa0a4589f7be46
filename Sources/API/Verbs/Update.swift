import JSON
import Kube
import Schemas
import Store

/// What a write makes of the object as it is. Runs again when another write came in between.
typealias Transform = (_ old: JSON, _ context: inout WriteContext) throws -> JSON

extension APIServer {
    /// Reads, changes and writes an object until no other write comes in between. The change names the resourceVersion it
    /// builds on, or takes whatever is there.
    func update(_ target: Target, _ context: inout WriteContext, _ transform: Transform) throws -> JSON {
        for attempt in 1... {
            guard let record = store.get(target.storage, target.objectName) else {
                throw StatusError.notFound(target.resource, target.name)
            }
            let old = try object(record, target)
            var object = try transform(old, &context)
            try checkVersion(object, old, target, isInternal: context.isInternal)
            try checkUID(object, old, target)
            let undo = UndoList()
            defer { undo.run() }
            let scene = Scene(
                server: self, target: target, user: context.user, isDryRun: context.isDryRun,
                isInternal: context.isInternal, now: .now, undo: undo)
            try prepare(&object, old: old, context, scene)
            let strategy = Strategies.of(target.kind)
            try validate(object, old: old, strategy, scene)
            if attempt == 1 {
                context.warnings += strategy.warnings(object, old: old) + MetadataRules.warnings(object, old: old, target)
            }
            if attempt == 1, target.resource == NamespaceGate.resource {
                context.warnings += PodSecurity.warnings(namespace: object, old: old, scene)
            }
            if Self.isSame(object, old) {
                undo.forget()
                return old
            }
            if context.isDryRun { return object }
            do {
                let isLast = isFinished(object)
                let result =
                    isLast
                    ? try commitDelete(target, last: object, over: old, expecting: .revision(record.revision))
                    : try commitPut(target, object, over: old, expecting: .revision(record.revision))
                undo.forget()
                return result
            } catch StoreError.conflict {
                if attempt >= APILimits.conflictAttempts {
                    throw StatusError.modified(target.resource, target.name)
                }
            }
        }
        throw StatusError.modified(target.resource, target.name)
    }

    private func prepare(_ object: inout JSON, old: JSON, _ context: WriteContext, _ scene: Scene) throws {
        let target = scene.target
        let strategy = Strategies.of(target.kind)
        object["apiVersion"] = .string(target.groupVersionKind.apiVersion)
        object["kind"] = .string(target.kind.kind)
        if !context.isInternal || target.subresource != "finalize" {
            ObjectMeta.prepareForUpdate(&object, old: old)
        }
        target.version.applyDefaults(to: &object)
        Self.confine(&object, old: old, target)
        if !context.isApplied, !context.isUntracked {
            object = FieldManager.update(
                old: old, new: object, writer: writer(target, context, scene.now), schema: target.version.schema,
                ignored: ignoredFields(target))
        }
        try strategy.prepareForUpdate(&object, old: old, scene)
        if strategy.tracksGeneration, target.subresource != "status", !context.isUntracked, Self.wishDiffers(object, old, target) {
            object["metadata", "generation"] = JSON(old.generation + 1)
        }
    }

    /// Keeps the part of the object that this endpoint does not write.
    private static func confine(_ object: inout JSON, old: JSON, _ target: Target) {
        switch target.subresource {
        case "": if target.version.hasStatus { object["status"] = old["status"] }
        case "status":
            var result = old
            result["status"] = object["status"]
            result["metadata", "managedFields"] = object["metadata", "managedFields"]
            if target.version.isBuiltin {
                for key in ["labels", "annotations", "finalizers"] {
                    result["metadata"]?[key] = object["metadata"]?[key]
                }
            }
            object = result
        default: break
        }
    }

    /// Whether anything but metadata and status has changed.
    private static func wishDiffers(_ object: JSON, _ old: JSON, _ target: Target) -> Bool {
        func wish(_ object: JSON) -> JSON {
            var object = object
            object["metadata"] = nil
            if target.version.hasStatus { object["status"] = nil }
            return object
        }
        return wish(object) != wish(old)
    }

    /// Equal but for the times at which fields were last written.
    static func isSame(_ object: JSON, _ old: JSON) -> Bool {
        if object == old { return true }
        func timeless(_ object: JSON) -> JSON {
            var object = object
            guard let entries = object["metadata", "managedFields"]?.array else { return object }
            object["metadata", "managedFields"] = .array(
                entries.map { entry in
                    var entry = entry
                    entry["time"] = nil
                    return entry
                })
            return object
        }
        return timeless(object) == timeless(old)
    }

    /// Throws when the object names a version that is not the current one. A patched object names the one that was read:
    /// when another write came in between, the patch is made anew, and only an update finds itself outdated.
    private func checkVersion(_ object: JSON, _ old: JSON, _ target: Target, isInternal: Bool) throws {
        let version = object.resourceVersion
        if version.isEmpty || version == "0" {
            if !isInternal, !Strategies.of(target.kind).allowsUnconditionalUpdate {
                throw StatusError.invalid(
                    target.groupVersionKind, target.name,
                    [.invalid("metadata.resourceVersion", 0, "must be specified for an update")])
            }
            return
        }
        guard UInt64(version) != nil else {
            throw StatusError(
                code: 500, reason: "", message: "strconv.ParseUint: parsing \(version.goQuoted): invalid syntax")
        }
        if version != old.resourceVersion { throw StatusError.modified(target.resource, target.name) }
    }

    private func checkUID(_ object: JSON, _ old: JSON, _ target: Target) throws {
        let uid = object.uid
        guard !uid.isEmpty, uid != old.uid else { return }
        throw StatusError.conflict(target.resource, target.name, storagePrecondition(target, expected: uid, found: old.uid))
    }

    /// kube-apiserver lets etcd's words through here.
    func storagePrecondition(_ target: Target, expected: String, found: String) -> String {
        let group = target.resource.group.isEmpty ? "" : "\(target.resource.group)/"
        return "StorageError: invalid object, Code: 4, Key: /registry/\(group)\(target.resource.resource)/\(target.objectName), "
            + "ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: \(expected), "
            + "UID in object meta: \(found)"
    }

    /// An object that waits for nothing any more once its deletion has been marked.
    func isFinished(_ object: JSON) -> Bool {
        guard object.isBeingDeleted, object.finalizers.isEmpty else { return false }
        if object["metadata", "deletionGracePeriodSeconds"]?.int ?? 0 != 0 { return false }
        return object.kind != "Namespace" || object["spec", "finalizers"]?.array?.isEmpty ?? true
    }
}
