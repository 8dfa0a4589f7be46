import GatewayAPI
import JSON
import Kube

/// ClientTrafficPolicy: attaches to Gateways, ListenerSets and their listeners; the more specific one holds alone.
final class ClientTrafficAttachment {
    private let pass: Pass
    private let policies: [Policy]
    private var statuses: [ObjectName: PolicyStatus] = [:]
    /// Whole Gateways and ListenerSets that have a policy.
    private var takenScopes: Set<PolicyScope> = []
    /// Listeners that have a policy, in the words of messages: `http`, or `namespace/set/http`; by Gateway.
    private var takenSections: [ObjectName: Set<String>] = [:]

    init(_ pass: Pass) {
        self.pass = pass
        policies = (pass.world.view.policies[.clientTraffic]?.values).map {
            $0.sorted { $0.metadata.isOlder(than: $1.metadata) }
        } ?? []
    }

    func run() {
        if policies.isEmpty { return }
        for policy in policies {
            for target in pass.namedTargets(of: policy) where target.sectionName != nil {
                attachSection(policy, target)
            }
        }
        let candidates =
            pass.gateways.map { TargetCandidate(kind: Gateway.kind, metadata: $0.gateway.metadata) }
            + pass.listenerSets.map { TargetCandidate(kind: ListenerSet.kind, metadata: $0.listenerSet.metadata) }
        let targets = policies.map { pass.targets(of: $0, among: candidates) }
        for kind in [ListenerSet.kind, Gateway.kind] {
            for (policy, targets) in zip(policies, targets) {
                for target in targets where target.kind == kind && target.sectionName == nil {
                    attachWhole(policy, target)
                }
            }
        }
        for (name, status) in statuses where !status.ancestors.isEmpty {
            let key = PolicyKey(kind: Policy.Kind.clientTraffic.rawValue, name: name)
            pass.policyStatuses[key, default: []] += status.ancestors
        }
    }

    private func update(_ policy: Policy, _ change: (inout PolicyStatus) -> Void) {
        change(&statuses[policy.objectName, default: PolicyStatus(generation: policy.metadata.generation)])
    }

    private struct Place {
        var gateway: GatewayState
        var listenerSet: ListenerSetState?
        var ancestor: ParentReference
        /// Before the names of its listeners.
        var prefix: String { listenerSet.map { "\($0.listenerSet.objectName)/" } ?? "" }

        func holds(_ listener: ListenerState) -> Bool { listenerSet == nil || listener.listenerSet === listenerSet }
    }

    /// Nil when the target is not ours.
    private func place(_ target: ResolvedTarget) -> Place? {
        if target.kind == ListenerSet.kind {
            guard let set = pass.listenerSetsByName[target.name] else { return nil }
            let parent = set.listenerSet.parentRef.objectName(defaultNamespace: set.listenerSet.metadata.namespace)
            guard let gateway = pass.gatewaysByName[parent] else { return nil }
            return Place(
                gateway: gateway, listenerSet: set,
                ancestor: .listenerSetAncestor(target.name, target.sectionName))
        }
        guard let gateway = pass.gatewaysByName[target.name] else { return nil }
        return Place(gateway: gateway, ancestor: .gatewayAncestor(target.name, target.sectionName))
    }

    private func attachSection(_ policy: Policy, _ target: ResolvedTarget) {
        guard let place = place(target), let section = target.sectionName else { return }
        let gateway = place.gateway.name
        if let problem = missing(section, target, place) {
            return update(policy) { $0.refuse([place.ancestor], problem) }
        }
        if !takenSections[gateway, default: []].insert(place.prefix + section).inserted {
            let problem = PolicyProblem(
                reason: "Conflicted",
                "Unable to target section of \(target.name.name), another ClientTrafficPolicy has already attached to "
                    + "it")
            return update(policy) { $0.refuse([place.ancestor], problem) }
        }
        let listener = place.gateway.listeners.first { place.holds($0) && $0.listener.name == section }
        var problem: String?
        var isQUICOff = false
        if let listener {
            problem = portProblem(listener, .section)
            if problem == nil {
                isQUICOff = disablesHTTP3(policy, listener)
                problem = pass.apply(policy, to: listener)
            }
        }
        conclude(policy, place, problem, isQUICOff ? [section] : [])
    }

    private func missing(_ section: String, _ target: ResolvedTarget, _ place: Place) -> PolicyProblem? {
        if let set = place.listenerSet {
            if set.listenerSet.listeners.contains(where: { $0.name == section }) { return nil }
            return PolicyProblem(
                reason: "TargetNotFound",
                "ListenerSet \(target.name) does not have a listener named \(section.goQuoted)")
        }
        if place.gateway.listeners.contains(where: { $0.listener.name == section }) { return nil }
        return PolicyProblem(
            reason: "TargetNotFound", "No section name \(section) found for Gateway \(target.name)")
    }

    private func attachWhole(_ policy: Policy, _ target: ResolvedTarget) {
        guard let place = place(target) else { return }
        let gateway = place.gateway.name
        let scope: PolicyScope = place.listenerSet == nil ? .gateway(target.name) : .listenerSet(target.name)
        if !takenScopes.insert(scope).inserted {
            let problem = PolicyProblem(
                reason: "Conflicted",
                "Unable to target \(target.kind) \(target.name.name), another ClientTrafficPolicy has already "
                    + "attached to it")
            return update(policy) { $0.refuse([place.ancestor], problem) }
        }
        let overriding = takenSections[gateway, default: []].compactMap { section -> String? in
            guard place.listenerSet != nil else { return section.split(separator: "/").last.map(String.init) }
            return section.hasPrefix(place.prefix) ? String(section.dropFirst(place.prefix.count)) : nil
        }.sorted()
        if !overriding.isEmpty {
            update(policy) {
                $0.set(
                    place.ancestor, "Overridden", true, "Overridden",
                    "There are existing ClientTrafficPolicies that are overriding these sections "
                        + "[\(overriding.joined(separator: " "))]")
            }
        }
        var problems: [String] = []
        var withoutQUIC: [String] = []
        for listener in place.gateway.listeners where place.holds(listener) {
            let own = listener.listenerSet.map { "\($0.listenerSet.objectName)/" } ?? ""
            let section = own + listener.listener.name
            if takenSections[gateway, default: []].contains(section) { continue }
            if let problem = portProblem(listener, place.listenerSet == nil ? .gateway : .listenerSet) {
                problems.append(problem)
                continue
            }
            if disablesHTTP3(policy, listener) { withoutQUIC.append(listener.listener.name) }
            if let problem = pass.apply(policy, to: listener) { problems.append(problem) }
            if place.listenerSet != nil { takenSections[gateway, default: []].insert(section) }
        }
        conclude(
            policy, place, problems.isEmpty ? nil : problems.joined(separator: "\n"), withoutQUIC)
    }

    private func conclude(_ policy: Policy, _ place: Place, _ problem: String?, _ withoutQUIC: [String]) {
        update(policy) { status in
            if let problem { status.refuse([place.ancestor], .invalid(problem)) }
            status.accept([place.ancestor])
            if let first = withoutQUIC.first {
                let listeners =
                    withoutQUIC.count == 1
                    ? "listener \(first.goQuoted)" : "listeners [\(withoutQUIC.sorted().joined(separator: " "))]"
                status.warn(
                    [place.ancestor], reason: "UnsupportedHTTP3ClientValidation",
                    "HTTP/3 was disabled for \(listeners) because Envoy does not support downstream client TLS "
                        + "validation over QUIC")
            }
            status.warnOfDeprecated([place.ancestor], PolicyDeprecations.fields(policy))
        }
    }

    private func disablesHTTP3(_ policy: Policy, _ listener: ListenerState) -> Bool {
        guard listener.http?.tls != nil else {
            return false
        }
        return policy.spec["http3"]?.object != nil && policy.spec["tls", "clientValidation"]?.object != nil
    }

    private enum Extent { case section, gateway, listenerSet }

    /// Plain HTTP listeners of one port are one listener of Envoy: they cannot have settings of their own.
    private func portProblem(_ listener: ListenerState, _ extent: Extent) -> String? {
        guard let own = listener.http, own.tls == nil else { return nil }
        var others = listener.gateway.fleet.listeners.filter { other in
            other !== listener && other.http?.core.port == own.core.port
        }
        switch extent {
        case .section: break
        case .gateway: others = others.filter { $0.gateway !== listener.gateway }
        case .listenerSet: others = others.filter { $0.listenerSet !== listener.listenerSet }
        }
        if others.isEmpty { return nil }
        let names = others.map(\.modelName).joined(separator: ", ")
        return "ClientTrafficPolicy is being applied to multiple http (non https) listeners (\(names)) on the same "
            + "port, which is not allowed"
    }
}
