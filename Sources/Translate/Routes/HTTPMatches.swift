import GatewayAPI
import Kube

/// From the matches of a rule to routes of Envoy: one for each, in order; matches are alternatives.
extension Pass {
    func match(
        _ rule: HTTPRule, _ index: Int, _ state: RouteState, _ origin: Model.Origin, _ filters: RouteFilters
    ) throws(RouteError) -> [Model.HTTPRoute] {
        if rule.sessionPersistence != nil {
            notify(
                state.route, reason: "NotEmulated",
                "Session persistence has no effect here: requests of a session go to any endpoint.")
        }
        let persistence = try rule.sessionPersistence.map { (value) throws(RouteError) in
            try sessionPersistence(value, Names.rule(state.kind, state.name, index))
        }
        let own = rule.isGRPC ? try grpcMatches(rule.grpc?.matches ?? []) : try httpMatches(rule.http?.matches ?? [])
        // HTTPRouteFilters can add matches, all of which combine with all of the rule's.
        var matches = own
        if !filters.matches.isEmpty {
            let cookies = try filters.matches.map { (match) throws(RouteError) in try cookieMatches(match.cookies) }
            matches = (own.isEmpty ? [Match()] : own).flatMap { match in
                cookies.map { cookies in
                    var combined = match
                    combined.cookies = cookies
                    return combined
                }
            }
        }
        func route(_ matchIndex: Int) -> Model.HTTPRoute {
            let name = Names.match(state.kind, state.name, rule: index, match: matchIndex)
            var route = Model.HTTPRoute(name: name, hostname: "", origin: origin)
            route.isHTTP2 = rule.isGRPC
            if let http = rule.http { applyTraffic(http, to: &route) }
            filters.apply(to: &route)
            return route
        }
        // A rule without matches matches all; it has the index -1 in names.
        if matches.isEmpty { return [route(-1)] }
        var routes: [Model.HTTPRoute] = []
        for (matchIndex, match) in matches.enumerated() {
            var route = route(matchIndex)
            route.sessionPersistence = persistence
            route.pathMatch = match.path
            route.headerMatches = match.headers
            route.queryMatches = match.query
            route.cookieMatches = match.cookies
            routes.append(route)
            if let preflight = preflight(route, match, filters) { routes.append(preflight) }
        }
        return routes
    }

    private struct Match {
        var path: Model.StringMatch?
        var headers: [Model.StringMatch] = []
        var query: [Model.StringMatch] = []
        var cookies: [Model.StringMatch] = []
        var method: String?
    }

    private func httpMatches(_ matches: [HTTPMatch]) throws(RouteError) -> [Match] {
        var result: [Match] = []
        for match in matches {
            var one = Match()
            if let path = match.path, let value = path.value {
                one.path = try string("", value, path.type ?? "PathPrefix")
            }
            one.headers = try values(match.headers)
            one.query = try values(match.queryParams)
            if let method = match.method {
                one.method = method
                one.headers.append(Model.StringMatch(name: ":method", .exact(method)))
            }
            result.append(one)
        }
        return result
    }

    private func grpcMatches(_ matches: [GRPCRoute.Match]) throws(RouteError) -> [Match] {
        var result: [Match] = []
        for match in matches {
            var one = Match()
            one.headers = try values(match.headers)
            if match.hasMethod {
                if match.methodType == "RegularExpression" {
                    for pattern in [match.service, match.method].compactMap({ $0 }) { try validate(regex: pattern) }
                    one.path = Self.regexPath(match)
                } else {
                    Self.applyExactMethod(match, to: &one)
                }
            }
            result.append(one)
        }
        return result
    }

    /// A gRPC path is `/service/method`.
    private static func applyExactMethod(_ match: GRPCRoute.Match, to result: inout Match) {
        switch (match.service, match.method) {
        case (let service?, let method?): result.path = Model.StringMatch(.exact("/\(service)/\(method)"))
        case (nil, let method?): result.headers.append(Model.StringMatch(name: ":path", .suffix("/\(method)")))
        case (let service?, nil): result.path = Model.StringMatch(.prefix("/\(service)"))
        case (nil, nil): break
        }
    }

    private static func regexPath(_ match: GRPCRoute.Match) -> Model.StringMatch? {
        if match.service == nil, match.method == nil { return nil }
        let service = match.service ?? #"(?i)\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*"#
        let method = match.method ?? "[A-Za-z_][A-Za-z_0-9]*"
        return Model.StringMatch(.regex("/\(service)/\(method)"))
    }

    private func values(_ values: [HTTPMatch.Value]) throws(RouteError) -> [Model.StringMatch] {
        var result: [Model.StringMatch] = []
        for value in values { result.append(try string(value.name, value.value ?? "", value.type ?? "Exact")) }
        return result
    }

    private func string(_ name: String, _ value: String, _ type: String) throws(RouteError) -> Model.StringMatch {
        switch type {
        case "PathPrefix": return Model.StringMatch(name: name, .prefix(value))
        case "RegularExpression":
            try validate(regex: value)
            return Model.StringMatch(name: name, .regex(value))
        default: return Model.StringMatch(name: name, .exact(value))
        }
    }

    private func cookieMatches(_ cookies: [HTTPMatch.Value]) throws(RouteError) -> [Model.StringMatch] {
        var result: [Model.StringMatch] = []
        for cookie in cookies {
            let type = cookie.type ?? "Exact"
            guard ["Exact", "RegularExpression"].contains(type) else {
                throw RouteError(reason: "UnsupportedValue", "unsupported cookie match type \"\(type)\"")
            }
            result.append(try string(cookie.name, cookie.value ?? "", type))
        }
        return result
    }

    private func validate(regex: String) throws(RouteError) {
        if let problem = RegexSyntax.problem(regex) {
            throw RouteError(
                reason: "UnsupportedValue", "regex \(regex.goQuoted) is invalid: error parsing regexp: \(problem)")
        }
    }

    private func sessionPersistence(
        _ value: SessionPersistence, _ destination: String
    ) throws(RouteError) -> Model.SessionPersistence {
        let name = value.sessionName ?? String(destination.map { $0 == "/" ? "-" : $0 })
        switch value.type ?? "Cookie" {
        case "Cookie":
            guard let timeout = value.absoluteTimeout, value.cookieLifetimeType == "Permanent" else {
                return .cookie(name: name, ttl: nil)
            }
            guard let ttl = GoDuration.parse(timeout) else {
                throw RouteError(
                    reason: "UnsupportedValue", "time: invalid duration \(timeout.goQuoted)")
            }
            return .cookie(name: name, ttl: ttl)
        case "Header": return .header(name: name)
        case let type:
            throw RouteError(reason: "UnsupportedValue", "unknown session persistence type \(type)")
        }
    }

    private func applyTraffic(_ rule: HTTPRoute.Rule, to route: inout Model.HTTPRoute) {
        let fallback = Duration.seconds(15)
        if let text = rule.requestTimeout { route.timeout = GoDuration.parse(text) ?? fallback }
        // With retries the backend's timeout is that of one try.
        if let text = rule.backendRequestTimeout, rule.retry == nil {
            route.timeout = GoDuration.parse(text) ?? fallback
        }
        guard let retry = rule.retry else { return }
        var result = Model.Retry()
        result.retries = retry.attempts
        result.baseInterval = retry.backoff.flatMap(GoDuration.parse)
        result.perTryTimeout = rule.backendRequestTimeout.flatMap(GoDuration.parse)
        result.statusCodes = retry.codes
        route.retry = result
    }

    /// Browsers ask with OPTIONS before cross-origin requests. Where CORS is wanted for another method, a route for
    /// that question stands beside the one asked about; never with cookies, which browsers do not send along.
    private func preflight(
        _ route: Model.HTTPRoute, _ match: Match, _ filters: RouteFilters
    ) -> Model.HTTPRoute? {
        guard let cors = filters.cors, let method = match.method, method != "OPTIONS", match.cookies.isEmpty,
            !route.isHTTP2
        else { return nil }
        var preflight = Model.HTTPRoute(name: route.name + "/cors-preflight", hostname: "", origin: route.origin)
        preflight.pathMatch = route.pathMatch
        preflight.queryMatches = route.queryMatches
        preflight.cors = cors
        preflight.headerMatches =
            route.headerMatches.filter { $0.name != ":method" } + [
                Model.StringMatch(name: ":method", .exact("OPTIONS")),
                Model.StringMatch(name: "origin", .regex(".*")),
                Model.StringMatch(name: "access-control-request-method", .regex(".*")),
            ]
        return preflight
    }
}
