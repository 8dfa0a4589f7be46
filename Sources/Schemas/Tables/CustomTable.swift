import JSON

/// The table of a custom resource: `additionalPrinterColumns`, or name and age.
enum CustomTable {
    private static let name = Column(
        name: "Name", type: "string", format: "name", description: ColumnWords.description("Name"))
    private static let age = Column(name: "Age", type: "date", description: ColumnWords.description("Age"))

    static func columns(_ paths: [PathColumn]) -> [Column] {
        if paths.isEmpty { return [name, age] }
        return [name]
            + paths.map { path in
                var column = path.column
                if column.description.isEmpty {
                    column.description = "Custom resource definition column (in JSONPath format): \(path.path)"
                }
                return column
            }
    }

    static func cells(_ object: JSON, _ paths: [PathColumn], now: Double) -> [JSON] {
        let name = object["metadata", "name"] ?? ""
        if paths.isEmpty { return [name, .string(Ages.since(object["metadata", "creationTimestamp"], now))] }
        return [name] + paths.map { cell(object, $0, now) }
    }

    private static func cell(_ object: JSON, _ path: PathColumn, _ now: Double) -> JSON {
        guard let value = path.compiled.firstResult(object), !value.isNull else { return .null }
        switch path.column.type {
        case "string": return .string(JSONPath.printed(value))
        case "integer":
            if case .int = value { return value }
            if let number = value.double { return .int(clamped(number)) }
        case "number": if value.double != nil { return value }
        case "boolean": if value.bool != nil { return value }
        case "date":
            if let text = value.string {
                return .string(DateFormats.seconds(text).map { Ages.text(seconds: now - $0) } ?? "<invalid>")
            }
        default: break
        }
        return .null
    }

    /// Without its fraction; cut off at what 64 bits hold.
    private static func clamped(_ number: Double) -> Int64 {
        Int64(exactly: number.rounded(.towardZero)) ?? (number < 0 ? .min : .max)
    }
}
