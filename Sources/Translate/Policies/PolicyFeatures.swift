import GatewayAPI
import JSON
import Kube

/// Where the settings of policies go into the model. A setting that nothing here acts on is told to the user.
extension Pass {
    /// What is wrong with a policy on a kind of route before anything of it is translated.
    func validate(_ policy: Policy, routeKind: String) -> String? {
        policy.kind == .security ? schemaProblem(ofSecurity: policy, isTCP: routeKind == TCPRoute.kind) : nil
    }

    /// Applies a policy on a Gateway or ListenerSet to what its listeners serve. The result says what could not be
    /// translated.
    func apply(_ policy: Policy, to listeners: [ListenerState]) -> String? {
        noteIgnored(policy, actsOnHTTP: listeners.allSatisfy { $0.tcp == nil && $0.udp == nil })
        if policy.kind == .security { return applySecurity(policy, to: listeners) }
        let gateways = listeners.first.map { [$0.gateway] } ?? []
        let found = problems(of: policy, on: gateways, isRoute: false)
        noteConnects(policy, on: listeners) { _ in true }
        if found.isClosed { refuseRoutes(of: policy.kind, on: listeners) { _ in true } }
        return found.problems.text
    }

    /// Applies a policy to a route, to one of its rules, on all of its listeners or on one.
    func apply(_ policy: Policy, to route: RouteState, rule: String?, listener: ListenerState?) -> String? {
        noteIgnored(policy, actsOnHTTP: [HTTPRoute.kind, GRPCRoute.kind].contains(route.kind))
        if policy.kind == .security { return applySecurity(policy, to: route, rule: rule, listener: listener) }
        let gateways = listener.map { [$0.gateway] } ?? route.parents.compactMap { $0.listeners.first?.gateway }
        let found = problems(of: policy, on: gateways, isRoute: true)
        let listeners = listener.map { [$0] } ?? route.parents.flatMap(\.listeners)
        func isMeant(_ origin: Model.Origin) -> Bool {
            origin.isMade(of: route) && (rule == nil || rule == origin.sectionName)
        }
        noteConnects(policy, on: listeners, where: isMeant)
        if found.isClosed { refuseRoutes(of: policy.kind, on: listeners, where: isMeant) }
        for listener in listeners {
            routeClaims.insert(
                RouteClaim(
                    policy: policy.kind, listener: ObjectIdentifier(listener), kind: route.kind, name: route.name,
                    rule: rule))
        }
        return found.problems.text
    }

    private func problems(of policy: Policy, on gateways: [GatewayState], isRoute: Bool) -> ExtensionProblems {
        if policy.kind == .envoyExtension {
            return problems(ofExtensions: policy, on: gateways, wasmFirst: isRoute)
        }
        let problems = problems(ofBackendTraffic: policy)
        return ExtensionProblems(problems: problems, isClosed: problems.text != nil)
    }

    /// Applies a ClientTrafficPolicy to a listener.
    func apply(_ policy: Policy, to listener: ListenerState) -> String? {
        noteIgnored(policy, actsOnHTTP: true)
        if listener.http != nil { listener.clientIPDetection = policy.spec["clientIPDetection"] }
        guard let problem = problems(ofClientTraffic: policy, on: listener).text else { return nil }
        if var http = listener.http {
            http.routes = http.routes.map(\.refused)
            listener.http = http
        }
        return problem
    }

    /// What a policy was to guard or shape is not served without it. Policies nearer to a route stand before.
    private func refuseRoutes(
        of kind: Policy.Kind, on listeners: [ListenerState], where isMeant: (Model.Origin) -> Bool
    ) {
        for listener in listeners {
            guard var http = listener.http else { continue }
            for index in http.routes.indices {
                let origin = http.routes[index].origin
                if isMeant(origin), !isClaimed(origin, by: kind, on: listener) {
                    http.routes[index] = http.routes[index].refused
                }
            }
            listener.http = http
        }
    }

    private func noteConnects(
        _ policy: Policy, on listeners: [ListenerState], where isMeant: (Model.Origin) -> Bool
    ) {
        guard policy.kind == .backendTraffic,
            (policy.spec["httpUpgrade"]?.array ?? []).contains(where: { $0["type"]?.string == "CONNECT" })
        else { return }
        for listener in listeners {
            let names = (listener.http?.routes ?? []).filter { route in
                isMeant(route.origin) && !isClaimed(route.origin, by: policy.kind, on: listener)
            }.map(\.name)
            connectRoutes[ObjectIdentifier(listener), default: []].formUnion(names)
        }
    }

    private func isClaimed(_ origin: Model.Origin, by kind: Policy.Kind, on listener: ListenerState) -> Bool {
        var claim = RouteClaim(
            policy: kind, listener: ObjectIdentifier(listener), kind: origin.kind,
            name: ObjectName(namespace: origin.namespace, name: origin.name))
        if routeClaims.contains(claim) { return true }
        claim.rule = origin.sectionName
        return routeClaims.contains(claim)
    }

    private func noteIgnored(_ policy: Policy, actsOnHTTP: Bool) {
        let attachment: Set<String> = ["targetRef", "targetRefs", "targetSelectors", "mergeType"]
        let fields = (policy.spec.object ?? [:]).keys.filter { !attachment.contains($0) }.sorted().flatMap { field in
            guard policy.kind == .security, field == "authorization" else { return [field] }
            return actsOnHTTP ? ignoredParts(policy.spec.value(field)) : ["authorization on layer 4"]
        }
        if fields.isEmpty { return }
        let notice = Notice(
            resource: policy.kind.resource, kind: policy.kind.rawValue, name: policy.objectName,
            uid: policy.metadata.uid, reason: "NotEmulated",
            message: "The policy is attached as Envoy Gateway would attach it, but these settings have no effect on "
                + "traffic here: \(fields.joined(separator: ", ")).")
        findings.add(notice)
    }

    private func ignoredParts(_ authorization: Authorization?) -> [String] {
        (authorization?.rules ?? []).enumerated().flatMap { index, rule in
            rule.ignored.map { "authorization.rules[\(index)].\($0)" }
        }
    }
}

/// A route, or a rule of it, that has a policy of its own on a listener.
struct RouteClaim: Hashable {
    var policy: Policy.Kind
    var listener: ObjectIdentifier
    var kind: String
    var name: ObjectName
    var rule: String?
}

extension Model.Origin {
    func isMade(of route: RouteState) -> Bool {
        kind == route.kind && namespace == route.name.namespace && name == route.name.name
    }
}

extension Shared<Model.HTTPRoute> {
    /// The same route, answering 500.
    var refused: Shared {
        var route = value
        route.action = .respond(Model.DirectResponse(status: 500))
        return Shared(route)
    }
}
