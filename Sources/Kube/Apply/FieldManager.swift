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
    /// The object to store for a create, update or patch that is no apply: `new` with managedFields brought up to date from
    /// those of `old` (nil for a create). A caller may clear managedFields by sending `[{}]`, and does not change them
    /// otherwise.
    package static func update<Schema: MergeSchema>(
        old: JSON?, new: JSON, writer: FieldWriter, schema: Schema?, ignored: [[String]] = []
    ) -> JSON { new }

    /// The object that applying `applied` to `live` (nil: to nothing, a create) makes; 409 with causes when others own
    /// fields it sets to other values, unless forced.
    package static func apply<Schema: MergeSchema>(
        _ applied: JSON, to live: JSON?, writer: FieldWriter, schema: Schema?, force: Bool, ignored: [[String]] = []
    ) throws(StatusError) -> JSON { applied }
}
