import JSON
import Translate
import XDS

extension RenderCorpusReader {
    func destination(_ json: Members) -> Model.Destination {
        var destination = Model.Destination(
            name: json.text("name") ?? "", origin: json.object("metadata").map(origin))
        destination.statName = json.text("statName")
        destination.settings = json.objects("settings").map(setting)
        destination.clusterReferences = json.objects("backendClusterRefs").map {
            .init(name: $0.text("name") ?? "", weight: $0.int("weight"))
        }
        json.done()
        return destination
    }

    func setting(_ json: Members) -> Model.DestinationSetting {
        var setting = Model.DestinationSetting(name: json.text("name") ?? "")
        setting.isDynamicResolver = json.flag("isDynamicResolver")
        setting.weight = json.int("weight")
        setting.priority = json.int("priority")
        setting.applicationProtocol = json.text("protocol").flatMap(Model.DestinationSetting.ApplicationProtocol.init)
        setting.forcesHTTP1 = json.flag("forceHTTP1Upstream")
        setting.addressType = json.text("addressType").flatMap(Model.DestinationSetting.AddressType.init)
        setting.ipFamily = json.text("ipFamily").flatMap(Model.IPFamily.init)
        setting.origin = json.object("metadata").map(origin)
        setting.isInvalid = json.flag("invalid")
        setting.endpoints = json.objects("endpoints").map { json in
            var endpoint = Model.Endpoint(host: json.text("host") ?? "", port: json.int("port") ?? 0)
            endpoint.hostname = json.text("hostname")
            endpoint.path = json.text("path")
            endpoint.isDraining = json.flag("draining")
            endpoint.zone = json.text("zone")
            json.done()
            return endpoint
        }
        if let local = json.object("preferLocal") {
            var zones = Model.ZoneAware()
            zones.minimumEndpoints = local.int("minEndpointsThreshold")
            zones.percentageEnabled = local.int("percentageEnabled")
            if let force = local.object("force") {
                zones.forces = true
                zones.forceMinimumEndpoints = force.int("minEndpointsInZoneThreshold")
            }
            local.done()
            setting.zoneAware = zones
        }
        if let filters = json.object("filters") {
            var value = Model.DestinationFilters()
            value.requestHeaders = headers(filters, "Request")
            value.responseHeaders = headers(filters, "Response")
            value.credentialInjection = filters.object("credentialInjection").map(credential)
            value.urlRewrite = filters.object("urlRewrite").map(rewrite)
            filters.done()
            setting.filters = value
        }
        setting.tls = json.object("tls").map(upstreamTLS)
        json.done()
        return setting
    }

    private func headers(_ json: Members, _ side: String) -> Model.HeaderChanges {
        let add = json.objects("add\(side)Headers").map { json -> Model.AddedHeader in
            let appends = json.flag("append")
            let onlyIfAbsent = json.flag("addIfAbsent")
            defer { json.done() }
            return .init(
                name: json.text("name") ?? "", values: json.texts("value"),
                mode: onlyIfAbsent ? .ifAbsent : appends ? .append : .overwrite)
        }
        return .init(add: add, remove: json.texts("remove\(side)Headers"))
    }

    private func credential(_ json: Members) -> Model.CredentialInjection {
        defer { json.done() }
        return .init(
            name: json.text("name") ?? "", header: json.text("header"), overwrites: json.take("overwrite")?.bool,
            credential: bytes(json.take("credential")))
    }

    private func rewrite(_ json: Members) -> Model.URLRewrite {
        var rewrite = Model.URLRewrite()
        rewrite.path = json.object("path").flatMap(pathRewrite)
        if let host = json.object("host") {
            if let name = host.text("name") { rewrite.host = .name(name) }
            if let name = host.text("header") { rewrite.host = .header(name) }
            if host.take("backend") != nil { rewrite.host = .backend }
            if let regex = host.object("pathRegex") {
                rewrite.host = .pathRegex(
                    pattern: regex.text("pattern") ?? "", substitution: regex.text("substitution") ?? "")
            }
            host.done()
        }
        rewrite.appendsXForwardedHost = json.take("appendXForwardedHost")?.bool
        json.done()
        return rewrite
    }

    private func pathRewrite(_ json: Members) -> Model.PathRewrite? {
        defer { json.done() }
        if let full = json.text("fullReplace") { return .full(full) }
        if let prefix = json.text("prefixMatchReplace") { return .prefix(prefix) }
        if let regex = json.object("regexMatchReplace") {
            return .regex(pattern: regex.text("pattern") ?? "", substitution: regex.text("substitution") ?? "")
        }
        return nil
    }

    private func match(_ json: Members) -> Model.StringMatch {
        let name = json.text("name") ?? ""
        json.ignore("distinct")
        let isInverted = json.flag("invert")
        var pattern = Model.StringMatch.Pattern.present
        if let text = json.text("exact") { pattern = .exact(text) }
        if let text = json.text("prefix") { pattern = .prefix(text) }
        if let text = json.text("suffix") { pattern = .suffix(text) }
        if let text = json.text("safeRegex") { pattern = .regex(text) }
        json.done()
        return .init(name: name, pattern, isInverted: isInverted)
    }

    func route(_ json: Members) -> Model.HTTPRoute {
        var route = Model.HTTPRoute(
            name: json.text("name") ?? "", hostname: json.text("hostname") ?? "",
            origin: json.object("metadata").map(origin) ?? Self.noOrigin)
        route.isHTTP2 = json.flag("isHTTP2")
        route.pathMatch = json.object("pathMatch").map(match)
        route.headerMatches = json.objects("headerMatches").map(match)
        route.queryMatches = json.objects("queryParamMatches").map(match)
        route.cookieMatches = json.objects("cookieMatches").map(match)
        route.requestHeaders = headers(json, "Request")
        route.responseHeaders = headers(json, "Response")
        if let destination = json.object("destination").map(destination) { route.action = .forward(destination) }
        if let redirect = json.object("redirect") {
            var value = Model.Redirect(status: redirect.int("statusCode") ?? 301)
            value.scheme = redirect.text("scheme")
            value.hostname = redirect.text("hostname")
            value.port = redirect.int("port")
            value.path = redirect.object("path").flatMap(pathRewrite)
            redirect.done()
            route.action = .redirect(value)
        }
        if let response = json.object("directResponse") {
            route.action = .respond(
                .init(status: response.int("statusCode") ?? 0, body: bytes(response.take("body"))))
            response.done()
        }
        route.urlRewrite = json.object("urlRewrite").map(rewrite)
        route.mirrors = json.objects("mirrors").map { json in
            let destination = json.object("destination").map(self.destination) ?? .init(name: "")
            defer { json.done() }
            return .init(destination: destination, percentage: json.take("percentage")?.double)
        }
        route.credentialInjection = json.object("credentialInjection").map(credential)
        if let cors = json.object("cors") {
            var value = Model.CORS()
            value.allowOrigins = cors.objects("allowOrigins").map(match)
            value.allowMethods = cors.texts("allowMethods")
            cors.done()
            route.cors = value
        }
        if let security = json.object("security") {
            route.security = Model.Security(authorization: security.object("authorization").map(authorization))
            security.done()
        }
        if let session = json.object("sessionPersistence") {
            if let cookie = session.object("cookie") {
                route.sessionPersistence = .cookie(
                    name: cookie.text("name") ?? "", ttl: cookie.text("ttl").flatMap(duration))
            }
            if let header = session.object("header") {
                route.sessionPersistence = .header(name: header.text("name") ?? "")
            }
            session.done()
        }
        route.timeout = json.text("timeout").flatMap(duration)
        if let retry = json.object("retry") { route.retry = self.retry(retry) }
        json.done()
        return route
    }

    private func retry(_ json: Members) -> Model.Retry {
        var retry = Model.Retry()
        retry.retries = json.int("numRetries")
        if let on = json.object("retryOn") {
            retry.statusCodes = on.list("httpStatusCodes").compactMap(\.int)
            on.done()
        }
        if let each = json.object("perRetry") {
            if let back = each.object("backOff") {
                retry.baseInterval = back.text("baseInterval").flatMap(duration)
                back.done()
            }
            each.done()
        }
        json.done()
        return retry
    }

    func tls(_ json: Members) -> Model.TLS {
        var tls = Model.TLS()
        tls.certificates = json.objects("certificates").map(certificate)
        tls.alpn = json.take("alpnProtocols")?.array?.compactMap(\.string)
        let isRequired = json.flag("requireClientCertificate")
        let accepts = json.flag("acceptUntrusted")
        if let ca = json.object("caCertificate") {
            tls.clientValidation = .init(ca: authority(ca), isRequired: isRequired, acceptsUntrusted: accepts)
        }
        json.done()
        return tls
    }

    private func upstreamTLS(_ json: Members) -> Model.UpstreamTLS {
        var tls = Model.UpstreamTLS()
        tls.sni = json.text("sni")
        tls.sniFromEndpoint = json.flag("autoSNIFromEndpointHostname")
        tls.usesSystemTrust = json.flag("useSystemTrustStore")
        tls.ca = json.object("caCertificate").map(authority)
        tls.skipsVerification = json.flag("insecureSkipVerify")
        tls.subjectAltNames = json.objects("subjectAltNames").compactMap { name in
            name.text("hostname").map { .hostname($0) } ?? name.text("uri").map { .uri($0) }
        }
        tls.clientCertificates = json.objects("clientCertificates").map(certificate)
        tls.parameters.minimumVersion = json.text("minVersion")
        tls.parameters.maximumVersion = json.text("maxVersion")
        tls.parameters.ciphers = json.texts("ciphers")
        tls.parameters.curves = json.texts("ecdhCurves")
        tls.parameters.signatureAlgorithms = json.texts("signatureAlgorithms")
        tls.parameters.alpn = json.take("alpnProtocols")?.array?.compactMap(\.string)
        json.done()
        return tls
    }

    private func authorization(_ json: Members) -> Model.Authorization {
        defer { json.done() }
        let rules = json.objects("rules").map { json in
            defer { json.done() }
            var rule = Model.Authorization.Rule(
                name: json.text("name") ?? "", isAllowed: json.text("action") == "Allow")
            if let operation = json.object("operation") {
                rule.methods = operation.texts("methods")
                operation.done()
            }
            if let principal = json.object("principal") {
                rule.clients = principal.objects("clientCIDRs").map { json in
                    defer { json.done() }
                    json.ignore("distinct", "isIPv6")
                    let address = (json.text("cidr") ?? "").prefix { $0 != "/" }
                    return .init(address: String(address), prefixLength: json.int("maskLen") ?? -1)
                }
                rule.headers = principal.objects("headers").map { json in
                    defer { json.done() }
                    return .init(name: json.text("name") ?? "", values: json.texts("values"))
                }
                principal.done()
            }
            return rule
        }
        return .init(rules: rules, allowsOthers: json.text("defaultAction") == "Allow")
    }

    private func authority(_ json: Members) -> Model.CACertificate {
        defer { json.done() }
        return .init(name: json.text("name") ?? "", certificate: bytes(json.take("certificate")))
    }

    func certificate(_ json: Members) -> Model.TLSCertificate {
        defer { json.done() }
        return .init(
            name: json.text("name") ?? "", certificate: bytes(json.take("certificate")),
            privateKey: bytes(json.take("privateKey")), ocspStaple: json.take("ocspStaple").map(bytes))
    }

    private func bytes(_ json: JSON?) -> [UInt8] {
        if let text = json?.string { return Base64.decode(text) ?? Array(text.utf8) }
        return (json?.array ?? []).compactMap { $0.int.flatMap { UInt8(exactly: $0) } }
    }

    /// Go's notation, as far as the cases use it.
    private func duration(_ text: String) -> Duration? {
        if text.hasSuffix("ms") { return Int(text.dropLast(2)).map { .milliseconds($0) } }
        guard let number = Int(text.dropLast()) else { return nil }
        switch text.last {
        case "s": return .seconds(number)
        case "m": return .seconds(number * 60)
        case "h": return .seconds(number * 3600)
        default: return nil
        }
    }
}
