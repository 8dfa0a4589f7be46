import GatewayAPI
import JSON
import Kube

/// What SecurityPolicies put into the model.
extension Pass {
    func applySecurity(_ policy: Policy, to listeners: [ListenerState]) -> String? {
        let gateways = listeners.first.map { [$0.gateway] } ?? []
        return secure(policy, listeners, problems(ofSecurity: policy, on: gateways, isRoute: false)) { _ in true }
    }

    func applySecurity(
        _ policy: Policy, to route: RouteState, rule: String?, listener: ListenerState?
    ) -> String? {
        let listeners = listener.map { [$0] } ?? route.parents.flatMap(\.listeners)
        let gateways = listener.map { [$0.gateway] } ?? route.parents.compactMap { $0.listeners.first?.gateway }
        return secure(policy, listeners, problems(ofSecurity: policy, on: gateways, isRoute: true)) { origin in
            origin.isMade(of: route) && (rule == nil || rule == origin.sectionName)
        }
    }

    /// More specific policies were here before. A policy that cannot be translated must not open what it was to guard,
    /// so its routes answer 500.
    private func secure(
        _ policy: Policy, _ listeners: [ListenerState], _ found: SecurityProblems,
        where isMeant: (Model.Origin) -> Bool
    ) -> String? {
        var security = Model.Security()
        var found = found
        if let authorization: Authorization = policy.spec.value("authorization") {
            do {
                security.authorization = try Model.Authorization(authorization, of: policy)
            } catch {
                found.authorization.add("Authorization: unable to translate authorization rule: \(error.message)")
            }
        }
        for listener in listeners {
            guard var http = listener.http else { continue }
            var isRefused = found.isClosed(failOpen: policy.spec["extAuth", "failOpen"]?.bool == true)
            if security.authorization != nil, let problem = geographyProblem(policy, on: listener) {
                found.geography.add("Authorization: \(problem)")
                isRefused = true
            }
            for index in http.routes.indices
            where http.routes[index].security == nil && isMeant(http.routes[index].origin) {
                var route = http.routes[index].value
                route.security = security
                if isRefused { route.action = .respond(Model.DirectResponse(status: 500)) }
                http.routes[index] = Shared(route)
            }
            listener.http = http
        }
        return found.text
    }
}

extension Policy {
    /// Its authorization rules with names of their own, for a policy of another name to take over.
    var namingAuthorizationRules: Policy {
        guard var authorization = spec["authorization"]?.object, let rules = authorization["rules"]?.array else {
            return self
        }
        authorization["rules"] = .array(
            rules.enumerated().map { index, rule in
                guard rule["name"]?.string ?? "" == "" else { return rule }
                var rule = rule
                rule["name"] = .string(Model.Authorization.defaultName(of: self, index))
                return rule
            })
        var policy = self
        policy.spec["authorization"] = .object(authorization)
        return policy
    }
}

struct AuthorizationError: Error {
    var message: String
}

extension Model.Authorization {
    init(_ authorization: Authorization, of policy: Policy) throws(AuthorizationError) {
        self.init(allowsOthers: authorization.defaultAction == .allow)
        for (index, rule) in authorization.rules.enumerated() {
            let name = rule.name ?? Self.defaultName(of: policy, index)
            let rendered = try Rule(rule, name: name)
            // What cannot be known of a request does not hold.
            if rule.ignored.isEmpty { rules.append(rendered) }
        }
    }

    static func defaultName(of policy: Policy, _ index: Int) -> String {
        "\(policy.kind.rawValue.lowercased())/\(policy.objectName)/authorization/rule/\(index)"
    }
}

extension Model.Authorization.Rule {
    fileprivate init(_ rule: Authorization.Rule, name: String) throws(AuthorizationError) {
        self.init(name: name, isAllowed: rule.action == .allow)
        methods = rule.methods
        for text in rule.clientCIDRs {
            guard let network = IPNetwork(text) else { throw AuthorizationError(message: "invalid CIDR address: \(text)") }
            clients.append(Model.IPRange(address: network.address, prefixLength: network.prefixLength))
        }
        headers = rule.headers.map { .init(name: $0.name, values: $0.values) }
        path = try rule.path.map { path throws(AuthorizationError) in
            Model.StringMatch(name: ":path", try Self.pattern(path), isInverted: path.isInverted)
        }
    }

    /// The path stands before a query in the pseudo-header, so only a regular expression can tell its end.
    private static func pattern(_ path: Authorization.Path) throws(AuthorizationError) -> Model.StringMatch.Pattern {
        switch path.type {
        case "PathPrefix":
            if path.value == "/" { return .prefix("/") }
            let prefix = path.value.hasSuffix("/") ? String(path.value.dropLast()) : path.value
            return .regex("^\(RegexSyntax.quoted(prefix))(/.*|\\?.*|#.*|;.*|$)")
        case "Exact": return .regex("^\(RegexSyntax.quoted(path.value))(\\?.*|#.*|;.*|$)")
        case "RegularExpression":
            if let problem = RegexSyntax.problem(path.value) {
                throw AuthorizationError(message: "regex \(path.value.goQuoted) is invalid: error parsing regexp: \(problem)")
            }
            return .regex(path.value)
        default: throw AuthorizationError(message: "invalid path type")
        }
    }
}

extension Authorization.Rule {
    /// Its members that nothing here can judge; the rule then never matches.
    var ignored: [String] {
        (hasTokenPrincipal ? ["principal.jwt"] : []) + (hasLocationPrincipal ? ["principal.clientIPGeoLocations"] : [])
            + (hasExpression ? ["cel"] : [])
    }
}
