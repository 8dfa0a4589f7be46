import JSON

/// Drops the members of a custom resource that its schema does not know.
struct Pruning {
    /// Sorted.
    private(set) var unknownFields: [String] = []
    private var path: [String] = []

    /// The members every object has, whatever its schema says.
    private static let identity: Set<String> = ["apiVersion", "kind", "metadata"]

    static func prune(_ object: inout JSON, _ schema: Schema) -> [String] {
        var pruning = Pruning()
        pruning.prune(&object, schema, isResource: true)
        return pruning.unknownFields.sorted()
    }

    private mutating func prune(_ value: inout JSON, _ schema: Schema?, isResource: Bool = false) {
        switch value {
        case .object(var members):
            value = .null
            pruneMembers(&members, schema, isResource: isResource)
            value = .object(members)
        case .array(var items):
            guard let element = schema?.items ?? nil, mayNest(items) else { return }
            value = .null
            for index in items.indices {
                path.append("[\(index)]")
                if schema?.preservesUnknownFields == true {
                    keep(&items[index], element)
                } else {
                    prune(&items[index], element)
                }
                path.removeLast()
            }
            value = .array(items)
        default: break
        }
    }

    private mutating func pruneMembers(_ members: inout [String: JSON], _ schema: Schema?, isResource: Bool) {
        let keepsAll = schema?.preservesUnknownFields ?? false
        let keepsIdentity = isResource || schema?.isEmbeddedResource == true
        for key in Array(members.keys) {
            if keepsIdentity, Pruning.identity.contains(key) { continue }
            if let known = schema?.property(key) ?? schema?.additionalProperties {
                guard let value = members[key], Pruning.nests(value) else { continue }
                path.append(path.isEmpty ? key : ".\(key)")
                var inner = value
                members[key] = .null
                prune(&inner, known)
                members[key] = inner
                path.removeLast()
            } else if !keepsAll {
                unknownFields.append(path.joined() + (path.isEmpty ? key : ".\(key)"))
                members[key] = nil
            }
        }
    }

    /// Within a list that preserves what it does not know, the elements' declared members alone are pruned.
    private mutating func keep(_ value: inout JSON, _ schema: Schema) {
        guard case .object(var members) = value else { return }
        value = .null
        for key in Array(members.keys) {
            guard var inner = members[key], let known = schema.property(key) ?? schema.additionalProperties else {
                continue
            }
            members[key] = .null
            prune(&inner, known)
            members[key] = inner
        }
        value = .object(members)
    }

    private func mayNest(_ items: [JSON]) -> Bool { items.contains(where: Pruning.nests) }

    private static func nests(_ value: JSON) -> Bool {
        switch value {
        case .object, .array: true
        default: false
        }
    }
}
