extension Model {
    /// One match of one rule of an HTTPRoute or GRPCRoute on one hostname: a route of Envoy.
    package struct HTTPRoute: Sendable, Hashable {
        /// `httproute/default/backend/rule/0/match/0/www_example_com`.
        package var name: String
        /// The virtual host it belongs to; `*` for all.
        package var hostname: String
        package var isHTTP2 = false
        package var pathMatch: StringMatch?
        package var headerMatches: [StringMatch] = []
        package var queryMatches: [StringMatch] = []
        package var cookieMatches: [StringMatch] = []
        package var requestHeaders = HeaderChanges()
        package var responseHeaders = HeaderChanges()
        package var action = Action.none
        package var urlRewrite: URLRewrite?
        package var mirrors: [Mirror] = []
        package var credentialInjection: CredentialInjection?
        package var cors: CORS?
        package var security: Security?
        package var sessionPersistence: SessionPersistence?
        /// The whole request; nil for Envoy Gateway's default, zero for none.
        package var timeout: Duration?
        package var retry: Retry?
        package var origin: Origin

        package init(name: String, hostname: String, origin: Origin) {
            self.name = name
            self.hostname = hostname
            self.origin = origin
        }
    }

    package enum Action: Sendable, Hashable {
        /// Nothing answers yet; a route is never left so in a finished model.
        case none
        case forward(Destination)
        case respond(DirectResponse)
        case redirect(Redirect)
    }

    package struct StringMatch: Sendable, Hashable {
        package enum Pattern: Sendable, Hashable {
            case exact(String)
            case prefix(String)
            case suffix(String)
            case regex(String)
            /// Only that the name is there.
            case present
        }

        /// Of the header, query parameter or cookie; empty for the path.
        package var name: String
        package var pattern: Pattern
        package var isInverted: Bool

        package init(name: String = "", _ pattern: Pattern, isInverted: Bool = false) {
            self.name = name
            self.pattern = pattern
            self.isInverted = isInverted
        }
    }

    package struct DirectResponse: Sendable, Hashable {
        package var status: Int
        package var contentType: String?
        package var body: [UInt8]
        package var headers: HeaderChanges = HeaderChanges()

        package init(status: Int, contentType: String? = nil, body: [UInt8] = []) {
            self.status = status
            self.contentType = contentType
            self.body = body
        }
    }

    package struct Redirect: Sendable, Hashable {
        package var scheme: String?
        package var hostname: String?
        package var path: PathRewrite?
        package var port: Int?
        package var status: Int

        package init(status: Int) { self.status = status }
    }

    package enum PathRewrite: Sendable, Hashable {
        case full(String)
        case prefix(String)
        case regex(pattern: String, substitution: String)
    }

    package struct URLRewrite: Sendable, Hashable {
        package enum Host: Sendable, Hashable {
            case name(String)
            case header(String)
            /// The hostname of the endpoint chosen.
            case backend
            case pathRegex(pattern: String, substitution: String)
        }

        package var path: PathRewrite?
        package var host: Host?
        package var appendsXForwardedHost: Bool?

        package init() {}
    }

    package struct HeaderChanges: Sendable, Hashable {
        package var add: [AddedHeader] = []
        package var remove: [String] = []

        package init(add: [AddedHeader] = [], remove: [String] = []) {
            self.add = add
            self.remove = remove
        }

        package var isEmpty: Bool { add.isEmpty && remove.isEmpty }
    }

    package struct AddedHeader: Sendable, Hashable {
        package enum Mode: Sendable, Hashable {
            /// Beside values that are there.
            case append
            /// In place of them.
            case overwrite
            case ifAbsent
        }

        package var name: String
        package var values: [String]
        package var mode: Mode

        package init(name: String, values: [String], mode: Mode) {
            self.name = name
            self.values = values
            self.mode = mode
        }
    }

    package struct Mirror: Sendable, Hashable {
        package var destination: Destination
        /// Of requests, 0 … 100; nil for all.
        package var percentage: Double?

        package init(destination: Destination, percentage: Double?) {
            self.destination = destination
            self.percentage = percentage
        }
    }

    package struct CredentialInjection: Sendable, Hashable {
        /// Names the filter's configuration and its xDS secret.
        package var name: String
        package var header: String?
        package var overwrites: Bool?
        package var credential: [UInt8]

        package init(name: String, header: String?, overwrites: Bool?, credential: [UInt8]) {
            self.name = name
            self.header = header
            self.overwrites = overwrites
            self.credential = credential
        }
    }

    package struct CORS: Sendable, Hashable {
        package var allowOrigins: [StringMatch] = []
        package var allowMethods: [String] = []
        package var allowHeaders: [String] = []
        package var exposeHeaders: [String] = []
        package var maxAge: Duration?
        package var allowCredentials = false

        package init() {}
    }

    package enum SessionPersistence: Sendable, Hashable {
        case cookie(name: String, ttl: Duration?)
        case header(name: String)
    }

    package struct Retry: Sendable, Hashable {
        package var retries: Int?
        package var attemptsPerPriority: Int?
        /// Envoy's `retry_on` words.
        package var triggers: [String] = []
        package var statusCodes: [Int] = []
        package var perTryTimeout: Duration?
        package var baseInterval: Duration?
        package var maxInterval: Duration?

        package init() {}
    }
}
