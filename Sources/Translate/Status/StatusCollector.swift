import GatewayAPI
import JSON
import Kube

/// Puts together what the passes of several classes say of the same objects.
struct StatusCollector {
    private let passes: [Pass]
    private let controller: String
    /// HTTPRoutes and GRPCRoutes whose statuses have not come back yet as they were wished for.
    private(set) var unsettled: Set<ViewKey>

    init(_ passes: [Pass], controller: String, unsettled: Set<ViewKey>) {
        self.passes = passes
        self.controller = controller
        self.unsettled = unsettled
    }

    mutating func changes(_ view: ClusterView, now: String) -> [StatusChange] {
        var writer = StatusWriter(now: now)
        for pass in passes {
            let gatewayClass = pass.gatewayClass
            writer.write(gatewayClass, existing: gatewayClass.status, ["conditions": pass.classConditions.json])
            for state in pass.gateways + pass.rejectedGateways {
                writer.write(state.gateway, existing: state.gateway.status, state.json)
            }
            for state in pass.listenerSets {
                var status: JSON = ["conditions": state.conditions.json]
                if !state.listeners.isEmpty { status["listeners"] = .array(state.listeners.map(\.json)) }
                writer.write(state.listenerSet, existing: state.listenerSet.status, status)
            }
        }
        writeRoutes(&writer)
        writeBackends(view, &writer)
        writePolicies(view, &writer)
        return writer.changes
    }

    /// HTTPRoutes and GRPCRoutes: only where something changed since the last time, or did not say yet what it should.
    private mutating func writeRoutes(_ writer: inout StatusWriter) {
        var keys = unsettled
        for pass in passes {
            keys.formUnion(pass.memory.touched)
            for change in pass.changes ?? [] where [.httpRoute, .grpcRoute].contains(change.key.kind) {
                keys.insert(change.key)
            }
        }
        unsettled = []
        var states: [(age: RouteAge, key: ViewKey, states: [RouteState])] = []
        for key in keys {
            let known = passes.compactMap { pass in pass.memory.byKey[key].flatMap(pass.state) }
            if let first = known.first { states.append((first.age, key, known)) }
        }
        for route in states.sorted(by: { $0.age < $1.age }) {
            if write(route.states, &writer) { unsettled.insert(route.key) }
        }
        writeLayer4Routes(&writer)
    }

    private func writeLayer4Routes(_ writer: inout StatusWriter) {
        struct Key: Hashable {
            var kind: String
            var name: ObjectName
        }
        var order: [Key] = []
        var states: [Key: [RouteState]] = [:]
        for state in passes.flatMap(\.layer4Routes) {
            let key = Key(kind: state.kind, name: state.name)
            if states[key] == nil { order.append(key) }
            states[key, default: []].append(state)
        }
        for key in order { write(states[key] ?? [], &writer) }
    }

    /// What all passes say of one route. True when that is not what its status says.
    @discardableResult
    private func write(_ states: [RouteState], _ writer: inout StatusWriter) -> Bool {
        guard let route = states.first?.route else { return false }
        let parents = RouteParents.truncated(states.flatMap(\.parents), generation: route.metadata.generation)
        let before = writer.changes.count
        writer.writeRoute(
            type(of: route).resource, type(of: route).kind, route.metadata, existing: route.status,
            parents: parents.map { $0.json(controller: controller) })
        return writer.changes.count > before
    }

    private func writeBackends(_ view: ClusterView, _ writer: inout StatusWriter) {
        var conditions: [ObjectName: [Condition]] = [:]
        for pass in passes { conditions.merge(pass.backendConditions) { first, _ in first } }
        for (name, conditions) in conditions.sorted(by: { $0.key < $1.key }) {
            guard let backend = view.backends[name] else { continue }
            writer.write(backend, existing: backend.status, ["conditions": conditions.json])
        }
    }

    private func writePolicies(_ view: ClusterView, _ writer: inout StatusWriter) {
        var proxies: [ObjectName: [AncestorStatus]] = [:]
        var tls: [ObjectName: [AncestorStatus]] = [:]
        var policies: [PolicyKey: [AncestorStatus]] = [:]
        for pass in passes {
            proxies.merge(pass.envoyProxyStatuses, uniquingKeysWith: +)
            tls.merge(pass.backendTLSStatuses, uniquingKeysWith: +)
            policies.merge(pass.policyStatuses, uniquingKeysWith: +)
        }
        for (name, statuses) in proxies.sorted(by: { $0.key < $1.key }) {
            guard let proxy = view.envoyProxies[name] else { continue }
            // EnvoyProxy names no controller beside its ancestors.
            let ancestors = statuses.map { status -> JSON in
                ["ancestorRef": status.ancestor.json, "conditions": status.conditions.json]
            }
            writer.write(proxy, existing: proxy.status, ["ancestors": .array(ancestors)])
        }
        for (name, statuses) in tls.sorted(by: { $0.key < $1.key }) {
            guard let policy = view.backendTLSPolicies[name], !statuses.isEmpty else { continue }
            let status = ancestors(statuses, generation: policy.metadata.generation)
            writer.write(policy, existing: policy.status, status)
        }
        for (key, statuses) in policies.sorted(by: { ($0.key.kind, $0.key.name) < ($1.key.kind, $1.key.name) }) {
            guard !statuses.isEmpty else { continue }
            if let kind = Policy.Kind(rawValue: key.kind), let policy = view.policies[kind]?[key.name] {
                let status = ancestors(statuses, generation: policy.metadata.generation)
                writer.write(kind.resource, key.kind, policy.metadata, existing: policy.status, status)
            } else if key.kind == EnvoyPatchPolicy.kind, let policy = view.envoyPatchPolicies[key.name] {
                let status = ancestors(statuses, generation: policy.metadata.generation)
                writer.write(policy, existing: policy.status, status)
            }
        }
    }

    private func ancestors(_ statuses: [AncestorStatus], generation: Int) -> JSON {
        let kept = PolicyAncestors.truncated(statuses, generation: generation)
        return ["ancestors": .array(kept.map { $0.json(controller: controller) })]
    }
}

/// `status.parents` holds 32; those that need attention come first.
enum RouteParents {
    static func truncated(_ parents: [RouteParent], generation: Int) -> [RouteParent] {
        guard parents.count > Limits.routeParents else { return parents }
        func rank(_ parent: RouteParent) -> Int {
            if parent.conditions.contains("Accepted", false) { return 0 }
            return parent.conditions.contains("ResolvedRefs", false) ? 1 : 2
        }
        func key(_ parent: RouteParent) -> [String] {
            let reference = parent.reference
            return [reference.namespace ?? "", reference.name, reference.sectionName ?? ""]
        }
        let kept = parents.sorted {
            rank($0) == rank($1) ? key($0).lexicographicallyPrecedes(key($1)) : rank($0) < rank($1)
        }.prefix(Limits.routeParents)
        kept.last?.set(
            "Aggregated", true, "Aggregated",
            "Parents have been truncated because the number of route parents exceeds \(Limits.routeParents).")
        return Array(kept)
    }
}

/// `status.ancestors` holds 16; those that need attention come first.
enum PolicyAncestors {
    static func truncated(_ ancestors: [AncestorStatus], generation: Int) -> [AncestorStatus] {
        guard ancestors.count > Limits.policyAncestors else { return ancestors }
        var kept = Array(ancestors.sorted(by: precedes).prefix(Limits.policyAncestors))
        kept[kept.count - 1].conditions.set(
            Condition(
                "Aggregated", true, "Aggregated",
                "Ancestors have been truncated because the number of policy ancestors exceeds "
                    + "\(Limits.policyAncestors).",
                generation: generation))
        return kept
    }

    /// The index of the one that can be spared first.
    static func last(_ ancestors: [AncestorStatus]) -> Int? {
        ancestors.indices.max { precedes(ancestors[$0], ancestors[$1]) }
    }

    private static func precedes(_ a: AncestorStatus, _ b: AncestorStatus) -> Bool {
        func rank(_ status: AncestorStatus) -> Int {
            if status.conditions.contains("Accepted", false) { return 0 }
            return status.conditions.contains("Overridden", true) ? 1 : 2
        }
        func key(_ status: AncestorStatus) -> [String] { [status.ancestor.namespace ?? "", status.ancestor.name] }
        return rank(a) == rank(b) ? key(a).lexicographicallyPrecedes(key(b)) : rank(a) < rank(b)
    }
}
