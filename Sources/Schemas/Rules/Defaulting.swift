import JSON

/// Fills in a schema's defaults.
enum Defaulting {
    /// Nulls where the schema allows none count as absent: they get the default or go.
    static func apply(to value: inout JSON, _ schema: Schema) {
        switch value {
        case .object(var members):
            value = .null
            apply(to: &members, schema)
            value = .object(members)
        case .array(var items):
            guard let element = schema.items else { return }
            value = .null
            for index in items.indices {
                if items[index].isNull, !element.acceptsNull, let standard = element.defaultValue {
                    items[index] = standard
                }
                if nests(items[index]) { apply(to: &items[index], element) }
            }
            value = .array(items)
        default: break
        }
    }

    private static func apply(to members: inout [String: JSON], _ schema: Schema) {
        let shape = schema.shape
        for name in shape.defaultedProperties {
            guard let property = shape.properties[name], let standard = property.defaultValue else { continue }
            if let present = members[name], !present.isNull || property.isNullable { continue }
            members[name] = standard
        }
        for key in Array(members.keys) {
            guard let known = shape.properties[key] ?? shape.additionalProperties, let present = members[key] else {
                continue
            }
            if present.isNull, !known.acceptsNull {
                members[key] = shape.properties[key] == nil ? known.defaultValue : nil
            } else if nests(present) {
                var inner = present
                members[key] = .null
                apply(to: &inner, known)
                members[key] = inner
            }
        }
    }

    private static func nests(_ value: JSON) -> Bool {
        switch value {
        case .object, .array: true
        default: false
        }
    }
}

extension Schema {
    /// Whether null is a value here rather than the absence of one. Go's encoder writes it for what is not set.
    var acceptsNull: Bool { isNullable || presence != nil || shape.isNullable }
}
