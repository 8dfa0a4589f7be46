package import JSON

/// Who wrote, when and how: the head of a `metadata.managedFields` entry.
package struct FieldWriter: Sendable, Hashable {
    package var manager: String
    /// The version of the object the writer spoke: `apps/v1`.
    package var apiVersion: String
    /// `status`, `scale` …; empty for the object itself.
    package var subresource: String
    /// RFC 3339, seconds; stands in entries that this write changes.
    package var time: String

    package init(manager: String, apiVersion: String, subresource: String = "", time: String) {
        self.manager = manager
        self.apiVersion = apiVersion
        self.subresource = subresource
        self.time = time
    }
}

/// Field ownership: `metadata.managedFields` through creates, updates and server-side apply.
///
/// `ignored` paths (`[["status"]]` for the main endpoint of a kind with a status subresource) are nobody's in this write.
package enum FieldManager {
    /// Fields of the server, or that identify the object: nobody's.
    private static let unowned = FieldSet(
        [["apiVersion"], ["kind"], ["metadata"]]
            + [
                "name", "namespace", "creationTimestamp", "selfLink", "uid", "clusterName", "generation", "managedFields",
                "resourceVersion",
            ].map { ["metadata", $0] })

    /// The object to store for a create, update or patch that is no apply: `new` with managedFields brought up to date from
    /// those of `old` (nil for a create).
    ///
    /// Its place is after decoding and defaulting, before admission and the server's own allotments: what those add (a
    /// Service's cluster IP, a pod's token volume) is nobody's.
    ///
    /// A caller who sends `managedFields: [{}]` or `[]` gives them up, and nothing is tracked any more until somebody
    /// applies; one who sends others sets them (not through a subresource).
    package static func update<Schema: MergeSchema>(
        old: JSON?, new: JSON, writer: FieldWriter, schema: Schema?, ignored: [[String]] = []
    ) -> JSON {
        let sent = new["metadata", "managedFields"]?.array
        let stored = old?["metadata", "managedFields"]?.array ?? []
        var managed: ManagedFields
        if !writer.subresource.isEmpty {
            managed = ManagedFields(stored) ?? ManagedFields()
        } else if let sent, sent.isEmpty || sent == [[:]] {
            managed = ManagedFields()
        } else if let sent, sent != stored, let read = ManagedFields(sent), !read.isEmpty {
            managed = read
        } else {
            managed = ManagedFields(stored) ?? ManagedFields()
        }
        var new = new
        new["metadata", "managedFields"] = nil
        if managed.isEmpty, let old, !old.uid.isEmpty { return new }
        let base = old ?? schema?.emptyValue ?? [:]
        track(base, new, writer, schema, ignored, in: &managed)
        new["metadata", "managedFields"] = managed.json
        return new
    }

    private static func track<Schema: MergeSchema>(
        _ old: JSON, _ new: JSON, _ writer: FieldWriter, _ schema: Schema?, _ ignored: [[String]],
        in managed: inout ManagedFields
    ) {
        let comparison = compare(old, new, schema, ignored)
        guard !comparison.isEmpty else { return }
        managed.release(comparison)
        let own = comparison.added.union(comparison.modified).subtracting(unowned)
        if !own.isEmpty {
            let manager = ManagedFields.Manager(
                name: writer.manager, operation: .update, apiVersion: writer.apiVersion, subresource: writer.subresource)
            let before = managed.entries[manager]?.fields ?? FieldSet()
            managed.entries[manager] = ManagedFields.Entry(
                apiVersion: writer.apiVersion, time: writer.time, fields: own.union(before))
        }
        managed.cap()
    }

    private static func compare<Schema: MergeSchema>(_ old: JSON, _ new: JSON, _ schema: Schema?, _ ignored: [[String]])
        -> FieldComparison
    {
        let metadata = FieldSet([["metadata", "managedFields"], ["metadata", "resourceVersion"]])
        let comparison = FieldComparison(old, new, schema).removingTrees(metadata)
        return ignored.isEmpty ? comparison : comparison.removingTrees(FieldSet(ignored))
    }

    // MARK: Apply

    /// The object that applying `applied` to `live` (nil: to nothing, a create) makes; 409 with causes when others own
    /// fields it sets to other values, unless forced.
    package static func apply<Schema: MergeSchema>(
        _ applied: JSON, to live: JSON?, writer: FieldWriter, schema: Schema?, force: Bool, ignored: [[String]] = []
    ) throws(StatusError) -> JSON {
        guard applied["metadata", "managedFields"]?.array == nil else {
            throw .badRequest("metadata.managedFields must be nil")
        }
        let errors = TypedValue.errors(applied, schema)
        guard errors.isEmpty else { throw untyped(applied, errors) }
        let application = Application(applied: applied, writer: writer, schema: schema, ignored: ignored)
        var result = try application.run(on: live, force: force)
        if writer.manager == LastApplied.manager, !result.annotations[LastApplied.annotation, default: ""].isEmpty {
            result["metadata", "annotations"]?[LastApplied.annotation] = .string(LastApplied.text(of: applied))
        }
        return result
    }

    private static func untyped(_ applied: JSON, _ errors: [String]) -> StatusError {
        let kind = applied.groupVersionKind
        let message = errors.count == 1 ? errors[0] : "errors:\n" + errors.map { "  \($0)" }.joined(separator: "\n")
        return StatusError(
            code: 500, reason: "",
            message: "failed to create typed patch object (\(applied.namespace)/\(applied.name); "
                + "\(kind.group)/\(kind.version), Kind=\(kind.kind)): \(message)")
    }

    /// `new` with the managedFields of `old` when nothing but their times has changed: then the write is none.
    package static func keepTimesIfNothingElseChanged(old: JSON, new: JSON) -> JSON {
        guard let before = old["metadata", "managedFields"], let after = new["metadata", "managedFields"], before != after,
            timeless(before) == timeless(after)
        else { return new }
        var kept = new
        kept["metadata", "managedFields"] = before
        var (a, b) = (old, kept)
        for field in ["resourceVersion", "selfLink"] {
            a["metadata", field] = nil
            b["metadata", field] = nil
        }
        return a == b ? kept : new
    }

    private static func timeless(_ managedFields: JSON) -> Set<JSON> {
        Set(
            (managedFields.array ?? []).map { entry in
                var entry = entry
                entry["time"] = nil
                return entry
            })
    }

    /// One application of a configuration.
    private struct Application<Schema: MergeSchema> {
        var applied: JSON
        var writer: FieldWriter
        var schema: Schema?
        var ignored: [[String]]

        func run(on stored: JSON?, force: Bool) throws(StatusError) -> JSON {
            var managed = ManagedFields()
            if let entries = stored?["metadata", "managedFields"]?.array {
                guard let read = ManagedFields(entries) else {
                    throw StatusError(code: 500, reason: "", message: "failed to decode managed fields")
                }
                managed = read
            }
            var live = stored ?? schema?.emptyValue ?? [:]
            live["metadata", "managedFields"] = nil
            if managed.isEmpty, stored != nil {
                var before = writer
                before.manager = "before-first-apply"
                before.subresource = writer.subresource
                track(schema?.emptyValue ?? [:], live, before, schema, ignored, in: &managed)
            }
            let me = ManagedFields.Manager(
                name: writer.manager, operation: .apply, apiVersion: writer.apiVersion, subresource: writer.subresource)
            let last = managed.entries[me]
            var fields = TypedValue.fields(applied, schema)
            if !ignored.isEmpty { fields = fields.removingTrees(FieldSet(ignored)) }
            managed.entries[me] = ManagedFields.Entry(
                apiVersion: writer.apiVersion, time: last?.time ?? "", fields: fields)
            var merged = stored == nil ? applied : TypedValue.merge(live, applied, schema)
            if let last { merged = prune(merged, last: last.fields, managed) }
            let comparison = compare(live, merged, schema, ignored)
            if !force { try refuseConflicts(comparison, managed, me, live) }
            managed.release(comparison, except: me)
            let own = fields.subtracting(unowned)
            let isChanged = stored == nil || merged != live
            managed.entries[me] =
                own.isEmpty
                ? nil
                : ManagedFields.Entry(
                    apiVersion: writer.apiVersion, time: isChanged ? writer.time : last?.time ?? "", fields: own)
            merged["metadata", "managedFields"] = managed.json
            return merged
        }

        /// Without what the applier had said before and says no more, unless somebody else (or nobody) owns it.
        private func prune(_ merged: JSON, last: FieldSet, _ managed: ManagedFields) -> JSON {
            let last = last.withNamedFields(schema)
            let all = TypedValue.fields(merged, schema).withNamedFields(schema)
            func removing(_ set: FieldSet) -> (JSON, fields: FieldSet) {
                let left = TypedValue.removing(set, from: merged, schema) ?? [:]
                return (left, TypedValue.fields(left, schema).withNamedFields(schema))
            }
            let owned = managed.entries.values.reduce(FieldSet()) { $0.union($1.fields) }.withNamedFields(schema)
            let withoutLast = removing(last).fields
            let withOwned = removing(all.subtracting(withoutLast.union(owned))).fields
            return removing(all.subtracting(withOwned).intersection(last)).0
        }

        private func refuseConflicts(
            _ comparison: FieldComparison, _ managed: ManagedFields, _ me: ManagedFields.Manager, _ live: JSON
        ) throws(StatusError) {
            let taken = comparison.added.union(comparison.modified)
            var conflicts: [(manager: ManagedFields.Manager, fields: FieldSet)] = []
            for (manager, entry) in managed.entries where manager != me {
                let fields = entry.fields.intersection(taken)
                if !fields.isEmpty { conflicts.append((manager, fields)) }
            }
            guard !conflicts.isEmpty else { return }
            if writer.manager == LastApplied.manager,
                let allowed = LastApplied.fields(of: live, apiVersion: writer.apiVersion, schema)
            {
                conflicts = conflicts.map { ($0.manager, $0.fields.subtracting(allowed)) }.filter { !$0.fields.isEmpty }
            }
            if !conflicts.isEmpty { throw conflict(conflicts) }
        }

        private func conflict(_ conflicts: [(manager: ManagedFields.Manager, fields: FieldSet)]) -> StatusError {
            let sorted = conflicts.sorted {
                ($0.manager.name, $0.manager.apiVersion, $0.manager.subresource)
                    < ($1.manager.name, $1.manager.apiVersion, $1.manager.subresource)
            }
            .map { (manager: $0.manager.shown, paths: $0.fields.shownPaths) }
            let causes: [JSON] = sorted.flatMap { conflict in
                conflict.paths.map {
                    [
                        "reason": "FieldManagerConflict", "message": .string("conflict with \(conflict.manager)"),
                        "field": .string($0),
                    ]
                }
            }
            if causes.count == 1 {
                return .applyConflict(
                    "Apply failed with 1 conflict: conflict with \(sorted[0].manager): \(sorted[0].paths[0])",
                    causes: causes)
            }
            let lines = sorted.flatMap { conflict in
                ["conflicts with \(conflict.manager):"] + conflict.paths.map { "- \($0)" }
            }
            return .applyConflict(
                "Apply failed with \(causes.count) conflicts: \(lines.joined(separator: "\n"))", causes: causes)
        }
    }
}
