package import JSON
package import Kube
import Synchronization

package enum ValueType: UInt8, Sendable, Hashable {
    /// No `type` is given.
    case any
    case object, array, string, integer, number, boolean
}

/// What a value looks like, wherever it stands.
package final class Shape: Sendable {
    package let type: ValueType
    package let format: String?
    package let properties: [String: Schema]
    /// In the order the notation has them, which is that of the source.
    package let propertyNames: [String]
    package let required: [String]
    package let items: Schema?
    package let additionalProperties: Schema?
    package let preservesUnknownFields: Bool
    package let isEmbeddedResource: Bool
    package let isIntOrString: Bool
    let isNullable: Bool
    /// Nil for an array that does not say (which is atomic to merges, and not checked for duplicates).
    package let listType: ListType?
    package let listMapKeys: [String]
    package let isAtomicMap: Bool
    package let bounds: Bounds?
    package let enumeration: [JSON]
    /// anyOf, oneOf, allOf, not: the value validations without structure.
    package let junctors: Junctors?
    package let rules: [Rule]
    let description: Description
    fileprivate let protobufTable = AtomicLazyReference<ProtobufFields>()
    /// The properties that have a default.
    let defaultedProperties: [String]
    /// The properties below which there is a rule, in order of name; none for shared types, which have no rules.
    let rulefulProperties: [String]
    /// Whether there is a rule here or below.
    let hasRulesWithin: Bool

    init(_ draft: ShapeDraft) {
        type = draft.type
        format = draft.format
        properties = draft.properties
        propertyNames = draft.propertyNames
        required = draft.required
        items = draft.items
        additionalProperties = draft.additionalProperties
        preservesUnknownFields = draft.preservesUnknownFields
        isEmbeddedResource = draft.isEmbeddedResource
        isIntOrString = draft.isIntOrString
        isNullable = draft.isNullable
        listType = draft.listType
        listMapKeys = draft.listMapKeys
        isAtomicMap = draft.isAtomicMap
        bounds = draft.bounds
        enumeration = draft.enumeration
        junctors = draft.junctors
        rules = draft.rules
        description = draft.description
        rulefulProperties = draft.propertyNames.filter { draft.properties[$0]?.hasRulesWithin ?? false }.sorted()
        hasRulesWithin =
            !draft.rules.isEmpty || !rulefulProperties.isEmpty || draft.items?.hasRulesWithin ?? false
            || draft.additionalProperties?.hasRulesWithin ?? false
            || draft.junctors?.allOf.contains(where: \.hasRulesWithin) ?? false
        defaultedProperties = draft.propertyNames.filter { draft.properties[$0]?.defaultValue != nil }
    }
}

extension Shape {
    var protobufFields: ProtobufFields {
        if let known = protobufTable.load() { return known }
        return protobufTable.storeIfNil(ProtobufFields(self))
    }
}

struct ShapeDraft {
    var type = ValueType.any
    var format: String?
    var properties: [String: Schema] = [:]
    var propertyNames: [String] = []
    var required: [String] = []
    var items: Schema?
    var additionalProperties: Schema?
    var preservesUnknownFields = false
    var isEmbeddedResource = false
    var isIntOrString = false
    var isNullable = false
    var listType: ListType?
    var listMapKeys: [String] = []
    var isAtomicMap = false
    var bounds: Bounds?
    var enumeration: [JSON] = []
    var junctors: Junctors?
    var rules: [Rule] = []
    var description = Description.none
}

/// Limits on a value; absent where the source has none.
package struct Bounds: Sendable {
    package var minimum: Double?
    package var maximum: Double?
    package var exclusiveMinimum = false
    package var exclusiveMaximum = false
    package var multipleOf: Double?
    package var minLength: Int?
    package var maxLength: Int?
    package var minItems: Int?
    package var maxItems: Int?
    package var uniqueItems = false
    package var minProperties: Int?
    package var maxProperties: Int?
    package var pattern: Pattern?
}

package struct Junctors: Sendable {
    package var allOf: [Schema] = []
    package var anyOf: [Schema] = []
    package var oneOf: [Schema] = []
    package var not: Schema?
}
