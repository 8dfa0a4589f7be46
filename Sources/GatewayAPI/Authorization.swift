package import JSON

/// `spec.authorization` of a SecurityPolicy: who may do what. The first rule that matches decides.
package struct Authorization: JSONDecodable, Sendable, Hashable {
    package enum Action: String, Sendable, Hashable {
        case allow = "Allow"
        case deny = "Deny"
    }

    package struct Header: JSONDecodable, Sendable, Hashable {
        package var name: String
        /// One of them is the header's value.
        package var values: [String]

        package init(json: JSON) {
            name = json.text("name")
            values = json.strings("values")
        }
    }

    package struct Path: JSONDecodable, Sendable, Hashable {
        /// `PathPrefix` (also when absent), `Exact` or `RegularExpression`.
        package var type: String
        package var value: String
        package var isInverted: Bool

        package init(json: JSON) {
            type = json["type"]?.string ?? "PathPrefix"
            value = json.text("value")
            isInverted = json["invert"]?.bool ?? false
        }
    }

    /// What it names has to hold all together.
    package struct Rule: JSONDecodable, Sendable, Hashable {
        package var name: String?
        package var action: Action
        package var methods: [String]
        package var path: Path?
        package var clientCIDRs: [String]
        package var headers: [Header]
        package var hasTokenPrincipal: Bool
        package var hasLocationPrincipal: Bool
        package var hasExpression: Bool

        package init(json: JSON) {
            name = json["name"]?.string.flatMap { $0.isEmpty ? nil : $0 }
            action = json["action"]?.string.flatMap(Action.init) ?? .allow
            let operation = json["operation"] ?? [:]
            methods = operation.strings("methods")
            path = operation.value("path")
            let principal = json["principal"] ?? [:]
            clientCIDRs = principal.strings("clientCIDRs")
            headers = principal.list("headers")
            hasTokenPrincipal = principal["jwt"]?.object != nil
            hasLocationPrincipal = principal["clientIPGeoLocations"]?.array?.isEmpty == false
            hasExpression = json["cel"]?.string != nil
        }
    }

    /// Where no rule matches; an absent one denies.
    package var defaultAction: Action
    package var rules: [Rule]

    package init(json: JSON) {
        defaultAction = json["defaultAction"]?.string.flatMap(Action.init) ?? .deny
        rules = json.list("rules")
    }
}
