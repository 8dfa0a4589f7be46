import JSON
import Kube
import Schemas
import Store

/// The one way changes reach the store, and what follows from them inside the server.
extension APIServer {
    func commitPut(_ target: Target, _ object: JSON, over old: JSON?, expecting: Expectation) throws -> JSON {
        let template = Template(stored(object, target))
        guard template.byteCount <= APILimits.objectBytes else {
            throw StatusError(code: 500, reason: "", message: "etcdserver: request is too large")
        }
        let record = try commit { transaction in
            try transaction.put(target.storage, target.objectName, template, expecting: expecting)
        }
        changed(target, from: old, to: object)
        var result = object
        result["metadata", "resourceVersion"] = .string(String(record.revision))
        return result
    }

    /// Returns the object's last state, stamped with the revision of the deletion.
    func commitDelete(_ target: Target, last: JSON, over old: JSON, expecting: Expectation) throws -> JSON {
        let template = Template(stored(last, target))
        let record = try commit { transaction in
            try transaction.delete(target.storage, target.objectName, last: template, expecting: expecting)
        }
        changed(target, from: old, to: nil)
        var result = last
        result["metadata", "resourceVersion"] = .string(String(record.revision))
        return result
    }

    private func commit<Result: Sendable>(_ body: (inout Transaction) throws -> Result) throws -> Result {
        do {
            return try store.commit(body)
        } catch let error as StoreError {
            switch error {
            case .conflict: throw error
            case .closed: throw StatusError.serviceUnavailable("the server is shutting down")
            default: throw StatusError.internalError("\(error)")
            }
        }
    }

    /// Follows up on a committed change. Followers read the store anew where the order of changes could matter.
    private func changed(_ target: Target, from old: JSON?, to new: JSON?) {
        if !target.namespace.isEmpty, old == nil || new == nil || target.resource == ResourceQuotaPlugin.resource {
            refreshQuotas(target.namespace)
        }
        if case .custom = target.kind.origin {
            if new == nil { customObjectDeleted(target.resource) }
            return
        }
        switch target.storage {
        case ServiceStrategy.resource: addresses.moved(from: old, to: new)
        case Self.definitions: definitionChanged(target.name)
        case let resource where resource.group == Authorizer.group:
            authorizer.invalidate()
            if resource.resource == "clusterroles" { aggregateRoles() }
        default: break
        }
    }
}
