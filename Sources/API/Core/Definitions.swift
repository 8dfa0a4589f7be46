import JSON
import Kube
import Schemas
import Store
import Synchronization

/// CustomResourceDefinitions in the store and the kinds they stand for.
extension APIServer {
    static let definitions = GroupResource("apiextensions.k8s.io", "customresourcedefinitions")

    /// Takes up all that the store has: at start.
    func loadDefinitions() {
        guard let records = try? store.list(Self.definitions).records, !records.isEmpty else { return }
        changeSurface { catalog in
            for record in records {
                guard let kind = definition(record) else { continue }
                catalog.add(kind)
            }
        }
    }

    /// Takes up what has become of one definition. Reads it anew, so that two changes may follow each other in any order.
    func takeUpDefinition(_ name: String) {
        changeSurface { catalog in
            let present = catalog.kinds.first { $0.origin == .custom(name) }
            let record = store.get(Self.definitions, ObjectName(name: name))
            terminatingDefinitions.withLock { names in
                if record.map(isTerminating) ?? false { names.insert(name) } else { names.remove(name) }
            }
            guard let record, let kind = definition(record) else {
                if let present { catalog.remove(present.resource) }
                return
            }
            if let present, present.resource != kind.resource { catalog.remove(present.resource) }
            catalog.add(kind)
        }
    }

    /// The kind of a definition, when it is established.
    ///
    /// A definition that came with the sandbox is written once, status and all: while its first revision stands, what the
    /// binary knows of it serves, and nothing need be parsed.
    private func definition(_ record: Record) -> KindDefinition? {
        if record.created == record.revision, let kind = PreinstalledCRD.definition(named: record.name.name) { return kind }
        guard let object = try? JSON(parsing: record.bytes), Self.isEstablished(object) else { return nil }
        return try? KindDefinition(crd: object)
    }

    private func isTerminating(_ record: Record) -> Bool {
        record.created != record.revision && ((try? JSON(parsing: record.bytes))?.isBeingDeleted ?? false)
    }

    /// Nothing new of a kind that is being taken away.
    func refuseWhileTerminating(_ target: Target) throws {
        guard case .custom(let name) = target.kind.origin, terminatingDefinitions.withLock({ $0.contains(name) }) else {
            return
        }
        var error = StatusError.methodNotSupported(target.resource, "create")
        error.message = "create not allowed while custom resource definition is terminating"
        throw error
    }

    static func isEstablished(_ definition: JSON) -> Bool {
        definition["status", "conditions"]?.array?.contains {
            $0["type"]?.string == "Established" && $0["status"]?.string == "True"
        } ?? false
    }
}
