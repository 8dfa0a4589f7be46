import JSON

/// One step from a value to one inside it, as managedFields name it.
enum PathElement: Hashable, Sendable {
    /// A member of an object.
    case field(String)
    /// The element of a list of objects that has these values in its key members.
    case key([String: JSON])
    /// The element of a list of scalars that has this value.
    case value(JSON)
    /// A position: lists without keys, which nobody owns in part.
    case index(Int)

    /// As `fieldsV1` writes it: `f:spec`, `k:{"name":"web"}`, `v:"a"`, `i:0`. Also the order of elements.
    var encoded: String {
        switch self {
        case .field(let name): "f:\(name)"
        case .key(let members): "k:\(JSON.object(members).text)"
        case .value(let value): "v:\(value.text)"
        case .index(let index): "i:\(index)"
        }
    }

    init?(encoded text: String) {
        let rest = String(text.dropFirst(2))
        switch text.prefix(2) {
        case "f:": self = .field(rest)
        case "k:":
            guard let members = try? JSON(parsing: rest).object else { return nil }
            self = .key(members)
        case "v:":
            guard let value = try? JSON(parsing: rest) else { return nil }
            self = .value(value)
        case "i:":
            guard let index = Int(rest) else { return nil }
            self = .index(index)
        default: return nil
        }
    }

    /// As conflicts and errors show it: `.spec`, `[name="web"]`, `[="a"]`, `[0]`.
    var shown: String {
        func shown(_ value: JSON) -> String { value.string?.goQuoted ?? value.text }
        switch self {
        case .field(let name): return ".\(name)"
        case .key(let members):
            let pairs = members.sorted { $0.key < $1.key }.map { "\($0.key)=\(shown($0.value))" }
            return "[\(pairs.joined(separator: ","))]"
        case .value(let value): return "[=\(shown(value))]"
        case .index(let index): return "[\(index)]"
        }
    }
}

/// A set of paths into an object, as a tree. A path may be in the set whether or not paths below it are.
struct FieldSet: Equatable, Sendable {
    struct Node: Equatable, Sendable {
        /// Whether the path to this node is itself in the set.
        var isMember: Bool
        var below: FieldSet

        fileprivate var isEmpty: Bool { !isMember && below.isEmpty }
    }

    private(set) var nodes: [PathElement: Node] = [:]

    var isEmpty: Bool { nodes.isEmpty }

    init() {}

    /// The set of these paths of object members.
    init(_ paths: [[String]]) {
        for path in paths { insert(path.map(PathElement.field)[...]) }
    }

    subscript(_ element: PathElement) -> Node? { nodes[element] }

    mutating func insert(_ path: ArraySlice<PathElement>) {
        guard let first = path.first else { return }
        if path.count == 1 {
            nodes[first, default: Node(isMember: false, below: FieldSet())].isMember = true
        } else {
            nodes[first, default: Node(isMember: false, below: FieldSet())].below.insert(path.dropFirst())
        }
    }

    /// Puts a node where there is none yet; an empty one is not put.
    mutating func put(_ element: PathElement, isMember: Bool, below: FieldSet) {
        guard isMember || !below.isEmpty else { return }
        nodes[element] = Node(isMember: isMember, below: below)
    }

    func union(_ other: FieldSet) -> FieldSet {
        if isEmpty { return other }
        var result = self
        result.nodes.merge(other.nodes) { mine, theirs in
            Node(isMember: mine.isMember || theirs.isMember, below: mine.below.union(theirs.below))
        }
        return result
    }

    func intersection(_ other: FieldSet) -> FieldSet {
        var result = FieldSet()
        for (element, node) in nodes {
            guard let theirs = other.nodes[element] else { continue }
            result.put(
                element, isMember: node.isMember && theirs.isMember, below: node.below.intersection(theirs.below))
        }
        return result
    }

    /// Without the paths of `other`; paths below those stay.
    func subtracting(_ other: FieldSet) -> FieldSet {
        if isEmpty || other.isEmpty { return self }
        var result = self
        for (element, theirs) in other.nodes {
            guard let node = nodes[element] else { continue }
            let left = Node(isMember: node.isMember && !theirs.isMember, below: node.below.subtracting(theirs.below))
            result.nodes[element] = left.isEmpty ? nil : left
        }
        return result
    }

    /// Without the paths of `other` and all below them.
    func removingTrees(_ other: FieldSet) -> FieldSet {
        if isEmpty || other.isEmpty { return self }
        var result = self
        for (element, theirs) in other.nodes {
            guard let node = nodes[element] else { continue }
            let left = Node(isMember: node.isMember, below: node.below.removingTrees(theirs.below))
            result.nodes[element] = theirs.isMember || left.isEmpty ? nil : left
        }
        return result
    }

    /// With the paths of declared members that lead to paths of the set: nobody lists `spec` when he owns `spec.replicas`.
    func withNamedFields<Schema: MergeSchema>(_ schema: Schema?) -> FieldSet {
        var result = FieldSet()
        for (element, node) in nodes {
            var isMember = node.isMember
            if !isMember, case .field(let name) = element, schema?.property(name) != nil { isMember = true }
            result.nodes[element] = Node(
                isMember: isMember, below: node.below.withNamedFields(TypedNode.schema(of: element, in: schema)))
        }
        return result
    }

    /// All paths of the set, shown, those of a level before those below.
    var shownPaths: [String] { shownPaths("") }

    private func shownPaths(_ prefix: String) -> [String] {
        let sorted = nodes.sorted { $0.key.encoded < $1.key.encoded }
        return sorted.filter(\.value.isMember).map { prefix + $0.key.shown }
            + sorted.flatMap { $0.value.below.shownPaths(prefix + $0.key.shown) }
    }
}

extension FieldSet {
    /// Reads `fieldsV1`; nil when it is none.
    init?(_ json: JSON) {
        guard case .object(let members) = json else { return nil }
        for (name, value) in members where name != "." {
            guard let element = PathElement(encoded: name), let below = FieldSet(value) else { return nil }
            let isMember = below.isEmpty || value["."] != nil
            nodes[element] = Node(isMember: isMember, below: below)
        }
    }

    /// As `fieldsV1`.
    var json: JSON {
        .object(
            Dictionary(
                nodes.map { element, node in
                    var value = node.below.json
                    if node.isMember, !node.below.isEmpty { value["."] = [:] }
                    return (element.encoded, value)
                }
            ) { _, last in last })
    }
}
