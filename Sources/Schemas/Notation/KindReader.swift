import JSON
import Kube

/// Reads the head of a notation text: the kinds it defines. What follows the first empty line, the types, is not
/// looked at.
struct KindReader {
    let file: NotationFile
    private var lines: [[String]] = []
    private var depths: [Int] = []
    private var at = 0

    init(_ file: NotationFile) {
        self.file = file
        var walk = NotationLines(file.text)
        while let line = walk.peek() {
            var words = NotationWords(file.text, line.range)
            var list: [String] = []
            while let word = words.nextString() { list.append(word) }
            if list.first == "type" { break }
            lines.append(list)
            depths.append(line.depth)
            _ = walk.next()
        }
    }

    /// `package GROUP/VERSION OPENAPI-PREFIX`, then `kind` lines.
    mutating func builtinKinds() -> [KindDefinition] {
        guard let head = lines.first, head.count > 1 else { return [] }
        let version = GroupVersion(apiVersion: head[1])
        at = 1
        var kinds: [KindDefinition] = []
        while at < lines.count {
            let words = LineOptions(lines[at].dropFirst(4))
            let name = (kind: lines[at][1], plural: lines[at][2])
            let isNamespaced = lines[at][3] == "namespaced"
            at += 1
            kinds.append(builtin(version, name, isNamespaced, words, subresources(version, name.kind)))
        }
        return kinds
    }

    private func builtin(
        _ version: GroupVersion, _ name: (kind: String, plural: String), _ isNamespaced: Bool, _ words: LineOptions,
        _ subresources: [Subresource]
    ) -> KindDefinition {
        let kind = GroupVersionKind(version.group, version.version, name.kind)
        let typeName = "\(file.alias)/\(name.kind)"
        let verbs = words.list("verbs")
        return KindDefinition(
            group: version.group, kind: name.kind, listKind: name.kind + "List", plural: name.plural,
            singular: name.kind.lowercased(), shortNames: words.list("short"), categories: words.list("cat"),
            isNamespaced: isNamespaced,
            versions: [
                KindVersion(
                    name: version.version, groupVersionKind: kind, isServed: true, isStorage: true, isBuiltin: true,
                    resource: GroupResource(version.group, name.plural), isNamespaced: isNamespaced,
                    isStored: verbs.isEmpty || verbs.contains("get"),
                    deprecationWarning: KindReader.deprecations[name.kind],
                    subresources: subresources, selectableFields: words.list("select"),
                    lazySchema: LazySchema { Schema(PlaceFacts(), typeName: typeName, in: Notation.types) },
                    columnSource: .builtin(GroupResource(version.group, name.plural).description))
            ],
            verbs: verbs.isEmpty ? KindDefinition.allVerbs : verbs, origin: .builtin)
    }

    private static let deprecations = [
        "Endpoints": "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
        "ComponentStatus": "v1 ComponentStatus is deprecated in v1.19+",
    ]

    private mutating func subresources(_ version: GroupVersion, _ kind: String) -> [Subresource] {
        var found: [Subresource] = []
        while at < lines.count, lines[at][0] == "sub" {
            let words = LineOptions(lines[at].dropFirst(2))
            var sub = Subresource(name: lines[at][1], verbs: words.list("verbs"))
            if sub.verbs.isEmpty { sub.verbs = ["get", "patch", "update"] }
            if let body = words["body"] { sub.body = KindReader.kind(body) }
            if sub.name == "scale" {
                sub.body = GroupVersionKind("autoscaling", "v1", "Scale")
                sub.scale = ScalePaths(
                    spec: words["spec"] ?? ".spec.replicas", status: words["status"] ?? ".status.replicas",
                    labelSelector: words["selector"])
            }
            found.append(sub)
            at += 1
        }
        return found
    }

    private static func kind(_ path: String) -> GroupVersionKind {
        let parts = path.split(separator: "/").map(String.init)
        return parts.count == 3
            ? GroupVersionKind(parts[0], parts[1], parts[2]) : GroupVersionKind("", parts[0], parts.last ?? "")
    }
}

extension KindReader {
    /// `crd GROUP KIND PLURAL SCOPE …` and its versions.
    mutating func customKind() -> KindDefinition? {
        guard let head = lines.first, head.count > 4, head[0] == "crd" else { return nil }
        let words = LineOptions(head.dropFirst(5))
        at = 1
        var versions: [KindVersion] = []
        while at < lines.count { versions.append(customVersion(head)) }
        return KindDefinition(
            group: head[1], kind: head[2], listKind: words["listKind"] ?? head[2] + "List", plural: head[3],
            singular: words["singular"] ?? head[2].lowercased(), shortNames: words.list("short"),
            categories: words.list("cat"), isNamespaced: head[4] == "namespaced", versions: versions,
            verbs: KindDefinition.customVerbs, origin: .custom("\(head[3]).\(head[1])"))
    }

    var customResourceName: String? {
        guard let head = lines.first, head.count > 4, head[0] == "crd" else { return nil }
        return "\(head[3]).\(head[1])"
    }

    /// Labels and annotations of the manifest.
    var metadata: JSON? {
        lines.first.flatMap { LineOptions($0[...])["meta"] }.flatMap { try? JSON(parsing: $0) }
    }

    private mutating func customVersion(_ crd: [String]) -> KindVersion {
        let (group, kind) = (crd[1], crd[2])
        let head = lines[at]
        let words = LineOptions(head[...])
        let name = head[1]
        let typeName = "\(file.alias)/\(words["type"] ?? name)"
        at += 1
        let (subresources, columns, fields) = versionBody(GroupVersion(group: group, version: name), kind)
        return KindVersion(
            name: name, groupVersionKind: GroupVersionKind(group, name, kind), isServed: head.contains("served"),
            isStorage: head.contains("storage"), isBuiltin: false, resource: GroupResource(group, crd[3]),
            isNamespaced: crd[4] == "namespaced", isStored: true,
            deprecationWarning: words["deprecated"].map {
                let text = (try? JSON(parsing: $0))?.string ?? ""
                return text.isEmpty ? "\(group)/\(name) \(kind) is deprecated" : text
            },
            subresources: subresources, selectableFields: fields,
            lazySchema: LazySchema { Schema(PlaceFacts(), typeName: typeName, in: Notation.types) },
            columnSource: .jsonPaths(columns))
    }

    private mutating func versionBody(_ version: GroupVersion, _ kind: String) -> (
        [Subresource], [PathColumn], [String]
    ) {
        var subresources: [Subresource] = []
        var columns: [PathColumn] = []
        var fields: [String] = []
        while at < lines.count, depths[at] > 1 {
            switch lines[at][0] {
            case "sub":
                subresources += self.subresources(version, kind)
                continue
            case "column":
                if let json = try? JSON(parsing: lines[at][1]) { columns.append(PathColumn(json: json)) }
            default: fields.append(String(lines[at][1].dropFirst()))
            }
            at += 1
        }
        return (subresources, columns, fields)
    }
}

/// The `key=value` words of a line.
private struct LineOptions {
    private var values: [Substring: Substring] = [:]

    init(_ words: ArraySlice<String>) {
        for word in words {
            guard let mark = word.firstIndex(of: "=") else { continue }
            values[word[..<mark]] = word[word.index(after: mark)...]
        }
    }

    subscript(_ key: String) -> String? { values[key[...]].map(String.init) }

    func list(_ key: String) -> [String] { values[key[...]]?.split(separator: ",").map(String.init) ?? [] }
}

extension KindDefinition {
    static let allVerbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
    /// Custom resources list theirs in this order.
    static let customVerbs = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"]
}
