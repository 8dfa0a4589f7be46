package import JSON
package import Kube

/// `gateway.envoyproxy.io` HTTPRouteFilter: what a route's `extensionRef` can name.
package struct HTTPRouteFilter: Resource {
    package static let resource = GroupVersionResource.envoyGateway("httproutefilters")
    package static let kind = "HTTPRouteFilter"

    package struct Regex: JSONDecodable, Sendable, Hashable {
        package var pattern: String
        package var substitution: String

        package init(json: JSON) {
            pattern = json.text("pattern")
            substitution = json.text("substitution")
        }
    }

    package struct Rewrite: JSONDecodable, Sendable, Hashable {
        /// `Header`, `Backend` or `PathRegex`; nil when the hostname stays.
        package var hostnameType: String?
        package var hostnameHeader: String?
        package var hostnamePathRegex: Regex?
        /// `ReplaceRegexMatch`; nil when the path stays.
        package var pathType: String?
        package var pathRegex: Regex?
        package var appendXForwardedHost: Bool?

        package init(json: JSON) {
            hostnameType = json["hostname", "type"]?.string
            hostnameHeader = json["hostname", "header"]?.string
            hostnamePathRegex = json["hostname", "pathRegex"].map(Regex.init(json:))
            pathType = json["path", "type"]?.string
            pathRegex = json["path", "replaceRegexMatch"].map(Regex.init(json:))
            appendXForwardedHost = json["appendXForwardedHost"]?.bool
        }
    }

    package struct ResponseBody: JSONDecodable, Sendable, Hashable {
        /// `Inline` (also when absent) or `ValueRef`.
        package var type: String?
        package var inline: String?
        package var valueRef: ObjectReference?

        package init(json: JSON) {
            type = json["type"]?.string
            inline = json["inline"]?.string
            valueRef = json.value("valueRef")
        }
    }

    package struct DirectResponse: JSONDecodable, Sendable, Hashable {
        package var contentType: String?
        package var body: ResponseBody?
        package var statusCode: Int?
        package var header: RouteFilter.HeaderModifier?

        package init(json: JSON) {
            contentType = json["contentType"]?.string
            body = json.value("body")
            statusCode = json["statusCode"]?.int
            header = json.value("header")
        }
    }

    package struct CredentialInjection: JSONDecodable, Sendable, Hashable {
        package var header: String?
        package var overwrite: Bool?
        package var valueRef: ObjectReference

        package init(json: JSON) {
            header = json["header"]?.string
            overwrite = json["overwrite"]?.bool
            valueRef = ObjectReference(json: json["credential", "valueRef"] ?? [:])
        }
    }

    package struct Match: JSONDecodable, Sendable, Hashable {
        package var cookies: [HTTPMatch.Value]

        package init(json: JSON) { cookies = json.list("cookies") }
    }

    package var metadata: ObjectMeta
    package var urlRewrite: Rewrite?
    package var directResponse: DirectResponse?
    package var credentialInjection: CredentialInjection?
    package var matches: [Match]

    package init(json: JSON) {
        metadata = ObjectMeta(json: json)
        let spec = json["spec"] ?? [:]
        urlRewrite = spec.value("urlRewrite")
        directResponse = spec.value("directResponse")
        credentialInjection = spec.value("credentialInjection")
        matches = spec.list("matches")
    }
}
