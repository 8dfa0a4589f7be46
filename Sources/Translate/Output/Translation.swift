package import JSON
package import Kube

/// What the controller has to do after a change: write statuses, run proxies, say things.
package struct Translation: Sendable {
    /// Only those that differ from what the objects show.
    package var statuses: [StatusChange] = []
    /// What each fleet of proxies should do, by the key of the fleet.
    package var fleets: [FleetKey: Fleet] = [:]
    package var notices: [Notice] = []
    /// GatewayClasses of this controller that Gateways use: they keep the finalizer
    /// `gateway-exists-finalizer.gateway.networking.k8s.io`; all other classes of this controller must not have it.
    package var classesInUse: Set<String> = []
    /// How many HTTPRoutes and GRPCRoutes had to be looked at anew.
    package var resolvedRoutes = 0

    package init() {}
}

/// Names a fleet: `namespace/gateway`, or the GatewayClass where its Gateways are merged.
package struct FleetKey: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var description: String

    package init(_ description: String) { self.description = description }

    package static func < (a: FleetKey, b: FleetKey) -> Bool { a.description < b.description }
}

package struct Fleet: Sendable, Hashable {
    package var model: Model.Proxies
    package var infra: ProxyInfra

    package init(model: Model.Proxies, infra: ProxyInfra) {
        self.model = model
        self.infra = infra
    }
}

/// The whole new `status` of an object. `lastTransitionTime` of conditions that did not change is kept.
package struct StatusChange: Sendable, Hashable {
    package var resource: GroupVersionResource
    package var kind: String
    package var name: ObjectName
    /// Write only onto this object: one of the same name created anew is another.
    package var uid: String
    package var generation: Int
    package var status: JSON

    package init(
        resource: GroupVersionResource, kind: String, name: ObjectName, uid: String, generation: Int, status: JSON
    ) {
        self.resource = resource
        self.kind = kind
        self.name = name
        self.uid = uid
        self.generation = generation
        self.status = status
    }

    /// Whether a status says the same, whenever it came to say so.
    package func isShown(by other: JSON) -> Bool { StatusWriter.isEqual(status, other) }
}

/// Something the user should hear of beyond conditions: an event on the object, and a line in the controller's log.
package struct Notice: Sendable, Hashable {
    package var resource: GroupVersionResource
    package var kind: String
    package var name: ObjectName
    package var uid: String
    /// `Normal` or `Warning` events have such CamelCase reasons.
    package var reason: String
    package var message: String

    package init(
        resource: GroupVersionResource, kind: String, name: ObjectName, uid: String, reason: String, message: String
    ) {
        self.resource = resource
        self.kind = kind
        self.name = name
        self.uid = uid
        self.reason = reason
        self.message = message
    }
}
