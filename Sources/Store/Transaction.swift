package import Kube

/// What a write expects to find; otherwise the commit throws `StoreError.conflict` and writes nothing.
package enum Expectation: Sendable, Hashable {
    case anything
    case absent
    case revision(Int64)
}

/// The writes of one commit, and the state they build on (earlier writes of the same commit included).
package struct Transaction {
    private struct Key: Hashable {
        var resource: GroupResource
        var name: ObjectName
    }

    private let store: Store
    private var revision: Int64
    private(set) var events: [Event] = []
    /// What this commit has written; nil where it has deleted.
    private var written: [Key: Record?] = [:]

    init(store: Store, revision: Int64) {
        self.store = store
        self.revision = revision
    }

    package func get(_ resource: GroupResource, _ name: ObjectName) -> Record? {
        if !written.isEmpty, let record = written[Key(resource: resource, name: name)] { return record }
        return store.get(resource, name)
    }

    package func list(_ resource: GroupResource, namespace: String = "") -> [Record] {
        var table = Table(store.newest(resource, namespace: namespace))
        for (key, record) in written where key.resource == resource {
            guard namespace.isEmpty || key.name.namespace == namespace else { continue }
            if let record { table.put(record) } else { table.remove(Record.key(key.name)) }
        }
        return table.page(namespace: "", after: nil, limit: 0).records
    }

    /// Writes an object's new state and returns it, stamped.
    @discardableResult
    package mutating func put(
        _ resource: GroupResource, _ name: ObjectName, _ value: Template, expecting: Expectation = .anything
    ) throws(StoreError) -> Record {
        let current = get(resource, name)
        try check(current, expecting)
        revision += 1
        let record = Record(
            name: name, revision: revision, created: current?.created ?? revision, bytes: value.bytes(revision: revision))
        events.append(
            Event(
                kind: current == nil ? .created : .modified, resource: resource, record: record, previous: current,
                object: value.object(revision: revision)))
        written[Key(resource: resource, name: name)] = .some(record)
        return record
    }

    /// Deletes an object. `last` is its last state, which watchers are shown stamped with the deletion's revision.
    @discardableResult
    package mutating func delete(
        _ resource: GroupResource, _ name: ObjectName, last: Template, expecting: Expectation = .anything
    ) throws(StoreError) -> Record {
        guard let current = get(resource, name) else { throw .conflict(current: nil) }
        try check(current, expecting)
        revision += 1
        let record = Record(
            name: name, revision: revision, created: current.created, bytes: last.bytes(revision: revision))
        events.append(
            Event(
                kind: .deleted, resource: resource, record: record, previous: current,
                object: last.object(revision: revision)))
        written[Key(resource: resource, name: name)] = .some(nil)
        return record
    }

    private func check(_ current: Record?, _ expectation: Expectation) throws(StoreError) {
        switch expectation {
        case .anything: return
        case .absent: if current == nil { return }
        case .revision(let revision): if current?.revision == revision { return }
        }
        throw .conflict(current: current?.revision)
    }
}
