import Synchronization

/// A schema that is read when first asked for.
final class LazySchema: Sendable {
    private let make: @Sendable () -> Schema
    private let made = AtomicLazyReference<Schema>()

    init(_ make: @escaping @Sendable () -> Schema) { self.make = make }

    var schema: Schema {
        if let schema = made.load() { return schema }
        return made.storeIfNil(make())
    }
}
