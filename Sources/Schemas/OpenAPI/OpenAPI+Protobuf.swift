package import JSON

extension OpenAPI {
    /// `application/com.github.proto-openapi.spec.v2.v1.0+protobuf`: the message `openapi.v2.Document` of gnostic.
    package static func protobuf(version2 document: JSON) -> [UInt8] {
        var writer = ProtobufWriter()
        writer.string(1, document["swagger"]?.string ?? "2.0")
        writer.message(2) { info in
            info.string(1, document["info", "title"]?.string ?? "")
            info.string(2, document["info", "version"]?.string ?? "")
        }
        writer.message(8) { paths in
            for (path, item) in (document["paths"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
                paths.named(2, path) { Gnostic.write(pathItem: item, to: &$0) }
            }
        }
        writer.message(9) { definitions in
            for (name, schema) in (document["definitions"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
                definitions.named(1, name) { Gnostic.write(schema: schema, to: &$0) }
            }
        }
        return writer.bytes
    }
}

extension ProtobufWriter {
    mutating func message(_ number: Int, _ write: (inout ProtobufWriter) -> Void) {
        var inner = ProtobufWriter()
        write(&inner)
        data(number, inner.bytes)
    }

    /// An entry of a map: a message of name and value.
    mutating func named(_ number: Int, _ name: String, _ write: (inout ProtobufWriter) -> Void) {
        message(number) { entry in
            entry.string(1, name)
            entry.message(2, write)
        }
    }
}

/// The messages of gnostic's OpenAPIv2.proto, as far as our documents go.
private enum Gnostic {
    /// Any value, as YAML (which JSON is).
    private static func any(_ number: Int, _ value: JSON, to writer: inout ProtobufWriter) {
        writer.message(number) { $0.string(2, value.text + "\n") }
    }

    /// The members whose names begin with `x-`.
    private static func extensions(_ number: Int, _ object: JSON, to writer: inout ProtobufWriter) {
        for (name, value) in (object.object ?? [:]).sorted(by: { $0.key < $1.key }) where name.hasPrefix("x-") {
            writer.named(number, name) { $0.string(2, value.text + "\n") }
        }
    }

    private static func text(_ number: Int, _ value: JSON?, to writer: inout ProtobufWriter) {
        if let text = value?.string { writer.string(number, text) }
    }

    private static func texts(_ number: Int, _ value: JSON?, to writer: inout ProtobufWriter) {
        for item in value?.array ?? [] { text(number, item, to: &writer) }
    }

    private static func flag(_ number: Int, _ value: JSON?, to writer: inout ProtobufWriter) {
        if value?.bool == true { writer.varint(number, 1) }
    }

    private static func count(_ number: Int, _ value: JSON?, to writer: inout ProtobufWriter) {
        if let count = value?.int { writer.varint(number, UInt64(bitPattern: Int64(count))) }
    }

    private static func number(_ number: Int, _ value: JSON?, to writer: inout ProtobufWriter) {
        if let value = value?.double { writer.double(number, value) }
    }

    static func write(schema: JSON, to writer: inout ProtobufWriter) {
        text(1, schema["$ref"], to: &writer)
        text(2, schema["format"], to: &writer)
        text(3, schema["title"], to: &writer)
        text(4, schema["description"], to: &writer)
        if let standard = schema["default"] { any(5, standard, to: &writer) }
        for (field, key) in [(6, "multipleOf"), (7, "maximum"), (9, "minimum")] {
            number(field, schema[key], to: &writer)
        }
        flag(8, schema["exclusiveMaximum"], to: &writer)
        flag(10, schema["exclusiveMinimum"], to: &writer)
        count(11, schema["maxLength"], to: &writer)
        count(12, schema["minLength"], to: &writer)
        text(13, schema["pattern"], to: &writer)
        count(14, schema["maxItems"], to: &writer)
        count(15, schema["minItems"], to: &writer)
        flag(16, schema["uniqueItems"], to: &writer)
        count(17, schema["maxProperties"], to: &writer)
        count(18, schema["minProperties"], to: &writer)
        texts(19, schema["required"], to: &writer)
        for value in schema["enum"]?.array ?? [] { any(20, value, to: &writer) }
        if let additional = schema["additionalProperties"] {
            writer.message(21) { item in
                if let isAllowed = additional.bool {
                    item.varint(2, isAllowed ? 1 : 0)
                } else {
                    item.message(1) { write(schema: additional, to: &$0) }
                }
            }
        }
        if let type = schema["type"]?.string { writer.message(22) { $0.string(1, type) } }
        if let items = schema["items"] {
            writer.message(23) { item in item.message(1) { write(schema: items, to: &$0) } }
        }
        if let properties = schema["properties"]?.object {
            writer.message(25) { list in
                for (name, property) in properties.sorted(by: { $0.key < $1.key }) {
                    list.named(1, name) { write(schema: property, to: &$0) }
                }
            }
        }
        extensions(31, schema, to: &writer)
    }

    static func write(pathItem: JSON, to writer: inout ProtobufWriter) {
        let methods = [(2, "get"), (3, "put"), (4, "post"), (5, "delete"), (6, "options"), (7, "head"), (8, "patch")]
        for (number, method) in methods {
            if let operation = pathItem[method] { writer.message(number) { write(operation: operation, to: &$0) } }
        }
        parameters(9, pathItem["parameters"], to: &writer)
        extensions(10, pathItem, to: &writer)
    }

    private static func write(operation: JSON, to writer: inout ProtobufWriter) {
        texts(1, operation["tags"], to: &writer)
        text(3, operation["description"], to: &writer)
        text(5, operation["operationId"], to: &writer)
        texts(6, operation["produces"], to: &writer)
        texts(7, operation["consumes"], to: &writer)
        parameters(8, operation["parameters"], to: &writer)
        writer.message(9) { responses in
            for (code, response) in (operation["responses"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
                responses.named(1, code) { value in
                    value.message(1) { inner in
                        text(1, response["description"], to: &inner)
                        if let schema = response["schema"] {
                            inner.message(2) { item in item.message(1) { write(schema: schema, to: &$0) } }
                        }
                    }
                }
            }
        }
        extensions(13, operation, to: &writer)
    }

    private static func parameters(_ number: Int, _ list: JSON?, to writer: inout ProtobufWriter) {
        for parameter in list?.array ?? [] {
            writer.message(number) { item in item.message(1) { write(parameter: parameter, to: &$0) } }
        }
    }

    private static func write(parameter: JSON, to writer: inout ProtobufWriter) {
        if parameter["in"] == "body" {
            writer.message(1) { body in
                text(1, parameter["description"], to: &body)
                text(2, parameter["name"], to: &body)
                text(3, parameter["in"], to: &body)
                flag(4, parameter["required"], to: &body)
                if let schema = parameter["schema"] { body.message(5) { write(schema: schema, to: &$0) } }
            }
            return
        }
        let isPath = parameter["in"] == "path"
        writer.message(2) { item in
            item.message(isPath ? 4 : 3) { inner in
                flag(1, parameter["required"], to: &inner)
                text(2, parameter["in"], to: &inner)
                text(3, parameter["description"], to: &inner)
                text(4, parameter["name"], to: &inner)
                text(isPath ? 5 : 6, parameter["type"], to: &inner)
                flag(isPath ? 19 : 20, parameter["uniqueItems"], to: &inner)
            }
        }
    }
}
