import Crypto
import GatewayAPI
import JSON
import Kube

extension Pass {
    /// What a SecurityPolicy says that its schema cannot refuse.
    func schemaProblem(ofSecurity policy: Policy, isTCP: Bool) -> String? {
        do throws(SettingError) {
            if isTCP { try Self.checkTCP(policy) } else { try Self.checkCombinations(policy.spec) }
            return nil
        } catch {
            return error.message
        }
    }

    private static func checkTCP(_ policy: Policy) throws(SettingError) {
        let others = ["cors", "csrf", "jwt", "oidc", "apiKeyAuth", "basicAuth", "extAuth"]
        if others.contains(where: policy.spec.isPresent) {
            throw SettingError("only authorization is supported for TCP (routes/listeners)")
        }
        for (index, rule) in (policy.spec["authorization", "rules"]?.array ?? []).enumerated() {
            if rule.isPresent("cel") { throw SettingError("rule \(index): CEL not supported for TCP") }
            guard let principal = rule["principal"] else { continue }
            if principal.isPresent("jwt") { throw SettingError("rule \(index): JWT not supported for TCP") }
            for part in ["headers", "clientIPGeoLocations"] where !(principal[part]?.array ?? []).isEmpty {
                throw SettingError("rule \(index): \(part) not supported for TCP")
            }
            for range in principal.strings("clientCIDRs") where IPNetwork(range) == nil {
                throw SettingError(
                    "rule \(index): invalid ClientCIDR \(range.goQuoted): invalid CIDR address: \(range)")
            }
        }
    }

    private static func checkCombinations(_ spec: JSON) throws(SettingError) {
        for source in spec["apiKeyAuth", "extractFrom"]?.array ?? [] {
            let used = ["headers", "params", "cookies"].filter { !(source[$0]?.array ?? []).isEmpty }
            if used.count > 1 { throw SettingError("only one of headers, params or cookies must be specified") }
        }
        guard let oidc = spec["oidc"], oidc["passThroughAuthHeader"]?.bool == true else { return }
        let setting = "the OIDC.PassThroughAuthHeader setting must be used in conjunction with"
        guard let providers = spec["jwt"].map({ $0["providers"]?.array ?? [] }) else {
            throw SettingError("\(setting) JWT settings")
        }
        let readsHeader = providers.contains { provider in
            !provider.isPresent("extractFrom") || !(provider["extractFrom", "headers"]?.array ?? []).isEmpty
        }
        if !readsHeader {
            throw SettingError("\(setting) a JWT provider that is configured to read from a header")
        }
        guard let forwarded = oidc["forwardIDToken", "header"]?.string else { return }
        let name = "the OIDC.ForwardIDToken header \(forwarded.goQuoted) cannot be"
        for provider in providers {
            if !provider.isPresent("extractFrom"), forwarded.lowercased() == "authorization" {
                throw SettingError(
                    "\(name) the Authorization header when passThroughAuthHeader is enabled and a JWT provider reads "
                        + "from it")
            }
            for header in provider["extractFrom", "headers"]?.array ?? []
            where header.text("name").lowercased() == forwarded.lowercased() {
                throw SettingError(
                    "\(name) the same as a JWT provider extractFrom header when passThroughAuthHeader is enabled")
            }
        }
    }

    /// What Envoy Gateway finds wrong with a SecurityPolicy when it translates it, for each Gateway in turn where
    /// Gateways have a say. `authorization` is left to the one who translates it.
    func problems(ofSecurity policy: Policy, on gateways: [GatewayState], isRoute: Bool) -> SecurityProblems {
        let spec = policy.spec
        var found = SecurityProblems(isRoute: isRoute)
        if let basic = spec["basicAuth"], !basic.isNull {
            found.credentials.check("BasicAuth") { () throws(SettingError) in try checkBasic(basic, policy.owner(of: "basicAuth")) }
        }
        if let keys = spec["apiKeyAuth"], !keys.isNull {
            found.credentials.check("APIKeyAuth") { () throws(SettingError) in try checkKeys(keys, policy.owner(of: "apiKeyAuth", "credentialRefs")) }
        }
        for gateway in gateways {
            var external = SettingProblems()
            var oidc = SettingProblems()
            var jwt = SettingProblems()
            if let spec = spec["extAuth"], !spec.isNull {
                external.check("ExtAuth") { () throws(SettingError) in try checkExternal(spec, policy, gateway) }
            }
            if let spec = spec["oidc"], !spec.isNull {
                oidc.check("OIDC") { () throws(SettingError) in try checkOIDC(spec, policy, gateway) }
            }
            if let spec = spec["jwt"], !spec.isNull {
                jwt.check("JWT") { () throws(SettingError) in
                    try JWTChecks.check(spec["providers"]?.array ?? [])
                    try checkKeySets(
                        spec["providers"]?.array ?? [], policy.owner(of: "jwt", "providers"), gateway)
                }
            }
            found.external += external.lines
            found.tokens += isRoute ? external.lines + oidc.lines + jwt.lines : jwt.lines + oidc.lines
            found.hasTokenProblem = found.hasTokenProblem || oidc.text != nil || jwt.text != nil
        }
        return found
    }

    private func checkBasic(_ basic: JSON, _ policy: Policy) throws(SettingError) {
        let secret = try secret(ObjectReference(json: basic["users"] ?? [:]), of: policy)
        guard let users = secret.bytes(".htpasswd"), !users.isEmpty else {
            throw SettingError("secret \(secret.objectName) must contain a non-empty \".htpasswd\" key")
        }
        for line in String(decoding: users, as: UTF8.self).split(whereSeparator: \.isNewline) {
            if line.allSatisfy(\.isWhitespace) { continue }
            guard let colon = line.firstIndex(of: ":") else {
                throw SettingError("invalid htpasswd format: each line must be in the format 'username:password'")
            }
            let password = line[line.index(after: colon)...]
            guard password.hasPrefix("{SHA}") else {
                throw SettingError("unsupported htpasswd format: please use {SHA}")
            }
            guard let digest = Base64.decode(String(password.dropFirst(5))) else {
                throw SettingError("invalid htpasswd format: {SHA} must be base64-encoded SHA1")
            }
            if digest.count != Insecure.SHA1.byteCount {
                throw SettingError("invalid htpasswd format: {SHA} must be SHA1 (\(Insecure.SHA1.byteCount) bytes)")
            }
        }
    }

    private func checkKeys(_ keys: JSON, _ policy: Policy) throws(SettingError) {
        var clients: Set<String> = []
        var values: Set<String> = []
        for reference: ObjectReference in keys.list("credentialRefs") {
            for (client, key) in try secret(reference, of: policy).data.sorted(by: { $0.key < $1.key }) {
                if !clients.insert(client).inserted { continue }
                if !values.insert(key).inserted { throw SettingError("duplicated API key") }
            }
        }
    }

    private func checkExternal(_ external: JSON, _ policy: Policy, _ gateway: GatewayState) throws(SettingError) {
        let services = ["http", "grpc"].filter(external.isPresent)
        if services.isEmpty { throw SettingError("one of grpc or http must be specified") }
        if services.count > 1 { throw SettingError("only one of grpc or http can be specified") }
        let service = external[services[0]] ?? [:]
        var references = service["backendRefs"]?.array ?? []
        if references.isEmpty, let only = service["backendRef"], !only.isNull { references = [only] }
        if references.isEmpty { throw SettingError("\(services[0]) backend refs must be specified") }
        let owner = policy.owner(of: "extAuth", services[0])
        try checkServices(references, of: owner, on: gateway)
        try ClusterSettingsChecks.check(service["backendSettings"])
        for context in external["contextExtensions"]?.array ?? [] where context["type"]?.string == "ValueRef" {
            try checkValue(
                context["valueRef"], policy.owner(of: "extAuth", "contextExtensions").metadata.namespace)
        }
    }

    private func checkValue(_ reference: JSON?, _ namespace: String) throws(SettingError) {
        guard let reference, !reference.isNull else { throw SettingError("unexpected nil reference") }
        let name = reference.text("name")
        let key = reference.text("key")
        let kind = reference.text("kind")
        let values: [String: String]?
        switch kind {
        case ConfigMap.kind: values = world.configMap(ObjectName(namespace: namespace, name: name))?.data
        case Secret.kind: values = world.secret(ObjectName(namespace: namespace, name: name))?.data
        default: throw SettingError("unexpected reference to kind \(kind.goQuoted)")
        }
        guard let values else {
            throw SettingError(
                "can't find the referenced \(kind.lowercased()) \(name.goQuoted) in namespace \(namespace.goQuoted)")
        }
        if values[key] == nil {
            throw SettingError(
                "can't find the key \(key.goQuoted) in the referenced \(kind.lowercased()) \(name.goQuoted)")
        }
    }

    private func checkKeySets(_ providers: [JSON], _ policy: Policy, _ gateway: GatewayState) throws(SettingError) {
        for provider in providers {
            if let remote = provider["remoteJWKS"], !remote.isNull {
                let references = remote["backendRefs"]?.array ?? []
                if !references.isEmpty { try checkServices(references, of: policy, on: gateway) }
                try ClusterSettingsChecks.check(remote["backendSettings"])
            } else if let local = provider["localJWKS"], local["type"]?.string == "ValueRef" {
                let name = ObjectName(
                    namespace: policy.metadata.namespace, name: local["valueRef", "name"]?.string ?? "")
                guard let configMap = world.configMap(name) else {
                    throw SettingError("local JWKS ConfigMap \(name) not found")
                }
                if configMap.data.isEmpty {
                    throw SettingError(
                        "JWKS data not found in ConfigMap jwks/\(name.namespace), no \(name.name.goQuoted) key and no "
                            + "other data found")
                }
            }
        }
    }

    private func checkOIDC(_ oidc: JSON, _ policy: Policy, _ gateway: GatewayState) throws(SettingError) {
        let provider = oidc["provider"] ?? [:]
        let references = provider["backendRefs"]?.array ?? []
        if !references.isEmpty {
            try checkServices(references, of: policy.owner(of: "oidc", "provider", "backendRefs"), on: gateway)
        }
        // Nothing is asked of an issuer here: what only it can tell is taken to be right.
        if let endpoint = provider["tokenEndpoint"]?.string { try Self.checkTokenEndpoint(endpoint) }
        try ClusterSettingsChecks.check(provider["backendSettings"])
        if oidc["clientID"]?.string == nil {
            guard let reference: ObjectReference = oidc.value("clientIDRef") else {
                throw SettingError("client ID must be specified in OIDC policy \(policy.objectName)")
            }
            let secret = try secret(reference, of: policy.owner(of: "oidc", "clientIDRef"))
            if secret.bytes("client-id")?.isEmpty ?? true {
                throw SettingError("client ID not found in secret \(secret.objectName)")
            }
        }
        let secret = try secret(
            ObjectReference(json: oidc["clientSecret"] ?? [:]), of: policy.owner(of: "oidc", "clientSecret"))
        if secret.bytes("client-secret")?.isEmpty ?? true {
            throw SettingError("client secret not found in secret \(secret.objectName)")
        }
        if let url = oidc["redirectURL"]?.string, !Self.isRedirect(url) {
            throw SettingError("invalid redirect URL \(url)")
        }
        for (key, name) in [
            ("defaultTokenTTL", "defaultTokenTTL"), ("defaultRefreshTokenTTL", "defaultRefreshTokenTTL"),
            ("csrfTokenTTL", "csrfTokenTTL"),
        ] {
            guard let text = oidc[key]?.string, GoDuration.parse(text) == nil else { continue }
            throw SettingError("invalid \(name): time: invalid duration \(text.goQuoted)")
        }
    }

    private static func checkTokenEndpoint(_ url: String) throws(SettingError) {
        let rest = url.split(separator: "://", maxSplits: 1).last.map(String.init) ?? url
        let host = rest.prefix { $0 != "/" && $0 != ":" && $0 != "?" }
        if IPAddress(String(host)) != nil {
            throw SettingError("token endpoint URL must be a domain name: \(url)")
        }
    }

    private static func isRedirect(_ url: String) -> Bool {
        let schemes = ["http://", "https://", "%REQ(x-forwarded-proto)%://"]
        guard let scheme = schemes.first(where: url.hasPrefix) else { return false }
        let rest = url.dropFirst(scheme.count)
        guard let slash = rest.firstIndex(of: "/"), slash > rest.startIndex else { return false }
        return rest[slash...] != "/"
    }

    /// Rules about where clients are need to know clients' addresses, and a database.
    func geographyProblem(_ policy: Policy, on listener: ListenerState) -> String? {
        let rules = policy.spec["authorization", "rules"]?.array ?? []
        let places = rules.flatMap { $0["principal", "clientIPGeoLocations"]?.array ?? [] }
        if places.isEmpty { return nil }
        let prefix = "authorization clientIPGeoLocations"
        guard let detection = listener.clientIPDetection else {
            return "\(prefix) requires ClientTrafficPolicy.spec.clientIPDetection to be configured"
        }
        if ["xForwardedFor", "customHeader", "directSourceIP"].filter(detection.isPresent).count != 1 {
            return "\(prefix) requires exactly one of "
                + "ClientTrafficPolicy.spec.clientIPDetection.{xForwardedFor,customHeader,directSourceIP}"
        }
        if !(detection["xForwardedFor", "trustedCIDRs"]?.array ?? []).isEmpty {
            return "\(prefix) does not support ClientIPDetection.XForwardedFor.TrustedCIDRs"
        }
        let provider = listener.gateway.envoyProxy?.spec["geoIP", "provider"]
        guard let provider else { return "\(prefix) requires EnvoyProxy.spec.geoIP.provider to be configured" }
        guard let databases = provider["maxMind"], !databases.isNull else {
            return "geoIP provider MaxMind is missing maxMind configuration"
        }
        let hasCity = databases.isPresent("cityDbSource")
        let path = "EnvoyProxy.spec.geoIP.provider.maxMind"
        for (field, source, name) in [
            ("country", "countryDbSource", "countryDbSource or cityDbSource"), ("region", "cityDbSource", "cityDbSource"),
            ("city", "cityDbSource", "cityDbSource"), ("asn", "asnDbSource", "asnDbSource"),
            ("isp", "ispDbSource", "ispDbSource"), ("anonymous", "anonymousIpDbSource", "anonymousIpDbSource"),
        ] where places.contains(where: { $0.isPresent(field) }) {
            if databases.isPresent(source) || field == "country" && hasCity { continue }
            return "\(prefix).\(field) requires \(path).\(name)"
        }
        return nil
    }
}

/// Problems of a SecurityPolicy by their part: routes and Gateways name them in different orders.
struct SecurityProblems {
    let isRoute: Bool
    var credentials = SettingProblems()
    var authorization = SettingProblems()
    var geography = SettingProblems()
    var external: [String] = []
    var tokens: [String] = []
    var hasTokenProblem = false

    init(isRoute: Bool) { self.isRoute = isRoute }

    var text: String? {
        let lines =
            isRoute
            ? credentials.lines + authorization.lines + tokens + geography.lines
            : tokens + credentials.lines + authorization.lines + external + geography.lines
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    /// Whether routes must not be served: everywhere but where an authorization server alone is amiss that may be.
    func isClosed(failOpen: Bool) -> Bool {
        if !credentials.lines.isEmpty || !authorization.lines.isEmpty || hasTokenProblem { return true }
        return !external.isEmpty && !failOpen
    }
}
