import GatewayAPI
import Kube

/// Who has to give way where listeners want the same port.
extension Pass {
    func findConflicts() {
        for gateway in gateways { findProtocolConflicts(gateway.listeners) }
        if mergesGateways { findProtocolConflicts(gateways.flatMap(\.listeners)) }
        for gateway in gateways { findHostnameConflicts(gateway.listeners) }
        for transport in ["TCP", "UDP"] {
            for gateway in gateways { findLayer4Conflicts(gateway.listeners, transport) }
        }
        if mergesGateways { findMergedConflicts() }
    }

    private static func participates(_ state: ListenerState) -> Bool {
        state.isSpecValid || !state.hasInvalidCondition
    }

    private static func byPort(_ listeners: [ListenerState]) -> [[ListenerState]] {
        Dictionary(grouping: listeners, by: \.listener.port).sorted { $0.key < $1.key }.map(\.value)
    }

    /// HTTPS and TLS get along on a port; UDP gets along with everything.
    private static func family(_ state: ListenerState) -> String {
        switch state.listener.listenerProtocol {
        case "HTTPS", "TLS": "https/tls"
        case let other: other
        }
    }

    /// The Gateway's own listeners decide what is spoken on a port; when they disagree nobody is served. Among
    /// ListenerSets alone the first one decides, unless it disagrees with itself.
    private func findProtocolConflicts(_ listeners: [ListenerState]) {
        let candidates = listeners.filter {
            Self.participates($0) && Self.routeKinds($0.listener) != nil && Self.family($0) != "UDP"
        }
        for group in Self.byPort(candidates) where Set(group.map(Self.family)).count > 1 {
            let names = group.map(\.displayName).sorted().joined(separator: ", ")
            let message =
                "All listeners for a given port must use a compatible protocol, conflicting listeners: \(names)"
            let own = Set(group.filter { $0.listenerSet == nil }.map(Self.family))
            if own.count > 1 {
                for state in group { markConflict(state, "ProtocolConflict", message) }
                continue
            }
            var winner = own.first
            let sets = Dictionary(grouping: group.filter { $0.listenerSet != nil }) { $0.listenerSet.map(ObjectIdentifier.init) }
            let divided = Set(sets.filter { Set($0.value.map(Self.family)).count > 1 }.keys)
            for state in group {
                if own.isEmpty, divided.contains(state.listenerSet.map(ObjectIdentifier.init)) {
                    markConflict(state, "ProtocolConflict", message)
                } else if let winner {
                    if Self.family(state) != winner { markConflict(state, "ProtocolConflict", message) }
                } else {
                    winner = Self.family(state)
                }
            }
        }
    }

    private func markConflict(_ state: ListenerState, _ reason: String, _ message: String) {
        state.set("Conflicted", true, reason, message)
        if state.listenerSet != nil {
            state.set("Accepted", false, reason, message)
            state.set("Programmed", false, reason, message)
        }
        if reason == "ProtocolConflict" { state.hasProtocolConflict = true }
    }

    /// One hostname, one listener: the Gateway's own before those of ListenerSets, the first of several ListenerSets,
    /// nobody where the Gateway or a ListenerSet names it twice.
    private func findHostnameConflicts(_ listeners: [ListenerState]) {
        let candidates = listeners.filter {
            !["UDP", "TCP"].contains($0.listener.listenerProtocol) && Self.participates($0) && !$0.hasProtocolConflict
        }
        for group in Self.byPort(candidates) {
            let byHostname = Dictionary(grouping: group) { $0.listener.hostname ?? "" }
            for (_, rivals) in byHostname.sorted(by: { $0.key < $1.key }) where rivals.count > 1 {
                let winner = Self.winner(rivals)
                let names = rivals.map(\.displayName).sorted().joined(separator: ", ")
                for state in rivals where state !== winner {
                    markConflict(
                        state, "HostnameConflict",
                        "All listeners for a given port must use a unique hostname, conflicting listeners: \(names)")
                }
            }
        }
    }

    private static func winner(_ rivals: [ListenerState]) -> ListenerState? {
        let own = rivals.filter { $0.listenerSet == nil }
        if own.count > 1 { return nil }
        if let only = own.first { return only }
        let sets = rivals.compactMap { $0.listenerSet.map(ObjectIdentifier.init) }
        return Set(sets).count < sets.count ? nil : rivals.first
    }

    private func findLayer4Conflicts(_ listeners: [ListenerState], _ transport: String) {
        let candidates = listeners.filter { $0.listener.listenerProtocol == transport && Self.participates($0) }
        for group in Self.byPort(candidates) {
            for state in group.dropFirst() {
                state.set(
                    "Conflicted", true, "ProtocolConflict",
                    "Only one \(transport) listener is allowed in a given port")
            }
        }
    }

    private func findMergedConflicts() {
        var taken: Set<String> = []
        for state in gateways.flatMap(\.listeners) where Self.participates(state) {
            let listener = state.listener
            let key = "\(listener.listenerProtocol):\(listener.hostname ?? ""):\(listener.port)"
            if !taken.insert(key).inserted {
                state.set(
                    "Conflicted", true, "HostnameConflict",
                    "Port, protocol and hostname tuple must be unique for every listener")
            }
        }
    }
}

extension ListenerState {
    /// Something keeps the listener from serving; broken certificates beside good ones do not.
    var hasInvalidCondition: Bool {
        conditions.contains { condition in
            guard !condition.status else { return false }
            switch condition.type {
            case "Programmed", "Accepted": return true
            case "ResolvedRefs": return condition.reason != "PartiallyInvalidCertificateRef"
            default: return false
            }
        }
    }
}
