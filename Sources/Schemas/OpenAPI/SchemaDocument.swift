import JSON
import Kube

/// Schemas as JSON documents: in a CustomResourceDefinition, in OpenAPI 3, in OpenAPI 2.
struct SchemaDocument {
    enum Form {
        /// `openAPIV3Schema`, all in one piece.
        case manifest
        case version3
        /// Without what OpenAPI 2 has no words for: junctors, nullable.
        case version2
    }

    let form: Form
    /// Says of fields that nobody described what their names say; a user's own definitions are left as they are.
    var describesByName = true

    /// The document of a place.
    func document(_ schema: Schema, name: String = "") -> JSON {
        guard let typeName = schema.typeName else { return finish(shape(schema.shape), schema, name) }
        guard let reference = reference(typeName) else { return finish(shape(schema.shape), schema, name) }
        var document: JSON = form == .version3 ? ["allOf": [reference]] : reference
        document["description"] = .string(Words.description(schema.description, name))
        if let standard = schema.defaultValue { document["default"] = standard }
        return document
    }

    /// The document of a shared type.
    func definition(_ shape: Shape, name: String) -> JSON {
        var document = self.shape(shape)
        document["description"] = .string(Words.description(shape.description.text, name))
        return document
    }

    private func reference(_ typeName: String) -> JSON? {
        guard form != .manifest, let name = TypeNames.openAPI(typeName) else { return nil }
        let prefix = form == .version3 ? "#/components/schemas/" : "#/definitions/"
        return ["$ref": .string(prefix + name)]
    }

    private func finish(_ document: JSON, _ schema: Schema, _ name: String) -> JSON {
        var document = document
        var words = schema.description
        if words.isEmpty, form != .manifest, describesByName, !name.isEmpty { words = Words.sentence(name) }
        if form != .manifest, schema.presence != nil { words += Words.values(schema.shape.enumeration) }
        if !words.isEmpty { document["description"] = .string(words) }
        if let standard = schema.defaultValue { document["default"] = standard }
        if form != .version2, schema.isNullable || schema.shape.isNullable { document["nullable"] = true }
        if schema.patchStrategy != [] { document["x-kubernetes-patch-strategy"] = .string(patchStrategy(schema)) }
        if let key = schema.patchMergeKey { document["x-kubernetes-patch-merge-key"] = .string(key) }
        return document
    }

    private func patchStrategy(_ schema: Schema) -> String {
        var names: [String] = []
        if schema.patchStrategy.contains(.merge) { names.append("merge") }
        if schema.patchStrategy.contains(.replace) { names.append("replace") }
        if schema.patchStrategy.contains(.retainKeys) { names.append("retainKeys") }
        return names.joined(separator: ",")
    }

    private func shape(_ shape: Shape) -> JSON {
        var document: JSON = [:]
        if let special = special(shape) { return special }
        if shape.isIntOrString {
            document["x-kubernetes-int-or-string"] = true
            if form != .version2 { document["anyOf"] = [["type": "integer"], ["type": "string"]] }
        } else if shape.type != .any {
            document["type"] = .string(shape.type.name)
        }
        if let format = shape.format, format != "wrapped" { document["format"] = .string(format) }
        structure(shape, &document)
        if !shape.enumeration.isEmpty { document["enum"] = .array(shape.enumeration) }
        if let bounds = shape.bounds { self.bounds(bounds, &document) }
        if form != .version2, let junctors = shape.junctors { self.junctors(junctors, &document) }
        extensions(shape, &document)
        return document
    }

    /// Types whose JSON is not what their fields say; notation marks them by their format.
    private func special(_ shape: Shape) -> JSON? {
        switch shape.format {
        case "time", "micro-time": ["type": "string", "format": "date-time"]
        case "duration" where shape.type == .string && form != .manifest: ["type": "string"]
        case "quantity": form == .version3 ? ["oneOf": [["type": "string"], ["type": "number"]]] : ["type": "string"]
        case "fields", "raw": ["type": "object"]
        case "json", "schema-or-array", "schema-or-bool", "schema-or-strings": [:]
        case nil where shape.isIntOrString && form != .manifest && shape.bounds == nil && shape.rules.isEmpty:
            form == .version3
                ? ["oneOf": [["type": "integer"], ["type": "string"]], "format": "int-or-string"]
                : ["type": "string", "format": "int-or-string"]
        default: nil
        }
    }

    private func structure(_ shape: Shape, _ document: inout JSON) {
        if !shape.properties.isEmpty {
            var properties: [String: JSON] = [:]
            for (name, property) in shape.properties { properties[name] = self.document(property, name: name) }
            document["properties"] = .object(properties)
        }
        if !shape.required.isEmpty { document["required"] = JSON(shape.required) }
        if let items = shape.items { document["items"] = self.document(items) }
        if let additional = shape.additionalProperties { document["additionalProperties"] = self.document(additional) }
    }

    private func bounds(_ bounds: Bounds, _ document: inout JSON) {
        func set(_ key: String, _ value: Int?) { if let value { document[key] = JSON(value) } }
        func set(_ key: String, _ value: Double?) {
            if let value { document[key] = Int64(exactly: value).map(JSON.int) ?? .double(value) }
        }
        set("minimum", bounds.minimum)
        set("maximum", bounds.maximum)
        set("multipleOf", bounds.multipleOf)
        set("minLength", bounds.minLength)
        set("maxLength", bounds.maxLength)
        set("minItems", bounds.minItems)
        set("maxItems", bounds.maxItems)
        set("minProperties", bounds.minProperties)
        set("maxProperties", bounds.maxProperties)
        if bounds.exclusiveMinimum { document["exclusiveMinimum"] = true }
        if bounds.exclusiveMaximum { document["exclusiveMaximum"] = true }
        if bounds.uniqueItems { document["uniqueItems"] = true }
        if let pattern = bounds.pattern { document["pattern"] = .string(pattern.source) }
    }

    private func junctors(_ junctors: Junctors, _ document: inout JSON) {
        if !junctors.allOf.isEmpty { document["allOf"] = .array(junctors.allOf.map { self.document($0) }) }
        if !junctors.anyOf.isEmpty { document["anyOf"] = .array(junctors.anyOf.map { self.document($0) }) }
        if !junctors.oneOf.isEmpty { document["oneOf"] = .array(junctors.oneOf.map { self.document($0) }) }
        if let not = junctors.not { document["not"] = self.document(not) }
    }

    private func extensions(_ shape: Shape, _ document: inout JSON) {
        if shape.preservesUnknownFields { document["x-kubernetes-preserve-unknown-fields"] = true }
        if shape.isEmbeddedResource { document["x-kubernetes-embedded-resource"] = true }
        if let type = shape.listType { document["x-kubernetes-list-type"] = .string(type.rawValue) }
        if !shape.listMapKeys.isEmpty { document["x-kubernetes-list-map-keys"] = JSON(shape.listMapKeys) }
        if shape.isAtomicMap { document["x-kubernetes-map-type"] = "atomic" }
        if !shape.rules.isEmpty { document["x-kubernetes-validations"] = .array(shape.rules.map(\.json)) }
    }
}

extension Rule {
    var json: JSON {
        var json: JSON = ["rule": .string(rule)]
        if !message.isEmpty { json["message"] = .string(message) }
        if !messageExpression.isEmpty { json["messageExpression"] = .string(messageExpression) }
        if !reason.isEmpty { json["reason"] = .string(reason) }
        if !fieldPath.isEmpty { json["fieldPath"] = .string(fieldPath) }
        if let optionalOldSelf { json["optionalOldSelf"] = .bool(optionalOldSelf) }
        return json
    }
}
