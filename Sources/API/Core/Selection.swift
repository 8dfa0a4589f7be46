import JSON
import Kube

/// Which objects of a collection a list or watch is about.
struct Selection: Sendable {
    var namespace: String
    var labels: LabelSelector
    var fields: FieldSelector
    private let paths: [String: [String]]

    /// `supported` are the fields of the kind beyond name and namespace, as dotted paths.
    init(namespace: String, labelSelector: String, fieldSelector: String, target: Target) throws {
        self.namespace = namespace
        labels = labelSelector.isEmpty ? .everything : try Self.parseLabels(labelSelector)
        fields = fieldSelector.isEmpty ? FieldSelector() : try FieldSelector(parsing: fieldSelector)
        var paths: [String: [String]] = [:]
        for term in fields.terms {
            guard let path = SelectableFields.path(term.field, target) else {
                throw SelectableFields.unsupported(term.field, target)
            }
            paths[term.field] = path
        }
        self.paths = paths
    }

    private static func parseLabels(_ text: String) throws -> LabelSelector { try LabelSelector(parsing: text) }

    var isEverything: Bool { labels.isEverything && fields.isEverything }

    /// Set when only one object can be meant.
    var name: String { fields.required("metadata.name") ?? "" }

    func matches(_ object: JSON) -> Bool {
        if !labels.isEverything, !labels.matches(object.labels) { return false }
        if fields.isEverything { return true }
        return fields.matches { field in
            guard let path = paths[field] else { return nil }
            return Self.text(object[path: path])
        }
    }

    private static func text(_ value: JSON?) -> String? {
        switch value {
        case .string(let text): text
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        default: nil
        }
    }
}
