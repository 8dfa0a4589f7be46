import JSON

/// Which paths differ between two states of an object.
struct FieldComparison {
    var added = FieldSet()
    var modified = FieldSet()
    var removed = FieldSet()

    private enum Change { case added, modified, removed }

    init() {}

    init<Schema: MergeSchema>(_ old: JSON, _ new: JSON, _ schema: Schema?) {
        _ = compare(old, new, schema)
    }

    var isEmpty: Bool { added.isEmpty && modified.isEmpty && removed.isEmpty }

    func removingTrees(_ ignored: FieldSet) -> FieldComparison {
        var result = self
        result.added = added.removingTrees(ignored)
        result.modified = modified.removingTrees(ignored)
        result.removed = removed.removingTrees(ignored)
        return result
    }

    /// Notes what is different below a path and returns what is to be noted of the path itself. Nil stands for a value
    /// that is not there, null for one that is.
    private mutating func compare<Schema: MergeSchema>(_ old: JSON?, _ new: JSON?, _ schema: Schema?) -> Change? {
        if let old, let new {
            if old == new { return nil }
            // Null takes the shape of what it is compared with.
            let oldShape = TypedNode.shape(old.isNull ? new : old, schema)
            let newShape = TypedNode.shape(new.isNull ? old : new, schema)
            if oldShape != newShape || (oldShape == .leaf) {
                if oldShape != .leaf { below(old, nil, oldShape, schema) }
                if newShape != .leaf { below(nil, new, newShape, schema) }
                return .modified
            }
            if old.isEmptyOrNull, new.isEmptyOrNull { return .modified }
            below(old, new, oldShape, schema)
            return nil
        }
        if let new {
            let shape = TypedNode.shape(new, schema)
            if shape != .leaf, !new.isEmptyOrNull { below(nil, new, shape, schema) }
            return .added
        }
        guard let old else { return nil }
        let shape = TypedNode.shape(old, schema)
        if shape != .leaf, !old.isEmptyOrNull { below(old, nil, shape, schema) }
        return .removed
    }

    private mutating func below<Schema: MergeSchema>(
        _ old: JSON?, _ new: JSON?, _ shape: TypedNode.Shape, _ schema: Schema?
    ) {
        switch shape {
        case .leaf: return
        case .map:
            let old = old?.object ?? [:]
            let new = new?.object ?? [:]
            for (name, value) in old {
                descend(.field(name), value, new[name], schema?.property(name) ?? schema?.additional)
            }
            for (name, value) in new where old[name] == nil {
                descend(.field(name), nil, value, schema?.property(name) ?? schema?.additional)
            }
        case .list:
            let (oldOrder, oldItems) = TypedNode.index(old?.array ?? [], schema)
            let (newOrder, newItems) = TypedNode.index(new?.array ?? [], schema)
            for element in oldOrder { descend(element, oldItems[element], newItems[element], schema?.items) }
            for element in newOrder where oldItems[element] == nil {
                descend(element, nil, newItems[element], schema?.items)
            }
        }
    }

    private mutating func descend<Schema: MergeSchema>(
        _ element: PathElement, _ old: JSON?, _ new: JSON?, _ schema: Schema?
    ) {
        var inner = FieldComparison()
        let change = inner.compare(old, new, schema)
        added.put(element, isMember: change == .added, below: inner.added)
        modified.put(element, isMember: change == .modified, below: inner.modified)
        removed.put(element, isMember: change == .removed, below: inner.removed)
    }
}

extension JSON {
    fileprivate var isEmptyOrNull: Bool {
        switch self {
        case .null: true
        case .array(let items): items.isEmpty
        case .object(let members): members.isEmpty
        default: false
        }
    }
}
