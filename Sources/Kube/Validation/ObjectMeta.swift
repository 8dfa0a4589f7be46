package import JSON

/// The rules that hold for `metadata` of every kind.
package enum ObjectMetaRules {
    /// Bytes of all annotations of an object, keys and values.
    package static let maximumAnnotationBytes = 256 << 10
    package static let immutable = "field is immutable"

    /// A new object. `rule` is what the kind demands of names (most: a DNS subdomain).
    package static func create(
        _ object: JSON, isNamespaced: Bool, rule: (String) -> [String] = NameRules.dnsSubdomain
    ) -> [FieldError] {
        var errors: [FieldError] = []
        if let prefix = object["metadata", "generateName"]?.string, !prefix.isEmpty {
            errors += NameRules.forPrefix(prefix, rule).map {
                .invalid("metadata.generateName", .string(prefix), $0)
            }
        }
        let name = object.name
        if name.isEmpty {
            errors.append(.required("metadata.name", "name or generateName is required"))
        } else {
            errors += rule(name).map { .invalid("metadata.name", .string(name), $0) }
        }
        let namespace = object.namespace
        if isNamespaced {
            if namespace.isEmpty {
                errors.append(.required("metadata.namespace"))
            } else {
                errors += NameRules.dnsLabel(namespace).map {
                    .invalid("metadata.namespace", .string(namespace), $0)
                }
            }
        } else if !namespace.isEmpty {
            errors.append(.forbidden("metadata.namespace", "not allowed on this type"))
        }
        if object.generation < 0 {
            errors.append(
                .invalid("metadata.generation", JSON(object.generation), "must be greater than or equal to 0"))
        }
        errors += common(object)
        errors += finalizers(object.finalizers)
        return errors
    }

    /// An object that takes the place of `old`.
    package static func update(_ object: JSON, old: JSON) -> [FieldError] {
        var errors: [FieldError] = []
        if old.isBeingDeleted {
            let added = Set(object.finalizers).subtracting(old.finalizers).sorted()
            if !added.isEmpty {
                let shown = added.map(\.goQuoted).joined(separator: ", ")
                errors.append(
                    .forbidden(
                        "metadata.finalizers",
                        "no new finalizers can be added if the object is being deleted, found new finalizers "
                            + "[]string{\(shown)}"))
            }
        }
        if object.resourceVersion.isEmpty {
            errors.append(.invalid("metadata.resourceVersion", "", "must be specified for an update"))
        }
        if object.generation < old.generation {
            errors.append(.invalid("metadata.generation", JSON(object.generation), "must not be decremented"))
        }
        for field in ["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds"] {
            let new = object["metadata", field]
            if (new ?? .null) != (old["metadata", field] ?? .null) {
                errors.append(.invalid("metadata.\(field)", new ?? .null, immutable))
            }
        }
        return errors + common(object)
    }

    private static func common(_ object: JSON) -> [FieldError] {
        labels(object.labels, "metadata.labels") + annotations(object.annotations, "metadata.annotations")
            + ownerReferences(object.ownerReferences)
    }

    package static func labels(_ labels: [String: String], _ field: String) -> [FieldError] {
        labels.sorted { $0.key < $1.key }.flatMap { key, value in
            NameRules.qualifiedName(key).map { FieldError.invalid(field, .string(key), $0) }
                + NameRules.labelValue(value).map { .invalid(field, .string(value), $0) }
        }
    }

    package static func annotations(_ annotations: [String: String], _ field: String) -> [FieldError] {
        var errors = annotations.keys.sorted().flatMap { key in
            NameRules.qualifiedName(key.lowercased()).map { FieldError.invalid(field, .string(key), $0) }
        }
        if annotations.reduce(0, { $0 + $1.key.utf8.count + $1.value.utf8.count }) > maximumAnnotationBytes {
            errors.append(.tooLong(field, maximumBytes: maximumAnnotationBytes))
        }
        return errors
    }

    private static func finalizers(_ finalizers: [String]) -> [FieldError] {
        let field = "metadata.finalizers"
        var errors = finalizers.flatMap { name in
            NameRules.qualifiedName(name).map { FieldError.invalid(field, .string(name), $0) }
        }
        if finalizers.contains("orphan"), finalizers.contains("foregroundDeletion") {
            errors.append(
                .invalid(field, JSON(finalizers), "finalizer orphan and foregroundDeletion cannot be both set"))
        }
        return errors
    }

    private static func ownerReferences(_ references: [JSON]) -> [FieldError] {
        let field = "metadata.ownerReferences"
        var errors: [FieldError] = []
        var controller: String?
        for (index, reference) in references.enumerated() {
            let place = "\(field)[\(index)]"
            let apiVersion = reference["apiVersion"]?.string ?? ""
            let kind = reference["kind"]?.string ?? ""
            let name = reference["name"]?.string ?? ""
            if apiVersion.isEmpty {
                errors.append(.required("\(place).apiVersion", "must not be empty"))
            } else if apiVersion.split(separator: "/", omittingEmptySubsequences: false).count > 2
                || GroupVersion(apiVersion: apiVersion).version.isEmpty
            {
                errors.append(
                    .invalid("\(place).apiVersion", .string(apiVersion), "must be <group>/<version> or <version>"))
            }
            for required in ["kind", "name", "uid"] where (reference[required]?.string ?? "").isEmpty {
                errors.append(.required("\(place).\(required)", "must not be empty"))
            }
            if apiVersion == "v1", kind == "Event" {
                errors.append(.invalid(place, reference, "/v1, Kind=Event is disallowed from being an owner"))
            }
            guard reference["controller"]?.bool == true else { continue }
            if let controller {
                errors.append(
                    .invalid(
                        field, .array(references),
                        "Only one reference can have Controller set to true. Found \"true\" in references for "
                            + "\(controller) and \(kind)/\(name)"))
            } else {
                controller = "\(kind)/\(name)"
            }
        }
        return errors
    }
}
