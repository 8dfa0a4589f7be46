import JSON

/// The annotation of client-side apply, and how `kubectl apply --server-side` takes over from it.
enum LastApplied {
    static let annotation = "kubectl.kubernetes.io/last-applied-configuration"
    /// The one manager for whom the annotation is honoured and kept.
    static let manager = "kubectl"

    /// The fields that client-side apply set to what they still are: their owner may change them. Nil without the
    /// annotation, or when it is of another version.
    static func fields<Schema: MergeSchema>(of live: JSON, apiVersion: String, _ schema: Schema?) -> FieldSet? {
        guard let text = live.annotations[annotation], !text.isEmpty, let last = try? JSON(parsing: text),
            last.apiVersion == apiVersion
        else { return nil }
        let comparison = FieldComparison(last, live, schema)
        return TypedValue.fields(last, schema).subtracting(comparison.modified).subtracting(comparison.added)
            .subtracting(comparison.removed)
    }

    /// What the annotation of an object that was applied says: itself, without the annotation, on a line.
    static func text(of applied: JSON) -> String {
        var applied = applied
        if applied["metadata", "annotations"] != nil { applied["metadata", "annotations"]?[annotation] = nil }
        return applied.text + "\n"
    }
}
