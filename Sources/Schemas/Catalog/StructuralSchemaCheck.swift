import JSON
import Kube

/// Whether a schema of a CustomResourceDefinition is structural, and all its parts make sense.
struct StructuralSchemaCheck {
    private var structural: [FieldError] = []
    private var schemas: [FieldError] = []
    private var rules: [FieldError] = []

    private enum Level {
        case root, item, field

        var place: String {
            switch self {
            case .root: "at the root"
            case .item: "for specified array items"
            case .field: "for specified object fields"
            }
        }
    }

    static func errors(_ schema: JSON, _ path: String) -> [FieldError] {
        var check = StructuralSchemaCheck()
        check.checkStructure(schema, .root, path)
        check.checkParts(schema, path, isRoot: true)
        if check.structural.isEmpty, check.schemas.isEmpty {
            check.checkRules(Schema(openAPI: schema), schema, path, isRoot: true)
        }
        return check.structural.sorted { $0.message < $1.message } + check.schemas + check.rules
    }

    private static func children(_ schema: JSON) -> [(key: String, value: JSON)] {
        (schema["properties"]?.object ?? [:]).sorted { $0.key < $1.key }
    }

    private static func isOn(_ schema: JSON, _ key: String) -> Bool { schema[key]?.bool == true }

    // MARK: Structure

    private mutating func checkStructure(_ schema: JSON, _ level: Level, _ path: String) {
        let type = schema["type"]?.string ?? ""
        if type == "array", schema["items"] == nil {
            structural.append(.required("\(path).items", "must be specified"))
        }
        if let items = schema["items"], items.object != nil { checkStructure(items, .item, "\(path).items") }
        for (name, child) in Self.children(schema) { checkStructure(child, .field, "\(path).properties[\(name)]") }
        if let additional = schema["additionalProperties"] {
            if level == .root {
                structural.append(.forbidden("\(path).additionalProperties", "must not be used at the root"))
            }
            if additional.object != nil { checkStructure(additional, .field, "\(path).additionalProperties") }
        }
        let isIntOrString = Self.isOn(schema, "x-kubernetes-int-or-string")
        let preserves = Self.isOn(schema, "x-kubernetes-preserve-unknown-fields")
        let isEmbedded = Self.isOn(schema, "x-kubernetes-embedded-resource")
        if isIntOrString, preserves {
            structural.append(
                .invalid(
                    "\(path).x-kubernetes-preserve-unknown-fields", true,
                    "must be false if x-kubernetes-int-or-string is true"))
        }
        if isIntOrString, isEmbedded {
            structural.append(
                .invalid(
                    "\(path).x-kubernetes-embedded-resource", true,
                    "must be false if x-kubernetes-int-or-string is true"))
        }
        checkValues(schema, schema, path, path)
        if isEmbedded, type != "object" {
            let words = "must be object if x-kubernetes-embedded-resource is true"
            structural.append(
                type.isEmpty ? .required("\(path).type", words) : .invalid("\(path).type", .string(type), words))
        } else if type.isEmpty, !isIntOrString, !preserves {
            structural.append(.required("\(path).type", "must not be empty \(level.place)"))
        }
        if level == .root, !type.isEmpty, type != "object" {
            structural.append(.invalid("\(path).type", .string(type), "must be object at the root"))
        }
        if isEmbedded, !preserves, Self.children(schema).isEmpty {
            structural.append(
                .required(
                    "\(path).properties",
                    "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"
                ))
        }
        if level == .root || isEmbedded { checkIdentity(schema, level, path) }
    }

    /// apiVersion, kind and metadata of a resource are what they are.
    private mutating func checkIdentity(_ schema: JSON, _ level: Level, _ path: String) {
        for name in ["kind", "apiVersion"] {
            guard let child = schema["properties", name], child["type"]?.string != "string" else { continue }
            structural.append(.invalid("\(path).properties[\(name)].type", child["type"] ?? "", "must be string"))
        }
        guard let metadata = schema["properties", "metadata"] else { return }
        let place = "\(path).properties[metadata]"
        if metadata["type"]?.string != "object" {
            structural.append(.invalid("\(place).type", metadata["type"] ?? "", "must be object"))
        }
        guard level == .root else { return }
        let names = Set((metadata["properties"]?.object ?? [:]).keys)
        let others = Set((metadata.object ?? [:]).keys).subtracting(["type", "properties", "default", "description"])
        if !names.isSubset(of: ["name", "generateName"]) || !others.isEmpty {
            structural.append(
                .forbidden(
                    place,
                    "must not specify anything other than name and generateName, but metadata is implicitly specified"))
        }
    }

    /// anyOf and its like may only restrict what the schema itself declares.
    private mutating func checkValues(_ schema: JSON, _ declared: JSON?, _ path: String, _ declaredPath: String) {
        let isIntOrString = Self.isOn(schema, "x-kubernetes-int-or-string")
        for key in ["anyOf", "allOf", "oneOf"] {
            let list = schema[key]?.array ?? []
            if key == "anyOf", isIntOrString, list == [["type": "integer"], ["type": "string"]] { continue }
            for (index, inner) in list.enumerated() {
                let isPattern =
                    key == "allOf" && index == 0 && inner["anyOf"] == [["type": "integer"], ["type": "string"]]
                if isPattern { continue }
                checkNested(inner, declared, "\(path).\(key)[\(index)]", declaredPath)
            }
        }
        if let not = schema["not"] { checkNested(not, declared, "\(path).not", declaredPath) }
        if let pattern = schema["pattern"]?.string, !pattern.isEmpty {
            do throws(RegexError) {
                _ = try RegularExpression(pattern)
            } catch {
                structural.append(
                    .invalid(
                        "\(path).pattern", .string(pattern), "must be a valid regular expression, but isn't: \(error)"))
            }
        }
    }

    private static let forbiddenWithin: [(key: String, words: String)] = [
        ("type", "must be empty to be structural"), ("default", "must be undefined to be structural"),
        ("title", "must be empty to be structural"), ("description", "must be empty to be structural"),
        ("nullable", "must be false to be structural"),
        ("x-kubernetes-preserve-unknown-fields", "must be false to be structural"),
        ("x-kubernetes-embedded-resource", "must be false to be structural"),
        ("x-kubernetes-int-or-string", "must be false to be structural"),
        ("x-kubernetes-list-map-keys", "must be empty to be structural"),
        ("x-kubernetes-list-type", "must be undefined to be structural"),
        ("x-kubernetes-map-type", "must be undefined to be structural"),
        ("x-kubernetes-validations", "must be empty to be structural"),
        ("additionalProperties", "must be undefined to be structural"),
    ]

    private mutating func checkNested(_ schema: JSON, _ declared: JSON?, _ path: String, _ declaredPath: String) {
        guard let declared else {
            structural.append(.required(declaredPath, "because it is defined in \(path)"))
            return
        }
        checkValues(schema, declared, path, declaredPath)
        for (key, words) in Self.forbiddenWithin where schema[key] != nil && schema[key] != false {
            structural.append(.forbidden("\(path).\(key)", words))
        }
        if let items = schema["items"] {
            checkNested(items, declared["items"], "\(path).items", "\(declaredPath).items")
        }
        for (name, child) in Self.children(schema) {
            checkNested(
                child, declared["properties", name], "\(path).properties[\(name)]",
                "\(declaredPath).properties[\(name)]")
        }
    }

    // MARK: Parts

    private static let types = ["array", "boolean", "integer", "number", "object", "string"]
    private static let unsupported = [
        "id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref",
    ]

    private mutating func checkParts(_ schema: JSON, _ path: String, isRoot: Bool = false) {
        if isRoot, Self.isOn(schema, "nullable") {
            schemas.append(.forbidden("\(path).nullable", "nullable cannot be true at the root"))
        }
        if let type = schema["type"]?.string, !type.isEmpty, !Self.types.contains(type) {
            schemas.append(.notSupported("\(path).type", .string(type), Self.types))
            if type == "null" {
                schemas.append(.forbidden("\(path).type", "type cannot be set to null, use nullable as an alternative"))
            }
        }
        for key in Self.unsupported where schema[key] != nil && schema[key] != "" {
            schemas.append(.forbidden("\(path).\(key)", "\(key) is not supported"))
        }
        if Self.isOn(schema, "uniqueItems") {
            schemas.append(
                .forbidden(
                    "\(path).uniqueItems",
                    "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"))
        }
        if let additional = schema["additionalProperties"] {
            if !Self.children(schema).isEmpty {
                schemas.append(
                    .forbidden(
                        "\(path).additionalProperties", "additionalProperties and properties are mutual exclusive"))
            }
            if additional.object != nil { checkParts(additional, "\(path).additionalProperties") }
        }
        for (name, child) in Self.children(schema) { checkParts(child, "\(path).properties[\(name)]") }
        for key in ["allOf", "oneOf", "anyOf"] {
            for (index, inner) in (schema[key]?.array ?? []).enumerated() {
                checkParts(inner, "\(path).\(key)[\(index)]")
            }
        }
        if let not = schema["not"] { checkParts(not, "\(path).not") }
        if schema["items"]?.array != nil {
            schemas.append(.forbidden("\(path).items", "items must be a schema object and not an array"))
        } else if let items = schema["items"] {
            checkParts(items, "\(path).items")
        }
        if schema["x-kubernetes-preserve-unknown-fields"] == false {
            schemas.append(.invalid("\(path).x-kubernetes-preserve-unknown-fields", false, "must be true or undefined"))
        }
        checkTopology(schema, path)
    }

    private mutating func checkTopology(_ schema: JSON, _ path: String) {
        let type = schema["type"]?.string ?? ""
        for (key, wanted, values) in [
            ("x-kubernetes-map-type", "object", ["atomic", "granular"]),
            ("x-kubernetes-list-type", "array", ["atomic", "set", "map"]),
        ] {
            guard let value = schema[key]?.string else { continue }
            let words = "must be \(wanted) if \(key) is specified"
            if type.isEmpty {
                schemas.append(.required("\(path).type", words))
            } else if type != wanted {
                schemas.append(.invalid("\(path).type", .string(type), words))
            }
            if !values.contains(value) { schemas.append(.notSupported("\(path).\(key)", .string(value), values)) }
        }
        let listType = schema["x-kubernetes-list-type"]?.string
        let keys = schema["x-kubernetes-list-map-keys"]?.array?.compactMap(\.string) ?? []
        if !keys.isEmpty, listType != "map" {
            let words = "must be map if x-kubernetes-list-map-keys is non-empty"
            let field = "\(path).x-kubernetes-list-type"
            schemas.append(listType.map { .invalid(field, .string($0), words) } ?? .required(field, words))
        }
        if listType == "map" { checkKeys(schema, keys, path) }
    }

    private mutating func checkKeys(_ schema: JSON, _ keys: [String], _ path: String) {
        if keys.isEmpty {
            schemas.append(
                .required("\(path).x-kubernetes-list-map-keys", "must not be empty if x-kubernetes-list-type is map"))
        }
        guard let items = schema["items"] else {
            schemas.append(.required("\(path).items", "must have a schema if x-kubernetes-list-type is map"))
            return
        }
        guard items["type"]?.string == "object" else {
            schemas.append(
                .invalid(
                    "\(path).items.type", items["type"] ?? "",
                    "must be object if parent array's x-kubernetes-list-type is map"))
            return
        }
        let required = Set((items["required"]?.array ?? []).compactMap(\.string))
        for key in keys {
            guard let property = items["properties", key] else {
                schemas.append(
                    .invalid(
                        "\(path).x-kubernetes-list-map-keys", JSON(keys), "entries must all be names of item properties"
                    ))
                continue
            }
            let place = "\(path).items.properties[\(key)]"
            if property["type"] == "array" || property["type"] == "object" {
                schemas.append(
                    .invalid(
                        "\(place).type", "object",
                        "must be a scalar type if parent array's x-kubernetes-list-type is map"))
            }
            if !required.contains(key), property["default"] == nil {
                schemas.append(
                    .required(
                        "\(place).default",
                        "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"
                    ))
            }
        }
        if Set(keys).count < keys.count {
            schemas.append(
                .invalid("\(path).x-kubernetes-list-map-keys", JSON(keys), "must not contain duplicate entries"))
        }
    }

    // MARK: Rules

    private mutating func checkRules(_ schema: Schema, _ json: JSON, _ path: String, isRoot: Bool = false) {
        let shape = schema.shape
        let own = CELType(schema, isResource: isRoot)
        for (index, rule) in shape.rules.enumerated() {
            let place = "\(path).x-kubernetes-validations[\(index)]"
            let old = rule.optionalOldSelf == true ? CELType.optional(own) : own
            let variables = ["self": own, "oldSelf": old]
            if rule.rule.allSatisfy(\.isWhitespace) {
                rules.append(.required("\(place).rule", "rule is not specified"))
                continue
            }
            if let words = CELTypeCheck.refusal(rule.rule, variables, result: .bool) {
                rules.append(InternalForm.invalid("\(place).rule", rule, words))
            }
            if !rule.messageExpression.isEmpty,
                let words = CELTypeCheck.refusal(rule.messageExpression, variables, result: .string)
            {
                rules.append(InternalForm.invalid("\(place).messageExpression", rule, "messageExpression \(words)"))
            }
        }
        for name in shape.propertyNames.sorted() {
            if let property = shape.properties[name] { checkRules(property, json, "\(path).properties[\(name)]") }
        }
        if let items = shape.items { checkRules(items, json, "\(path).items") }
        if let additional = shape.additionalProperties { checkRules(additional, json, "\(path).additionalProperties") }
    }
}
