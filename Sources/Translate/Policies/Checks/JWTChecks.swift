import GatewayAPI
import JSON
import Kube

/// Providers of JSON web tokens: all that is wrong with them is named at once.
enum JWTChecks {
    static func check(_ providers: [JSON]) throws(SettingError) {
        var problems: [String] = []
        var names: [String] = []
        for provider in providers {
            let name = provider.text("name")
            if name.isEmpty { problems.append("jwt provider cannot be an empty string") }
            if let problem = problem(issuer: provider.text("issuer")) { problems.append(problem) }
            let remote = provider["remoteJWKS"].flatMap { $0.isNull ? nil : $0 }
            let local = provider["localJWKS"].flatMap { $0.isNull ? nil : $0 }
            if (remote == nil) == (local == nil) {
                problems.append("either remoteJWKS or localJWKS must be specified for jwt provider: \(name)")
            }
            if let remote {
                let uri = remote.text("uri")
                if uri.isEmpty {
                    problems.append("uri must be set for remote JWKS provider: \(name)")
                } else if let problem = requestURIProblem(uri) {
                    problems.append("invalid remote JWKS URI: \(problem)")
                }
            }
            if let local {
                if local["type"]?.string ?? "Inline" == "Inline" {
                    if !local.isPresent("inline") {
                        problems.append("inline JWKS must be set for local JWKS provider: \(name) if type is Inline")
                    }
                } else if !local.isPresent("valueRef") {
                    problems.append("valueRef must be set for local JWKS provider: \(name) if type is ValueRef")
                }
            }
            if problems.isEmpty {
                if names.contains(name) { problems.append("provider name \(name) must be unique") }
                names.append(name)
            }
            for claim in provider["claimToHeaders"]?.array ?? [] {
                if claim.text("header").isEmpty {
                    problems.append("header must be set for claimToHeader provider: ")
                } else if claim.text("claim").isEmpty {
                    problems.append("claim must be set for claimToHeader provider: ")
                }
            }
        }
        if !problems.isEmpty { throw SettingError(problems.joined(separator: "\n")) }
    }

    private static func problem(issuer: String) -> String? {
        if issuer.contains(":") {
            return requestURIProblem(issuer) == nil
                ? nil : "invalid issuer; when issuer contains ':' character, it MUST be a valid URI"
        }
        guard issuer.contains("@") else { return nil }
        let parts = issuer.split(separator: "@", omittingEmptySubsequences: false)
        if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, !issuer.contains(" ") { return nil }
        return "invalid issuer; when issuer contains '@' character, it MUST be a valid Email Address format: mail: "
            + "missing '@' or angle-addr"
    }

    /// Go's `url.ParseRequestURI`, as far as anybody meets it.
    private static func requestURIProblem(_ uri: String) -> String? {
        let scheme = uri.prefix { $0 != ":" }
        let isScheme =
            uri.contains(":") && scheme.first?.isLetter == true
            && scheme.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
        if isScheme || uri.hasPrefix("/") { return nil }
        if uri.hasPrefix(":") { return "parse \(uri.goQuoted): missing protocol scheme" }
        if uri.contains(":"), scheme.first?.isLetter != true {
            return "parse \(uri.goQuoted): first path segment in URL cannot contain colon"
        }
        return "parse \(uri.goQuoted): invalid URI for request"
    }
}
