import Synchronization

/// A schema that is read when first asked for.
final class LazySchema: Sendable {
    private let make: @Sendable () -> Schema
    /// Differs when the schema does; empty for those in the binary, which never change while it runs.
    let fingerprint: String
    private let made = AtomicLazyReference<Schema>()

    init(fingerprint: String = "", _ make: @escaping @Sendable () -> Schema) {
        self.fingerprint = fingerprint
        self.make = make
    }

    var schema: Schema {
        if let schema = made.load() { return schema }
        return made.storeIfNil(make())
    }
}
