import JSON

extension KindDefinition {
    /// The CustomResourceDefinition that describes the kind.
    var manifest: JSON {
        var names: JSON = [
            "kind": .string(kind), "listKind": .string(listKind), "plural": .string(plural),
            "singular": .string(singular),
        ]
        if !shortNames.isEmpty { names["shortNames"] = JSON(shortNames) }
        if !categories.isEmpty { names["categories"] = JSON(categories) }
        return [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": .string("\(plural).\(group)")],
            "spec": [
                "group": .string(group), "names": names, "scope": isNamespaced ? "Namespaced" : "Cluster",
                "conversion": ["strategy": "None"], "versions": .array(versions.map(\.manifest)),
            ],
        ]
    }
}

extension KindVersion {
    fileprivate var manifest: JSON {
        var version: JSON = [
            "name": .string(name), "served": .bool(isServed), "storage": .bool(isStorage),
            "schema": ["openAPIV3Schema": SchemaDocument(form: .manifest).document(schema)],
        ]
        if let deprecationWarning {
            version["deprecated"] = true
            version["deprecationWarning"] = .string(deprecationWarning)
        }
        if case .jsonPaths(let columns) = columnSource, !columns.isEmpty {
            version["additionalPrinterColumns"] = .array(columns.map(\.json))
        }
        if !selectableFields.isEmpty {
            version["selectableFields"] = .array(selectableFields.map { ["jsonPath": .string(".\($0)")] })
        }
        var subresources: JSON = [:]
        if hasStatus { subresources["status"] = [:] }
        if let scale {
            var paths: JSON = [
                "specReplicasPath": .string(scale.spec), "statusReplicasPath": .string(scale.status),
            ]
            if let selector = scale.labelSelector { paths["labelSelectorPath"] = .string(selector) }
            subresources["scale"] = paths
        }
        if subresources != [:] { version["subresources"] = subresources }
        return version
    }
}

extension PathColumn {
    fileprivate var json: JSON {
        var json: JSON = ["name": .string(column.name), "type": .string(column.type), "jsonPath": .string(path)]
        if !column.format.isEmpty { json["format"] = .string(column.format) }
        if !column.description.isEmpty { json["description"] = .string(column.description) }
        if column.priority != 0 { json["priority"] = JSON(column.priority) }
        return json
    }
}
