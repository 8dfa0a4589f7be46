import GatewayAPI
import Kube

/// HTTPRouteFilter of `gateway.envoyproxy.io`, named by an `ExtensionRef` filter.
extension Pass {
    func apply(
        _ reference: ObjectReference, _ referrer: Referrer, _ result: inout RouteFilters
    ) throws(RouteError) {
        let name = ObjectName(namespace: referrer.name.namespace, name: reference.name)
        guard let filter = world.httpRouteFilter(name) else {
            result.response = Model.DirectResponse(status: 500)
            throw RouteError(reason: "UnsupportedValue", "Unable to translate HTTPRouteFilter: \(name)")
        }
        if !filter.matches.isEmpty {
            if !result.matches.isEmpty {
                throw .accepted("only one HTTPRouteFilter with matches is supported per HTTPRouteRule")
            }
            result.matches = filter.matches
        }
        if let rewrite = filter.urlRewrite { try apply(rewrite, &result) }
        if let response = filter.directResponse { try apply(response, name, &result) }
        if let injection = filter.credentialInjection {
            notify(
                filter, reason: "NotEmulated",
                "The credential is not injected here: requests reach the backend without it.")
            try apply(injection, name, &result)
        }
    }

    private func apply(_ rewrite: HTTPRouteFilter.Rewrite, _ result: inout RouteFilters) throws(RouteError) {
        let hasHost = rewrite.hostnameType != nil
        let hasPath = rewrite.pathType != nil
        if let present = result.urlRewrite {
            let repeats = (present.hasExtensionPath || present.hasExtensionHost) && (hasHost || hasPath)
            let contradicts = hasHost && present.hasCoreHost || hasPath && present.hasCorePath
            if repeats || contradicts { throw Self.severalRewrites }
        }
        if rewrite.pathType == "ReplaceRegexMatch" {
            guard let regex = rewrite.pathRegex, !regex.pattern.isEmpty else {
                throw .accepted(
                    #"ReplaceRegexMatch Pattern must be set when rewrite path type is "ReplaceRegexMatch""#)
            }
            if RegexSyntax.problem(regex.pattern) != nil {
                throw .accepted("ReplaceRegexMatch must be a valid RE2 regular expression")
            }
            var urlRewrite = result.urlRewrite ?? Model.URLRewrite()
            if urlRewrite.path == nil {
                urlRewrite.path = .regex(pattern: regex.pattern, substitution: regex.substitution)
            }
            result.urlRewrite = urlRewrite
        }
        if hasHost {
            let host = try host(rewrite)
            var urlRewrite = result.urlRewrite ?? Model.URLRewrite()
            if urlRewrite.host == nil { urlRewrite.host = host }
            result.urlRewrite = urlRewrite
        }
        if let appends = rewrite.appendXForwardedHost {
            var urlRewrite = result.urlRewrite ?? Model.URLRewrite()
            urlRewrite.appendsXForwardedHost = appends
            result.urlRewrite = urlRewrite
        }
    }

    private func host(_ rewrite: HTTPRouteFilter.Rewrite) throws(RouteError) -> Model.URLRewrite.Host? {
        switch rewrite.hostnameType {
        case "Header":
            guard let header = rewrite.hostnameHeader else {
                throw .accepted(#"Header must be set when rewrite path type is "Header""#)
            }
            return .header(header)
        case "Backend": return .backend
        case "PathRegex":
            guard let regex = rewrite.hostnamePathRegex, !regex.pattern.isEmpty, !regex.substitution.isEmpty else {
                throw .accepted(
                    #"PathRegex Pattern and Substitution must be set when rewrite hostname type is "PathRegex""#)
            }
            if RegexSyntax.problem(regex.pattern) != nil {
                throw .accepted("PathRegex must be a valid RE2 regular expression")
            }
            return .pathRegex(pattern: regex.pattern, substitution: regex.substitution)
        default: return nil
        }
    }

    private func apply(
        _ response: HTTPRouteFilter.DirectResponse, _ name: ObjectName, _ result: inout RouteFilters
    ) throws(RouteError) {
        var model = Model.DirectResponse(status: response.statusCode ?? 200)
        if let body = response.body {
            do throws(BodyProblem) {
                model.body = try self.body(body, namespace: name.namespace)
            } catch {
                throw Self.invalidFilter(HTTPRouteFilter.kind, error.text, &result)
            }
        }
        func add(_ name: String, _ value: String, _ mode: Model.AddedHeader.Mode) {
            result.responseHeaders.add.append(Model.AddedHeader(name: name, values: [value], mode: mode))
        }
        if let type = response.contentType { add("Content-Type", type, .overwrite) }
        result.response = model
        for header in response.header?.add ?? [] { add(header.name, header.value, .append) }
        for header in response.header?.set ?? [] { add(header.name, header.value, .overwrite) }
    }

    struct BodyProblem: Error {
        var text: String
        init(_ text: String) { self.text = text }
    }

    /// A body given in place or in a ConfigMap.
    func body(_ body: HTTPRouteFilter.ResponseBody, namespace: String) throws(BodyProblem) -> [UInt8] {
        if body.type == "ValueRef", let reference = body.valueRef {
            let name = ObjectName(namespace: namespace, name: reference.name)
            guard let configMap = world.configMap(name) else {
                throw BodyProblem("can't find the referenced configmap \(name)")
            }
            if let text = configMap.data["response.body"] { return Array(text.utf8) }
            if let binary = configMap.binaryData["response.body"], let bytes = Base64.decode(binary) { return bytes }
            // Any other entry will do; the first by name, so that the answer stays the same.
            if let first = configMap.data.min(by: { $0.key < $1.key }) { return Array(first.value.utf8) }
            if let first = configMap.binaryData.min(by: { $0.key < $1.key }), let bytes = Base64.decode(first.value) {
                return bytes
            }
            throw BodyProblem("can't find the key response.body in the referenced configmap \(name)")
        }
        return Array((body.inline ?? "").utf8)
    }

    private func apply(
        _ injection: HTTPRouteFilter.CredentialInjection, _ name: ObjectName, _ result: inout RouteFilters
    ) throws(RouteError) {
        let reference = injection.valueRef
        func refuse(_ problem: String) -> RouteError { Self.invalidFilter(HTTPRouteFilter.kind, problem, &result) }
        if let group = reference.group, !group.isEmpty { throw refuse("secret ref group must be unspecified/empty") }
        let kind = reference.kind ?? Secret.kind
        guard kind == Secret.kind || kind == ConfigMap.kind else { throw refuse("secret ref kind must be Secret") }
        let target = reference.objectName(defaultNamespace: name.namespace)
        let from = ReferenceGrants.From(HTTPRouteFilter.kind, name.namespace, group: Groups.envoyGateway)
        if !world.grants.permit(from, group: "", kind: kind, target) {
            throw refuse("ref to \(kind) \(target) not permitted by any ReferenceGrant")
        }
        guard let secret = world.secret(target) else { throw refuse("secret \(target) does not exist") }
        guard let credential = secret.bytes("credential"), !credential.isEmpty else {
            throw refuse("credential key credential not found in secret \(target)")
        }
        result.credentialInjection = Model.CredentialInjection(
            name: "httproutefilter/\(name)", header: injection.header, overwrites: injection.overwrite,
            credential: credential)
    }
}
