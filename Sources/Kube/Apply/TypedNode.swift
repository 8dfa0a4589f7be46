import JSON

/// How a value of an object is owned: the schema's word where there is one, else the rule for untyped data (objects by
/// member, arrays whole).
enum TypedNode {
    enum Shape {
        /// One owner for the whole.
        case leaf
        case map
        /// A list whose elements have identities.
        case list
    }

    static func shape<Schema: MergeSchema>(_ value: JSON, _ schema: Schema?) -> Shape {
        switch value {
        case .object: schema?.isAtomicMap ?? false ? .leaf : .map
        case .array: schema.map { $0.listType == .atomic } ?? true ? .leaf : .list
        default: .leaf
        }
    }

    static func schema<Schema: MergeSchema>(of element: PathElement, in schema: Schema?) -> Schema? {
        switch element {
        case .field(let name): schema?.property(name) ?? schema?.additional
        default: schema?.items
        }
    }

    struct NoIdentity: Error {
        var message: String
    }

    /// What identifies an element of a list.
    static func identity<Schema: MergeSchema>(_ item: JSON, in schema: Schema?) throws(NoIdentity) -> PathElement {
        guard let schema, schema.listType == .map else {
            switch item {
            case .object:
                throw NoIdentity(message: "associative list without keys has an element that's a map type")
            case .array:
                throw NoIdentity(message: "not supported: associative list with lists as elements")
            case .null:
                throw NoIdentity(message: "associative list without keys has an element that's an explicit null")
            default: return .value(item)
            }
        }
        guard case .object(let members) = item else {
            throw NoIdentity(
                message: "associative list with keys may not have \(item.isNull ? "a null element" : "non-map elements")")
        }
        var key: [String: JSON] = [:]
        for name in schema.listMapKeys {
            guard let value = members[name] ?? schema.items?.property(name)?.defaultValue else {
                throw NoIdentity(
                    message: "associative list with keys has an element that omits key field \(name.goQuoted) "
                        + "(and doesn't have default value)")
            }
            key[name] = value
        }
        return .key(key)
    }

    /// The elements of a list by identity. Of several with one identity the first counts; elements without one, which only
    /// objects have that have not been validated, are left out.
    static func index<Schema: MergeSchema>(_ items: [JSON], _ schema: Schema?)
        -> (order: [PathElement], items: [PathElement: JSON])
    {
        var order: [PathElement] = []
        var index: [PathElement: JSON] = [:]
        index.reserveCapacity(items.count)
        for item in items {
            guard let element = try? identity(item, in: schema), index[element] == nil else { continue }
            index[element] = item
            order.append(element)
        }
        return (order, index)
    }
}
