import XDS

/// A compiled `RouteConfiguration`.
final class RouteTable: Sendable {
    let name: String
    private let hosts: HostTable
    /// What the hosts were made of, and their numbers, in the order of the configuration.
    private let sources: [VirtualHost]
    private let numbers: [Int]

    init(_ configuration: RouteConfiguration, names: NameTable, reusing old: RouteTable? = nil) throws {
        name = configuration.name
        let level = try RouteLevel(configuration)
        let key = RouteTable.key(configuration)
        levelKey = key
        sources = configuration.virtualHosts
        // What did not change keeps its compiled form: one change among thousands costs one.
        if let old, old.levelKey == key, let change = HostChange(from: old.sources, old.numbers, to: sources) {
            var hosts = old.hosts
            numbers = try hosts.apply(change) { host, same in
                guard let same else { return try CompiledVirtualHost(host, level, names) }
                return same.source == host ? same : try CompiledVirtualHost(host, level, names, reusing: same)
            }
            self.hosts = hosts
        } else {
            let index = VirtualHostIndex(
                ignoresPort: configuration.ignorePortInHostMatching, name: name, minimumCapacity: sources.count)
            hosts = try HostTable(index, sources.map { host in try CompiledVirtualHost(host, level, names) })
            numbers = Array(sources.indices)
        }
    }

    /// What all virtual hosts inherit.
    private let levelKey: RouteConfiguration

    private static func key(_ configuration: RouteConfiguration) -> RouteConfiguration {
        var key = configuration
        key.virtualHosts = []
        return key
    }

    enum Outcome {
        case route(CompiledRoute)
        /// The virtual host wants TLS and the request came without.
        case redirectToTLS
        case none
    }

    func find(_ headers: HeaderMap, random: UInt64) -> Outcome {
        guard !headers.authority.isNone, let host = hosts.find(headers[headers.authority]) else { return .none }
        if host.requiresTLS, headers[.forwardedProto]?.equals("https") != true { return .redirectToTLS }
        let query = RouteQuery(headers, random: random)
        return host.find(query).map { .route($0) } ?? .none
    }

    var routeCount: Int { sources.reduce(0) { $0 + $1.routes.count } }
}

/// What a route inherits from its route configuration.
struct RouteLevel: Sendable {
    let request: HeaderMutations
    let response: HeaderMutations
    let mostSpecificWins: Bool
    let filters: [String: AnyConfig]
    let mirrors: [RequestMirrorPolicy]

    init(_ configuration: RouteConfiguration) throws {
        request = try HeaderMutations(
            add: configuration.requestHeadersToAdd, remove: configuration.requestHeadersToRemove)
        response = try HeaderMutations(
            add: configuration.responseHeadersToAdd, remove: configuration.responseHeadersToRemove)
        mostSpecificWins = configuration.mostSpecificHeaderMutationsWins
        filters = configuration.typedPerFilterConfig
        mirrors = configuration.requestMirrorPolicies
    }
}

/// A compiled `VirtualHost`.
final class CompiledVirtualHost: Sendable {
    let source: VirtualHost
    let routes: [CompiledRoute]
    let requiresTLS: Bool
    private let index: RouteIndex?

    init(
        _ host: VirtualHost, _ level: RouteLevel, _ names: NameTable, reusing old: CompiledVirtualHost? = nil
    ) throws {
        source = host
        requiresTLS = host.requireTls != .none
        let request = try HeaderMutations(add: host.requestHeadersToAdd, remove: host.requestHeadersToRemove)
        let response = try HeaderMutations(add: host.responseHeadersToAdd, remove: host.responseHeadersToRemove)
        func compile(_ route: Route) throws -> CompiledRoute {
            try CompiledRoute(route, host, request: request, response: response, level, names)
        }
        if let old, old.letsRoutesInherit(asIn: host) {
            let edits = ListEdits(old.source.routes, host.routes).edits
            var known: [String: Int] = [:]
            for index in edits.lazy.flatMap(\.old) { known[old.source.routes[index].name] = index }
            var routes = old.routes
            for edit in edits.reversed() {
                let others = try host.routes[edit.new].map { route in
                    guard let index = known[route.name], old.source.routes[index] == route else {
                        return try compile(route)
                    }
                    return old.routes[index]
                }
                routes.replaceSubrange(edit.old, with: others)
            }
            self.routes = routes
        } else {
            routes = try host.routes.map(compile)
        }
        index = routes.count >= RouteIndex.threshold ? RouteIndex(routes) : nil
    }

    /// Whether nothing differs but the routes themselves.
    private func letsRoutesInherit(asIn host: VirtualHost) -> Bool {
        var (one, other) = (source, host)
        one.routes = []
        other.routes = []
        return one == other
    }

    func find(_ query: RouteQuery) -> CompiledRoute? {
        if let index { return index.find(routes, query).map { routes[$0] } }
        for route in routes where route.matcher.matches(query) { return route }
        return nil
    }
}

/// A compiled `Route`, with everything it inherits.
final class CompiledRoute: Sendable {
    enum Action: Sendable {
        case forward(ForwardAction)
        case redirect(Redirect)
        case direct(DirectReply)
        /// A route for filters only.
        case none
    }

    let name: String
    let matcher: RouteMatcher
    let action: Action
    let request: LayeredMutations
    let response: LayeredMutations
    let mostSpecificWins: Bool
    let filters: RouteFilters
    let metadata: Metadata?
    let includesAttemptCount: Bool
    let includesAttemptCountInResponse: Bool
    let virtualHost: String

    init(
        _ route: Route, _ host: VirtualHost, request: HeaderMutations, response: HeaderMutations, _ level: RouteLevel,
        _ names: NameTable
    ) throws {
        name = route.name
        matcher = try RouteMatcher(route.match)
        virtualHost = host.name
        self.request = LayeredMutations(
            [
                try HeaderMutations(add: route.requestHeadersToAdd, remove: route.requestHeadersToRemove), request,
                level.request,
            ], mostSpecificWins: level.mostSpecificWins)
        self.response = LayeredMutations(
            [
                try HeaderMutations(add: route.responseHeadersToAdd, remove: route.responseHeadersToRemove), response,
                level.response,
            ], mostSpecificWins: level.mostSpecificWins)
        mostSpecificWins = level.mostSpecificWins
        filters = try RouteFilters(
            level.filters.merging(host.typedPerFilterConfig) { $1 }.merging(route.typedPerFilterConfig) { $1 })
        metadata = route.metadata
        includesAttemptCount = host.includeRequestAttemptCount
        includesAttemptCountInResponse = host.includeAttemptCountInResponse
        switch route.action {
        case .route(let action):
            self.action = .forward(
                try ForwardAction(action, route: route, host: host, level: level, names: names))
        case .redirect(let action): self.action = .redirect(try Redirect(action))
        case .directResponse(let action): self.action = .direct(try DirectReply(action))
        case .nonForwarding: action = .none
        case nil: throw ConfigurationError("Proto constraint validation failed (RouteValidationError.Action: is required)")
        }
    }
}
