/// What is known of an expression's value before it is evaluated.
indirect enum CELType: Sendable {
    /// Anything.
    case dyn
    case scalar(String)
    case list(CELType)
    case map(CELType, CELType)
    /// An object with declared members; the root of a resource has those every resource has.
    case object(Schema, isResource: Bool)
    case optional(CELType)

    static let bool = CELType.scalar("bool")
    static let int = CELType.scalar("int")
    static let uint = CELType.scalar("uint")
    static let double = CELType.scalar("double")
    static let string = CELType.scalar("string")
    static let bytes = CELType.scalar("bytes")
    static let duration = CELType.scalar("google.protobuf.Duration")
    static let timestamp = CELType.scalar("google.protobuf.Timestamp")

    init(_ schema: Schema, isResource: Bool = false) {
        let shape = schema.shape
        if shape.isIntOrString {
            self = .dyn
            return
        }
        switch shape.type {
        case .any: self = .dyn
        case .boolean: self = .bool
        case .integer: self = .int
        case .number: self = .double
        case .array: self = .list(shape.items.map { CELType($0) } ?? .dyn)
        case .string: self = CELType.string(format: shape.format)
        case .object:
            if let additional = shape.additionalProperties {
                self = .map(.string, CELType(additional))
            } else if shape.preservesUnknownFields, shape.properties.isEmpty, !shape.isEmbeddedResource {
                self = .dyn
            } else {
                self = .object(schema, isResource: isResource || shape.isEmbeddedResource)
            }
        }
    }

    private static func string(format: String?) -> CELType {
        switch format {
        case "byte": .bytes
        case "duration": .duration
        case "date", "date-time", "datetime": .timestamp
        default: .string
        }
    }

    var isDyn: Bool {
        if case .dyn = self { true } else { false }
    }

    var name: String {
        switch self {
        case .dyn: "dyn"
        case .scalar(let name): name
        case .list(let element): "list(\(element.name))"
        case .map(let key, let value): "map(\(key.name), \(value.name))"
        case .object: "object"
        case .optional(let inner): "optional_type(\(inner.name))"
        }
    }

    /// Whether a value of one type may be one of the other.
    func fits(_ other: CELType) -> Bool {
        switch (self, other) {
        case (.dyn, _), (_, .dyn): true
        case (.scalar(let a), .scalar(let b)): a == b || a == "null_type" || b == "null_type"
        case (.scalar("null_type"), _), (_, .scalar("null_type")): true
        case (.list(let a), .list(let b)): a.fits(b)
        case (.map(let a, let x), .map(let b, let y)): a.fits(b) && x.fits(y)
        case (.object, .object): true
        case (.optional(let a), .optional(let b)): a.fits(b)
        default: false
        }
    }

    var isNumber: Bool {
        if case .scalar(let name) = self { ["int", "uint", "double"].contains(name) } else { isDyn }
    }
}
