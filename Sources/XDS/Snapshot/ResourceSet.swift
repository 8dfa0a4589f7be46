import HashTreeCollections
package import JSON

/// One named resource. A reference, so that a snapshot that keeps a resource keeps it without copying or comparing.
package final class Resource<Value: NamedResource>: Sendable, Hashable {
    package let value: Value
    /// The JSON the resource was read from, when that says more than `value` can (fields outside the subset, as a
    /// patch may add): a real Envoy is given this.
    package let original: JSON?
    /// What the in-process engine has to refuse the resource for.
    package let issues: [ReadIssue]

    package init(_ value: Value, original: JSON? = nil, issues: [ReadIssue] = []) {
        self.value = value
        self.original = original
        self.issues = issues
    }

    package var name: String { value.resourceName }

    /// The resource as `/config_dump` and file-based xDS have it, with its `@type`.
    package var json: JSON {
        var json = original ?? value.json
        json["@type"] = .string(AnyConfig.urlPrefix + Value.protoName)
        return json
    }

    /// The SHA-256 of the content in hexadecimal, as the server of Envoy Gateway's delta xDS makes its versions.
    package var version: String { SHA256.hex((original ?? value.json).bytes) }

    package static func == (left: Resource, right: Resource) -> Bool {
        left === right || left.value == right.value && left.original == right.original
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

extension Resource {
    /// Reads a resource from JSON; nil when it is not even the right shape.
    package static func read(_ json: JSON) -> Resource? {
        let (value, issues) = Value.read(json)
        guard let value else { return nil }
        return Resource(value, original: issues.isEmpty ? nil : json, issues: issues)
    }
}

/// Resources of one type by name.
///
/// A set remembers its last changes, so that what it differs in from the set it came from is found without a look at the
/// thousands that stayed; and it shares them with that set: a copy with one more costs one.
package struct ResourceSet<Value: NamedResource>: Sendable, Hashable {
    private var byName: TreeDictionary<String, Resource<Value>> = [:]
    private var journal = ChangeJournal()

    package init() {}

    package init(_ values: some Sequence<Value>) {
        for value in values { insert(value) }
    }

    package subscript(_ name: String) -> Value? { byName[name]?.value }
    package func resource(_ name: String) -> Resource<Value>? { byName[name] }

    package var count: Int { byName.count }
    package var isEmpty: Bool { byName.isEmpty }
    package var names: [String] { byName.keys.sorted() }
    package var unordered: some Sequence<Resource<Value>> { byName.values }
    /// In the order of their names.
    package var resources: [Resource<Value>] { byName.values.sorted { $0.name < $1.name } }
    package var values: [Value] { resources.map(\.value) }

    package mutating func insert(_ value: Value) { insert(Resource(value)) }

    package mutating func insert(_ resource: Resource<Value>) {
        byName[resource.name] = resource
        journal.note(resource.name)
    }

    package mutating func remove(_ name: String) {
        guard byName.removeValue(forKey: name) != nil else { return }
        journal.note(name)
    }

    /// Does to this set what was done to another.
    package mutating func apply(_ changes: Changes) {
        for resource in changes.changed { insert(resource) }
        for name in changes.removed { remove(name) }
    }

    /// What has to be added or replaced, and removed, to come from `old` to this set.
    package func changes(from old: ResourceSet) -> Changes {
        var changes = Changes()
        if let names = journal.names(since: old.journal) {
            for name in names {
                if let resource = byName[name] {
                    if old.byName[name] != resource { changes.changed.append(resource) }
                } else if old.byName[name] != nil {
                    changes.removed.append(name)
                }
            }
        } else {
            for (name, resource) in byName where old.byName[name] != resource { changes.changed.append(resource) }
            for name in old.byName.keys where byName[name] == nil { changes.removed.append(name) }
        }
        changes.changed.sort { $0.name < $1.name }
        changes.removed.sort()
        return changes
    }

    package static func == (a: ResourceSet, b: ResourceSet) -> Bool {
        a.byName.count == b.byName.count && a.changes(from: b).isEmpty
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(byName) }

    package struct Changes: Sendable {
        package var changed: [Resource<Value>] = []
        package var removed: [String] = []

        package var isEmpty: Bool { changed.isEmpty && removed.isEmpty }
    }
}
