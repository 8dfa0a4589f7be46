package import JSON
package import Kube

extension KindDefinition {
    /// What is wrong with a CustomResourceDefinition beyond its shape: names, versions, structural schemas, CEL rules.
    package static func validate(crd: JSON, old: JSON?) -> [FieldError] {
        var check = DefinitionCheck(crd, old)
        check.run()
        return check.errors
    }
}

/// The checks of a CustomResourceDefinition in the order of kube-apiserver.
private struct DefinitionCheck {
    let crd: JSON
    let old: JSON?
    let versions: [JSON]
    private(set) var errors: [FieldError] = []

    init(_ crd: JSON, _ old: JSON?) {
        self.crd = crd
        self.old = old
        versions = crd["spec", "versions"]?.array ?? []
    }

    mutating func run() {
        let names = crd["spec", "names"]
        let (plural, group) = (names?["plural"]?.string ?? "", crd["spec", "group"]?.string ?? "")
        if old == nil, crd.name != "\(plural).\(group)" {
            errors.append(.invalid("metadata.name", .string(crd.name), "must be spec.names.plural+\".\"+spec.group"))
        }
        checkGroup(group)
        checkScope()
        checkSchemasArePresent()
        checkVersions()
        for key in ["plural", "singular", "kind", "listKind"] where (names?[key]?.string ?? "").isEmpty {
            errors.append(.required("spec.names.\(key)"))
        }
        checkNames(names, "spec.names")
        if sharesSchema { checkSchema(versions[0]["schema", "openAPIV3Schema"], "spec.validation.openAPIV3Schema") }
        if sharesSubresources { checkScale(versions[0]["subresources"], "spec.subresources") }
        if sharesColumns { checkColumns(versions[0], "spec") }
        checkConversion()
        checkUpdate()
        checkNames(crd["status", "acceptedNames"], "status.acceptedNames")
        checkStoredVersions()
        checkApproval(group)
    }

    private func rule(_ field: String, _ value: String, _ messages: [String], prefix: String = "") -> [FieldError] {
        messages.isEmpty ? [] : [.invalid(field, .string(value), prefix + messages.joined(separator: ","))]
    }

    private mutating func checkGroup(_ group: String) {
        let messages = NameRules.dnsSubdomain(group)
        if group.isEmpty {
            errors.append(.required("spec.group"))
        } else if !messages.isEmpty {
            errors += rule("spec.group", group, messages)
        } else if !group.contains(".") {
            errors.append(.invalid("spec.group", .string(group), "should be a domain with at least one dot"))
        }
    }

    private mutating func checkScope() {
        let scope = crd["spec", "scope"]?.string ?? ""
        if scope.isEmpty {
            errors.append(.required("spec.scope"))
        } else if scope != "Cluster", scope != "Namespaced" {
            errors.append(.notSupported("spec.scope", .string(scope), ["Cluster", "Namespaced"]))
        }
    }

    private mutating func checkSchemasArePresent() {
        for (index, version) in versions.enumerated() where version["schema", "openAPIV3Schema"] == nil {
            errors.append(.required("spec.versions[\(index)].schema.openAPIV3Schema"))
        }
    }

    // The server keeps what all versions have alike once, and names it so in errors.
    private var sharesSchema: Bool { areAlike("schema") }
    private var sharesSubresources: Bool { areAlike("subresources") }
    private var sharesColumns: Bool { areAlike("additionalPrinterColumns") }

    private func areAlike(_ key: String) -> Bool {
        guard let first = versions.first?[key] else { return false }
        return versions.allSatisfy { $0[key] == first }
    }

    private mutating func checkVersions() {
        var names: Set<String> = []
        var isUnique = true
        for (index, version) in versions.enumerated() {
            let place = "spec.versions[\(index)]"
            let name = version["name"]?.string ?? ""
            if !names.insert(name).inserted { isUnique = false }
            errors += rule("\(place).name", name, NameRules.dns1035Label(name))
            if version["deprecated"]?.bool != true, let warning = version["deprecationWarning"] {
                errors.append(
                    .invalid("\(place).deprecationWarning", warning, "can only be set for deprecated versions"))
            }
            if !sharesSchema { checkSchema(version["schema", "openAPIV3Schema"], "\(place).schema.openAPIV3Schema") }
            if !sharesSubresources { checkScale(version["subresources"], "\(place).subresources") }
            if !sharesColumns { checkColumns(version, place) }
        }
        if !isUnique {
            errors.append(
                InternalForm.invalid("spec.versions", versions: versions, "must contain unique version names"))
        }
        if versions.filter({ $0["storage"]?.bool == true }).count != 1 {
            errors.append(
                InternalForm.invalid(
                    "spec.versions", versions: versions, "must have exactly one version marked as storage version"))
        }
    }

    private mutating func checkNames(_ names: JSON?, _ place: String) {
        func text(_ key: String) -> String { names?[key]?.string ?? "" }
        for key in ["plural", "singular"] where !text(key).isEmpty {
            errors += rule("\(place).\(key)", text(key), NameRules.dns1035Label(text(key)))
        }
        for key in ["kind", "listKind"] where !text(key).isEmpty {
            errors += rule(
                "\(place).\(key)", text(key), NameRules.dns1035Label(text(key).lowercased()),
                prefix: "may have mixed case, but should otherwise match: ")
        }
        for key in ["shortNames", "categories"] {
            for (index, name) in (names?[key]?.array ?? []).compactMap(\.string).enumerated() {
                errors += rule("\(place).\(key)[\(index)]", name, NameRules.dns1035Label(name))
            }
        }
        if !text("kind").isEmpty, text("kind") == text("listKind") {
            errors.append(
                .invalid("\(place).listKind", .string(text("listKind")), "kind and listKind may not be the same"))
        }
    }

    private mutating func checkSchema(_ schema: JSON?, _ path: String) {
        guard let schema, schema.object != nil else { return }
        errors += StructuralSchemaCheck.errors(schema, path)
    }

    private mutating func checkScale(_ subresources: JSON?, _ place: String) {
        guard let scale = subresources?["scale"] else { return }
        for (key, root) in [("specReplicasPath", ".spec."), ("statusReplicasPath", ".status.")] {
            let path = scale[key]?.string ?? ""
            if path.isEmpty {
                errors.append(.required("\(place).scale.\(key)"))
            } else if !path.hasPrefix(root) {
                errors.append(
                    .invalid("\(place).scale.\(key)", .string(path), "should be a json path under \(root.dropLast())"))
            }
        }
    }

    private static let columnTypes = ["boolean", "date", "integer", "number", "string"]
    private static let columnFormats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"]

    private mutating func checkColumns(_ version: JSON, _ place: String) {
        for (index, column) in (version["additionalPrinterColumns"]?.array ?? []).enumerated() {
            let field = "\(place).additionalPrinterColumns[\(index)]"
            let types = "must be one of \(Self.columnTypes.joined(separator: ","))"
            if (column["name"]?.string ?? "").isEmpty { errors.append(.required("\(field).name")) }
            let type = column["type"]?.string ?? ""
            if type.isEmpty {
                errors.append(.required("\(field).type", types))
            } else if !Self.columnTypes.contains(type) {
                errors.append(.invalid("\(field).type", .string(type), types))
            }
            if let format = column["format"]?.string, !format.isEmpty, !Self.columnFormats.contains(format) {
                errors.append(
                    .invalid(
                        "\(field).format", .string(format),
                        "must be one of \(Self.columnFormats.joined(separator: ","))"))
            }
            let path = column["jsonPath"]?.string ?? ""
            if path.isEmpty {
                errors.append(.required("\(field).JSONPath"))
            } else if !path.hasPrefix(".") || JSONPath(path) == nil {
                errors.append(
                    .invalid("\(field).JSONPath", .string(path), "must be a simple json path starting with ."))
            }
        }
    }

    private mutating func checkConversion() {
        guard let conversion = crd["spec", "conversion"] else { return }
        let strategy = conversion["strategy"]?.string ?? ""
        if strategy.isEmpty {
            errors.append(.required("spec.conversion.strategy"))
        } else if strategy != "None", strategy != "Webhook" {
            errors.append(.notSupported("spec.conversion.strategy", .string(strategy), ["None", "Webhook"]))
        }
        let client = conversion["webhook", "clientConfig"]
        if strategy == "Webhook" {
            if client == nil {
                errors.append(
                    .required("spec.conversion.webhookClientConfig", "required when strategy is set to Webhook"))
            } else if (client?["url"] == nil) == (client?["service"] == nil) {
                errors.append(
                    .required("spec.conversion.webhookClientConfig", "exactly one of url or service is required"))
            }
            if (conversion["webhook", "conversionReviewVersions"]?.array ?? []).isEmpty {
                errors.append(.required("spec.conversion.conversionReviewVersions"))
            }
        } else if client != nil {
            errors.append(
                .forbidden(
                    "spec.conversion.webhookClientConfig", "should not be set when strategy is not set to Webhook"))
        }
    }

    private mutating func checkUpdate() {
        guard let old else { return }
        let isEstablished = (old["status", "conditions"]?.array ?? []).contains {
            $0["type"] == "Established" && $0["status"] == "True"
        }
        var fixed = [["spec", "group"], ["spec", "names", "plural"]]
        if isEstablished { fixed = [["spec", "scope"], ["spec", "names", "kind"]] + fixed }
        for path in fixed where crd[path: path] != old[path: path] {
            errors.append(.invalid(path.joined(separator: "."), crd[path: path] ?? "", "field is immutable"))
        }
    }

    private mutating func checkStoredVersions() {
        let stored = crd["status", "storedVersions"]?.array ?? []
        guard !stored.isEmpty else {
            errors.append(.invalid("status.storedVersions", .null, "must have at least one stored version"))
            return
        }
        for version in versions where version["storage"]?.bool == true {
            guard let name = version["name"], !stored.contains(name) else { continue }
            errors.append(
                .invalid("status.storedVersions", .array(stored), "must have the storage version \(name.string ?? "")"))
        }
        for (index, name) in stored.enumerated() where !versions.contains(where: { $0["name"] == name }) {
            let text = name.string ?? ""
            errors.append(
                .invalid(
                    "status.storedVersions[\(index)]", name,
                    "missing from spec.versions; \(text) was previously a storage version, and must remain in spec.versions "
                        + "until a storage migration ensures no data remains persisted in \(text) and removes \(text) from "
                        + "status.storedVersions"))
        }
    }

    /// Groups of the Kubernetes project need somebody's blessing in an annotation.
    private mutating func checkApproval(_ group: String) {
        guard
            group == "k8s.io" || group == "kubernetes.io" || group.hasSuffix(".k8s.io")
                || group.hasSuffix(".kubernetes.io")
        else { return }
        let key = "api-approved.kubernetes.io"
        let value = crd["metadata", "annotations", key]?.string
        if let old, (old["metadata", "annotations", key]?.string) == value, value == nil { return }
        let field = "metadata.annotations[\(key)]"
        let words =
            "protected groups must have approval annotation \(key.goQuoted), see https://github.com/kubernetes/enhancements/pull/1111"
        guard let value else {
            errors.append(.required(field, words))
            return
        }
        if value.hasPrefix("unapproved") || RequestURI(value)?.hasAuthority == true { return }
        errors.append(
            .invalid(
                field, .string(value),
                "protected groups must have approval annotation \(key.goQuoted) with either a URL or a reason starting with "
                    + "\"unapproved\", see https://github.com/kubernetes/enhancements/pull/1111"))
    }
}
