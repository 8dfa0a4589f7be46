/// What a request is about, read from method and path alone: authorization and routing need no more.
struct RequestInfo: Sendable, Equatable {
    var isResourceRequest = false
    /// `get`, `list`, `watch`, `create` …; the lower-case method for paths that name no resource.
    var verb: String
    /// Decoded, for paths that name no resource.
    var path: String
    var group = ""
    var version = ""
    var namespace = ""
    var resource = ""
    var subresource = ""
    /// Of the object, or the one that a list's field selector pins (authorization counts it as named).
    var name = ""
    /// Of the object, as the path has it.
    var pathName = ""
    /// What stands behind `proxy`, with the leading slash.
    var rest = ""

    /// Subresources of a namespace, whose paths look like those of resources within it.
    private static let namespaceSubresources: Set<String> = ["status", "finalize"]

    init(method: String, path rawPath: String, query: Query) {
        path = PercentEncoding.decode(rawPath) ?? rawPath
        verb = method.lowercased()
        var parts = rawPath.split(separator: "/", omittingEmptySubsequences: true)
            .map { PercentEncoding.decode($0) ?? String($0) }[...]
        guard let root = parts.first else { return }
        switch root {
        case "api" where parts.count >= 3:
            version = parts[1]
            parts = parts.dropFirst(2)
        case "apis" where parts.count >= 4:
            group = parts[1]
            version = parts[2]
            parts = parts.dropFirst(3)
        default: return
        }
        isResourceRequest = true
        let isLegacyWatch = parts.first == "watch" && parts.count > 1
        if isLegacyWatch { parts = parts.dropFirst() }
        readResource(parts)
        verb = Self.verb(method: method, hasName: !name.isEmpty)
        if method == "GET" || method == "HEAD" {
            if isLegacyWatch || (verb == "list" && query.flag("watch")) { verb = "watch" }
        }
        if name.isEmpty, verb == "list" || verb == "watch" || verb == "deletecollection" {
            // A list of one by name is authorized as that name.
            name = query["fieldSelector"].flatMap(Self.nameSelected) ?? ""
        }
    }

    private mutating func readResource(_ path: ArraySlice<String>) {
        var parts = path
        if parts.first == "namespaces", parts.count > 1 {
            namespace = parts[parts.startIndex + 1]
            if parts.count > 2, !Self.namespaceSubresources.contains(parts[parts.startIndex + 2]) {
                parts = parts.dropFirst(2)
            }
        }
        resource = parts.first ?? ""
        parts = parts.dropFirst()
        name = parts.first ?? ""
        pathName = name
        parts = parts.dropFirst()
        subresource = parts.first ?? ""
        parts = parts.dropFirst()
        rest = parts.isEmpty ? "" : "/" + parts.joined(separator: "/")
    }

    private static func verb(method: String, hasName: Bool) -> String {
        switch method {
        case "POST": "create"
        case "GET", "HEAD": hasName ? "get" : "list"
        case "PUT": "update"
        case "PATCH": "patch"
        case "DELETE": hasName ? "delete" : "deletecollection"
        default: ""
        }
    }

    private static func nameSelected(_ selector: String) -> String? {
        for term in selector.split(separator: ",") {
            for operation in ["==", "="] {
                let prefix = "metadata.name" + operation
                if term.hasPrefix(prefix) { return String(term.dropFirst(prefix.count)) }
            }
        }
        return nil
    }
}
