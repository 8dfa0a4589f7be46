import GatewayAPI
import Kube

/// BackendTrafficPolicy, SecurityPolicy and EnvoyExtensionPolicy: they attach to rules, routes, ListenerSets, Gateways
/// and their listeners. The nearest policy to a request holds; with a `mergeType` it is merged with the next one up.
///
/// Order of attachment: rules, routes, listeners of ListenerSets, ListenerSets, listeners of Gateways, Gateways. Within
/// each the oldest policy comes first.
final class PolicyAttachment {
    private let pass: Pass
    private let kind: Policy.Kind
    private let policies: [Policy]
    /// Only made when there is a policy to attach.
    private lazy var routes = Dictionary(
        pass.routes.map { (RouteKey(kind: $0.kind, name: $0.name), $0) }, uniquingKeysWith: { first, _ in first })
    private var statuses: [ObjectName: PolicyStatus] = [:]
    /// Places that are taken.
    private var taken: Set<PolicyScope> = []
    private var overrides = PolicyScopeGraph()
    private var merges = PolicyScopeGraph()
    /// The policy that holds at a Gateway, a ListenerSet or one of their listeners.
    private var parents: [PolicyScope: Policy] = [:]

    private struct RouteKey: Hashable {
        var kind: String
        var name: ObjectName
    }

    init(_ pass: Pass, _ kind: Policy.Kind) {
        self.pass = pass
        self.kind = kind
        policies = (pass.world.view.policies[kind]?.values).map {
            $0.sorted { $0.metadata.isOlder(than: $1.metadata) }
        } ?? []
    }

    func run() {
        if policies.isEmpty { return }
        let routeCandidates = pass.routes.map { TargetCandidate(kind: $0.kind, metadata: $0.route.metadata) }
        let gatewayCandidates = pass.gateways.map { TargetCandidate(kind: Gateway.kind, metadata: $0.gateway.metadata) }
        let setCandidates = pass.listenerSets.map {
            TargetCandidate(kind: ListenerSet.kind, metadata: $0.listenerSet.metadata)
        }
        let onGateways = policies.map { pass.targets(of: $0, among: gatewayCandidates) }
        let onSets = policies.map { pass.targets(of: $0, among: setCandidates) }
        findParents(onGateways, onSets)

        let named = policies.map(pass.namedTargets)
        let onRoutes = policies.map { pass.targets(of: $0, among: routeCandidates) }
        let containers = [Gateway.kind, ListenerSet.kind]
        each(named) { !containers.contains($0.kind) && $0.sectionName != nil } attach: { attach($0, route: $1) }
        each(onRoutes) { !containers.contains($0.kind) && $0.sectionName == nil } attach: { attach($0, route: $1) }
        each(named) { $0.kind == ListenerSet.kind && $0.sectionName != nil } attach: { attach($0, listenerSet: $1) }
        each(onSets) { $0.kind == ListenerSet.kind && $0.sectionName == nil } attach: { attach($0, listenerSet: $1) }
        each(named) { $0.kind == Gateway.kind && $0.sectionName != nil } attach: { attach($0, gateway: $1) }
        each(onGateways) { $0.kind == Gateway.kind && $0.sectionName == nil } attach: { attach($0, gateway: $1) }
        for (name, status) in statuses where !status.ancestors.isEmpty {
            pass.policyStatuses[PolicyKey(kind: kind.rawValue, name: name), default: []] += status.ancestors
        }
    }

    private func each(
        _ targets: [[ResolvedTarget]], where isMeant: (ResolvedTarget) -> Bool,
        attach: (Policy, ResolvedTarget) -> Void
    ) {
        for (policy, targets) in zip(policies, targets) {
            for target in targets where isMeant(target) { attach(policy, target) }
        }
    }

    private func update(_ policy: Policy, _ change: (inout PolicyStatus) -> Void) {
        change(&statuses[policy.objectName, default: PolicyStatus(generation: policy.metadata.generation)])
    }

    /// The oldest policy of each Gateway, ListenerSet and listener; routes merge with it.
    private func findParents(_ onGateways: [[ResolvedTarget]], _ onSets: [[ResolvedTarget]]) {
        for (policy, targets) in zip(policies, onGateways) {
            for target in targets where target.kind == Gateway.kind {
                guard let gateway = pass.gatewaysByName[target.name], hasListener(gateway, target.sectionName) else {
                    continue
                }
                let scope = PolicyScope.gateway(target.name, target.sectionName)
                if parents[scope] == nil { parents[scope] = policy }
            }
        }
        for (policy, targets) in zip(policies, onSets) {
            for target in targets where target.kind == ListenerSet.kind {
                guard let set = pass.listenerSetsByName[target.name], hasListener(set, target.sectionName) else {
                    continue
                }
                let scope = PolicyScope.listenerSet(target.name, target.sectionName)
                if parents[scope] == nil { parents[scope] = policy }
            }
        }
    }

    private func hasListener(_ gateway: GatewayState, _ name: String?) -> Bool {
        name.map { name in gateway.listeners.contains { $0.listenerSet == nil && $0.listener.name == name } } ?? true
    }

    private func hasListener(_ set: ListenerSetState, _ name: String?) -> Bool {
        name.map { name in set.listenerSet.listeners.contains { $0.name == name } } ?? true
    }

    private func conflict(_ what: String) -> PolicyProblem {
        PolicyProblem(
            reason: "Conflicted", "Unable to target \(what), another \(kind.rawValue) has already attached to it")
    }

    private func missingSection(_ target: ResolvedTarget) -> PolicyProblem {
        PolicyProblem(
            reason: "TargetNotFound",
            "No section name \(target.sectionName ?? "") found for \(target.kind) \(target.name)")
    }

    // MARK: Gateways

    private func attach(_ policy: Policy, gateway target: ResolvedTarget) {
        // A Gateway that is not here may be another controller's.
        guard let gateway = pass.gatewaysByName[target.name] else { return }
        let ancestor = ParentReference.gatewayAncestor(target.name, target.sectionName)
        let scope = PolicyScope.gateway(target.name, target.sectionName)
        var problem: PolicyProblem?
        if !hasListener(gateway, target.sectionName) {
            problem = missingSection(target)
        } else if !taken.insert(scope).inserted {
            problem = conflict(
                target.sectionName.map { section in
                    // BackendTrafficPolicy names the namespace too.
                    "Listener \(kind == .backendTraffic ? target.name.description : target.name.name)/\(section)"
                } ?? "Gateway \(target.name.name)")
        }
        if let problem { return update(policy) { $0.refuse([ancestor], problem) } }
        if target.sectionName != nil { overrides.add(.gateway(target.name), scope) }
        let listeners = gateway.listeners.filter { listener in
            target.sectionName == nil || listener.listenerSet == nil && listener.listener.name == target.sectionName
        }
        settle(policy, ancestor, scope, listeners)
    }

    // MARK: ListenerSets

    private func attach(_ policy: Policy, listenerSet target: ResolvedTarget) {
        guard let set = pass.listenerSetsByName[target.name] else { return }
        let gateway = set.listenerSet.parentRef.objectName(defaultNamespace: set.listenerSet.metadata.namespace)
        guard pass.gatewaysByName[gateway] != nil else { return }
        let ancestor = ParentReference.listenerSetAncestor(target.name, target.sectionName)
        let scope = PolicyScope.listenerSet(target.name, target.sectionName)
        var problem: PolicyProblem?
        if !hasListener(set, target.sectionName) {
            problem = missingSection(target)
        } else if !taken.insert(scope).inserted {
            problem = conflict(
                target.sectionName.map { "Listener \(target.name.name)/\($0)" } ?? "ListenerSet \(target.name.name)")
        }
        if let problem { return update(policy) { $0.refuse([ancestor], problem) } }
        if target.sectionName != nil {
            overrides.register(listenerSet: target.name, in: gateway)
            overrides.add(.listenerSet(target.name), scope)
        } else {
            overrides.add(.gateway(gateway), scope)
        }
        let listeners = set.listeners.filter {
            target.sectionName == nil || $0.listener.name == target.sectionName
        }
        settle(policy, ancestor, scope, listeners)
    }

    /// What is said of a policy on a Gateway or ListenerSet: whether it is taken, and who stands over it below.
    private func settle(
        _ policy: Policy, _ ancestor: ParentReference, _ scope: PolicyScope, _ listeners: [ListenerState]
    ) {
        let merged = merges.directChildren(scope)
        let mergedText = PolicyScopeGraph.text(merged)
        let overridden = PolicyScopeGraph.text(overrides.descendants(scope).subtracting(merged))
        let others = "This policy is being"
        update(policy) { status in
            if let problem = pass.apply(policy, to: listeners) { status.refuse([ancestor], .invalid(problem)) }
            status.accept([ancestor])
            status.warnOfDeprecated([ancestor], PolicyDeprecations.fields(policy))
            if !mergedText.isEmpty {
                status.set(
                    ancestor, "Merged", true, "Merged", "\(others) merged by other \(plural) for \(mergedText)")
            }
            if !overridden.isEmpty {
                status.set(
                    ancestor, "Overridden", true, "Overridden",
                    "\(others) overridden by other \(plural) for \(overridden)")
            }
        }
    }

    private var plural: String {
        switch kind {
        case .backendTraffic: "backendTrafficPolicies"
        case .security: "securityPolicies"
        case .envoyExtension: "envoyExtensionPolicies"
        case .clientTraffic: "clientTrafficPolicies"
        }
    }

    // MARK: Routes

    private func attach(_ policy: Policy, route target: ResolvedTarget) {
        guard let route = routes[RouteKey(kind: target.kind, name: target.name)] else { return }
        let ancestors = ancestors(of: route)
        if let problem = claim(target, route) { return update(policy) { $0.refuse(ancestors, problem) } }
        if let problem = pass.validate(policy, routeKind: target.kind) {
            return update(policy) { $0.refuse(ancestors, .invalid(problem)) }
        }
        if policy.mergeType == nil {
            if let problem = pass.apply(policy, to: route, rule: target.sectionName, listener: nil) {
                update(policy) { $0.refuse(ancestors, .invalid(problem)) }
            }
        } else {
            for parent in route.parents {
                for listener in parent.listeners { merge(policy, route, target.sectionName, listener) }
            }
        }
        update(policy) { status in
            status.accept(ancestors)
            status.warnOfDeprecated(ancestors, PolicyDeprecations.fields(policy))
        }
        guard target.sectionName == nil else { return }
        let rules = route.route.ruleNames.filter { name in taken.contains(Self.rule(target, name)) }.sorted()
        if rules.isEmpty { return }
        // The name of one kind stands in the singular here.
        let others = kind == .backendTraffic ? "backendTrafficPolicy" : plural
        update(policy) { status in
            for ancestor in ancestors {
                status.set(
                    ancestor, "Overridden", true, "Overridden",
                    "This policy is being overridden by other \(others) for these route rules: "
                        + "[\(rules.joined(separator: " "))]")
            }
        }
    }

    private static func rule(_ target: ResolvedTarget, _ name: String) -> PolicyScope {
        PolicyScope(kind: .rule, name: target.name, section: name, routeKind: target.kind)
    }

    private func claim(_ target: ResolvedTarget, _ route: RouteState) -> PolicyProblem? {
        if let section = target.sectionName {
            if !route.route.ruleNames.contains(section) { return missingSection(target) }
            let isFree = taken.insert(Self.rule(target, section)).inserted
            return isFree ? nil : conflict("RouteRule \(target.name.name)/\(section)")
        }
        let isFree = taken.insert(.route(target.kind, target.name)).inserted
        return isFree ? nil : conflict("\(target.kind) \(target.name.name)")
    }

    /// The route's parents, each noted as a place whose policy the route's stands over.
    private func ancestors(of route: RouteState) -> [ParentReference] {
        let child = PolicyScope.route(route.kind, route.name)
        return route.parents.compactMap { parent in
            let reference = parent.reference
            let name = ObjectName(
                namespace: reference.namespace ?? route.name.namespace, name: reference.name)
            if reference.kind == ListenerSet.kind {
                guard let set = pass.listenerSetsByName[name]?.listenerSet else { return nil }
                let gateway = set.parentRef.objectName(defaultNamespace: set.metadata.namespace)
                overrides.register(listenerSet: name, in: gateway)
                overrides.add(.listenerSet(name, reference.sectionName), child)
                return .listenerSetAncestor(name, reference.sectionName)
            }
            overrides.add(.gateway(name, reference.sectionName), child)
            return .gatewayAncestor(name, reference.sectionName)
        }
    }

    /// Merges with the nearest policy above the route on one listener; without one the policy holds by itself.
    private func merge(_ policy: Policy, _ route: RouteState, _ rule: String?, _ listener: ListenerState) {
        let gateway = listener.gateway.name
        let name = listener.listener.name
        let ancestor: ParentReference
        let places: [PolicyScope]
        if let set = listener.listenerSet?.listenerSet.objectName {
            ancestor = .listenerSetAncestor(set, name)
            places = [.listenerSet(set, name), .listenerSet(set), .gateway(gateway)]
        } else {
            ancestor = .gatewayAncestor(gateway, name)
            places = [.gateway(gateway, name), .gateway(gateway)]
        }
        guard let place = places.first(where: { parents[$0] != nil }), let parent = parents[place] else {
            if let problem = pass.apply(policy, to: route, rule: rule, listener: listener) {
                update(policy) { $0.refuse([ancestor], .invalid(problem)) }
            }
            return
        }
        let merged = PolicyMerge.merge(policy, over: parent)
        if let problem = pass.validate(merged, routeKind: route.kind)
            ?? pass.apply(merged, to: route, rule: rule, listener: listener)
        {
            return update(policy) { $0.refuse([ancestor], .invalid(problem)) }
        }
        merges.add(place, .route(route.kind, route.name))
        update(policy) {
            $0.set(ancestor, "Merged", true, "Merged", "Merged with policy \(parent.objectName)")
        }
    }
}
