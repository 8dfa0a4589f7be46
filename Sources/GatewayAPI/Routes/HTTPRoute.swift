package import JSON
package import Kube

package struct HTTPRoute: Route {
    package static let resource = GroupVersionResource.gateway("httproutes")
    package static let kind = "HTTPRoute"

    package struct Rule: JSONDecodable, Sendable, Hashable {
        package var name: String?
        package var matches: [HTTPMatch]
        package var filters: [RouteFilter]
        package var backendRefs: [BackendRef]
        /// Gateway API durations (`10s`, `1m30s`).
        package var requestTimeout: String?
        package var backendRequestTimeout: String?
        package var retry: RouteRetry?
        package var sessionPersistence: SessionPersistence?

        package init(json: JSON) {
            name = json["name"]?.string
            matches = json.list("matches")
            filters = json.list("filters")
            backendRefs = json.list("backendRefs")
            requestTimeout = json["timeouts", "request"]?.string
            backendRequestTimeout = json["timeouts", "backendRequest"]?.string
            retry = json.value("retry")
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

/// A type beside a value, as matches of paths, headers and query parameters have them; the API server fills in defaults.
package struct HTTPMatch: JSONDecodable, Sendable, Hashable {
    package struct Value: JSONDecodable, Sendable, Hashable {
        package var type: String?
        package var name: String
        package var value: String?

        package init(json: JSON) {
            type = json["type"]?.string
            name = json.text("name")
            value = json["value"]?.string
        }
    }

    package var path: Value?
    package var headers: [Value]
    package var queryParams: [Value]
    package var method: String?

    package init(json: JSON) {
        path = json.value("path")
        headers = json.list("headers")
        queryParams = json.list("queryParams")
        method = json["method"]?.string
    }
}

package struct RouteRetry: JSONDecodable, Sendable, Hashable {
    package var codes: [Int]
    package var attempts: Int?
    package var backoff: String?

    package init(json: JSON) {
        codes = json["codes"]?.array?.compactMap(\.int) ?? []
        attempts = json["attempts"]?.int
        backoff = json["backoff"]?.string
    }
}

package struct SessionPersistence: JSONDecodable, Sendable, Hashable {
    package var sessionName: String?
    /// `Cookie` or `Header`.
    package var type: String?
    package var absoluteTimeout: String?
    /// `Session` or `Permanent`.
    package var cookieLifetimeType: String?

    package init(json: JSON) {
        sessionName = json["sessionName"]?.string
        type = json["type"]?.string
        absoluteTimeout = json["absoluteTimeout"]?.string
        cookieLifetimeType = json["cookieConfig", "lifetimeType"]?.string
    }
}
