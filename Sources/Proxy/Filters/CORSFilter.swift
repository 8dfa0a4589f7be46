import NIOCore
import XDS

/// `envoy.filters.http.cors`: answers preflight requests and marks responses, as a route's policy says.
final class CompiledCORS: CompiledFilter {
    private let name: String
    private let isDisabled: Bool
    private let routes = RouteConfigCache<CORSRules?>()

    init(name: String, isDisabled: Bool) {
        self.name = name
        self.isDisabled = isDisabled
    }

    func instance(for route: CompiledRoute?) -> HTTPFilter? {
        guard !isDisabled, let config = route?.filters[name] else { return nil }
        let rules = routes.value(for: config) { config in
            config.as(CorsPolicy.self).flatMap { try? CORSRules($0) }
        }
        return rules.map(CORSInstance.init)
    }
}

struct CORSRules: Sendable {
    let origins: [StringMatch]
    let methods: String
    let headers: String
    let exposed: String
    let maximumAge: String
    let allowsCredentials: Bool
    let allowsPrivateNetwork: Bool
    let forwardsOthers: Bool
    let isEnabled: Bool

    init(_ policy: CorsPolicy) throws {
        origins = try policy.allowOriginStringMatch.map(StringMatch.init)
        methods = policy.allowMethods
        headers = policy.allowHeaders
        exposed = policy.exposeHeaders
        maximumAge = policy.maxAge
        allowsCredentials = policy.allowCredentials ?? false
        allowsPrivateNetwork = policy.allowPrivateNetworkAccess ?? false
        forwardsOthers = policy.forwardNotMatchingPreflights ?? true
        isEnabled = policy.filterEnabled?.defaultValue.map { $0.numerator > 0 } ?? true
    }

    func admits(_ origin: Bytes) -> Bool { origins.contains { $0.matches(origin) } }
}

private final class CORSInstance: HTTPFilter {
    private let rules: CORSRules
    private var origin: [UInt8]?
    private var isPreflight = false
    private var wantsPrivateNetwork = false
    /// What the client asks for, where a policy allows everything.
    private var wantedMethod: [UInt8] = []
    private var wantedHeaders: [UInt8] = []
    private var isAllowed = false

    init(_ rules: CORSRules) { self.rules = rules }

    override func requestHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict {
        guard rules.isEnabled, let origin = exchange.request[.origin], origin.count > 0 else { return .proceed }
        self.origin = Array(origin)
        isAllowed = rules.admits(origin)
        let request = exchange.request
        guard request[request.method].equals("OPTIONS"), let method = request[.accessControlRequestMethod],
            method.count > 0
        else { return .proceed }
        if !isAllowed, rules.forwardsOthers {
            self.origin = nil
            return .proceed
        }
        isPreflight = true
        wantsPrivateNetwork = request[.accessControlRequestPrivateNetwork]?.equals("true") == true
        wantedMethod = Array(method)
        wantedHeaders = request[.accessControlRequestHeaders].map { Array($0) } ?? []
        exchange.answer(200, details: "cors_response")
        return .wait
    }

    override func responseHeaders(_ exchange: Exchange, isEnd: Bool) {
        guard let origin else { return }
        let response = exchange.response
        if isPreflight {
            if isAllowed { response.set(.accessControlAllowOrigin, response.store(origin)) }
            if rules.allowsCredentials { response.set(.accessControlAllowCredentials, "true") }
            put(.accessControlAllowMethods, rules.methods, wantedMethod, response)
            put(.accessControlAllowHeaders, rules.headers, wantedHeaders, response)
            put(.accessControlMaxAge, rules.maximumAge, response)
            if wantsPrivateNetwork, rules.allowsPrivateNetwork {
                response.set(.accessControlAllowPrivateNetwork, "true")
            }
            if isAllowed { put(.accessControlExposeHeaders, rules.exposed, response) }
        } else if isAllowed {
            response.set(.accessControlAllowOrigin, response.store(origin))
            if rules.allowsCredentials { response.set(.accessControlAllowCredentials, "true") }
            put(.accessControlExposeHeaders, rules.exposed, response)
        }
    }

    private func put(_ id: HeaderID, _ text: String, _ wanted: [UInt8], _ response: HeaderMap) {
        if text == "*" { response.set(id, response.store(wanted)) } else { put(id, text, response) }
    }

    private func put(_ id: HeaderID, _ text: String, _ response: HeaderMap) {
        if !text.isEmpty { response.set(id, text) }
    }
}
