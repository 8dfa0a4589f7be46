package import JSON
package import Kube

extension KindDefinition {
    /// Reads a CustomResourceDefinition (as stored: defaulted and found valid). Schemas are read when first used.
    package init(crd: JSON) throws(StatusError) {
        guard let spec = crd["spec"], let names = spec["names"], let group = spec["group"]?.string,
            let kind = names["kind"]?.string, let plural = names["plural"]?.string
        else { throw .internalError("CustomResourceDefinition \(crd.name.goQuoted) has no names") }
        let resource = GroupResource(group, plural)
        let isNamespaced = spec["scope"]?.string == "Namespaced"
        self.init(
            group: group, kind: kind, listKind: names["listKind"]?.string ?? kind + "List", plural: plural,
            singular: names["singular"]?.string ?? kind.lowercased(),
            shortNames: names["shortNames"]?.array?.compactMap(\.string) ?? [],
            categories: names["categories"]?.array?.compactMap(\.string) ?? [],
            isNamespaced: isNamespaced,
            versions: (spec["versions"]?.array ?? []).map { KindVersion(crdVersion: $0, kind, resource, isNamespaced) },
            verbs: KindDefinition.customVerbs, origin: .custom(crd.name))
    }
}

extension KindVersion {
    fileprivate init(crdVersion json: JSON, _ kind: String, _ resource: GroupResource, _ isNamespaced: Bool) {
        let group = resource.group
        let name = json["name"]?.string ?? ""
        let schema = json["schema", "openAPIV3Schema"] ?? [:]
        var deprecation: String?
        if json["deprecated"]?.bool == true {
            deprecation = json["deprecationWarning"]?.string ?? "\(group)/\(name) \(kind) is deprecated"
        }
        self.init(
            name: name, groupVersionKind: GroupVersionKind(group, name, kind), isServed: json["served"]?.bool ?? false,
            isStorage: json["storage"]?.bool ?? false, isBuiltin: false, resource: resource, isNamespaced: isNamespaced,
            isStored: true, deprecationWarning: deprecation,
            subresources: KindVersion.subresources(json["subresources"]),
            selectableFields: (json["selectableFields"]?.array ?? []).compactMap {
                $0["jsonPath"]?.string.map { String($0.drop { $0 == "." }) }
            },
            lazySchema: LazySchema(fingerprint: KindVersion.fingerprint(schema)) { Schema(openAPI: schema) },
            columnSource: .jsonPaths((json["additionalPrinterColumns"]?.array ?? []).map(PathColumn.init(json:))))
    }

    private static func fingerprint(_ schema: JSON) -> String {
        var hasher = FNV()
        hasher.combine(schema.text)
        return hasher.text
    }

    private static func subresources(_ json: JSON?) -> [Subresource] {
        var found: [Subresource] = []
        let verbs = ["get", "patch", "update"]
        if json?["status"] != nil { found.append(Subresource(name: "status", verbs: verbs)) }
        if let scale = json?["scale"] {
            found.append(
                Subresource(
                    name: "scale", body: GroupVersionKind("autoscaling", "v1", "Scale"), verbs: verbs,
                    scale: ScalePaths(
                        spec: scale["specReplicasPath"]?.string ?? "",
                        status: scale["statusReplicasPath"]?.string ?? "",
                        labelSelector: scale["labelSelectorPath"]?.string)))
        }
        return found
    }
}

extension Schema {
    /// A structural schema of a CustomResourceDefinition.
    package convenience init(openAPI json: JSON) {
        var facts = PlaceFacts()
        facts.defaultValue = json["default"]
        facts.isNullable = json["nullable"]?.bool ?? false
        facts.description = Description(json["description"]?.string ?? "")
        self.init(facts, shape: Shape(ShapeDraft(openAPI: json)))
    }
}

extension ShapeDraft {
    fileprivate init(openAPI json: JSON) {
        switch json["type"]?.string {
        case "object": type = .object
        case "array": type = .array
        case "string": type = .string
        case "integer": type = .integer
        case "number": type = .number
        case "boolean": type = .boolean
        default: type = .any
        }
        format = json["format"]?.string
        for (name, property) in (json["properties"]?.object ?? [:]).sorted(by: { $0.key < $1.key }) {
            propertyNames.append(name)
            properties[name] = Schema(openAPI: property)
        }
        required = json["required"]?.array?.compactMap(\.string) ?? []
        if let element = json["items"], element.object != nil { items = Schema(openAPI: element) }
        switch json["additionalProperties"] {
        case .object(let additional)?: additionalProperties = Schema(openAPI: .object(additional))
        case .bool(true)?: additionalProperties = Schema(openAPI: ["x-kubernetes-preserve-unknown-fields": true])
        default: break
        }
        preservesUnknownFields = json["x-kubernetes-preserve-unknown-fields"]?.bool ?? false
        isEmbeddedResource = json["x-kubernetes-embedded-resource"]?.bool ?? false
        isIntOrString = json["x-kubernetes-int-or-string"]?.bool ?? false
        listType = json["x-kubernetes-list-type"]?.string.flatMap(ListType.init)
        listMapKeys = json["x-kubernetes-list-map-keys"]?.array?.compactMap(\.string) ?? []
        isAtomicMap = json["x-kubernetes-map-type"]?.string == "atomic"
        enumeration = json["enum"]?.array ?? []
        bounds = Bounds(openAPI: json)
        junctors = Junctors(openAPI: json, isIntOrString: isIntOrString)
        rules = (json["x-kubernetes-validations"]?.array ?? []).map(Rule.init(json:))
    }
}

extension Bounds {
    fileprivate init?(openAPI json: JSON) {
        var isEmpty = true
        func number(_ key: String) -> Double? {
            guard let value = json[key]?.double else { return nil }
            isEmpty = false
            return value
        }
        func count(_ key: String) -> Int? {
            guard let value = number(key) else { return nil }
            return json[key]?.int ?? Int(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
        }
        minimum = number("minimum")
        maximum = number("maximum")
        multipleOf = number("multipleOf")
        minLength = count("minLength")
        maxLength = count("maxLength")
        minItems = count("minItems")
        maxItems = count("maxItems")
        minProperties = count("minProperties")
        maxProperties = count("maxProperties")
        exclusiveMinimum = json["exclusiveMinimum"]?.bool ?? false
        exclusiveMaximum = json["exclusiveMaximum"]?.bool ?? false
        uniqueItems = json["uniqueItems"]?.bool ?? false
        pattern = json["pattern"]?.string.map(Pattern.init)
        if isEmpty, pattern == nil, !uniqueItems { return nil }
    }
}

extension Junctors {
    fileprivate init?(openAPI json: JSON, isIntOrString: Bool) {
        func list(_ key: String) -> [Schema] { (json[key]?.array ?? []).map { Schema(openAPI: $0) } }
        allOf = list("allOf")
        anyOf = isIntOrString && json["anyOf"] == [["type": "integer"], ["type": "string"]] ? [] : list("anyOf")
        oneOf = list("oneOf")
        not = json["not"].map { Schema(openAPI: $0) }
        if allOf.isEmpty, anyOf.isEmpty, oneOf.isEmpty, not == nil { return nil }
    }
}
