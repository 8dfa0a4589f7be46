import JSON

/// Kubernetes' strategic merge: lists of objects are matched by a merge key, and `$`-members of the patch say what plain
/// JSON cannot (delete this element, keep only these members, put the list into this order).
struct StrategicMerge<Schema: MergeSchema> {
    typealias Members = [String: JSON]

    private let directive = "$patch"
    private let retainKeys = "$retainKeys"
    private let deleteFromList = "$deleteFromPrimitiveList/"
    private let setElementOrder = "$setElementOrder/"

    func merge(_ original: Members, _ patch: Members, _ schema: Schema?) throws(StrategicMergeError) -> Members {
        if let value = patch[directive] {
            switch value.string {
            case "replace": return patch.filter { $0.key != directive }
            case "delete": return [:]
            default: throw .unknownDirective(value, member: patch)
            }
        }
        var result = original
        var patch = patch
        try keepMembers(of: &result, as: &patch)
        try mergeOrderedLists(of: &result, with: &patch, schema)
        for (key, value) in patch {
            if key.hasPrefix(deleteFromList) {
                let name = String(key.dropFirst(deleteFromList.count))
                guard case .array(let items)? = result[name], case .array(let gone) = value else { continue }
                result[name] = .array(items.filter { !gone.contains($0) })
            } else if value.isNull {
                result[key] = nil
            } else {
                result[key] = try merged(result[key], value, member(schema, key))
            }
        }
        return result
    }

    private func member(_ schema: Schema?, _ key: String) -> Schema? {
        schema?.property(key) ?? schema?.additional
    }

    /// Nil when the patch's value is nothing but a directive.
    private func merged(_ original: JSON?, _ patch: JSON, _ schema: Schema?) throws(StrategicMergeError) -> JSON? {
        let isReplaced = schema?.patchStrategy.contains(.replace) ?? false
        switch (original, patch) {
        case (.object(let original)?, .object(let patch)):
            return isReplaced ? .object(patch) : .object(try merge(original, patch, schema))
        case (.array(let original)?, .array(let patch)):
            guard schema?.patchStrategy.contains(.merge) ?? false else { return .array(patch) }
            return .array(try mergeList(original, patch, schema))
        default: return withoutDirectives(patch.withoutNulls)
        }
    }

    /// `$retainKeys`: members it does not list go.
    private func keepMembers(of original: inout Members, as patch: inout Members) throws(StrategicMergeError) {
        guard let value = patch.removeValue(forKey: retainKeys) else { return }
        guard let items = value.array else { throw .badRetainKeys }
        let kept = Set(items.compactMap(\.string))
        for (key, value) in patch where !value.isNull && !key.hasPrefix(deleteFromList) && !key.hasPrefix(setElementOrder) {
            guard kept.contains(key) else { throw .badRetainKeys }
        }
        original = original.filter { kept.contains($0.key) }
    }

    /// Lists whose order the patch prescribes, taken out of the patch as they are done.
    private func mergeOrderedLists(of original: inout Members, with patch: inout Members, _ schema: Schema?)
        throws(StrategicMergeError)
    {
        for (directive, value) in patch where directive.hasPrefix(setElementOrder) {
            patch[directive] = nil
            let name = String(directive.dropFirst(setElementOrder.count))
            let order = try list(value)
            let present = try original[name].map(list)
            let changes = try patch[name].map(list)
            let schema = member(schema, name)
            let key = schema?.patchMergeKey
            try check(changes ?? [], follows: order, key)
            let merged: [JSON]
            switch (present, changes) {
            case (let present?, nil): merged = present
            case (nil, let changes?): merged = changes.compactMap(withoutDirectives)
            case (let present?, let changes?):
                let isMerged = schema?.patchStrategy.contains(.merge) ?? false
                merged = isMerged ? try mergeList(present, changes, schema) : changes
            case (nil, nil): continue
            }
            original[name] = .array(try sorted(merged, by: order, before: present ?? [], key))
            patch[name] = nil
        }
    }

    private func list(_ value: JSON) throws(StrategicMergeError) -> [JSON] {
        guard let items = value.array else {
            throw .typeMismatch(expected: "[]interface {}", found: value.goRuntimeType)
        }
        return items
    }

    /// What a patch sets must stand in the order that it prescribes.
    private func check(_ patch: [JSON], follows order: [JSON], _ key: String?) throws(StrategicMergeError) {
        guard !patch.isEmpty, !order.isEmpty else { return }
        var rest = order[...]
        for item in patch where item[directive] == nil {
            let wanted = try identity(item, key)
            var isFound = false
            while !isFound, let next = rest.popFirst() { isFound = try identity(next, key) == wanted }
            guard isFound else { throw .orderMismatch(patch: patch, directive: "$setElementOrder", order: order) }
        }
    }

    private func mergeList(_ original: [JSON], _ patch: [JSON], _ schema: Schema?) throws(StrategicMergeError) -> [JSON] {
        guard let first = original.first ?? patch.first else { return original }
        for item in original + patch {
            if item.array != nil { throw .listOfLists }
            guard (item.object == nil) == (first.object == nil) else {
                throw .typeMismatch(expected: first.goRuntimeType, found: item.goRuntimeType)
            }
        }
        guard first.object != nil else {
            var seen: Set<JSON> = []
            let merged = (original + patch).filter { seen.insert($0).inserted }
            return try sorted(merged, by: patch, before: original, nil)
        }
        guard let key = schema?.patchMergeKey else { throw .undeclaredMergeKey("") }
        var present = original
        var changes: [JSON] = []
        var isReplaced = false
        for item in patch {
            guard let value = item[directive] else {
                changes.append(item)
                continue
            }
            switch value.string {
            case "delete":
                let gone = try identity(item, key)
                present.removeAll { $0[key] == gone }
            case "replace": isReplaced = true
            case "merge": throw .mergeDirectiveInList
            default: throw .unknownDirective(value, member: item.object ?? [:])
            }
        }
        if isReplaced { return changes }
        var merged = present
        for change in changes {
            let wanted = try identity(change, key)
            if let index = merged.firstIndex(where: { $0[key] == wanted }) {
                merged[index] = .object(
                    try merge(merged[index].object ?? [:], change.object ?? [:], schema?.items))
            } else {
                merged.append(change)
            }
        }
        return try sorted(merged, by: changes, before: present, key)
    }

    /// What identifies an element: its merge key's value, or for scalars the value itself.
    private func identity(_ item: JSON, _ key: String?) throws(StrategicMergeError) -> JSON {
        guard let key else { return item }
        guard let value = item[key] else { throw .noMergeKey(member: item.object ?? [:], key: key) }
        return value
    }

    /// Elements that the patch names stand in the patch's order; the others are woven in where the order they had before
    /// (`live`) puts them in front of the next named one.
    private func sorted(_ items: [JSON], by order: [JSON], before live: [JSON], _ key: String?)
        throws(StrategicMergeError) -> [JSON]
    {
        let places = try ranks(order, key)
        let livePlaces = try ranks(live, key)
        var named: [(item: JSON, rank: Int, live: Int?)] = []
        var others: [(item: JSON, live: Int?)] = []
        for item in items {
            let identity = try identity(item, key)
            if let rank = places[identity] {
                named.append((item, rank, livePlaces[identity]))
            } else {
                others.append((item, livePlaces[identity]))
            }
        }
        named.sort { $0.rank < $1.rank }
        others.sort { ($0.live ?? .max) < ($1.live ?? .max) }
        var result: [JSON] = []
        var next = others[...]
        for item in named {
            while let other = next.first, let its = other.live, let mine = item.live, its < mine {
                result.append(other.item)
                next = next.dropFirst()
            }
            result.append(item.item)
        }
        return result + next.map(\.item)
    }

    private func ranks(_ items: [JSON], _ key: String?) throws(StrategicMergeError) -> [JSON: Int] {
        var ranks: [JSON: Int] = [:]
        for (index, item) in items.enumerated() {
            let identity = try identity(item, key)
            if ranks[identity] == nil { ranks[identity] = index }
        }
        return ranks
    }

    /// The value a patch gives to a member that was not there; nil when it is a directive itself.
    private func withoutDirectives(_ value: JSON) -> JSON? {
        switch value {
        case .object(let members):
            if members[directive] != nil { return nil }
            return .object(members.compactMapValues(withoutDirectives))
        case .array(let items): return .array(items.compactMap(withoutDirectives))
        default: return value
        }
    }
}

extension JSON {
    fileprivate var withoutNulls: JSON {
        switch self {
        case .object(let members):
            .object(members.filter { !$0.value.isNull }.mapValues(\.withoutNulls))
        case .array(let items): .array(items.map(\.withoutNulls))
        default: self
        }
    }

    /// The type of the value in Go, once decoded.
    fileprivate var goRuntimeType: String {
        switch self {
        case .null: "nil"
        case .bool: "bool"
        case .int: "int64"
        case .double: "float64"
        case .string: "string"
        case .array: "[]interface {}"
        case .object: "map[string]interface {}"
        }
    }
}
