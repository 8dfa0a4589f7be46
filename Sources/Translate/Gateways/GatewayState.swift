import GatewayAPI
import JSON
import Kube

/// A Gateway while it is translated.
final class GatewayState {
    let gateway: Gateway
    /// Its own listeners, then those of ListenerSets.
    var listeners: [ListenerState] = []
    /// The EnvoyProxy in force, all levels merged.
    var envoyProxy: EnvoyProxy?
    /// The Gateway's own EnvoyProxy, when it has one: its status then speaks of this Gateway.
    var ownProxy: EnvoyProxy?
    var conditions: [Condition] = []
    var attachedListenerSets: Int?
    var addresses: [JSON] = []
    /// `spec.tls.backend`: what Envoy shows to backends, when it resolved.
    var clientCertificateRef: ObjectReference?
    unowned let fleet: FleetState

    init(_ gateway: Gateway, fleet: FleetState) {
        self.gateway = gateway
        self.fleet = fleet
    }

    var name: ObjectName { gateway.objectName }
    var isRejected: Bool { conditions.contains("Accepted", false) }

    func set(_ type: String, _ status: Bool, _ reason: String, _ message: String) {
        conditions.set(Condition(type, status, reason, message, generation: gateway.metadata.generation))
    }

    func reject(_ reason: String, _ message: String) { set("Accepted", false, reason, message) }
}

/// A set of proxies while it is translated. Gateways of a class share one when they are merged.
final class FleetState {
    let key: FleetKey
    var infra: ProxyInfra
    var model = Model.Proxies()
    /// Listeners that are served, in the order in which they are shown.
    var listeners: [ListenerState] = []
    var sharedClusters: [SharedClusterKey: Model.SharedCluster] = [:]
    var sharedClusterOrder: [SharedClusterKey] = []

    init(key: FleetKey, infra: ProxyInfra) {
        self.key = key
        self.infra = infra
    }

    func finished() -> Fleet {
        var model = model
        model.http = listeners.compactMap(\.http)
        model.tcp = listeners.compactMap(\.tcp)
        model.udp = listeners.compactMap(\.udp)
        model.sharedClusters = sharedClusterOrder.compactMap { sharedClusters[$0] }
        return Fleet(model: model, infra: infra)
    }
}

/// A listener while it is translated, of a Gateway or of a ListenerSet.
final class ListenerState {
    let listener: Listener
    unowned let gateway: GatewayState
    /// Its place among the listeners of the Gateway.
    var index = 0
    unowned let listenerSet: ListenerSetState?
    var conditions: [Condition] = []
    var supportedKinds: [RouteGroupKind] = []
    var attachedRoutes = 0
    /// Only listeners that are right in themselves can stand in the way of others.
    var isSpecValid = false
    var hasProtocolConflict = false
    var certificates: [Model.TLSCertificate] = []
    var dnsNames: [String] = []
    /// One of its certificates comes from an SDS server, so nobody here knows its names.
    var usesSDS = false
    var frontendValidation: FrontendValidation?
    /// Of the ClientTrafficPolicy in force.
    var clientIPDetection: JSON?

    /// What its proxies should do, once it is found good; at most one of them.
    var http: Model.HTTPListener?
    var tcp: Model.TCPListener?
    var udp: Model.UDPListener?

    init(_ listener: Listener, gateway: GatewayState, listenerSet: ListenerSetState? = nil) {
        self.listener = listener
        self.gateway = gateway
        self.listenerSet = listenerSet
    }

    var key: ListenerKey { ListenerKey(gateway: gateway.name, index: index) }

    var namespace: String { listenerSet?.listenerSet.metadata.namespace ?? gateway.name.namespace }

    /// `namespace/gateway/listener`, as messages name it.
    var displayName: String {
        "\(listenerSet?.listenerSet.objectName ?? gateway.name)/\(listener.name)"
    }

    var modelName: String {
        Names.listener(gateway: gateway.name, listenerSet: listenerSet?.listenerSet.objectName, listener.name)
    }

    var isReady: Bool { conditions.contains("Programmed", true) }

    func set(_ type: String, _ status: Bool, _ reason: String, _ message: String) {
        // Listeners of ListenerSets have a word of their own for it.
        let reason = listenerSet != nil && reason == "Invalid" ? "ListenersNotValid" : reason
        let generation = listenerSet?.listenerSet.metadata.generation ?? gateway.gateway.metadata.generation
        conditions.set(Condition(type, status, reason, message, generation: generation))
    }
}

/// Trust anchors for clients' certificates, or why there are none.
struct FrontendValidation {
    var validation: Model.ClientValidation?
    var problem: CAError?
}

final class ListenerSetState {
    let listenerSet: ListenerSet
    var conditions: [Condition] = []
    var listeners: [ListenerState] = []

    init(_ listenerSet: ListenerSet) { self.listenerSet = listenerSet }

    func set(_ type: String, _ status: Bool, _ reason: String, _ message: String) {
        conditions.set(Condition(type, status, reason, message, generation: listenerSet.metadata.generation))
    }
}
