/// Members and elements, read and changed in place.
extension JSON {
    /// The member of an object. Setting nil removes it; setting a member of a value that is no object makes it one.
    package subscript(_ key: String) -> JSON? {
        get { if case .object(let members) = self { members[key] } else { nil } }
        _modify {
            var members = takeMembers()
            defer { self = .object(members) }
            yield &members[key]
        }
    }

    /// A member of a member: `object["metadata", "name"]`. Setting it makes the objects on the way that are missing;
    /// removing it makes none.
    package subscript(_ first: String, _ second: String) -> JSON? {
        get { self[first]?[second] }
        _modify {
            var members = takeMembers()
            let wasThere = members[first] != nil
            defer {
                if !wasThere, members[first] == .object([:]) { members[first] = nil }
                self = .object(members)
            }
            yield &members[first, default: .object([:])][second]
        }
    }

    package subscript(_ first: String, _ second: String, _ third: String) -> JSON? {
        get { self[first]?[second]?[third] }
        _modify {
            var members = takeMembers()
            let wasThere = members[first] != nil
            defer {
                if !wasThere, members[first] == .object([:]) { members[first] = nil }
                self = .object(members)
            }
            yield &members[first, default: .object([:])][second, third]
        }
    }

    /// The value at a path of member names: `object["spec", "template", "spec", "containers"]`.
    package subscript(_ first: String, _ second: String, _ third: String, _ rest: String...) -> JSON? {
        get { self[first]?[second]?[third]?[path: rest] }
        set { self[path: [first, second, third] + rest] = newValue }
    }

    /// The value at a path of member names.
    package subscript(path path: [String]) -> JSON? {
        get {
            var value: JSON? = self
            for key in path { value = value?[key] }
            return value
        }
        set { set(newValue, at: path[...]) }
    }

    package subscript(_ index: Int) -> JSON? {
        if case .array(let items) = self, items.indices.contains(index) { items[index] } else { nil }
    }

    private mutating func set(_ value: JSON?, at path: ArraySlice<String>) {
        guard let first = path.first else {
            self = value ?? .null
            return
        }
        if path.count == 1 {
            self[first] = value
        } else if value != nil || self[first] != nil {
            var members = takeMembers()
            members[first, default: .object([:])].set(value, at: path.dropFirst())
            self = .object(members)
        }
    }

    /// The members, with this value's own reference to them dropped, so that changing them copies nothing.
    private mutating func takeMembers() -> [String: JSON] {
        guard case .object(let members) = self else { return [:] }
        self = .null
        return members
    }
}
