/// The fields of a message by number.
final class ProtobufFields: Sendable {
    enum Field: Sendable {
        case member(String, Schema)
        /// An embedded struct: its fields are members of the same JSON object.
        case embedded(ProtobufFields)
    }

    let byNumber: [Int: Field]
    /// In order of number.
    let ordered: [(number: Int, field: Field)]

    convenience init(_ shape: Shape) {
        var members: [Member] = []
        for name in shape.propertyNames {
            guard let schema = shape.properties[name], let field = schema.protobuf else { continue }
            members.append(Member(name: name, schema: schema, path: field.wrappers + [field.number]))
        }
        self.init(members[...])
    }

    private struct Member {
        var name: String
        var schema: Schema
        var path: [Int]
    }

    private init(_ members: ArraySlice<Member>) {
        var fields: [Int: Field] = [:]
        var embedded: [Int: [Member]] = [:]
        for member in members {
            guard let number = member.path.first else { continue }
            if member.path.count == 1 {
                fields[number] = .member(member.name, member.schema)
            } else {
                var inner = member
                inner.path.removeFirst()
                embedded[number, default: []].append(inner)
            }
        }
        for (number, inner) in embedded { fields[number] = .embedded(ProtobufFields(inner[...])) }
        byNumber = fields
        ordered = fields.sorted { $0.key < $1.key }.map { (number: $0.key, field: $0.value) }
    }
}
