package import Kube

/// What a write expects to find; otherwise the commit throws `StoreError.conflict` and writes nothing.
package enum Expectation: Sendable, Hashable {
    case anything
    case absent
    case revision(Int64)
}

/// The writes of one commit, and the state they build on (earlier writes of the same commit included).
package struct Transaction {
    package func get(_ resource: GroupResource, _ name: ObjectName) -> Record? { nil }

    package func list(_ resource: GroupResource, namespace: String = "") -> [Record] { [] }

    /// Writes an object's new state and returns it, stamped.
    @discardableResult
    package mutating func put(
        _ resource: GroupResource, _ name: ObjectName, _ value: Template, expecting: Expectation = .anything
    ) throws(StoreError) -> Record {
        throw .closed
    }

    /// Deletes an object. `last` is its last state, which watchers are shown stamped with the deletion's revision; nil takes
    /// the stored one.
    @discardableResult
    package mutating func delete(
        _ resource: GroupResource, _ name: ObjectName, last: Template? = nil, expecting: Expectation = .anything
    ) throws(StoreError) -> Record {
        throw .closed
    }
}
