/// A value behind a reference, copied when one of several holders changes it: long lists of large messages are passed
/// on, and compared where next to nothing changed, by pointers.
struct CopyOnWrite<Value: Sendable & Hashable>: Sendable, Hashable {
    /// Written only while there is one holder.
    private final class Storage: @unchecked Sendable {
        var value: Value

        init(_ value: Value) { self.value = value }
    }

    private var storage: Storage

    init(_ value: Value) { storage = Storage(value) }

    var value: Value {
        _read { yield storage.value }
        _modify {
            if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
            yield &storage.value
        }
    }

    func isSame(as other: Self) -> Bool { storage === other.storage }

    static func == (a: Self, b: Self) -> Bool { a.isSame(as: b) || a.storage.value == b.storage.value }

    func hash(into hasher: inout Hasher) { storage.value.hash(into: &hasher) }
}
