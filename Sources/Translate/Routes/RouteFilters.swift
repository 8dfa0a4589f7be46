import GatewayAPI
import Kube

/// What the filters of a rule, or of one backend, come to.
struct RouteFilters {
    var errors: [RouteError] = []
    var response: Model.DirectResponse?
    var redirect: Model.Redirect?
    var urlRewrite: Model.URLRewrite?
    var credentialInjection: Model.CredentialInjection?
    var requestHeaders = Model.HeaderChanges()
    var responseHeaders = Model.HeaderChanges()
    var mirrors: [Model.Mirror] = []
    var cors: Model.CORS?
    /// Of an HTTPRouteFilter; they combine with those of the rule.
    var matches: [HTTPRouteFilter.Match] = []

    func apply(to route: inout Model.HTTPRoute) {
        route.requestHeaders = requestHeaders
        route.responseHeaders = responseHeaders
        route.urlRewrite = urlRewrite
        route.credentialInjection = credentialInjection
        route.mirrors = mirrors
        route.cors = cors
        if let redirect { route.action = .redirect(redirect) }
        if let response { route.action = .respond(response) }
    }

    /// Why a filter cannot stand where it stands; nil when it can.
    static func problem(_ filter: RouteFilter, isGRPC: Bool) -> String? {
        var types: Set<String> = ["RequestMirror", "RequestHeaderModifier", "ResponseHeaderModifier"]
        if !isGRPC { types.formUnion(["URLRewrite", "RequestRedirect", "CORS"]) }
        if types.contains(filter.type) { return nil }
        guard filter.type == "ExtensionRef" else { return "unsupported filter type \(filter.type)" }
        guard let reference = filter.extensionRef else {
            return "extensionRef field must be specified for an extended filter"
        }
        if reference.group == Groups.envoyGateway, reference.kind == HTTPRouteFilter.kind { return nil }
        return "unknown kind \(reference.group ?? "")/\(reference.kind ?? "")"
    }
}

extension Pass {
    /// Works through filters in order. After one that answers by itself the others do not count.
    func process(_ filters: [RouteFilter], _ referrer: Referrer, rule: Int, isGRPC: Bool) -> RouteFilters {
        var result = RouteFilters()
        var errors = RouteErrors()
        for (index, filter) in filters.enumerated() {
            if result.response != nil { break }
            do throws(RouteError) {
                try process(filter, index, referrer, rule: rule, isGRPC: isGRPC, &result)
            } catch {
                errors.add(error)
            }
        }
        let conflict = "RequestMirror filter cannot be used when the rule also configures a"
        if result.response != nil, !result.mirrors.isEmpty {
            result.response = nil
            result.mirrors = []
            errors.add(.accepted("\(conflict) DirectResponse filter", reason: "IncompatibleFilters"))
        }
        if result.redirect != nil, !result.mirrors.isEmpty {
            result.redirect = nil
            result.mirrors = []
            errors.add(.accepted("\(conflict) RequestRedirect filter", reason: "IncompatibleFilters"))
        }
        if isGRPC, let status = result.response?.status, (200..<300).contains(status) {
            result.response = nil
            errors.add(
                .accepted(
                    "DirectResponse with a 2xx status code is not supported for GRPCRoute: a 2xx status maps to the "
                        + "gRPC OK status, but a direct response cannot carry a gRPC response message, so the client "
                        + "would receive an invalid response. Use a non-2xx status code to deny or block the request "
                        + "instead"))
        }
        result.errors = errors.merged
        return result
    }

    private func process(
        _ filter: RouteFilter, _ index: Int, _ referrer: Referrer, rule: Int, isGRPC: Bool,
        _ result: inout RouteFilters
    ) throws(RouteError) {
        if let problem = RouteFilters.problem(filter, isGRPC: isGRPC) {
            throw Self.invalidFilter(filter.type, problem, &result)
        }
        switch filter.type {
        case "URLRewrite": if let rewrite = filter.urlRewrite { try apply(rewrite, &result) }
        case "RequestRedirect": try apply(filter.requestRedirect, &result)
        case "RequestHeaderModifier":
            if let modifier = filter.requestHeaderModifier {
                try HeaderModifiers.request.apply(modifier, &result.requestHeaders)
            }
        case "ResponseHeaderModifier":
            if let modifier = filter.responseHeaderModifier {
                try HeaderModifiers.response.apply(modifier, &result.responseHeaders)
            }
        case "RequestMirror":
            if let mirror = filter.requestMirror {
                result.mirrors.append(try self.mirror(mirror, index, referrer, rule: rule))
            }
        case "CORS": if let cors = filter.cors { result.cors = Self.cors(cors) }
        default: if let reference = filter.extensionRef { try apply(reference, referrer, &result) }
        }
    }

    /// The rule answers 500 and nothing else of it counts.
    static func invalidFilter(_ type: String, _ problem: String, _ result: inout RouteFilters) -> RouteError {
        result.response = Model.DirectResponse(status: 500)
        return .accepted("invalid filter \(type): \(problem)")
    }

    private func apply(_ rewrite: RouteFilter.Rewrite, _ result: inout RouteFilters) throws(RouteError) {
        if let present = result.urlRewrite {
            let hasHost = rewrite.hostname != nil
            let hasPath = rewrite.path != nil
            let repeats = (present.hasCorePath || present.hasCoreHost) && (hasHost || hasPath)
            let contradicts = hasHost && present.hasExtensionHost || hasPath && present.hasExtensionPath
            if repeats || contradicts { throw Self.severalRewrites }
        }
        if let hostname = rewrite.hostname {
            if let problem = Self.problem(hostname: hostname) { throw .accepted(problem) }
            var urlRewrite = result.urlRewrite ?? Model.URLRewrite()
            if urlRewrite.host == nil { urlRewrite.host = .name(hostname) }
            result.urlRewrite = urlRewrite
        }
        guard let path = rewrite.path else { return }
        let modifier: Model.PathRewrite
        switch path.type {
        case "ReplaceFullPath":
            if path.replacePrefixMatch != nil {
                throw .accepted(#"ReplacePrefixMatch cannot be set when rewrite path type is "ReplaceFullPath""#)
            }
            guard let full = path.replaceFullPath else {
                throw .accepted(#"ReplaceFullPath must be set when rewrite path type is "ReplaceFullPath""#)
            }
            modifier = .full(full)
        case "ReplacePrefixMatch":
            if path.replaceFullPath != nil {
                throw .accepted(#"ReplaceFullPath cannot be set when rewrite path type is "ReplacePrefixMatch""#)
            }
            guard let prefix = path.replacePrefixMatch else {
                throw .accepted(#"ReplacePrefixMatch must be set when rewrite path type is "ReplacePrefixMatch""#)
            }
            modifier = .prefix(prefix)
        default:
            throw .accepted(
                "rewrite path type: \(path.type) is invalid, only \"ReplaceFullPath\" and \"ReplacePrefixMatch\" are "
                    + "supported")
        }
        var urlRewrite = result.urlRewrite ?? Model.URLRewrite()
        if urlRewrite.path == nil { urlRewrite.path = modifier }
        result.urlRewrite = urlRewrite
    }

    static let severalRewrites = RouteError.accepted(
        "cannot configure multiple urlRewrite filters for a single HTTPRouteRule")

    private func apply(_ redirect: RouteFilter.Redirect?, _ result: inout RouteFilters) throws(RouteError) {
        if result.redirect != nil {
            throw .accepted("cannot configure multiple requestRedirect filters for a single HTTPRouteRule")
        }
        guard let redirect else { return }
        var model = Model.Redirect(status: redirect.statusCode ?? 302)
        if let scheme = redirect.scheme {
            guard scheme == "http" || scheme == "https" else {
                throw .accepted("scheme: \(scheme) is unsupported, only 'https' and 'http' are supported")
            }
            model.scheme = scheme
        }
        if let hostname = redirect.hostname {
            if let problem = Self.problem(hostname: hostname) { throw .accepted(problem) }
            model.hostname = hostname
        }
        if let path = redirect.path {
            switch path.type {
            case "ReplaceFullPath": model.path = path.replaceFullPath.map(Model.PathRewrite.full)
            case "ReplacePrefixMatch": model.path = path.replacePrefixMatch.map(Model.PathRewrite.prefix)
            default:
                throw .accepted(
                    "redirect path type: \(path.type) is invalid, only \"ReplaceFullPath\" and "
                        + "\"ReplacePrefixMatch\" are supported")
            }
        }
        if let status = redirect.statusCode, ![301, 302, 303, 307, 308].contains(status) {
            throw .accepted("status code \(status) is invalid, only 302 and 301 are supported")
        }
        model.port = redirect.port
        result.redirect = model
    }

    /// What is wrong with a hostname that redirects or rewrites lead to.
    private static func problem(hostname: String) -> String? {
        if !Hostnames.isSubdomain(hostname) {
            let rule =
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and "
                + "must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
                + #"'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"#
            let tooLong = hostname.utf8.count > 253 ? "must be no more than 253 characters" : nil
            let problems = [tooLong, Hostnames.hasSubdomainForm(hostname) ? nil : rule].compactMap { $0 }
            return "hostname \(hostname.goQuoted) is invalid: [\(problems.joined(separator: " "))]"
        }
        if IPAddress(hostname) != nil { return "hostname: \(hostname.goQuoted) cannot be an ip address" }
        if let label = hostname.split(separator: ".").first(where: { $0.utf8.count > 63 }) {
            return "label: \(String(label).goQuoted) in hostname \(hostname.goQuoted) cannot exceed 63 characters"
        }
        return nil
    }

    private static func cors(_ filter: RouteFilter.CORS) -> Model.CORS {
        var cors = Model.CORS()
        cors.allowOrigins = filter.allowOrigins.map(Wildcard.stringMatch)
        cors.allowMethods = filter.allowMethods
        cors.allowHeaders = filter.allowHeaders
        cors.exposeHeaders = filter.exposeHeaders
        cors.allowCredentials = filter.allowCredentials ?? false
        cors.maxAge = .seconds(filter.maxAge ?? 0)
        return cors
    }

    private func mirror(
        _ mirror: RouteFilter.Mirror, _ index: Int, _ referrer: Referrer, rule: Int
    ) throws(RouteError) -> Model.Mirror {
        let reference = BackendRef(to: mirror.backendRef)
        let context = "failed to validate the RequestMirror filter:"
        do throws(RouteError) {
            try check(reference, referrer)
        } catch {
            throw RouteError(.resolvedRefs, reason: error.reason, "\(context) \(error.message)")
        }
        let name = "\(Names.rule(referrer.kind, referrer.name, rule))-mirror-\(index)"
        let backend = resolve(reference, as: Names.setting(name, -1), referrer, mayShare: false)
        if let problem = backend.problem {
            guard problem.reason == "EndpointsNotFound" else { throw problem }
            throw RouteError(.backendsAvailable, reason: problem.reason, "\(context) \(problem.message)")
        }
        var destination = Model.Destination(name: name)
        destination.settings = [backend.setting]
        var percentage = mirror.percent.map(Double.init)
        if let numerator = mirror.numerator {
            percentage = 100 * Double(numerator) / Double(max(mirror.denominator ?? 100, 1))
        }
        return Model.Mirror(destination: destination, percentage: percentage)
    }

    /// Filters of one backend.
    func destinationFilters(
        _ filters: [RouteFilter], _ referrer: Referrer
    ) throws(RouteError) -> Model.DestinationFilters {
        let processed = process(filters, referrer, rule: 0, isGRPC: referrer.kind == GRPCRoute.kind)
        if !processed.errors.isEmpty {
            throw RouteError(
                reason: "InvalidBackendFilters", processed.errors.map(\.message).joined(separator: "\n"))
        }
        var result = Model.DestinationFilters()
        result.requestHeaders = processed.requestHeaders
        result.responseHeaders = processed.responseHeaders
        result.credentialInjection = processed.credentialInjection
        result.urlRewrite = processed.urlRewrite
        return result
    }
}

extension Model.URLRewrite {
    var hasExtensionPath: Bool { if case .regex = path { true } else { false } }
    var hasCorePath: Bool { path != nil && !hasExtensionPath }
    var hasCoreHost: Bool { if case .name = host { true } else { false } }
    var hasExtensionHost: Bool { host != nil && !hasCoreHost }
}
