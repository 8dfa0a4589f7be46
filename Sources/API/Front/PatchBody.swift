import JSON
import Kube
import Schemas
import YAML

/// The four kinds of patch and how their bodies are read.
enum PatchBody {
    static let json = "application/json-patch+json"
    static let merge = "application/merge-patch+json"
    static let strategic = "application/strategic-merge-patch+json"
    static let apply = "application/apply-patch+yaml"

    static func types(_ target: Target) -> [String] {
        target.version.isBuiltin ? [json, merge, strategic, apply] : [json, merge, apply]
    }

    static func read(_ bytes: [UInt8], type: String, _ target: Target, _ context: inout WriteContext) throws -> Patch {
        switch type {
        case json: return .json(try operations(bytes))
        case merge: return .merge(try object(bytes, &context))
        case strategic: return .strategic(try object(bytes, &context))
        default: return .apply(try applied(bytes, target, &context))
        }
    }

    private static func operations(_ bytes: [UInt8]) throws -> JSON {
        let value: JSON
        do {
            value = try JSON(parsing: bytes)
        } catch {
            throw StatusError.badRequest("error decoding patch: \(error.message)")
        }
        guard let operations = value.array else {
            throw StatusError.badRequest(
                "error decoding patch: json: cannot unmarshal \(word(value)) into Go value of type jsonpatch.Patch")
        }
        guard operations.count <= APILimits.jsonPatchOperations else {
            throw StatusError.requestEntityTooLarge(
                "The allowed maximum operations in a JSON patch is \(APILimits.jsonPatchOperations), got \(operations.count)")
        }
        return value
    }

    private static func object(_ bytes: [UInt8], _ context: inout WriteContext) throws -> JSON {
        let value: JSON
        let duplicates: [String]
        do {
            (value, duplicates) = try JSON.parseReportingDuplicates(bytes)
        } catch {
            throw StatusError.badRequest("error decoding patch: \(error.message)")
        }
        guard value.object != nil else {
            throw StatusError.badRequest(
                "error decoding patch: json: cannot unmarshal \(word(value)) into Go value of type map[string]interface {}")
        }
        context.bodyProblems = duplicates.map { "duplicate field \($0.goQuoted)" }
        return value
    }

    private static func applied(_ bytes: [UInt8], _ target: Target, _ context: inout WriteContext) throws -> JSON {
        let value: JSON
        do {
            if bytes.first == UInt8(ascii: "{"), let parsed = try? JSON.parseReportingDuplicates(bytes) {
                value = parsed.0
                context.bodyProblems = parsed.1.map { "duplicate field \($0.goQuoted)" }
            } else {
                value = try YAML.document(String(decoding: bytes, as: UTF8.self))
            }
        } catch {
            throw StatusError.badRequest("error decoding YAML: \(error)")
        }
        guard value.object != nil else {
            throw StatusError.badRequest(
                "error decoding YAML: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal \(word(value)) "
                    + "into Go value of type map[string]interface {}")
        }
        let kind = target.groupVersionKind
        guard !value.apiVersion.isEmpty, !value.kind.isEmpty else {
            throw StatusError.badRequest("apiVersion and kind must be set in the applied object")
        }
        if value.groupVersionKind.group != kind.group || value.kind != kind.kind {
            throw StatusError.badRequest(
                "Incorrect version specified in apply patch. Specified patch version: "
                    + "\(value.apiVersion), expected: \(kind.apiVersion)")
        }
        if value["metadata", "managedFields"]?.array?.isEmpty == false {
            throw StatusError.badRequest("metadata.managedFields must be nil")
        }
        return value
    }

    private static func word(_ value: JSON) -> String {
        switch value {
        case .null: "null"
        case .bool: "bool"
        case .int, .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
