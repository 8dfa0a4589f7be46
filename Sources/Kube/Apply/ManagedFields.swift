import JSON

/// `metadata.managedFields`, read.
struct ManagedFields: Equatable {
    enum Operation: String { case apply = "Apply", update = "Update" }

    /// Who an entry belongs to. An applier keeps his entry when he changes the version he speaks.
    struct Manager: Hashable {
        var name: String
        var operation: Operation
        var apiVersion: String
        var subresource: String

        init(name: String, operation: Operation, apiVersion: String, subresource: String) {
            self.name = name
            self.operation = operation
            self.apiVersion = operation == .apply ? "" : apiVersion
            self.subresource = subresource
        }

        /// As conflicts name him.
        var shown: String {
            var text = name.goQuoted
            if !subresource.isEmpty { text += " with subresource \(subresource.goQuoted)" }
            if operation == .update { text += " using \(apiVersion)" }
            return text
        }
    }

    struct Entry: Equatable {
        var apiVersion: String
        /// RFC 3339; empty for none.
        var time: String
        var fields: FieldSet
    }

    /// Entries of updates beyond this many are folded together, the oldest first.
    static let maximumUpdaters = 10
    private static let ancient = "ancient-changes"

    var entries: [Manager: Entry] = [:]

    var isEmpty: Bool { entries.isEmpty }

    init() {}

    /// Nil when it is not as Kubernetes would have written it.
    init?(_ json: [JSON]) {
        for item in json {
            guard let operation = item["operation"]?.string.flatMap(Operation.init), item["fieldsType"] == "FieldsV1",
                let apiVersion = item["apiVersion"]?.string, !apiVersion.isEmpty,
                let fields = FieldSet(item["fieldsV1"] ?? [:])
            else { return nil }
            let manager = Manager(
                name: item["manager"]?.string ?? "", operation: operation, apiVersion: apiVersion,
                subresource: item["subresource"]?.string ?? "")
            entries[manager] = Entry(apiVersion: apiVersion, time: item["time"]?.string ?? "", fields: fields)
        }
    }

    /// In Kubernetes' order: by operation, time, manager, version, subresource. Nil for none.
    var json: JSON? {
        guard !entries.isEmpty else { return nil }
        let sorted = entries.sorted { a, b in
            let (x, y) = (a.key, b.key)
            if x.operation != y.operation { return x.operation.rawValue < y.operation.rawValue }
            return (a.value.time, x.name, a.value.apiVersion, x.subresource)
                < (b.value.time, y.name, b.value.apiVersion, y.subresource)
        }
        return .array(
            sorted.map { manager, entry in
                var item: JSON = [
                    "manager": .string(manager.name), "operation": .string(manager.operation.rawValue),
                    "apiVersion": .string(entry.apiVersion), "fieldsType": "FieldsV1", "fieldsV1": entry.fields.json,
                ]
                if !entry.time.isEmpty { item["time"] = .string(entry.time) }
                if !manager.subresource.isEmpty { item["subresource"] = .string(manager.subresource) }
                return item
            })
    }

    /// Takes what a comparison says has changed away from everyone but `writer`.
    mutating func release(_ comparison: FieldComparison, except writer: Manager? = nil) {
        if comparison.isEmpty { return }
        let taken = comparison.added.union(comparison.modified)
        for (manager, entry) in entries where manager != writer {
            let left = entry.fields.subtracting(taken).subtracting(comparison.removed)
            if left.isEmpty { entries[manager] = nil } else { entries[manager]?.fields = left }
        }
    }

    /// Folds the oldest updaters of each version into one.
    mutating func cap() {
        let updaters = entries.filter { $0.key.operation == .update }
            .sorted { ($0.value.time, $0.key.name, $0.key.subresource) < ($1.value.time, $1.key.name, $1.key.subresource) }
        var excess = updaters.count - ManagedFields.maximumUpdaters
        var first: [String: Manager] = [:]
        for (manager, entry) in updaters where excess > 0 {
            guard let oldest = first[entry.apiVersion] else {
                first[entry.apiVersion] = manager
                continue
            }
            let bucket = Manager(
                name: ManagedFields.ancient, operation: .update, apiVersion: entry.apiVersion, subresource: "")
            let gathered = entries[bucket] ?? entries.removeValue(forKey: oldest)
            entries[manager] = nil
            entries[bucket] = Entry(
                apiVersion: entry.apiVersion, time: entry.time,
                fields: entry.fields.union(gathered?.fields ?? FieldSet()))
            excess -= 1
        }
    }
}
