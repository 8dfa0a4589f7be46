/// What the routes of a configuration have in common, counted as they come and go.
struct RouteTally: Sendable {
    private var bodies: [Int: Int] = [:]
    private var counts: [UInt8: Int] = [:]
    private var withSecrets = 0

    mutating func add(_ route: RenderedRoute) { count(route, 1) }
    mutating func remove(_ route: RenderedRoute) { count(route, -1) }

    private mutating func count(_ route: RenderedRoute, _ step: Int) {
        if route.bodySize > 0 { Self.count(route.bodySize, step, &bodies) }
        if !route.secrets.isEmpty { withSecrets += step }
        for need in FilterNeeds.each where route.needs.contains(need) { Self.count(need.rawValue, step, &counts) }
    }

    private static func count<Key>(_ key: Key, _ step: Int, _ counts: inout [Key: Int]) {
        let count = counts[key, default: 0] + step
        counts[key] = count == 0 ? nil : count
    }

    var hasSecrets: Bool { withSecrets > 0 }

    /// The filters that some route needs.
    var needs: FilterNeeds { counts.keys.reduce(into: []) { $0.formUnion(FilterNeeds(rawValue: $1)) } }

    /// Envoy's limit of 4 KiB for bodies of its own answers is raised to a megabyte, or more, where one is larger.
    var bodyLimit: UInt32? {
        let largest = bodies.keys.max() ?? 0
        return largest > 4096 ? UInt32(clamping: max(largest, 1_048_576)) : nil
    }
}
