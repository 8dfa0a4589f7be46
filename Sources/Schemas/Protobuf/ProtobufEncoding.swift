import JSON
import Kube

/// JSON → protobuf, by schema.
enum ProtobufEncoding {
    static func message(_ object: JSON, _ shape: Shape) -> [UInt8] {
        var writer = ProtobufWriter()
        write(object, shape.protobufFields, to: &writer)
        return writer.bytes
    }

    private static func write(_ object: JSON, _ fields: ProtobufFields, to writer: inout ProtobufWriter) {
        for (number, field) in fields.ordered {
            switch field {
            case .member(let name, let schema):
                if let value = object[name] { write(number, value, schema, to: &writer) }
            case .embedded(let inner):
                var nested = ProtobufWriter()
                write(object, inner, to: &nested)
                writer.data(number, nested.bytes)
            }
        }
    }

    private static func write(_ number: Int, _ value: JSON, _ schema: Schema, to writer: inout ProtobufWriter) {
        let shape = schema.shape
        if value.isNull { return }
        if shape.type == .array, shape.format != "wrapped", let element = shape.items {
            for item in value.array ?? [] { single(number, item, element, to: &writer) }
        } else if let element = shape.additionalProperties, shape.format == nil {
            for (key, inner) in (value.object ?? [:]).sorted(by: { $0.key < $1.key }) {
                var entry = ProtobufWriter()
                entry.string(1, key)
                write(2, inner, element, to: &entry)
                writer.data(number, entry.bytes)
            }
        } else {
            single(number, value, schema, to: &writer)
        }
    }

    private static func single(_ number: Int, _ value: JSON, _ schema: Schema, to writer: inout ProtobufWriter) {
        let shape = schema.shape
        if shape.isIntOrString {
            writer.data(number, intOrString(value))
            return
        }
        switch shape.type {
        case .boolean: writer.varint(number, value.bool == true ? 1 : 0)
        case .integer: writer.varint(number, UInt64(bitPattern: Int64(value.int ?? 0)))
        case .number: writer.double(number, value.double ?? 0)
        case .string: string(number, value.string ?? "", shape, to: &writer)
        case .object where shape.format == nil: writer.data(number, message(value, shape))
        default: special(number, value, shape, to: &writer)
        }
    }

    private static func intOrString(_ value: JSON) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.varint(1, value.string == nil ? 0 : 1)
        writer.varint(2, UInt64(bitPattern: Int64(value.int ?? 0)))
        writer.string(3, value.string ?? "")
        return writer.bytes
    }

    private static func string(_ number: Int, _ text: String, _ shape: Shape, to writer: inout ProtobufWriter) {
        var nested = ProtobufWriter()
        switch shape.format {
        case "byte":
            writer.data(number, Base64.decode(text) ?? [])
            return
        case "quantity": nested.string(1, text)
        case "duration": nested.varint(1, UInt64(bitPattern: GoDuration.nanoseconds(text) ?? 0))
        case "time", "micro-time":
            let moment = DateFormats.moment(text) ?? (0, 0)
            nested.varint(1, UInt64(bitPattern: Int64(moment.seconds)))
            nested.varint(2, UInt64(moment.nanoseconds))
        default:
            writer.string(number, text)
            return
        }
        writer.data(number, nested.bytes)
    }

    private static func special(_ number: Int, _ value: JSON, _ shape: Shape, to writer: inout ProtobufWriter) {
        var nested = ProtobufWriter()
        switch shape.format {
        case "wrapped": for item in value.array ?? [] { nested.string(1, item.string ?? "") }
        case "schema-or-array", "schema-or-bool", "schema-or-strings":
            let props = Notation.types.shape(named: "apiextensions/JSONSchemaProps")
            let isBool = shape.format == "schema-or-bool"
            if let allows = value.bool { nested.varint(1, allows ? 1 : 0) }
            if value.object != nil {
                if isBool { nested.varint(1, 1) }
                nested.data(isBool ? 2 : 1, message(value, props))
            }
            for item in value.array ?? [] {
                if let text = item.string { nested.string(2, text) } else { nested.data(2, message(item, props)) }
            }
        default: nested.data(1, value.bytes)
        }
        writer.data(number, nested.bytes)
    }
}
