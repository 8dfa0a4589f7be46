package import JSON

/// What controllers ask of an API server. The in-process API implements it; errors are `StatusError`s.
///
/// Every call names the resource in full, version included, and gets objects of that version.
package protocol Client: Sendable {
    func get(_ resource: GroupVersionResource, _ name: ObjectName) async throws -> JSON
    func list(_ resource: GroupVersionResource, _ options: ListOptions) async throws -> ObjectList
    func create(_ resource: GroupVersionResource, _ object: JSON, _ options: WriteOptions) async throws -> JSON
    func update(_ resource: GroupVersionResource, _ object: JSON, _ options: WriteOptions) async throws -> JSON
    func patch(_ resource: GroupVersionResource, _ name: ObjectName, _ patch: Patch, _ options: WriteOptions)
        async throws -> JSON
    func delete(_ resource: GroupVersionResource, _ name: ObjectName, _ options: DeleteOptions) async throws

    /// Events after `revision`, in order, each once. The stream ends with an error (410 Expired when the revision has
    /// been compacted, or when the reader fell too far behind): list again and go on from there.
    func watch(_ resource: GroupVersionResource, _ options: ListOptions, from revision: Int64)
        async throws -> AsyncThrowingStream<WatchEvent, any Error>
}

package struct ListOptions: Sendable, Hashable {
    /// Empty for all namespaces.
    package var namespace = ""
    package var labelSelector = ""
    package var fieldSelector = ""
    /// Objects of one page, looked at before selectors; 0 for all there are.
    package var limit = 0
    /// The last object of the page before.
    package var after: ObjectName?

    package init(
        namespace: String = "", labelSelector: String = "", fieldSelector: String = "", limit: Int = 0, after: ObjectName? = nil
    ) {
        self.namespace = namespace
        self.labelSelector = labelSelector
        self.fieldSelector = fieldSelector
        self.limit = limit
        self.after = after
    }

    package static let all = ListOptions()
}

package struct WriteOptions: Sendable, Hashable {
    /// Who writes, for `metadata.managedFields`.
    package var manager: String
    /// `status`, `scale` …; empty for the object itself.
    package var subresource: String
    /// For server-side apply: take over fields that others own.
    package var force: Bool

    package init(manager: String, subresource: String = "", force: Bool = false) {
        self.manager = manager
        self.subresource = subresource
        self.force = force
    }
}

package struct DeleteOptions: Sendable, Hashable {
    package enum Propagation: String, Sendable { case orphan = "Orphan", background = "Background", foreground = "Foreground" }

    package var propagation: Propagation?
    package var gracePeriodSeconds: Int?
    /// Deletes only the object with this uid, when given.
    package var uid: String?
    package var resourceVersion: String?

    package init(
        propagation: Propagation? = nil, gracePeriodSeconds: Int? = nil, uid: String? = nil,
        resourceVersion: String? = nil
    ) {
        self.propagation = propagation
        self.gracePeriodSeconds = gracePeriodSeconds
        self.uid = uid
        self.resourceVersion = resourceVersion
    }
}

package enum Patch: Sendable, Hashable {
    case json(JSON)
    case merge(JSON)
    case strategic(JSON)
    case apply(JSON)
}

package struct ObjectList: Sendable {
    package var items: [JSON]
    /// The revision the list shows; a watch goes on from it.
    package var revision: Int64

    package init(items: [JSON], revision: Int64) {
        self.items = items
        self.revision = revision
    }
}

package enum WatchEvent: Sendable {
    case added(JSON)
    case modified(JSON)
    case deleted(JSON)
    /// Nothing of interest happened up to this revision.
    case bookmark(Int64)
}
