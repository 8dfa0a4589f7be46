import JSON
import Kube

/// Brings an object of a built-in kind into the form Kubernetes' own Go types give it when they read and write it.
struct BuiltinDecoding {
    private(set) var unknownFields: [String] = []
    /// Names of members with indices, for unknown fields.
    private var path: [String] = []
    /// Names of members alone, as Go's decoder names places.
    private var goPath: [String] = []

    /// The text of Go's decoder about a value of the wrong type.
    struct Mismatch: Error {
        var message: String
    }

    static func decode(_ object: inout JSON, _ schema: Schema) throws(Mismatch) -> [String] {
        var decoding = BuiltinDecoding()
        try decoding.decode(&object, schema, owner: "")
        return decoding.unknownFields
    }

    /// `owner` is the Go struct the value is a field of.
    private mutating func decode(_ value: inout JSON, _ schema: Schema, owner: String) throws(Mismatch) {
        let shape = schema.shape
        if shape.isIntOrString {
            switch value {
            case .string, .int: return
            case .double where value.int != nil: value = .int(Int64(value.int ?? 0))
            default:
                throw Mismatch(
                    message: "json: cannot unmarshal \(BuiltinDecoding.found(value)) into Go value of type int32")
            }
            return
        }
        switch shape.type {
        case .object: try decodeObject(&value, schema, shape, owner)
        case .array: try decodeList(&value, schema, shape, owner)
        case .string: try decodeString(&value, schema, shape, owner)
        case .integer: try decodeInteger(&value, schema, shape, owner)
        case .number: if value.double == nil { throw mismatch(value, "float64", owner) }
        case .boolean: if value.bool == nil { throw mismatch(value, GoTypeName.of(schema), owner) }
        case .any: break
        }
    }

    private static func found(_ value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "bool"
        case .int: "number"
        case .double: "number \(value.text)"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    private func mismatch(_ value: JSON, _ type: String, _ owner: String) -> Mismatch {
        let found = BuiltinDecoding.found(value)
        let place = goPath.isEmpty ? "" : "Go struct field \(owner).\(goPath.joined(separator: ".")) of type "
        return Mismatch(
            message: "json: cannot unmarshal \(found) into \(goPath.isEmpty ? "Go value of type " : place)\(type)")
    }

    // MARK: Objects

    private mutating func decodeObject(_ value: inout JSON, _ schema: Schema, _ shape: Shape, _ owner: String)
        throws(Mismatch)
    {
        guard case .object(var members) = value else {
            throw mismatch(value, GoTypeName.of(schema), owner)
        }
        value = .null
        defer { value = .object(members) }
        if let element = shape.additionalProperties {
            try decodeMap(&members, element, owner)
        } else if !shape.preservesUnknownFields {
            try decodeStruct(&members, shape, schema.typeName.map(GoTypeName.bare) ?? owner)
        }
    }

    private mutating func decodeMap(_ members: inout [String: JSON], _ element: Schema, _ owner: String)
        throws(Mismatch)
    {
        for key in Array(members.keys) {
            guard var inner = members[key] else { continue }
            if inner.isNull {
                members[key] = BuiltinDecoding.zero(element)
                continue
            }
            path.append(".\(key)")
            try decode(&inner, element, owner: owner)
            path.removeLast()
            members[key] = inner
        }
    }

    private mutating func decodeStruct(_ members: inout [String: JSON], _ shape: Shape, _ owner: String)
        throws(Mismatch)
    {
        for key in members.keys.sorted() {
            guard let property = shape.properties[key] else {
                unknownFields.append(path.joined() + (path.isEmpty ? key : ".\(key)"))
                members[key] = nil
                continue
            }
            guard var inner = members[key] else { continue }
            if inner.isNull {
                members[key] = nil
                continue
            }
            path.append(path.isEmpty ? key : ".\(key)")
            goPath.append(key)
            members[key] = .null
            try decode(&inner, property, owner: owner)
            path.removeLast()
            goPath.removeLast()
            members[key] = inner
        }
        BuiltinDecoding.settle(&members, shape)
    }

    /// Drops what Go's encoder leaves out and adds what it always writes.
    private static func settle(_ members: inout [String: JSON], _ shape: Shape) {
        for name in shape.propertyNames {
            guard let property = shape.properties[name], let presence = property.presence else { continue }
            switch (presence, members[name]) {
            case (.always, nil): members[name] = zero(property)
            case (.nullable, nil): members[name] = .null
            case (.omitEmpty, nil): if isStruct(property) { members[name] = zero(property) }
            case (.omitEmpty, let present?): if !isStruct(property), isEmpty(present) { members[name] = nil }
            default: break
            }
        }
    }

    /// Go's structs are never empty: a time that is not set is written as null, a quantity as 0.
    private static func isStruct(_ schema: Schema) -> Bool {
        let shape = schema.shape
        switch shape.format {
        case nil: return shape.type == .object && shape.additionalProperties == nil || shape.isIntOrString
        case "time", "micro-time", "quantity": return true
        default: return false
        }
    }

    private static func isEmpty(_ value: JSON) -> Bool {
        switch value {
        case .null, .bool(false), .int(0), .string(""): true
        case .double(let number): number == 0
        case .array(let items): items.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }

    /// What Go writes for a variable that was never set.
    static func zero(_ schema: Schema) -> JSON {
        let shape = schema.shape
        if shape.isIntOrString { return 0 }
        switch shape.type {
        case .string:
            return shape.format == "quantity"
                ? "0" : shape.format == "time" || shape.format == "micro-time" ? .null : ""
        case .integer, .number: return 0
        case .boolean: return false
        case .array, .any: return .null
        case .object:
            if shape.additionalProperties != nil || shape.format != nil { return .null }
            var members: [String: JSON] = [:]
            settle(&members, shape)
            return .object(members)
        }
    }

    // MARK: Lists and scalars

    private mutating func decodeList(_ value: inout JSON, _ schema: Schema, _ shape: Shape, _ owner: String)
        throws(Mismatch)
    {
        guard case .array(var items) = value, let element = shape.items else {
            throw mismatch(value, GoTypeName.of(schema), owner)
        }
        value = .null
        for index in items.indices {
            if items[index].isNull {
                items[index] = BuiltinDecoding.zero(element)
                continue
            }
            path.append("[\(index)]")
            try decode(&items[index], element, owner: owner)
            path.removeLast()
        }
        value = .array(items)
    }

    private func decodeString(_ value: inout JSON, _ schema: Schema, _ shape: Shape, _ owner: String) throws(Mismatch) {
        switch shape.format {
        case "quantity":
            guard let text = value.string ?? (value.double == nil ? nil : value.text) else {
                throw mismatch(value, "resource.Quantity", owner)
            }
            do throws(Quantity.Malformed) {
                value = .string(try Quantity(parsing: text).description)
            } catch {
                throw Mismatch(message: error.description)
            }
            return
        default: break
        }
        guard let text = value.string else { throw mismatch(value, GoTypeName.of(schema), owner) }
        switch shape.format {
        case "byte":
            switch Base64.decodeReporting(text) {
            case .success(let bytes): value = .string(Base64.encode(bytes))
            case .failure(let error): throw Mismatch(message: "illegal base64 data at input byte \(error.offset)")
            }
        case "time":
            guard let shown = TimeText.canonical(text, fractionDigits: 0) else { throw TimeText.mismatch(text) }
            value = .string(shown)
        case "micro-time":
            guard let shown = TimeText.canonical(text, fractionDigits: 6) else { throw TimeText.mismatch(text) }
            value = .string(shown)
        case "duration":
            guard let nanoseconds = GoDuration.nanoseconds(text) else {
                throw Mismatch(message: "time: invalid duration \(text.goQuoted)")
            }
            value = .string(GoDuration.text(nanoseconds))
        default: break
        }
    }

    private func decodeInteger(_ value: inout JSON, _ schema: Schema, _ shape: Shape, _ owner: String) throws(Mismatch)
    {
        let type = shape.format == "int64" ? "int64" : "int32"
        guard case .int(let number) = value else { throw mismatch(value, schema.goType ?? type, owner) }
        if type == "int32", Int32(exactly: number) == nil {
            throw Mismatch(
                message: mismatch(value, type, owner).message.replacing(
                    "unmarshal number", with: "unmarshal number \(number)"))
        }
    }
}

/// Go's names of types, as its decoder's messages have them.
enum GoTypeName {
    /// `core/PodSpec` → `PodSpec`.
    static func bare(_ typeName: String) -> String {
        String(typeName[(typeName.lastIndex(of: "/").map(typeName.index(after:)) ?? typeName.startIndex)...])
    }

    static func of(_ schema: Schema) -> String {
        if let name = schema.goType { return name }
        if let name = schema.typeName {
            if name.hasPrefix("autoscaling/") { return "v2.\(bare(name))" }
            return "v1.\(bare(name))"
        }
        let shape = schema.shape
        if let items = shape.items { return "[]\(of(items))" }
        if let element = shape.additionalProperties { return "map[string]\(of(element))" }
        switch shape.type {
        case .string: return shape.format == "byte" ? "[]uint8" : "string"
        case .integer: return shape.format ?? "int"
        case .number: return "float64"
        case .boolean: return "bool"
        default: return "map[string]interface {}"
        }
    }
}

/// RFC 3339 times as Kubernetes writes them: UTC, whole seconds (or microseconds).
enum TimeText {
    static func canonical(_ text: String, fractionDigits: Int) -> String? {
        if fractionDigits == 0, text.utf8.count == 20, text.utf8.last == UInt8(ascii: "Z") {
            return DateFormats.seconds(text) == nil ? nil : text
        }
        guard let moment = DateFormats.moment(text) else { return nil }
        guard fractionDigits > 0 else { return format(moment.seconds) + "Z" }
        let digits = String(moment.nanoseconds / 1_000)
        return format(moment.seconds) + "." + String(repeating: "0", count: 6 - digits.count) + digits + "Z"
    }

    /// Without zone. Times that have no year of four digits are cut off at those that have.
    static func format(_ seconds: Int) -> String {
        let seconds = min(max(seconds, -62_167_219_200), 253_402_300_799)
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = seconds - days * 86_400
        let (year, month, day) = DateFormats.civil(days)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let shownYear = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
        return "\(shownYear)-\(two(month))-\(two(day))T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
    }

    static func mismatch(_ text: String) -> BuiltinDecoding.Mismatch {
        let layout = "2006-01-02T15:04:05Z07:00"
        return BuiltinDecoding.Mismatch(
            message: "parsing time \(text.goQuoted) as \"\(layout)\": cannot parse \(text.goQuoted) as \"2006\"")
    }
}
