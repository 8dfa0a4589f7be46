package import JSON
package import Kube

package struct GRPCRoute: Route {
    package static let resource = GroupVersionResource.gateway("grpcroutes")
    package static let kind = "GRPCRoute"

    package struct Match: JSONDecodable, Sendable, Hashable {
        /// `Exact` (also when absent) or `RegularExpression`.
        package var methodType: String?
        package var service: String?
        package var method: String?
        package var hasMethod: Bool
        package var headers: [HTTPMatch.Value]

        package init(json: JSON) {
            let method = json["method"]
            hasMethod = method?.object != nil
            methodType = method?["type"]?.string
            service = method?["service"]?.string
            self.method = method?["method"]?.string
            headers = json.list("headers")
        }
    }

    package struct Rule: JSONDecodable, Sendable, Hashable {
        package var name: String?
        package var matches: [Match]
        package var filters: [RouteFilter]
        package var backendRefs: [BackendRef]
        package var sessionPersistence: SessionPersistence?

        package init(json: JSON) {
            name = json["name"]?.string
            matches = json.list("matches")
            filters = json.list("filters")
            backendRefs = json.list("backendRefs")
            sessionPersistence = json.value("sessionPersistence")
        }
    }

    package var metadata: ObjectMeta
    package var parentRefs: [ParentReference]
    package var hostnames: [String]
    package var rules: [Rule]
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

    package var backendRefs: [ObjectReference] {
        rules.flatMap { rule in
            rule.backendRefs.map(\.object)
                + (rule.filters + rule.backendRefs.flatMap(\.filters)).compactMap(\.requestMirror?.backendRef)
        }
    }
}
