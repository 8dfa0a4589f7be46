import JSON
import XDS

/// The HTTP filters: which a listener has, in what order, and what routes tell them.
enum HTTPFilters {
    static let cors = "envoy.filters.http.cors"
    static let router = "envoy.filters.http.router"
    static let sessions = "envoy.filters.http.stateful_session"
    static let credentials = "envoy.filters.http.credential_injector"
    static let authorization = "envoy.filters.http.rbac"
    static let loopback = "envoy.filters.http.rbac.dfp_loopback_deny"
    static let grpcWeb = "envoy.filters.http.grpc_web"
    static let grpcStatistics = "envoy.filters.http.grpc_stats"

    /// Filters in the order requests pass them (Envoy Gateway 1.9). Names in a chain begin with these; a longer name
    /// belongs to the filter of which it is the longest extension.
    ///
    /// Custom responses come first so that they see what all others answer; health checks before anything could spoil
    /// them; faults before work is done in vain; CORS answers preflights before anybody asks who the client is; header
    /// changes before authentication reads the headers; the router, last, forwards.
    static let order: [String] = [
        "envoy.filters.http.custom_response",
        "envoy.filters.http.health_check",
        "envoy.filters.http.fault",
        cors,
        "envoy.filters.http.csrf",
        "envoy.filters.http.header_mutation",
        "envoy.filters.http.ext_authz",
        "envoy.filters.http.api_key_auth",
        "envoy.filters.http.basic_auth",
        "envoy.filters.http.oauth2",
        "envoy.filters.http.jwt_authn",
        sessions,
        "envoy.filters.http.buffer",
        "envoy.filters.http.lua",
        // Filters nobody placed stand here.
        "",
        "envoy.filters.http.ext_proc",
        "envoy.filters.http.wasm",
        "envoy.filters.http.dynamic_modules",
        "envoy.filters.http.geoip",
        authorization,
        "envoy.filters.http.local_ratelimit",
        "envoy.filters.http.ratelimit",
        "envoy.filters.http.bandwidth_limit",
        grpcWeb,
        grpcStatistics,
        credentials,
        "envoy.filters.http.compressor",
        "envoy.filters.http.dynamic_forward_proxy",
        router,
    ]

    static func chain(
        of listener: Model.HTTPListener, for routes: [RenderedRoute], needs: FilterNeeds, log: Model.AccessLog,
        positions: [Model.FilterPosition]
    ) -> [HttpFilter] {
        var filters: [HttpFilter] = []
        if needs.contains(.cors) { filters.append(HttpFilter(cors, Cors())) }
        if needs.contains(.authorization) { filters.append(HttpFilter(authorization, RBACFilter())) }
        if listener.hasGRPCRoutes { filters.append(HttpFilter(grpcWeb, GrpcWeb())) }
        if listener.countsGRPC ?? listener.hasGRPCRoutes {
            let statistics = GrpcStats.with {
                $0.emitFilterState = true
                $0.perMethod = .statsForAllMethods(true)
            }
            filters.append(HttpFilter(grpcStatistics, statistics))
        }
        if needs.contains(.loopbackDenial) { filters.append(HttpFilter(loopback, RBACFilter())) }
        if needs.contains(.sessions), let route = routes.first(where: { $0.needs.contains(.sessions) }) {
            // Off by default: each route brings its own, and this one only stands for the type.
            var filter = HttpFilter(sessions, StatefulSession(route.model.value))
            filter.disabled = true
            filters.append(filter)
        }
        if needs.contains(.credentials) {
            var names: Set<String> = []
            for injection in routes.lazy.compactMap(\.model.credentialInjection) {
                let filter = HttpFilter(injection)
                if names.insert(filter.name).inserted { filters.append(filter) }
            }
        }
        filters.append(
            HttpFilter(
                router,
                Router.with {
                    $0.suppressEnvoyHeaders = true
                    $0.upstreamLog = AccessLog.all(log, for: .upstream)
                    if !$0.upstreamLog.isEmpty {
                        $0.upstreamLogOptions = ["flush_upstream_log_on_upstream_stream": true]
                    }
                }))
        return placed(sorted(filters), positions)
    }

    /// Equal ranks go by name, so that a listener does not drain because routes came in another order.
    static func sorted(_ filters: [HttpFilter]) -> [HttpFilter] {
        filters.sorted { ($0.rank, $0.index, $0.name) < ($1.rank, $1.index, $1.name) }
    }

    /// EnvoyProxy.filterOrder: moves all filters of a type before the first, or after the last, of another type.
    static func placed(_ filters: [HttpFilter], _ positions: [Model.FilterPosition]) -> [HttpFilter] {
        var filters = filters
        for position in positions {
            let moved = filters.filter { $0.name.hasPrefix(position.name) }
            let rest = filters.filter { !$0.name.hasPrefix(position.name) }
            if moved.isEmpty { continue }
            switch position.place {
            case .before(let other):
                guard let at = rest.firstIndex(where: { $0.name.hasPrefix(other) }) else { continue }
                filters = rest[..<at] + moved + rest[at...]
            case .after(let other):
                guard let at = rest.lastIndex(where: { $0.name.hasPrefix(other) }) else { continue }
                filters = rest[...at] + moved + rest[(at + 1)...]
            }
        }
        return filters
    }

    /// What a route tells the filters of its listener.
    static func configurations(for route: Model.HTTPRoute) -> [String: AnyConfig] {
        var configurations: [String: AnyConfig] = [:]
        if let policy = route.cors { configurations[cors] = AnyConfig(CorsPolicy(policy)) }
        if let injection = route.credentialInjection {
            configurations[HttpFilter(injection).name] = AnyConfig(FilterConfig.with { $0.config = .nothing })
        }
        if route.sessionPersistence != nil {
            configurations[sessions] = AnyConfig(
                StatefulSessionPerRoute.with { $0.override = .statefulSession(StatefulSession(route)) })
        }
        if let rules = route.security?.authorization {
            configurations[authorization] = AnyConfig(RBACPerRoute(rules))
        }
        if let denial = RBACPerRoute(loopbackDenialOf: route) { configurations[loopback] = AnyConfig(denial) }
        return configurations
    }
}

extension HttpFilter {
    fileprivate var rank: Int {
        HTTPFilters.order.firstIndex { !$0.isEmpty && name.hasPrefix($0) }
            ?? HTTPFilters.order.firstIndex(of: "") ?? 0
    }

    /// Filters of which one policy has several are numbered in their names: `envoy.filters.http.lua/…/1`.
    fileprivate var index: Int {
        name.split(separator: "/").last.flatMap { Int($0) } ?? 0
    }
}
