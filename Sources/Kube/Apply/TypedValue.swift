import JSON

/// What server-side apply does with whole values.
enum TypedValue<Schema: MergeSchema> {
    // MARK: Fields

    /// The fields that a value has an opinion about.
    static func fields(_ value: JSON, _ schema: Schema?) -> FieldSet {
        var set = FieldSet()
        switch TypedNode.shape(value, schema) {
        case .leaf: break
        case .map:
            for (name, member) in value.object ?? [:] {
                let declared = schema?.property(name)
                let isMember = declared == nil || member.isNull || member == [:] || owns(member, declared)
                set.put(.field(name), isMember: isMember, below: fields(member, declared ?? schema?.additional))
            }
        case .list:
            for item in value.array ?? [] {
                guard let element = try? TypedNode.identity(item, in: schema) else { continue }
                set.put(element, isMember: true, below: fields(item, schema?.items))
            }
        }
        return set
    }

    private static func owns(_ value: JSON, _ schema: Schema?) -> Bool {
        TypedNode.shape(value, schema) == .leaf
    }

    // MARK: Merging

    /// `base` with everything that `config` says.
    static func merge(_ base: JSON, _ config: JSON, _ schema: Schema?) -> JSON {
        let shape = TypedNode.shape(config, schema)
        if config.isNull, TypedNode.shape(base, schema) != .leaf { return base }
        guard shape != .leaf, shape == TypedNode.shape(base, schema) else { return config }
        switch (base, config) {
        case (.object(let base), .object(let config)):
            return .object(
                base.merging(
                    config.map { name, value in
                        guard let present = base[name] else { return (name, value) }
                        return (name, merge(present, value, schema?.property(name) ?? schema?.additional))
                    }
                ) { _, new in new })
        case (.array(let base), .array(let config)): return .array(mergeLists(base, config, schema))
        default: return config
        }
    }

    /// Elements of both in `config`'s order; those of `base` alone stay beside the neighbours they had.
    private static func mergeLists(_ base: [JSON], _ config: [JSON], _ schema: Schema?) -> [JSON] {
        let (baseOrder, baseItems) = TypedNode.index(base, schema)
        let (configOrder, configItems) = TypedNode.index(config, schema)
        func merged(_ element: PathElement) -> JSON {
            guard let config = configItems[element] else { return baseItems[element] ?? .null }
            return baseItems[element].map { merge($0, config, schema?.items) } ?? config
        }
        // The elements of both that are still to come, in the order in which they will be put.
        var shared = configOrder.filter { baseItems[$0] != nil }[...]
        var result: [JSON] = []
        var left = baseOrder[...]
        var right = configOrder[...]
        while let next = left.first ?? right.first {
            if let mine = left.first, let theirs = right.first, mine == theirs {
                result.append(merged(mine))
                left.removeFirst()
                right.removeFirst()
                shared = shared.dropFirst()
            } else if let mine = left.first, configItems[mine] == nil {
                result.append(merged(mine))
                left.removeFirst()
            } else if let mine = left.first, right.isEmpty || (shared.first.map { $0 != mine } ?? false) {
                // Put already, or to be put later where `config` has it.
                left.removeFirst()
            } else if let theirs = right.first {
                result.append(merged(theirs))
                right.removeFirst()
                if shared.first == theirs { shared = shared.dropFirst() }
            } else {
                result.append(merged(next))
                left.removeFirst()
            }
        }
        return result
    }

    // MARK: Removing

    /// The value without the paths of `set` and what is below them; nil when nothing is left of it.
    static func removing(_ set: FieldSet, from value: JSON, _ schema: Schema?) -> JSON? {
        guard !set.isEmpty else { return value }
        switch (value, TypedNode.shape(value, schema)) {
        case (.object(let members), .map) where !members.isEmpty:
            var left: [String: JSON] = [:]
            for (name, member) in members {
                guard let node = set[.field(name)] else {
                    left[name] = member
                    continue
                }
                if node.isMember { continue }
                left[name] = removing(node.below, from: member, schema?.property(name) ?? schema?.additional)
            }
            return left.isEmpty ? nil : .object(left)
        case (.array(let items), .list) where !items.isEmpty:
            let left = items.compactMap { item -> JSON? in
                guard let element = try? TypedNode.identity(item, in: schema), let node = set[element] else { return item }
                return node.isMember ? nil : removing(node.below, from: item, schema?.items)
            }
            return left.isEmpty ? nil : .array(left)
        default: return value
        }
    }

    // MARK: Validation

    /// What keeps a configuration from being applied: members the schema does not know, elements without an identity or
    /// with the same one.
    static func errors(_ value: JSON, _ schema: Schema?, _ path: String = "") -> [String] {
        switch value {
        case .object(let members):
            if let schema, schema.listType != .atomic, schema.items != nil {
                return ["\(path): expected list, got \(value.goText)"]
            }
            for name in members.keys.sorted() where !isDeclared(name, schema) {
                return ["\(path).\(name): field not declared in schema"]
            }
            return members.sorted { $0.key < $1.key }.flatMap { name, member in
                errors(member, schema?.property(name) ?? schema?.additional, "\(path).\(name)")
            }
        case .array(let items):
            guard TypedNode.shape(value, schema) == .list else {
                return items.enumerated().flatMap { errors($1, schema?.items, "\(path)[\($0)]") }
            }
            var found: [String] = []
            var seen: Set<PathElement> = []
            for (index, item) in items.enumerated() {
                do {
                    let element = try TypedNode.identity(item, in: schema)
                    if !seen.insert(element).inserted {
                        found.append("\(path): duplicate entries for key \(element.shown)")
                    }
                    found += errors(item, schema?.items, path + element.shown)
                } catch {
                    return found + ["\(path): element \(index): \(error.message)"]
                }
            }
            return found
        default: return []
        }
    }

    private static func isDeclared(_ name: String, _ schema: Schema?) -> Bool {
        guard let schema, schema.declaresMembers, !schema.preservesUnknownMembers, schema.additional == nil else {
            return true
        }
        return schema.property(name) != nil
    }
}
