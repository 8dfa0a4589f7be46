import GatewayAPI
import Kube

extension Pass {
    /// Adds the listeners of ListenerSets to their Gateways.
    func attachListenerSets() {
        let byName = Dictionary(uniqueKeysWithValues: gateways.map { ($0.name, $0) })
        let ours = Set((gateways + rejectedGateways).map(\.name))
        for listenerSet in world.view.listenerSets.values.sortedByAge() where isWatched(listenerSet.metadata.namespace) {
            // Those of other parents are somebody else's; as Envoy Gateway does, nobody looks at the group.
            guard (listenerSet.parentRef.kind ?? Gateway.kind) == Gateway.kind else { continue }
            let parent = listenerSet.parentRef.objectName(defaultNamespace: listenerSet.metadata.namespace)
            guard ours.contains(parent) else { continue }
            let state = ListenerSetState(listenerSet)
            listenerSets.append(state)
            guard let gateway = byName[parent] else { continue }
            guard isAllowed(listenerSet, by: gateway.gateway) else {
                state.set(
                    "Accepted", false, "NotAllowed",
                    "ListenerSet attachment from namespace \(listenerSet.metadata.namespace) not allowed by Gateway "
                        + "\(parent)")
                state.set("Programmed", false, "NotAllowed", "Not Programmed")
                continue
            }
            state.listeners = listenerSet.listeners.map { ListenerState($0, gateway: gateway, listenerSet: state) }
            gateway.listeners += state.listeners
        }
    }

    func numberListeners() {
        for gateway in gateways {
            for (index, listener) in gateway.listeners.enumerated() { listener.index = index }
        }
    }

    private func isAllowed(_ listenerSet: ListenerSet, by gateway: Gateway) -> Bool {
        let namespace = listenerSet.metadata.namespace
        switch gateway.allowedListeners?.from {
        case "All": return true
        case "Same": return gateway.metadata.namespace == namespace
        case "Selector":
            guard let selector = gateway.allowedListeners?.selector, selector.problem == nil,
                let labels = world.namespace(namespace)?.metadata.labels
            else { return false }
            return selector.matches(labels)
        default: return false
        }
    }

    /// Accepted and Programmed of ListenerSets, from their listeners.
    func settleListenerSets() {
        let byName = Dictionary(uniqueKeysWithValues: gateways.map { ($0.name, $0) })
        for state in listenerSets where !state.conditions.contains("Accepted", false) {
            let accepted = state.listeners.filter { $0.conditions.contains("Accepted", true) }.count
            let programmed = state.listeners.filter { $0.conditions.contains("Programmed", true) }.count
            let count = state.listeners.count
            let isAccepted = accepted == count || accepted > 0
            if accepted == count {
                state.set("Accepted", true, "Accepted", "All listeners are accepted")
            } else if accepted > 0 {
                state.set("Accepted", true, "ListenersNotValid", "Some listeners are invalid")
            } else {
                state.set("Accepted", false, "ListenersNotValid", "No listeners are accepted")
            }
            if programmed == count {
                state.set("Programmed", true, "Programmed", "All listeners are programmed")
            } else if programmed > 0 {
                state.set("Programmed", true, "Programmed", "Some listeners are not programmed")
            } else {
                state.set("Programmed", false, "ListenersNotValid", "No listeners are programmed")
            }
            let parent = state.listenerSet.parentRef.objectName(
                defaultNamespace: state.listenerSet.metadata.namespace)
            if isAccepted, let gateway = byName[parent] {
                gateway.attachedListenerSets = (gateway.attachedListenerSets ?? 0) + 1
            }
        }
    }
}
