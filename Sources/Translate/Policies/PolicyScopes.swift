import Kube

/// A place where a policy can attach.
struct PolicyScope: Hashable {
    enum Kind: Int {
        case gateway, gatewayListener, listenerSet, listenerSetListener, route, rule
    }

    var kind: Kind
    var name: ObjectName
    /// Of the listener or rule; empty for whole objects.
    var section = ""
    /// Tells routes of different kinds with one name apart.
    var routeKind = ""

    static func gateway(_ name: ObjectName, _ listener: String? = nil) -> PolicyScope {
        PolicyScope(kind: listener == nil ? .gateway : .gatewayListener, name: name, section: listener ?? "")
    }

    static func listenerSet(_ name: ObjectName, _ listener: String? = nil) -> PolicyScope {
        PolicyScope(kind: listener == nil ? .listenerSet : .listenerSetListener, name: name, section: listener ?? "")
    }

    static func route(_ kind: String, _ name: ObjectName) -> PolicyScope {
        PolicyScope(kind: .route, name: name, routeKind: kind)
    }

    var whole: PolicyScope {
        switch kind {
        case .gatewayListener: .gateway(name)
        case .listenerSetListener: .listenerSet(name)
        default: self
        }
    }
}

/// Which places' policies stand over, or go into, those of which others: for the conditions Overridden and Merged.
struct PolicyScopeGraph {
    private var children: [PolicyScope: Set<PolicyScope>] = [:]
    /// What an object holds: listeners of a Gateway, its ListenerSets. Says nothing of policies.
    private var contained: [PolicyScope: Set<PolicyScope>] = [:]

    mutating func add(_ parent: PolicyScope, _ child: PolicyScope) {
        children[parent, default: []].insert(child)
        if parent.whole != parent { contained[parent.whole, default: []].insert(parent) }
    }

    mutating func register(listenerSet: ObjectName, in gateway: ObjectName) {
        contained[.gateway(gateway), default: []].insert(.listenerSet(listenerSet))
    }

    func directChildren(_ scope: PolicyScope) -> Set<PolicyScope> { children[scope] ?? [] }

    /// Children of the scope, of what it holds, and for a listener the routes of the whole object.
    func descendants(_ scope: PolicyScope) -> Set<PolicyScope> {
        var result = directChildren(scope)
        switch scope.kind {
        case .gateway, .listenerSet, .route:
            for inner in contained[scope] ?? [] {
                result.formUnion(directChildren(inner))
                guard inner.kind == .listenerSet else { continue }
                for listener in contained[inner] ?? [] { result.formUnion(directChildren(listener)) }
            }
        case .gatewayListener, .listenerSetListener:
            result.formUnion(directChildren(scope.whole).filter { $0.kind == .route })
        case .rule: break
        }
        return result
    }

    /// `these routes: [default/a default/b] and these route rules: [default/c/x]`.
    static func text(_ scopes: Set<PolicyScope>) -> String {
        let labels: [(PolicyScope.Kind, String)] = [
            (.gatewayListener, "these gateway listeners"), (.listenerSet, "these listenersets"),
            (.listenerSetListener, "these listenerset listeners"), (.route, "these routes"),
            (.rule, "these route rules"),
        ]
        return labels.compactMap { kind, label in
            let names = scopes.filter { $0.kind == kind }
                .map { $0.section.isEmpty ? $0.name.description : "\($0.name)/\($0.section)" }.sorted()
            return names.isEmpty ? nil : "\(label): [\(names.joined(separator: " "))]"
        }.joined(separator: " and ")
    }
}
