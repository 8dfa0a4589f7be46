package import JSON
package import Kube

/// The steps a written object takes, in this order: decode, default, (the API's own strategies,) validate.
extension KindVersion {
    /// Brings a parsed request body into the kind's shape: members the schema does not know are dropped and told of
    /// (`unknown field "spec.foo"`), values of built-in kinds are written as Kubernetes' own types write them
    /// (empty optional members go, `1000m` becomes `1`, null lists vanish). Throws what kube-apiserver answers to a
    /// body whose types are wrong (400).
    package func decode(_ object: inout JSON) throws(StatusError) -> [String] {
        try unknownFields(&object).map { "unknown field \($0.goQuoted)" }
    }

    private func unknownFields(_ object: inout JSON) throws(StatusError) -> [String] {
        guard case .object = object else {
            throw .badRequest("couldn't get version/kind; json parse error: \(Self.notAnObject(object))")
        }
        if isBuiltin {
            do throws(BuiltinDecoding.Mismatch) {
                return try BuiltinDecoding.decode(&object, schema)
            } catch {
                throw cannotBeHandled(error)
            }
        }
        var unknown = Pruning.prune(&object, schema)
        guard var metadata = object["metadata"] else { return unknown }
        do throws(BuiltinDecoding.Mismatch) {
            unknown += try BuiltinDecoding.decode(&metadata, Schema.objectMeta).map { "metadata.\($0)" }
        } catch {
            throw cannotBeHandled(error)
        }
        object["metadata"] = metadata
        return unknown.sorted()
    }

    private func cannotBeHandled(_ mismatch: BuiltinDecoding.Mismatch) -> StatusError {
        let kind = groupVersionKind.kind
        return .badRequest("\(kind) in version \(name.goQuoted) cannot be handled as a \(kind): \(mismatch.message)")
    }

    /// Fills in the defaults of the schema, and for built-in kinds those of Kubernetes' defaulting functions.
    package func applyDefaults(to object: inout JSON) {
        Defaulting.apply(to: &object, schema)
        if isBuiltin { BuiltinDefaults.apply(to: &object, groupVersionKind) }
    }

    /// What is wrong with an object; `old` is the stored one of an update. `subresource` is empty for the object
    /// itself. Metadata is the API's affair, with `nameRule`.
    package func validate(_ object: JSON, old: JSON? = nil, subresource: String = "") -> [FieldError] {
        isBuiltin
            ? BuiltinValidation.errors(object, old: old, self, subresource: subresource)
            : CustomValidation.errors(object, old: old, self, isStatus: subresource == "status")
    }

    /// What the kind demands of names.
    package var nameRule: @Sendable (String) -> [String] {
        if isBuiltin { return BuiltinValidation.nameRule(resource) }
        return { name in NameRules.dnsSubdomain(name) }
    }

    private static func notAnObject(_ value: JSON) -> String {
        let type =
            switch value {
            case .string: "string"
            case .array: "array"
            case .bool: "bool"
            case .int, .double: "number"
            default: "null"
            }
        return
            "json: cannot unmarshal \(type) into Go value of type struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; "
            + "Kind string \"json:\\\"kind,omitempty\\\"\" }"
    }
}

extension Schema {
    static let objectMeta = Schema(PlaceFacts(), typeName: "meta/ObjectMeta", in: Notation.types)
}
