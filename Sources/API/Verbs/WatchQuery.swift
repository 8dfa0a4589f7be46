import JSON
import Kube
import Store

/// What a watch is to show and how it begins.
struct WatchQuery {
    enum Start {
        /// Everything there is as `ADDED`, then what happens.
        case state
        /// What happened after a revision.
        case after(Int64)
    }

    var selection: Selection
    var start: Start
    /// The end of the initial events is marked by a bookmark.
    var marksInitialEnd: Bool
    var hasBookmarks: Bool
    var timeoutSeconds: Int

    init(_ call: Call, _ target: Target) throws {
        let query = call.query
        var fields = query["fieldSelector"] ?? ""
        if !target.name.isEmpty { fields = fields.isEmpty ? "metadata.name=\(target.name)" : fields }
        selection = try Selection(
            namespace: target.namespace, labelSelector: query["labelSelector"] ?? "", fieldSelector: fields, target: target)
        hasBookmarks = query.flag("allowWatchBookmarks")
        let asked = query.int("timeoutSeconds") ?? 0
        timeoutSeconds = asked > 0 ? min(asked, APILimits.askedSeconds) : Int.random(in: APILimits.watchTimeoutSeconds)
        let initial = query["sendInitialEvents"].map { _ in query.flag("sendInitialEvents") }
        try Self.check(query, initial: initial)
        let version = query["resourceVersion"] ?? ""
        let revision = version.isEmpty || version == "0" ? 0 : try call.server.revision(version, target)
        marksInitialEnd = initial == true && hasBookmarks
        switch initial {
        case true: start = .state
        case false: start = .after(revision == 0 ? call.server.store.revision : revision)
        case nil: start = revision == 0 ? .state : .after(revision)
        }
    }

    private static func check(_ query: Query, initial: Bool?) throws {
        var errors: [FieldError] = []
        let field = "resourceVersionMatch"
        let match = query[field] ?? ""
        if initial != nil, match != "NotOlderThan" {
            errors.append(.forbidden(field, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"))
        }
        if !match.isEmpty {
            if initial == nil {
                errors.append(
                    .forbidden(field, "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"))
            }
            if match != "NotOlderThan" { errors.append(.notSupported(field, .string(match), ["NotOlderThan"])) }
            if query["continue"] != nil {
                errors.append(.forbidden(field, "resourceVersionMatch is forbidden when continue is provided"))
            }
        }
        guard errors.isEmpty else {
            throw StatusError.invalid(GroupVersionKind("meta.k8s.io", "v1", "ListOptions"), "", errors)
        }
    }
}
