import GatewayAPI
import JSON

/// Rate limits of BackendTrafficPolicies.
struct RateLimitChecks {
    let spec: JSON
    /// Whether the controller's configuration has a rate limit service.
    let hasService: Bool

    func check() throws(SettingError) {
        switch spec["type"]?.string {
        case "Local": try local()
        case "Global": try global()
        case nil:
            if spec.isPresent("local") { try local() }
            if spec.isPresent("global") { try global() }
        case let type?: throw SettingError("invalid rateLimit type: \(type)")
        }
    }

    private func local() throws(SettingError) {
        guard let rules = spec["local"].map({ $0["rules"]?.array ?? [] }) else {
            throw SettingError("local configuration empty for rateLimit")
        }
        let open = rules.filter { $0["clientSelectors"]?.array?.isEmpty ?? true }
        if open.count > 1 {
            throw SettingError("local rateLimit can not have more than one rule without clientSelectors")
        }
        let unit = open.first.map(Self.seconds) ?? 1
        for rule in rules where unit == 0 || Self.seconds(rule) % unit != 0 {
            throw SettingError("local rateLimit rule limit unit must be a multiple of the default limit unit")
        }
        for rule in rules where !(rule["clientSelectors"]?.array?.isEmpty ?? true) { try check(rule) }
    }

    private func global() throws(SettingError) {
        guard spec.isPresent("global") else { throw SettingError("global configuration empty for rateLimit") }
        if !hasService { throw SettingError("enable Ratelimit in the EnvoyGateway config to configure global rateLimit") }
        for rule in spec["global", "rules"]?.array ?? [] { try check(rule) }
    }

    private static func seconds(_ rule: JSON) -> Int {
        switch rule["limit", "unit"]?.string {
        case "Second": 1
        case "Minute": 60
        case "Hour": 3600
        case "Day": 86_400
        case "Month": 86_400 * 30
        case "Year": 86_400 * 365
        default: 0
        }
    }

    private func check(_ rule: JSON) throws(SettingError) {
        for selector in rule["clientSelectors"]?.array ?? [] {
            let parts = ["headers", "methods", "queryParams"].contains { !(selector[$0]?.array?.isEmpty ?? true) }
            if !parts, !selector.isPresent("path"), !selector.isPresent("sourceCIDR") {
                throw SettingError(
                    "unable to translate rateLimit. At least one of the header or method or path or sourceCIDR or "
                        + "queryParameters must be specified")
            }
            for header in selector["headers"]?.array ?? [] { try check(header: header) }
            try check(path: selector["path"])
            if let range = selector["sourceCIDR", "value"]?.string, IPNetwork(range) == nil {
                throw SettingError("unable to translate rateLimit: invalid CIDR address: \(range)")
            }
            for parameter in selector["queryParams"]?.array ?? [] { try check(parameter: parameter) }
        }
    }

    private func check(header: JSON) throws(SettingError) {
        let value = header["value"]?.string
        switch header["type"]?.string {
        case nil where value != nil, "Exact" where value != nil: break
        case "RegularExpression" where value != nil: try RegexSyntax.check(value ?? "")
        case "Distinct" where value == nil:
            if header["invert"]?.bool == true {
                throw SettingError(
                    "unable to translate rateLimit.Invert is not applicable for distinct header match type")
            }
        default:
            throw SettingError(
                "unable to translate rateLimit. Either the header.Type is not valid or the header is missing a value")
        }
    }

    private func check(path: JSON?) throws(SettingError) {
        guard let path, !path.isNull else { return }
        switch path["type"]?.string ?? "PathPrefix" {
        case "PathPrefix", "Exact": break
        case "RegularExpression": try RegexSyntax.check(path.text("value"))
        default: throw SettingError("unable to translate rateLimit: invalid path type.")
        }
    }

    private func check(parameter: JSON) throws(SettingError) {
        if parameter.text("name").isEmpty { throw SettingError("name is required when QueryParamMatch is specified") }
        let type = parameter["type"]?.string ?? "Exact"
        let prefix = "unable to translate rateLimit."
        switch type {
        case "Exact", "RegularExpression":
            if parameter.text("value").isEmpty {
                throw SettingError("value is required for \(type) query parameter match")
            }
            if type == "RegularExpression" { try RegexSyntax.check(parameter.text("value")) }
        case "Distinct":
            if parameter["invert"]?.bool == true {
                throw SettingError("\(prefix)Invert is not applicable for distinct query parameter match type")
            }
            if parameter.isPresent("value") {
                throw SettingError("\(prefix)Value is not applicable for distinct query parameter match type")
            }
        default: throw SettingError("invalid query parameter match type: \(type)")
        }
    }
}
