import JSON
import Kube
import Schemas
import Store

/// POST, PUT, PATCH and DELETE over the wire.
extension APIServer {
    func respondCreate(_ call: Call, _ target: Target) throws -> APIResponse {
        let negotiation = try negotiate(call, target)
        var context = try WriteQuery.context(call, options: "CreateOptions")
        let body = try Body.read(call, kind: target.groupVersionKind, allowsProtobuf: target.version.isBuiltin)
        if !target.kind.isStored { return try respondReview(call, target, body, negotiation) }
        let object = try body.shaped(target, self, &context)
        if target.kind.isNamespaced, !object.namespace.isEmpty, object.namespace != target.namespace {
            throw StatusError.badRequest(
                "the namespace of the provided object does not match the namespace sent on the request")
        }
        addDeprecation(target, &context)
        let created = try create(target, object, &context)
        return try respond(created, target, negotiation, call, status: 201, warnings: context.warnings)
    }

    func respondUpdate(_ call: Call, _ target: Target) throws -> APIResponse {
        let negotiation = try negotiate(call, target)
        var context = try WriteQuery.context(call, options: "UpdateOptions")
        let body = try Body.read(call, kind: target.groupVersionKind, allowsProtobuf: target.version.isBuiltin)
        let object = try body.shaped(target, self, &context)
        try Self.checkIdentity(object, target)
        if object.name.isEmpty {
            throw StatusError.badRequest("the name of the object (\(object.name)) does not match the name on the URL (\(target.name))")
        }
        addDeprecation(target, &context)
        if Strategies.of(target.kind).allowsCreateOnUpdate, store.get(target.storage, target.objectName) == nil,
            target.subresource.isEmpty, object.resourceVersion.isEmpty
        {
            try authorizeCreate(call, target)
            let created = try create(target, object, &context)
            return try respond(created, target, negotiation, call, status: 201, warnings: context.warnings)
        }
        let updated = try update(target, &context) { _, _ in object }
        return try respond(updated, target, negotiation, call, status: 200, warnings: context.warnings)
    }

    func respondPatch(_ call: Call, _ target: Target) throws -> APIResponse {
        let negotiation = try negotiate(call, target)
        let type = MediaType(call.request.headers.contentType)?.type ?? call.request.headers.contentType
        let isApply = type == PatchBody.apply
        guard PatchBody.types(target).contains(type) else {
            throw StatusError.unsupportedMediaType(PatchBody.types(target))
        }
        var context = try WriteQuery.context(call, options: "PatchOptions", isApply: isApply, isPatch: true)
        let patch = try PatchBody.read(call.request.body, type: type, target, &context)
        if isApply, store.get(target.storage, target.objectName) == nil { try authorizeCreate(call, target) }
        addDeprecation(target, &context)
        let (object, isCreated) = try self.patch(target, patch, &context)
        return try respond(
            object, target, negotiation, call, status: isCreated ? 201 : 200, warnings: context.warnings)
    }

    /// A write that turns out to create needs the permission to.
    private func authorizeCreate(_ call: Call, _ target: Target) throws {
        var attributes = Attributes(user: call.user, info: call.info)
        attributes.verb = "create"
        guard authorizer.allows(attributes) else {
            throw StatusError.forbidden(target.resource, target.name, attributes.refusal)
        }
    }

    private func addDeprecation(_ target: Target, _ context: inout WriteContext) {
        if let warning = target.version.deprecationWarning { context.warnings.append(warning) }
    }

    func respondDelete(_ call: Call, _ target: Target) throws -> APIResponse {
        let negotiation = try negotiate(call, target)
        let deletion = try DeleteBody.read(call)
        let context = WriteContext(user: call.user, manager: "")
        let deleted = try delete(target, deletion, context)
        if deleted.isGone, !Strategies.of(target.kind).returnsDeletedObject {
            return try encoded(Self.success(deleted.object, target), Negotiation(encoding: negotiation.encoding, isPretty: negotiation.isPretty), status: 200)
        }
        let isAccepted = !deleted.isGone && deletion.options.propagation == .foreground
        return try respond(deleted.object, target, negotiation, call, status: isAccepted ? 202 : 200)
    }

    private static func success(_ object: JSON, _ target: Target) -> JSON {
        var details: JSON = [
            "name": .string(target.name), "kind": .string(target.resource.resource), "uid": .string(object.uid),
        ]
        if !target.resource.group.isEmpty { details["group"] = .string(target.resource.group) }
        return ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success", "details": details]
    }

    func respondDeleteCollection(_ call: Call, _ target: Target) throws -> APIResponse {
        let negotiation = try negotiate(call, target)
        let deletion = try DeleteBody.read(call)
        let selection = try Selection(
            namespace: target.namespace, labelSelector: call.query["labelSelector"] ?? "",
            fieldSelector: call.query["fieldSelector"] ?? "", target: target)
        let state = try records(target, selection)
        let context = WriteContext(user: call.user, manager: "")
        var items: [JSON] = []
        for object in state.objects {
            var one = target.named(object.name)
            one.namespace = object.namespace
            do {
                items.append(try delete(one, deletion, context).object)
            } catch let error as StatusError where error.reason == "NotFound" {
                continue
            }
        }
        let list: JSON = [
            "apiVersion": .string(target.groupVersionKind.apiVersion), "kind": .string(target.kind.listKind),
            "metadata": ["resourceVersion": .string(String(state.revision))], "items": .array(items),
        ]
        return try encoded(list, Negotiation(encoding: negotiation.encoding, isPretty: negotiation.isPretty), status: 200)
    }
}
