import NIOCore
import XDS

/// `envoy.filters.http.cors`: answers preflight requests and marks responses, as a route's policy says.
final class CompiledCORS: CompiledFilter {
    private let name: String

    init(name: String) { self.name = name }

    /// A route's policy is what turns the filter on, whether or not the listener has it disabled.
    func instance(for route: CompiledRoute?) -> HTTPFilter? {
        if case .cors(let rules)? = route?.filters[name] { CORSInstance(rules) } else { nil }
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
        exchange.answer(200, details: "cors_response")
        return .wait
    }

    override func responseHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict {
        guard let origin else { return .proceed }
        let response = exchange.response
        if isPreflight {
            if isAllowed { response.set(.accessControlAllowOrigin, response.store(origin)) }
            if rules.allowsCredentials { response.set(.accessControlAllowCredentials, "true") }
            put(.accessControlAllowMethods, rules.methods, asked: exchange.request[.accessControlRequestMethod], response)
            put(.accessControlAllowHeaders, rules.headers, asked: exchange.request[.accessControlRequestHeaders], response)
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
        return .proceed
    }

    /// A wildcard is answered with what the browser asks for: as a literal it means nothing beside credentials.
    private func put(_ id: HeaderID, _ text: String, asked: Bytes?, _ response: HeaderMap) {
        if text == "*" { response.set(id, response.store(asked.map(Array.init) ?? [])) } else { put(id, text, response) }
    }

    private func put(_ id: HeaderID, _ text: String, _ response: HeaderMap) {
        if !text.isEmpty { response.set(id, text) }
    }
}
