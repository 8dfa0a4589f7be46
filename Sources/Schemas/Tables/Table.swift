package import JSON
import Kube

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

    /// The `conditions` of a row; nil for most.
    package func rowConditions(_ object: JSON) -> JSON? {
        guard isBuiltin, groupVersionKind.kind == "Pod", let phase = object["status", "phase"]?.string else {
            return nil
        }
        let message: String
        switch phase {
        case "Succeeded": message = "The pod has completed successfully."
        case "Failed": message = "The pod failed."
        default: return nil
        }
        return [["type": "Completed", "status": "True", "reason": .string(phase), "message": .string(message)]]
    }
}

enum BuiltinTables {
    static func definition(_ resource: String) -> TableDefinition {
        workloads[resource] ?? cluster[resource] ?? network[resource] ?? policy[resource] ?? storage[resource]
            ?? .standard
    }
}
