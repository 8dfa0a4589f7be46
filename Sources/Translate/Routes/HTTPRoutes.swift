import GatewayAPI
import JSON
import Kube

/// The rules of an HTTPRoute or GRPCRoute, brought to one form.
struct HTTPRule {
    var name: String?
    var filters: [RouteFilter]
    var backendRefs: [BackendRef]
    var isGRPC: Bool
    /// HTTPRoute only.
    var sessionPersistence: SessionPersistence?
    var http: HTTPRoute.Rule?
    var grpc: GRPCRoute.Rule?

    init(_ rule: HTTPRoute.Rule) {
        name = rule.name
        filters = rule.filters
        backendRefs = rule.backendRefs
        isGRPC = false
        sessionPersistence = rule.sessionPersistence
        http = rule
    }

    init(_ rule: GRPCRoute.Rule) {
        name = rule.name
        filters = rule.filters
        backendRefs = rule.backendRefs
        isGRPC = true
        grpc = rule
    }
}

/// One route of Envoy with the backends it leads to, before it is known for which listener and host.
struct PreparedRoute {
    var route: Model.HTTPRoute
    /// Nil when something other than backends answers.
    var destination: PreparedDestination?
}

struct PreparedDestination {
    var name: String
    /// EnvoyProxy's `clusterStatName`, filled in.
    var statName: String?
    var origin: Model.Origin
    var backends: [ResolvedBackend]
}

extension Pass {
    func process(_ route: HTTPRoute) -> RouteState? {
        let state = isWatched(route.metadata.namespace) ? attach(route) : nil
        if let state { process(state, route.rules.map(HTTPRule.init)) }
        return state
    }

    func process(_ route: GRPCRoute) -> RouteState? {
        let state = isWatched(route.metadata.namespace) ? attach(route) : nil
        if let state { process(state, route.rules.map(HTTPRule.init)) }
        return state
    }

    private func process(_ state: RouteState, _ rules: [HTTPRule]) {
        for parent in state.parents {
            var errors = RouteErrors()
            var refusedRules: [Int] = []
            var prepared: [PreparedRoute] = []
            for (index, rule) in rules.enumerated() {
                prepared += prepare(rule, index, state, parent, &errors, &refusedRules)
            }
            note(errors, refused: refusedRules, of: rules.count, on: parent)
            parent.setResolved()
            if state.kind == GRPCRoute.kind, parent.isRefused { continue }
            if !place(prepared, state, parent) {
                parent.set(
                    "Accepted", false, "NoMatchingListenerHostname",
                    "There were no hostname intersections between the \(state.kind) and this parent ref's "
                        + "Listener(s).")
            }
        }
    }

    /// Accepted turns false only when no rule is left.
    private func note(_ errors: RouteErrors, refused: [Int], of count: Int, on parent: RouteParent) {
        for error in errors.merged {
            let message = error.message.asConditionMessage
            if error.kind != .accepted {
                parent.set(error.kind.rawValue, false, error.reason, message)
            } else if Set(refused).count == count {
                parent.set("Accepted", false, error.reason, message)
            } else {
                let list = Set(refused).sorted().map(String.init).joined(separator: " ")
                parent.set("PartiallyInvalid", true, error.reason, "Dropped Rule(s) [\(list)]: \(message)")
                parent.set("Accepted", true, "Accepted", "Route is accepted")
            }
        }
    }

    private func prepare(
        _ rule: HTTPRule, _ index: Int, _ state: RouteState, _ parent: RouteParent, _ errors: inout RouteErrors,
        _ refused: inout [Int]
    ) -> [PreparedRoute] {
        let referrer = state.referrer(parent)
        // Mirrors of GRPCRoutes are all named after rule 0.
        let filters = process(rule.filters, referrer, rule: rule.isGRPC ? 0 : index, isGRPC: rule.isGRPC)
        var isBroken = false
        for error in filters.errors {
            errors.add(error)
            isBroken = isBroken || error.kind != .backendsAvailable
            if error.kind == .accepted { refused.append(index) }
        }
        let origin = Model.Origin(state.kind, state.route.metadata, section: rule.name)
        var matched: [Model.HTTPRoute]
        do throws(RouteError) {
            matched = try match(rule, index, state, origin, filters)
        } catch {
            let known = ["NotAllowedByListeners", "NoMatchingListenerHostname", "NoMatchingParent", "UnsupportedValue"]
            errors.add(
                RouteError(
                    .accepted, reason: known.contains(error.reason) ? error.reason : "UnsupportedValue",
                    "failed to process route rule \(index): \(error.message)"))
            refused.append(index)
            return []
        }
        let destinationName = Names.rule(state.kind, state.name, index)
        let backends = resolve(rule, index, destinationName, referrer, &errors)
        if let status = localAnswer(rule, index, isBroken, backends, matched, &errors) {
            for position in matched.indices where isBroken && !rule.isGRPC || !matched[position].isAnswered {
                matched[position].action = .respond(Model.DirectResponse(status: status))
            }
        }
        let destination = PreparedDestination(
            name: destinationName, statName: statName(rule, index, state, referrer.gateway), origin: origin,
            backends: backends.used)
        return matched.map { PreparedRoute(route: $0, destination: $0.isAnswered ? nil : destination) }
    }

    private struct RuleBackends {
        /// Those with a share of the traffic.
        var used: [ResolvedBackend] = []
        var weights = Model.Destination.Weights()
        var hasProblem = false
        var lacksEndpoints = false
    }

    private func resolve(
        _ rule: HTTPRule, _ index: Int, _ destinationName: String, _ referrer: Referrer, _ errors: inout RouteErrors
    ) -> RuleBackends {
        var result = RuleBackends()
        let mayShare = mayShare(
            rule.backendRefs.map(\.object), referrer, hasWeightedClusters: true,
            isSticky: rule.sessionPersistence != nil)
        for (position, reference) in rule.backendRefs.enumerated() {
            var backend = resolve(
                reference, as: Names.setting(destinationName, position), referrer, mayShare: mayShare)
            if let problem = backend.problem {
                if problem.reason == "EndpointsNotFound" {
                    errors.add(
                        RouteError(
                            .backendsAvailable, reason: problem.reason, "failed to find endpoints: \(problem.message)"))
                    result.lacksEndpoints = true
                } else {
                    errors.add(
                        RouteError(
                            reason: problem.reason,
                            "failed to process route rule \(index) backendRef \(position): \(problem.message)"))
                    // Envoy Gateway counts such a backend of a GRPCRoute as one without endpoints.
                    backend.setting.isInvalid = !rule.isGRPC
                    result.hasProblem = true
                }
            } else if backend.setting.isInvalid {
                result.hasProblem = true
            }
            if backend.setting.weight == 0 { continue }
            result.used.append(backend)
        }
        var all = Model.Destination(name: destinationName)
        all.settings = result.used.map(\.setting)
        result.weights = all.weights
        return result
    }

    /// The status Envoy answers with by itself because nothing could; nil when backends answer.
    private func localAnswer(
        _ rule: HTTPRule, _ index: Int, _ isBroken: Bool, _ backends: RuleBackends, _ routes: [Model.HTTPRoute],
        _ errors: inout RouteErrors
    ) -> Int? {
        if isBroken { return 500 }
        if backends.weights.valid == 0 { return !backends.hasProblem && backends.lacksEndpoints ? 503 : 500 }
        guard backends.used.contains(where: \.setting.isDynamicResolver) else { return nil }
        let prefix = "failed to process route rule \(index):"
        if routes.contains(where: { if case .pathRegex = $0.urlRewrite?.host { true } else { false } }) {
            errors.add(
                RouteError(
                    reason: "UnsupportedValue",
                    "\(prefix) host rewrite from path (PathRegex) is not supported with a dynamic resolver backend"))
            return 500
        }
        guard rule.backendRefs.count > 1, !rule.isGRPC else { return nil }
        errors.add(
            RouteError(
                reason: "InvalidBackendRef", "\(prefix) dynamic resolver is not supported for multiple backendRefs"))
        return 500
    }

    /// Puts the routes on the parent's listeners, once for each hostname. False: no hostname in common.
    private func place(_ prepared: [PreparedRoute], _ state: RouteState, _ parent: RouteParent) -> Bool {
        var hasHost = parent.listeners.isEmpty
        for listener in parent.listeners {
            let hosts = hosts(state.route.hostnames, listener)
            if hosts.isEmpty { continue }
            hasHost = true
            var placement = Placement(listener: listener.key, isGRPC: state.route is GRPCRoute)
            if listener.isReady, listener.http != nil {
                for host in hosts {
                    for prepared in prepared {
                        placement.routes.append(finish(prepared, host, listener, state))
                    }
                }
            }
            state.placements.append(placement)
        }
        return hasHost
    }

    private func finish(
        _ prepared: PreparedRoute, _ host: String, _ listener: ListenerState, _ state: RouteState
    ) -> PlacedRoute {
        var route = prepared.route
        // Dots would become levels in Envoy's statistics.
        route.name += "/" + String(host.map { $0 == "." ? "_" : $0 })
        route.hostname = host
        if case .redirect(var redirect) = route.action, redirect.port == nil {
            redirect.port =
                switch redirect.scheme?.lowercased() {
                case "http": 80
                case "https": 443
                default: listener.listener.port
                }
            route.action = .redirect(redirect)
        }
        var sharedClusters: [PlacedRoute.SharedCluster] = []
        if let prepared = prepared.destination {
            var destination = Model.Destination(prepared.name, origin: prepared.origin, prepared.backends)
            destination.statName = prepared.statName
            route.action = .forward(destination)
            sharedClusters = prepared.backends.compactMap(\.sharedCluster)
        }
        state.placedRoutes += 1
        return PlacedRoute(route, sharedClusters, of: state.key, state.age, sequence: state.placedRoutes)
    }

    private func statName(_ rule: HTTPRule, _ index: Int, _ state: RouteState, _ gateway: GatewayState?) -> String? {
        guard let pattern = gateway?.envoyProxy?.spec["telemetry", "metrics", "clusterStatName"]?.string else {
            return nil
        }
        // A backend without a share leaves its place empty.
        let backends = rule.backendRefs.map { reference in
            reference.weight == 0
                ? "" : reference.object.objectName(defaultNamespace: state.name.namespace).description
        }
        return Names.stat(
            pattern,
            [
                "ROUTE_NAME": state.name.name, "ROUTE_NAMESPACE": state.name.namespace,
                "ROUTE_KIND": state.kind.lowercased(), "ROUTE_RULE_NAME": rule.name ?? "-",
                "ROUTE_RULE_NUMBER": String(index), "BACKEND_REFS": backends.joined(separator: "|"),
            ])
    }
}

extension Model.HTTPRoute {
    /// A redirect or a response of its own answers, not a backend.
    var isAnswered: Bool { action != .none }
}
