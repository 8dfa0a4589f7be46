import JSON
import Kube

/// Protobuf → JSON, by schema. What Go writes for unset fields is still there: decoding by kind drops it.
struct ProtobufDecoding {
    typealias Malformed = ProtobufReader.Malformed

    private var depth = 0

    mutating func object(_ bytes: ArraySlice<UInt8>, _ shape: Shape) throws(Malformed) -> JSON {
        var members: [String: JSON] = [:]
        try read(bytes, shape.protobufFields, into: &members)
        return .object(members)
    }

    private mutating func read(_ bytes: ArraySlice<UInt8>, _ fields: ProtobufFields, into members: inout [String: JSON])
        throws(Malformed)
    {
        depth += 1
        defer { depth -= 1 }
        if depth > Limits.protobufDepth { throw Malformed(message: "proto: message nests too deeply") }
        var reader = ProtobufReader(bytes)
        while let (number, value) = try reader.next() {
            switch fields.byNumber[number] {
            case .member(let name, let schema)?: try take(value, schema, &members[name])
            case .embedded(let inner)?:
                guard case .bytes(let bytes) = value else { throw wrongType(number) }
                try read(bytes, inner, into: &members)
            case nil: break
            }
        }
    }

    private func wrongType(_ number: Int) -> Malformed {
        Malformed(message: "proto: wrong wireType for field \(number)")
    }

    /// A field that came up: sets a single value, adds to a list or map.
    private mutating func take(_ value: ProtobufReader.Value, _ schema: Schema, _ member: inout JSON?) throws(Malformed)
    {
        let shape = schema.shape
        if shape.type == .array, shape.format != "wrapped", let element = shape.items {
            var items: [JSON] = []
            if case .array(let present)? = member { items = present }
            member = nil
            if case .bytes(let packed) = value, [.integer, .boolean].contains(element.type), !element.isIntOrString {
                var reader = ProtobufReader(packed)
                while !reader.isAtEnd { items.append(try single(.varint(try reader.varint()), element)) }
            } else {
                items.append(try single(value, element))
            }
            member = .array(items)
        } else if let element = shape.additionalProperties, shape.format == nil {
            guard case .bytes(let bytes) = value else { throw wrongType(0) }
            let (key, inner) = try entry(bytes, element)
            var members: [String: JSON] = [:]
            if case .object(let present)? = member { members = present }
            member = nil
            members[key] = inner
            member = .object(members)
        } else {
            member = try single(value, schema)
        }
    }

    private mutating func entry(_ bytes: ArraySlice<UInt8>, _ element: Schema) throws(Malformed) -> (String, JSON) {
        var reader = ProtobufReader(bytes)
        var key = ""
        var inner: JSON?
        while let (number, value) = try reader.next() {
            if number == 1, case .bytes(let text) = value {
                key = String(decoding: text, as: UTF8.self)
            } else if number == 2 {
                try take(value, element, &inner)
            }
        }
        return (key, inner ?? BuiltinDecoding.zero(element))
    }

    private mutating func single(_ value: ProtobufReader.Value, _ schema: Schema) throws(Malformed) -> JSON {
        let shape = schema.shape
        switch value {
        case .varint(let number):
            switch shape.type {
            case .boolean: return .bool(number != 0)
            case .integer: return .int(Int64(bitPattern: number))
            default: throw wrongType(0)
            }
        case .fixed64(let bits): return .double(Double(bitPattern: bits))
        case .fixed32(let bits): return .double(Double(Float(bitPattern: bits)))
        case .bytes(let bytes):
            if shape.isIntOrString { return try intOrString(bytes) }
            switch shape.type {
            case .string: return try string(bytes, shape)
            case .object where shape.format == nil: return try object(bytes, shape)
            default: return try special(bytes, shape)
            }
        }
    }

    private func string(_ bytes: ArraySlice<UInt8>, _ shape: Shape) throws(Malformed) -> JSON {
        switch shape.format {
        case "byte": return .string(Base64.encode(bytes))
        case "quantity":
            let text = try fields(bytes)[1]?.text ?? ""
            return .string(text.isEmpty ? "0" : text)
        case "duration": return .string(GoDuration.text(try fields(bytes)[1]?.integer ?? 0))
        case "time", "micro-time":
            if bytes.isEmpty { return .null }
            let stamp = try fields(bytes)
            let text = TimeText.format(Int(stamp[1]?.integer ?? 0))
            guard shape.format == "micro-time" else { return .string(text + "Z") }
            let micros = String((stamp[2]?.integer ?? 0) / 1_000)
            return .string("\(text).\(String(repeating: "0", count: max(0, 6 - micros.count)))\(micros)Z")
        default:
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Malformed(message: "proto: string field contains invalid UTF-8")
            }
            return .string(text)
        }
    }

    private func intOrString(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> JSON {
        let parts = try fields(bytes)
        return parts[1]?.integer ?? 0 == 0
            ? .int(Int64(Int32(truncatingIfNeeded: parts[2]?.integer ?? 0))) : .string(parts[3]?.text ?? "")
    }

    private mutating func special(_ bytes: ArraySlice<UInt8>, _ shape: Shape) throws(Malformed) -> JSON {
        switch shape.format {
        case "fields", "raw", "json":
            guard let raw = try fields(bytes)[1]?.data, !raw.isEmpty else { return .null }
            if shape.format == "raw", raw.starts(with: ProtobufCodec.magic) { return .null }
            guard let value = try? JSON(parsing: raw) else { throw Malformed(message: "invalid JSON in protobuf") }
            return value
        case "wrapped":
            var reader = ProtobufReader(bytes)
            var items: [JSON] = []
            while let (number, value) = try reader.next() {
                if number == 1, case .bytes(let text) = value {
                    items.append(.string(String(decoding: text, as: UTF8.self)))
                }
            }
            return .array(items)
        case "schema-or-array", "schema-or-bool", "schema-or-strings": return try schemaOr(bytes, shape.format ?? "")
        default: throw Malformed(message: "proto: no such type")
        }
    }

    /// JSONSchemaProps, or an alternative to it.
    private mutating func schemaOr(_ bytes: ArraySlice<UInt8>, _ format: String) throws(Malformed) -> JSON {
        let props = Notation.types.shape(named: "apiextensions/JSONSchemaProps")
        let schemaNumber = format == "schema-or-bool" ? 2 : 1
        var reader = ProtobufReader(bytes)
        var schema: JSON?
        var others: [JSON] = []
        var allows = false
        while let (number, value) = try reader.next() {
            switch value {
            case .bytes(let inner) where number == schemaNumber: schema = try object(inner, props)
            case .bytes(let inner):
                others.append(
                    format == "schema-or-array"
                        ? try object(inner, props) : .string(String(decoding: inner, as: UTF8.self)))
            case .varint(let flag): allows = flag != 0
            default: break
            }
        }
        return schema ?? (format == "schema-or-bool" ? .bool(allows) : .array(others))
    }

    private struct Field {
        var integer: Int64?
        var data: ArraySlice<UInt8>?
        var text: String? { data.map { String(decoding: $0, as: UTF8.self) } }
    }

    /// The fields of a small message, each once.
    private func fields(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> [Int: Field] {
        var reader = ProtobufReader(bytes)
        var found: [Int: Field] = [:]
        while let (number, value) = try reader.next() {
            switch value {
            case .varint(let integer): found[number] = Field(integer: Int64(bitPattern: integer))
            case .bytes(let data): found[number] = Field(data: data)
            default: break
            }
        }
        return found
    }
}
