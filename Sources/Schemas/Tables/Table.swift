package import JSON

extension KindVersion {
    /// The columns of the kind's server-side table.
    package var columns: [Column] { [] }

    /// The cells of an object's row, one for each column. `now` is in seconds since 1970, for ages.
    package func cells(_ object: JSON, now: Double) -> [JSON] { [] }
}
