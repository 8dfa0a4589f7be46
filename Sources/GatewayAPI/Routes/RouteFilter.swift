package import JSON

/// A filter of an HTTPRoute or GRPCRoute, of a rule or of one backend. `type` says which member counts.
package struct RouteFilter: JSONDecodable, Sendable, Hashable {
    package struct Header: JSONDecodable, Sendable, Hashable {
        package var name: String
        package var value: String

        package init(json: JSON) {
            name = json.text("name")
            value = json.text("value")
        }
    }

    package struct HeaderModifier: JSONDecodable, Sendable, Hashable {
        package var set: [Header]
        package var add: [Header]
        package var remove: [String]

        package init(json: JSON) {
            set = json.list("set")
            add = json.list("add")
            remove = json.strings("remove")
        }
    }

    package struct PathModifier: JSONDecodable, Sendable, Hashable {
        /// `ReplaceFullPath` or `ReplacePrefixMatch`.
        package var type: String
        package var replaceFullPath: String?
        package var replacePrefixMatch: String?

        package init(json: JSON) {
            type = json.text("type")
            replaceFullPath = json["replaceFullPath"]?.string
            replacePrefixMatch = json["replacePrefixMatch"]?.string
        }
    }

    package struct Redirect: JSONDecodable, Sendable, Hashable {
        package var scheme: String?
        package var hostname: String?
        package var path: PathModifier?
        package var port: Int?
        package var statusCode: Int?

        package init(json: JSON) {
            scheme = json["scheme"]?.string
            hostname = json["hostname"]?.string
            path = json.value("path")
            port = json["port"]?.int
            statusCode = json["statusCode"]?.int
        }
    }

    package struct Rewrite: JSONDecodable, Sendable, Hashable {
        package var hostname: String?
        package var path: PathModifier?

        package init(json: JSON) {
            hostname = json["hostname"]?.string
            path = json.value("path")
        }
    }

    package struct Mirror: JSONDecodable, Sendable, Hashable {
        package var backendRef: ObjectReference
        package var percent: Int?
        package var numerator: Int?
        package var denominator: Int?

        package init(json: JSON) {
            backendRef = ObjectReference(json: json["backendRef"] ?? [:])
            percent = json["percent"]?.int
            numerator = json["fraction", "numerator"]?.int
            denominator = json["fraction", "denominator"]?.int
        }
    }

    package struct CORS: JSONDecodable, Sendable, Hashable {
        package var allowOrigins: [String]
        package var allowMethods: [String]
        package var allowHeaders: [String]
        package var exposeHeaders: [String]
        package var allowCredentials: Bool?
        /// Seconds.
        package var maxAge: Int?

        package init(json: JSON) {
            allowOrigins = json.strings("allowOrigins")
            allowMethods = json.strings("allowMethods")
            allowHeaders = json.strings("allowHeaders")
            exposeHeaders = json.strings("exposeHeaders")
            allowCredentials = json["allowCredentials"]?.bool
            maxAge = json["maxAge"]?.int
        }
    }

    package var type: String
    package var requestHeaderModifier: HeaderModifier?
    package var responseHeaderModifier: HeaderModifier?
    package var requestRedirect: Redirect?
    package var urlRewrite: Rewrite?
    package var requestMirror: Mirror?
    package var cors: CORS?
    package var extensionRef: ObjectReference?

    package init(json: JSON) {
        type = json.text("type")
        requestHeaderModifier = json.value("requestHeaderModifier")
        responseHeaderModifier = json.value("responseHeaderModifier")
        requestRedirect = json.value("requestRedirect")
        urlRewrite = json.value("urlRewrite")
        requestMirror = json.value("requestMirror")
        cors = json.value("cors")
        extensionRef = json.value("extensionRef")
    }
}
