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
}
