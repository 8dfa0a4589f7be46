package import JSON
package import Kube

/// What routes of all kinds have: parents, hostnames, rules with backends.
package protocol Route: StatusBearing {
    var parentRefs: [ParentReference] { get }
    /// Empty for kinds that have none.
    var hostnames: [String] { get }
    /// Names given to rules, by which policies target them.
    var ruleNames: [String] { get }
    /// Every backend that the route refers to, those of mirrors included.
    var backendRefs: [ObjectReference] { get }
}

/// A backend with its share of the traffic.
package struct BackendRef: JSONDecodable, Sendable, Hashable {
    package var object: ObjectReference
    /// Nil means 1.
    package var weight: Int?
    package var filters: [RouteFilter]

    package init(json: JSON) {
        object = ObjectReference(json: json)
        weight = json["weight"]?.int
        filters = json.list("filters")
    }

    /// All of the traffic to one object, as a mirror has it.
    package init(to object: ObjectReference) {
        self.object = object
        weight = 1
        filters = []
    }
}

/// `TCPRoute`, `UDPRoute`, `TLSRoute` rules: backends only.
package struct SimpleRule: JSONDecodable, Sendable, Hashable {
    package var name: String?
    package var backendRefs: [BackendRef]

    package init(json: JSON) {
        name = json["name"]?.string
        backendRefs = json.list("backendRefs")
    }
}

package struct TLSRoute: Route {
    package static let resource = GroupVersionResource.gateway("tlsroutes")
    package static let kind = "TLSRoute"

    package var metadata: ObjectMeta
    package var parentRefs: [ParentReference]
    package var hostnames: [String]
    package var rules: [SimpleRule]
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        parentRefs = spec.list("parentRefs")
        hostnames = spec.strings("hostnames")
        rules = spec.list("rules")
        status = json["status"] ?? [:]
    }

    package var ruleNames: [String] { rules.compactMap(\.name) }
    package var backendRefs: [ObjectReference] { rules.flatMap { $0.backendRefs.map(\.object) } }
}

package struct TCPRoute: Route {
    package static let resource = GroupVersionResource.gateway("tcproutes")
    package static let kind = "TCPRoute"

    package var metadata: ObjectMeta
    package var parentRefs: [ParentReference]
    package var rules: [SimpleRule]
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        parentRefs = spec.list("parentRefs")
        rules = spec.list("rules")
        status = json["status"] ?? [:]
    }

    package var hostnames: [String] { [] }
    package var ruleNames: [String] { rules.compactMap(\.name) }
    package var backendRefs: [ObjectReference] { rules.flatMap { $0.backendRefs.map(\.object) } }
}

package struct UDPRoute: Route {
    package static let resource = GroupVersionResource.gateway("udproutes")
    package static let kind = "UDPRoute"

    package var metadata: ObjectMeta
    package var parentRefs: [ParentReference]
    package var rules: [SimpleRule]
    package var status: JSON

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        parentRefs = spec.list("parentRefs")
        rules = spec.list("rules")
        status = json["status"] ?? [:]
    }

    package var hostnames: [String] { [] }
    package var ruleNames: [String] { rules.compactMap(\.name) }
    package var backendRefs: [ObjectReference] { rules.flatMap { $0.backendRefs.map(\.object) } }
}
