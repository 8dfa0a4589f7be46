import JSON
import Kube
import Schemas

/// The fields that a field selector may name.
enum SelectableFields {
    private static let common: Set<String> = ["metadata.name", "metadata.namespace"]

    static func path(_ field: String, _ target: Target) -> [String]? {
        guard common.contains(field) || declared(target).contains(field) else { return nil }
        if target.storage == StorageAlias.events, field == "source" { return ["source", "component"] }
        return field.split(separator: ".").map(String.init)
    }

    private static func declared(_ target: Target) -> [String] {
        target.version.selectableFields.map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
    }

    static func unsupported(_ field: String, _ target: Target) -> StatusError {
        if target.version.isBuiltin, declared(target).isEmpty {
            return .badRequest(
                "\(field.goQuoted) is not a known field selector: only \"metadata.name\", \"metadata.namespace\"")
        }
        return .badRequest("field label not supported: \(field)")
    }
}
