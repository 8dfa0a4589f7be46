/// A value that several models, one after the other, have in common: telling whether it is still the same one costs
/// nothing where it is.
@dynamicMemberLookup
package final class Shared<Value: Hashable & Sendable>: Hashable, Sendable {
    package let value: Value

    package init(_ value: Value) { self.value = value }

    package subscript<Member>(dynamicMember path: KeyPath<Value, Member>) -> Member { value[keyPath: path] }

    package static func == (a: Shared, b: Shared) -> Bool { a === b || a.value == b.value }

    package func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}
