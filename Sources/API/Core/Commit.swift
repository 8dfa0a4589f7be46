import JSON
import Kube
import Schemas
import Store

/// The one way changes reach the store, and what follows from them inside the server.
extension APIServer {
    func commitPut(_ target: Target, _ object: JSON, expecting: Expectation) throws -> JSON {
        let template = Template(stored(object, target))
        let record = try commit { transaction in
            try transaction.put(target.storage, target.objectName, template, expecting: expecting)
        }
        changed(target.storage, target.objectName)
        var result = object
        result["metadata", "resourceVersion"] = .string(String(record.revision))
        return result
    }

    /// Returns the object's last state, stamped with the revision of the deletion.
    func commitDelete(_ target: Target, last: JSON, expecting: Expectation) throws -> JSON {
        let template = Template(stored(last, target))
        let record = try commit { transaction in
            try transaction.delete(target.storage, target.objectName, last: template, expecting: expecting)
        }
        changed(target.storage, target.objectName)
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

    /// Follows up on a committed change. Each follower reads the store anew, so order does not matter.
    private func changed(_ resource: GroupResource, _ name: ObjectName) {
        switch resource.group {
        case "rbac.authorization.k8s.io": authorizer.invalidate()
        case "apiextensions.k8s.io": definitionChanged(name.name)
        default: break
        }
    }
}
