package import JSON
package import Kube
import Synchronization

/// A change of one object. All watchers share one value, and with it what is derived from it.
package final class Event: Sendable {
    package enum Kind: Int, Sendable { case created = 1, modified = 2, deleted = 3 }

    package let kind: Kind
    package let resource: GroupResource
    /// The object after the change. For a deletion: its last state, stamped with the revision of the deletion.
    package let record: Record
    /// The object before the change; nil for a creation.
    package let previousRecord: Record?

    private let derived: Mutex<Derived>

    private struct Derived {
        var isKept = true
        var object: JSON?
        var previousObject: JSON?
        var values: [String: any Sendable] = [:]
    }

    init(kind: Kind, resource: GroupResource, record: Record, previous: Record?, object: JSON? = nil) {
        self.kind = kind
        self.resource = resource
        self.record = record
        previousRecord = previous
        derived = Mutex(Derived(object: object))
    }

    package var name: ObjectName { record.name }
    package var revision: Int64 { record.revision }
    package var bytes: [UInt8] { record.bytes }
    package var previous: [UInt8]? { previousRecord?.bytes }

    /// The object after the change, parsed once for all watchers.
    package func object() throws(JSONSyntaxError) -> JSON {
        if let object = derived.withLock({ $0.object }) { return object }
        let object = try JSON(parsing: bytes)
        derived.withLock { if $0.isKept { $0.object = object } }
        return object
    }

    /// The object before the change, parsed once for all watchers.
    package func previousObject() throws(JSONSyntaxError) -> JSON? {
        guard let previous else { return nil }
        if let object = derived.withLock({ $0.previousObject }) { return object }
        let object = try JSON(parsing: previous)
        derived.withLock { if $0.isKept { $0.previousObject = object } }
        return object
    }

    /// A value derived from this event (an encoded frame, say), made once per key and shared between watchers while the
    /// event is new.
    package func shared<Value: Sendable>(_ key: String, make: () throws -> Value) rethrows -> Value {
        if let value = derived.withLock({ $0.values[key] }) as? Value { return value }
        let value = try make()
        derived.withLock { if $0.isKept { $0.values[key] = value } }
        return value
    }

    /// Lets go of what was derived, for good: who comes late derives it for himself.
    func dropDerived() {
        derived.withLock { $0 = Derived(isKept: false) }
    }
}
