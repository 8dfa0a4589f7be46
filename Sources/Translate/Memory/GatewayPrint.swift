import GatewayAPI
import JSON
import Kube

/// All that a route can see of a Gateway: as long as this stays the same, so does what becomes of its routes.
struct GatewayPrint: Equatable, Sendable {
    struct Listener: Equatable, Sendable {
        enum Service: Sendable { case none, http, tcp, udp }

        var listener: GatewayAPI.Listener
        var namespace: String
        var isReady: Bool
        var service: Service
        var supportedKinds: [RouteGroupKind]
    }

    private var proxyName: ObjectName?
    private var proxySpec: JSON?
    private var fleet: FleetKey
    private var tls: Gateway.TLS?
    private var clientCertificateRef: ObjectReference?
    private var listeners: [Listener]

    init(_ state: GatewayState) {
        proxyName = state.envoyProxy?.objectName
        proxySpec = state.envoyProxy?.spec
        fleet = state.fleet.key
        tls = state.gateway.tls
        clientCertificateRef = state.clientCertificateRef
        listeners = state.listeners.map { state in
            Listener(
                listener: state.listener, namespace: state.namespace, isReady: state.isReady,
                service: state.http != nil ? .http : state.tcp != nil ? .tcp : state.udp != nil ? .udp : .none,
                supportedKinds: state.supportedKinds)
        }
    }
}

/// Where the listeners of a ListenerSet are.
struct ListenerSetPrint: Equatable, Sendable {
    private var gateway: ObjectName?
    private var keys: [ListenerKey]

    init(_ state: ListenerSetState) {
        gateway = state.listeners.first?.gateway.name
        keys = state.listeners.map(\.key)
    }
}
