import JSON
import Kube
import Schemas
import Store

extension APIServer {
    /// Applies a patch. `decode` brings the patched object into the kind's shape and refuses unknown fields where asked.
    func patch(_ target: Target, _ patch: Patch, _ context: inout WriteContext) throws -> (object: JSON, isCreated: Bool) {
        if case .apply(let applied) = patch { return try apply(target, applied, &context) }
        let updated = try update(target, &context) { [self] old, context in
            let patched: JSON
            var typeError: ((StatusError) -> StatusError)?
            switch patch {
            case .json(let operations): patched = try Patches.json(operations, to: old)
            case .merge(let changes): patched = Patches.merge(changes, to: old)
            case .strategic(let changes):
                patched = try Patches.strategic(changes, to: old, schema: target.version.schema)
                typeError = { StrategicTypeError.reworded($0, changes) }
            case .apply(let applied): patched = applied
            }
            do {
                return try shaped(patched, target, &context)
            } catch let error as StatusError where error.code == 400 {
                throw typeError?(error) ?? error
            }
        }
        return (updated, false)
    }

    /// Decodes a changed object by its kind and minds its name.
    func shaped(_ object: JSON, _ target: Target, _ context: inout WriteContext) throws -> JSON {
        var object = object
        let unknown = try Self.decode(&object, target)
        try Self.refuse(unknownFields: unknown + context.bodyProblems, target, &context)
        try Self.checkIdentity(object, target)
        return object
    }

    private func apply(_ target: Target, _ applied: JSON, _ context: inout WriteContext) throws -> (JSON, Bool) {
        try Self.checkIdentity(applied, target)
        context.isApplied = true
        for attempt in 1... {
            if store.get(target.storage, target.objectName) != nil {
                do {
                    let object = try update(target, &context) { [self] old, context in
                        try merged(applied, to: old, target, context)
                    }
                    return (object, false)
                } catch let error as StatusError where error.reason == "NotFound" && attempt < APILimits.conflictAttempts {
                    continue
                }
            }
            guard target.subresource.isEmpty else { throw StatusError.notFound(target.resource, target.name) }
            if let uid = applied["metadata", "uid"]?.string, !uid.isEmpty {
                throw StatusError.conflict(
                    target.resource, target.name,
                    "uid mismatch: the provided object specified uid \(uid), and no existing object was found")
            }
            do {
                var object = try merged(applied, to: nil, target, context)
                _ = try target.version.decode(&object)
                return (try create(target, object, &context), true)
            } catch let error as StatusError where error.reason == "AlreadyExists" && attempt < APILimits.conflictAttempts {
                continue
            }
        }
        throw StatusError.modified(target.resource, target.name)
    }

    private func merged(_ applied: JSON, to live: JSON?, _ target: Target, _ context: WriteContext) throws -> JSON {
        try FieldManager.apply(
            applied, to: live, writer: writer(target, context, .now), schema: target.version.schema,
            force: context.force, ignored: ignoredFields(target))
    }

    /// Brings an object into its kind's shape; returns what strict decoding complains of.
    static func decode(_ object: inout JSON, _ target: Target) throws -> [String] {
        try target.version.decode(&object)
    }

    /// Unknown fields are an error, a warning or nothing, as the client wishes.
    static func refuse(unknownFields: [String], _ target: Target, _ context: inout WriteContext) throws {
        guard !unknownFields.isEmpty else { return }
        switch context.validation {
        case .ignore: return
        case .warn: context.warnings += unknownFields
        case .strict:
            let kind = target.groupVersionKind
            throw StatusError.badRequest(
                "\(kind.kind) in version \(kind.version.goQuoted) cannot be handled as a \(kind.kind): "
                    + "strict decoding error: \(unknownFields.joined(separator: ", "))")
        }
    }

    static func checkIdentity(_ object: JSON, _ target: Target) throws {
        if !object.name.isEmpty, object.name != target.name {
            throw StatusError.badRequest(
                "the name of the object (\(object.name)) does not match the name on the URL (\(target.name))")
        }
        if target.kind.isNamespaced, !object.namespace.isEmpty, object.namespace != target.namespace {
            throw StatusError.badRequest(
                "the namespace of the object (\(object.namespace)) does not match the namespace on the request "
                    + "(\(target.namespace))")
        }
    }
}
