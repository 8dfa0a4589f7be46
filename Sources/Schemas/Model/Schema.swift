package import JSON
package import Kube
import Synchronization

/// The schema of one value: what may stand there and how writes to it merge.
///
/// A node either has a shape of its own or borrows one by name from a table of types that many places share
/// (`core.v1.PodSpec`); what belongs to the place rather than to the type (its default, how it merges, its number in
/// protobuf) is the node's own either way.
package final class Schema: Sendable {
    package let defaultValue: JSON?
    package let isNullable: Bool
    package let patchStrategy: PatchStrategy
    /// The member by which items of a list are told apart when a strategic merge patch is applied.
    package let patchMergeKey: String?
    package let protobuf: ProtobufField?
    /// What Go's encoder does with an empty value here; nil in schemas of custom resources.
    package let presence: Presence?
    /// Go's name of a named scalar: `v1.Protocol`.
    let goType: String?
    private let ownDescription: Description
    private let body: Body

    private enum Body {
        case shape(Shape)
        case named(String, TypeTable)
    }

    private let resolved = AtomicLazyReference<Shape>()

    init(_ facts: PlaceFacts, shape: Shape) {
        (defaultValue, isNullable, patchStrategy) = (facts.defaultValue, facts.isNullable, facts.patchStrategy)
        (patchMergeKey, protobuf, presence) = (facts.patchMergeKey, facts.protobuf, facts.presence)
        (goType, ownDescription) = (facts.goType, facts.description)
        body = .shape(shape)
    }

    init(_ facts: PlaceFacts, typeName: String, in table: TypeTable) {
        (defaultValue, isNullable, patchStrategy) = (facts.defaultValue, facts.isNullable, facts.patchStrategy)
        (patchMergeKey, protobuf, presence) = (facts.patchMergeKey, facts.protobuf, facts.presence)
        (goType, ownDescription) = (facts.goType, facts.description)
        body = .named(typeName, table)
    }

    /// The shared type that the place refers to, as tables name it.
    package var typeName: String? {
        if case .named(let name, _) = body { name } else { nil }
    }

    package var shape: Shape {
        switch body {
        case .shape(let shape): return shape
        case .named(let name, let table):
            if let shape = resolved.load() { return shape }
            return resolved.storeIfNil(table.shape(named: name))
        }
    }

    package var description: String { ownDescription.isEmpty ? shape.description.text : ownDescription.text }

    package var type: ValueType { shape.type }
    package var properties: [String: Schema] { shape.properties }
    package var required: [String] { shape.required }
    package var items: Schema? { shape.items }
    package var additionalProperties: Schema? { shape.additionalProperties }
    package var preservesUnknownFields: Bool { shape.preservesUnknownFields }
    package var isEmbeddedResource: Bool { shape.isEmbeddedResource }
    package var isIntOrString: Bool { shape.isIntOrString }

    /// Shared types have no rules: asking does not read them.
    var hasRulesWithin: Bool {
        if case .shape(let shape) = body { shape.hasRulesWithin } else { false }
    }

    package func property(_ name: String) -> Schema? { shape.properties[name] }
}

/// What is said of a place rather than of a type.
struct PlaceFacts {
    var defaultValue: JSON?
    var isNullable = false
    var patchStrategy: PatchStrategy = []
    var patchMergeKey: String?
    var protobuf: ProtobufField?
    var presence: Presence?
    var goType: String?
    var description = Description.none
}

/// What Go's encoder does with a value of a built-in kind that is not set.
package enum Presence: Sendable, Hashable {
    /// Writes its zero: `strategy: {}`, `containers: null`, `restartCount: 0`.
    case always
    /// Leaves it out when it is 0, false or empty; structs are written all the same.
    case omitEmpty
    /// A pointer that is always written: null when there is nothing.
    case nullable
    /// A pointer: written when there is something, whatever it is.
    case pointer
}

package struct ProtobufField: Sendable, Hashable {
    package var number: Int
    /// The numbers of the messages between, outermost first, where Go has embedded structs: JSON shows their fields in
    /// their parent, protobuf does not.
    package var wrappers: [Int]
}
