import XDS

/// A compiled `RouteConfiguration`.
final class RouteTable: Sendable {
    let name: String
    private let index: VirtualHostIndex
    private let hosts: [CompiledVirtualHost]

    init(_ configuration: RouteConfiguration, names: NameTable, reusing old: RouteTable? = nil) throws {
        name = configuration.name
        let level = try RouteLevel(configuration)
        let key = RouteTable.key(configuration)
        levelKey = key
        // What did not change keeps its compiled form: one change among thousands costs one.
        let count = configuration.virtualHosts.count
        let known = old.flatMap { $0.levelKey == key ? KnownHosts($0.hosts, newCount: count) : nil }
        hosts = try configuration.virtualHosts.enumerated().map { position, host in
            try known?.compiled(host, at: position) { same in
                try CompiledVirtualHost(host, level, names, reusing: same)
            } ?? CompiledVirtualHost(host, level, names)
        }
        if let old, let known, known.haveDomains(of: hosts) {
            index = old.index
        } else {
            index = try VirtualHostIndex(
                domains: configuration.virtualHosts.map(\.domains),
                ignoresPort: configuration.ignorePortInHostMatching, name: configuration.name)
        }
    }

    /// The hosts of the table before, looked for at the same place from either end, and by name after.
    private final class KnownHosts {
        private let hosts: [CompiledVirtualHost]
        private let shift: Int
        /// More hosts than before: as many that are not at their place are taken for new ones.
        private var newcomers: Int
        private lazy var byName = Dictionary(hosts.map { ($0.source.name, $0) }) { first, _ in first }

        init(_ hosts: [CompiledVirtualHost], newCount: Int) {
            self.hosts = hosts
            shift = hosts.count - newCount
            newcomers = max(0, -shift)
        }

        func compiled(
            _ host: VirtualHost, at position: Int, otherwise: (CompiledVirtualHost) throws -> CompiledVirtualHost
        ) rethrows -> CompiledVirtualHost? {
            var found: CompiledVirtualHost?
            for place in [position, position + shift] where hosts.indices.contains(place) {
                let known = hosts[place]
                if known.source.isSame(as: host) { return known }
                if known.source.name == host.name { found = known }
            }
            if found == nil, newcomers > 0 {
                newcomers -= 1
                return nil
            }
            guard let known = found ?? byName[host.name] else { return nil }
            return known.source == host ? known : try otherwise(known)
        }

        func haveDomains(of others: [CompiledVirtualHost]) -> Bool {
            hosts.count == others.count
                && zip(hosts, others).allSatisfy { $0 === $1 || $0.source.domains == $1.source.domains }
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
        guard !headers.authority.isNone, let hostIndex = index.find(headers[headers.authority]) else { return .none }
        let host = hosts[hostIndex]
        if host.requiresTLS, headers[.forwardedProto]?.equals("https") != true { return .redirectToTLS }
        let query = RouteQuery(headers, random: random)
        return host.find(query).map { .route($0) } ?? .none
    }

    var routeCount: Int { hosts.reduce(0) { $0 + $1.routes.count } }
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
        let known = old.flatMap { KnownRoutes($0, for: host) }
        routes = try host.routes.enumerated().map { position, route in
            try known?.compiled(route, at: position)
                ?? CompiledRoute(route, host, request: request, response: response, level, names)
        }
        index = routes.count >= RouteIndex.threshold ? RouteIndex(routes) : nil
    }

    /// The routes of the host as it was before: most are at their old place, the rest is found by name.
    private final class KnownRoutes {
        private let sources: [Route]
        private let compiled: [CompiledRoute]
        private lazy var byName = Dictionary(sources.indices.map { (sources[$0].name, $0) }) { first, _ in first }

        /// Nil when something changed that routes inherit from their host.
        init?(_ old: CompiledVirtualHost, for host: VirtualHost) {
            var (one, other) = (old.source, host)
            one.routes = []
            other.routes = []
            guard one == other else { return nil }
            (sources, compiled) = (old.source.routes, old.routes)
        }

        func compiled(_ route: Route, at position: Int) -> CompiledRoute? {
            if position < sources.count, sources[position].isSame(as: route) { return compiled[position] }
            guard let index = byName[route.name], sources[index] == route else { return nil }
            return compiled[index]
        }
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
