import JSON
import Kube
import Schemas
import Store
import Synchronization

extension APIServer {
    /// Creates an object that has been decoded and is in the target's version.
    func create(_ target: Target, _ body: JSON, _ context: inout WriteContext) throws -> JSON {
        var target = target
        var object = body
        if !object.resourceVersion.isEmpty, object.resourceVersion != "0" {
            throw StatusError(code: 500, reason: "", message: "resourceVersion should not be set on objects to be created")
        }
        try refuseWhileTerminating(target)
        if target.kind.isNamespaced {
            try namespaces.admitCreate(in: target.namespace, of: target.resource, named: object.name)
        }
        let strategy = Strategies.of(target.kind)
        let now = Timestamp.now
        let undo = UndoList()
        defer { undo.run() }
        ObjectMeta.prepareForCreate(&object, target: target, now: now)
        let isGenerated = ObjectMeta.generateName(&object)
        target.name = object.name
        var scene = Scene(
            server: self, target: target, user: context.user, isDryRun: context.isDryRun, isInternal: context.isInternal,
            now: now, undo: undo)
        if target.version.hasStatus { object["status"] = emptyStatus(target) }
        target.version.applyDefaults(to: &object)
        if !context.isApplied, !context.isUntracked {
            object = FieldManager.update(
                old: nil, new: object, writer: writer(target, context, now), schema: target.version.schema,
                ignored: ignoredFields(target))
        }
        try strategy.prepareForCreate(&object, scene)
        if strategy.tracksGeneration { object["metadata", "generation"] = 1 }
        for attempt in 1...APILimits.generatedNameAttempts {
            if attempt > 1 {
                object["metadata", "name"] = nil
                _ = ObjectMeta.generateName(&object)
                target.name = object.name
                scene.target = target
            }
            try validate(object, old: nil, strategy, scene)
            context.warnings += try PodSecurity.admit(object, scene)
            try ResourceQuotaPlugin.admit(object, scene)
            context.warnings += strategy.warnings(object, old: nil) + MetadataRules.warnings(object, old: nil, target)
            if context.isDryRun {
                if store.get(target.storage, target.objectName) == nil { return object }
                if !isGenerated { throw StatusError.alreadyExists(target.resource, target.name) }
                continue
            }
            do {
                let created = try commitPut(target, object, over: nil, expecting: .absent)
                undo.forget()
                return created
            } catch StoreError.conflict {
                if !isGenerated { throw StatusError.alreadyExists(target.resource, target.name) }
            }
        }
        throw StatusError.generatedNameExists(target.resource, target.name)
    }

    /// What a kind's status is before anybody has written it: Go's encoder writes a struct of zeros for built-in kinds.
    private func emptyStatus(_ target: Target) -> JSON? {
        guard target.version.isBuiltin, target.version.schema.property("status")?.presence == .always else { return nil }
        let key = target.groupVersionKind
        if let known = emptyStatuses.withLock({ $0[key] }) { return known }
        var blank: JSON = ["apiVersion": .string(key.apiVersion), "kind": .string(key.kind), "status": [:]]
        _ = try? target.version.decode(&blank)
        let status = blank["status"] ?? [:]
        emptyStatuses.withLock { $0[key] = status }
        return status
    }

    /// Throws 422 with all that is wrong.
    func validate(_ object: JSON, old: JSON?, _ strategy: any Strategy, _ scene: Scene) throws {
        var errors = MetadataRules.errors(object, old: old, scene.target)
        errors += scene.target.version.validate(object, old: old, subresource: scene.target.subresource)
        errors += strategy.validate(object, old: old, scene)
        guard errors.isEmpty else {
            throw StatusError.invalid(scene.target.groupVersionKind, object.name, errors)
        }
    }

    func writer(_ target: Target, _ context: WriteContext, _ now: Timestamp) -> FieldWriter {
        FieldWriter(
            manager: context.manager, apiVersion: target.groupVersionKind.apiVersion, subresource: target.subresource,
            time: now.text)
    }

    /// What a write to this endpoint cannot change, and so nobody comes to own by it.
    func ignoredFields(_ target: Target) -> [[String]] {
        switch target.subresource {
        case "" where target.version.hasStatus: [["status"]]
        case "status": [["spec"]]
        default: []
        }
    }
}
