import JSON
import Kube
import Schemas
import Store
import Synchronization

/// CustomResourceDefinitions in the store and the kinds they stand for.
extension APIServer {
    static let definitions = GroupResource("apiextensions.k8s.io", "customresourcedefinitions")

    /// Takes up all that the store has: at start. Returns those with which an earlier run was not done: neither
    /// established nor gone.
    func loadDefinitions() -> [String] {
        guard let records = try? store.list(Self.definitions).records, !records.isEmpty else { return [] }
        var unfinished: [String] = []
        changeSurface { catalog in
            for record in records {
                let kind = definition(record)
                if let kind { catalog.add(kind) }
                let isTerminating = isTerminating(record)
                if isTerminating { terminatingDefinitions.withLock { _ = $0.insert(record.name.name) } }
                if isTerminating || kind == nil { unfinished.append(record.name.name) }
            }
        }
        return unfinished
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

    /// The kind of a definition, when it is established. What the binary knows serves for those that came with it, and
    /// nothing need be parsed.
    private func definition(_ record: Record) -> KindDefinition? {
        if isPreinstalled(record) { return PreinstalledCRD.definition(named: record.name.name) }
        guard let object = try? JSON(parsing: record.bytes), Self.isEstablished(object) else { return nil }
        return try? KindDefinition(crd: object)
    }

    /// A definition as the sandbox has installed it: its first revision, established by the very write that created it
    /// (`CRDStrategy`). Whoever else creates one of that name has it established by a second write.
    func isPreinstalled(_ record: Record) -> Bool {
        record.created == record.revision && PreinstalledCRD.isKnown(record.name.name)
            && Self.isEstablished(["status": Self.status(record) ?? [:]])
    }

    /// The status of a definition alone: it stands last in the stored bytes.
    private static func status(_ record: Record) -> JSON? {
        let bytes = record.bytes
        let mark = Array(#","status":{"acceptedNames":"#.utf8)
        guard let start = bytes.indices.last(where: { bytes[$0...].starts(with: mark) }) else { return nil }
        return try? JSON(parsing: Array(bytes[(start + #","status":"#.utf8.count)...].dropLast()))
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
