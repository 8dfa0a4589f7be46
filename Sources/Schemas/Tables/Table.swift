package import JSON

extension KindVersion {
    /// The columns of the kind's server-side table.
    package var columns: [Column] {
        switch columnSource {
        case .builtin(let resource): BuiltinTables.definition(resource).columns
        case .jsonPaths(let paths): CustomTable.columns(paths)
        }
    }

    /// The cells of an object's row, one for each column. `now` is in seconds since 1970, for ages.
    package func cells(_ object: JSON, now: Double) -> [JSON] {
        switch columnSource {
        case .builtin(let resource): BuiltinTables.definition(resource).cells(Row(object: object, now: now))
        case .jsonPaths(let paths): CustomTable.cells(object, paths, now: now)
        }
    }
}

enum BuiltinTables {
    static func definition(_ resource: String) -> TableDefinition {
        workloads[resource] ?? cluster[resource] ?? network[resource] ?? policy[resource] ?? storage[resource]
            ?? .standard
    }
}
