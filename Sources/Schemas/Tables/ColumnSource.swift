import JSON

/// Where the cells of a kind's table come from.
enum ColumnSource: Sendable {
    /// A function of ours, by resource.
    case builtin(String)
    /// `additionalPrinterColumns`; with none, Name and Age.
    case jsonPaths([PathColumn])
}

/// A column of `additionalPrinterColumns`.
struct PathColumn: Sendable {
    var column: Column
    var path: String
    let compiled: JSONPath

    init(json: JSON) {
        let name = json["name"]?.string ?? ""
        column = Column(
            name: name, type: json["type"]?.string ?? "string", format: json["format"]?.string ?? "",
            description: json["description"]?.string ?? "", priority: json["priority"]?.int ?? 0)
        path = json["jsonPath"]?.string ?? ""
        compiled = JSONPath(path) ?? JSONPath.nothing
    }
}
