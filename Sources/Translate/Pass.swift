import GatewayAPI
import JSON
import Kube

/// One translation of one GatewayClass with everything that hangs on it. Lives as long as the translation; its parts
/// are the files of this target, one for each kind and each question.
final class Pass {
    let configuration: EnvoyGatewayConfiguration
    let world: World
    let gatewayClass: GatewayClass
    /// The EnvoyProxy that the class refers to.
    var classProxy: EnvoyProxy?
    var classConditions: [Condition] = []
    var envoyProxyStatuses: [ObjectName: [AncestorStatus]] = [:]

    var gateways: [GatewayState] = []
    /// Not to be served, for reasons in their conditions; what they had before stays.
    var rejectedGateways: [GatewayState] = []
    var listenerSets: [ListenerSetState] = []
    /// What is known of HTTPRoutes and GRPCRoutes.
    var memory: RouteMemory
    /// What changed since `memory`; nil when that is not known.
    let changes: ArraySlice<ViewJournal.Change>?
    var layer4Routes: [RouteState] = []
    var findings = Findings()
    /// Without a cluster around them, resources are judged as they come: nothing was left out before.
    var isOffline = false
    var backendConditions: [ObjectName: [Condition]] = [:]
    var backendTLSStatuses: [ObjectName: [AncestorStatus]] = [:]
    var policyStatuses: [PolicyKey: [AncestorStatus]] = [:]
    var fleets: [FleetKey: FleetState] = [:]
    var routeClaims: Set<RouteClaim> = []
    /// Names of routes that take CONNECT requests, by listener.
    var connectRoutes: [ObjectIdentifier: Set<String>] = [:]
    /// Of listeners that have such routes: instead of what `memory` says.
    var connectOverlaps: [ListenerKey: [ViewKey: Set<ViewKey>]] = [:]

    /// BackendTLSPolicies, oldest first, by the backend they target.
    lazy var backendTLSPolicies = BackendTLSPolicyIndex(world.view.backendTLSPolicies.values.sortedByAge())

    /// All routes with a parent that is ours. Made only where something goes through all of them.
    lazy var routes = memory.results.compactMap(state) + layer4Routes

    lazy var gatewaysByName = Dictionary(uniqueKeysWithValues: gateways.map { ($0.name, $0) })
    lazy var listenerSetsByName = Dictionary(
        uniqueKeysWithValues: listenerSets.map { ($0.listenerSet.objectName, $0) })

    /// Services of proxies by the values of their owner labels, sorted.
    lazy var proxyServices = Dictionary(
        grouping: world.view.services.values.filter { $0.metadata.labels["app.kubernetes.io/managed-by"] == "envoy-gateway" }
    ) { service in
        service.metadata.labels.filter { $0.key.hasPrefix("gateway.envoyproxy.io/owning-") }.values.sorted()
    }

    init(
        configuration: EnvoyGatewayConfiguration, world: World, gatewayClass: GatewayClass, memory: RouteMemory,
        changes: ArraySlice<ViewJournal.Change>?
    ) {
        self.configuration = configuration
        self.world = world
        self.gatewayClass = gatewayClass
        self.memory = memory
        self.changes = changes
    }

    func run() {
        guard admitClass() else { return }
        admitGateways()
        attachListenerSets()
        numberListeners()
        resolveGatewayTLS()
        processListeners()
        settleListenerSets()
        processHTTPRoutes()
        processTLSRoutes()
        processTCPRoutes()
        processUDPRoutes()
        processEnvoyPatchPolicies()
        ClientTrafficAttachment(self).run()
        PolicyAttachment(self, .backendTraffic).run()
        findConnectOverlaps()
        PolicyAttachment(self, .security).run()
        PolicyAttachment(self, .envoyExtension).run()
        judgeBackends()
        settleBackendTLSPolicies()
        settleGateways()
    }

    func notify<Object: Resource>(_ object: Object, reason: String, _ message: String) {
        findings.add(
            Notice(
                resource: Object.resource, kind: Object.kind, name: object.objectName, uid: object.metadata.uid,
                reason: reason, message: message))
    }
}

/// One parent of a policy with what this controller says to it.
struct AncestorStatus: Hashable {
    var ancestor: ParentReference
    var conditions: [Condition] = []

    func json(controller: String) -> JSON {
        ["ancestorRef": ancestor.json, "controllerName": .string(controller), "conditions": conditions.json]
    }
}

struct PolicyKey: Hashable {
    var kind: String
    var name: ObjectName
}
