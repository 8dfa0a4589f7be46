package import JSON

extension Snapshot {
    /// All resources, each with its `@type`, under the names that `/config_dump` readers know them by.
    package var json: JSON {
        [
            "listeners": .array(listeners.resources.map(\.json)),
            "routes": .array(routes.resources.map(\.json)),
            "clusters": .array(clusters.resources.map(\.json)),
            "endpoints": .array(endpoints.resources.map(\.json)),
            "secrets": .array(secrets.resources.map(\.json)),
        ]
    }
}
