import XDS

extension RouteAction {
    init(_ model: Model.HTTPRoute, to destination: Model.Destination, sharedClusters: Set<String>) {
        self.init()
        choose(destination, needsClusterPerSetting: model.needsClusterPerSetting, sharedClusters: sharedClusters)
        if let rewrite = model.urlRewrite { apply(rewrite, of: model) }
        idleTimeout = model.idleTimeout
        timeout = model.timeout
        requestMirrorPolicies = model.mirrors.compactMap(RequestMirrorPolicy.init)
        if !model.isHTTP2 { upgradeConfigs = [.with { $0.upgradeType = "websocket" }] }
        retryPolicy = model.retry.map(RetryPolicy.init)
    }

    private mutating func choose(
        _ destination: Model.Destination, needsClusterPerSetting: Bool, sharedClusters: Set<String>
    ) {
        let references = destination.clusterReferences.filter { sharedClusters.contains($0.name) }
        let count = references.count + (destination.settings.isEmpty ? 0 : 1)
        if needsClusterPerSetting || count > 1 {
            split(destination, references: references)
        } else {
            cluster = .name(references.count == 1 ? references[0].name : destination.name)
        }
    }

    /// A weighted cluster for each backendRef, and one that does not exist for the share that has nowhere to go.
    private mutating func split(_ destination: Model.Destination, references: [Model.ClusterReference]) {
        var clusters: [WeightedCluster.ClusterWeight] = []
        let weights = destination.weights
        let lost = weights.invalid + weights.withoutEndpoints
        if lost > 0 { clusters.append(.init("invalid-backend-cluster", weight: lost)) }
        for setting in destination.settings where setting.isDynamicResolver || !setting.endpoints.isEmpty {
            var cluster = WeightedCluster.ClusterWeight(setting.name, weight: setting.weight ?? 1)
            if let filters = setting.filters { cluster.apply(filters) }
            clusters.append(cluster)
        }
        for reference in references {
            guard let weight = reference.weight else { continue }
            clusters.append(.init(reference.name, weight: weight))
        }
        // Gateway API 1.6, HTTPBackendRef: 500 for invalid references, 503 for those without endpoints; Envoy knows one
        // code for both.
        clusterNotFoundResponseCode = weights.withoutEndpoints > 0 ? .serviceUnavailable : .internalServerError
        cluster = .weighted(.with { $0.clusters = clusters })
    }

    private mutating func apply(_ rewrite: Model.URLRewrite, of model: Model.HTTPRoute) {
        switch rewrite.path {
        case .full(let path):
            regexRewrite = RegexMatchAndSubstitute("^/.*$", path)
        case .prefix(let replacement):
            if let regex = RegexMatchAndSubstitute(removing: model.pathMatch, replacement: replacement) {
                regexRewrite = regex
            } else {
                prefixRewrite = replacement.hasSuffix("/") ? String(replacement.dropLast()) : replacement
            }
        case .regex(let pattern, let substitution):
            regexRewrite = RegexMatchAndSubstitute(pattern, substitution)
        case nil: break
        }
        guard let host = rewrite.host else { return }
        switch host {
        case .name(let name): self.host = .literal(name)
        case .header(let name): self.host = .header(name)
        case .backend: if !model.isDynamicResolver { self.host = .auto(true) }
        case .pathRegex(let pattern, let substitution):
            self.host = .pathRegex(RegexMatchAndSubstitute(pattern, substitution))
        }
        appendXForwardedHost = rewrite.appendsXForwardedHost ?? true
    }
}

extension RedirectAction {
    init(_ redirect: Model.Redirect, of model: Model.HTTPRoute) {
        self.init()
        scheme = redirect.scheme.map(SchemeRewrite.schemeRedirect)
        hostRedirect = redirect.hostname ?? ""
        switch redirect.path {
        case .full(let path): self.path = .pathRedirect(path)
        case .prefix(let replacement):
            if let regex = RegexMatchAndSubstitute(removing: model.pathMatch, replacement: replacement) {
                self.path = .regexRewrite(regex)
            } else {
                self.path = .prefixRewrite(replacement)
            }
        case .regex(let pattern, let substitution):
            self.path = .regexRewrite(RegexMatchAndSubstitute(pattern, substitution))
        case nil: break
        }
        // The well-known ports are left out of the Location header.
        if let port = redirect.port, port != 80, port != 443 { portRedirect = UInt32(clamping: port) }
        responseCode =
            switch redirect.status {
            case 302: .found
            case 303: .seeOther
            case 307: .temporaryRedirect
            case 308: .permanentRedirect
            default: .movedPermanently
            }
    }
}

extension RegexMatchAndSubstitute {
    init(_ pattern: String, _ substitution: String) {
        self.init()
        self.pattern = .with { $0.regex = pattern }
        self.substitution = substitution
    }

    /// Taking a prefix away altogether: as a plain prefix rewrite Envoy would leave two slashes.
    fileprivate init?(removing match: Model.StringMatch?, replacement: String) {
        guard case .prefix(let prefix)? = match?.pattern, replacement.isEmpty || replacement == "/" else { return nil }
        self.init("^" + RegexSyntax.quoted(prefix) + #"\/*"#, "/")
    }
}

extension WeightedCluster.ClusterWeight {
    fileprivate init(_ name: String, weight: Int) {
        self.init()
        self.name = name
        self.weight = UInt32(clamping: weight)
    }

    fileprivate mutating func apply(_ filters: Model.DestinationFilters) {
        requestHeadersToAdd = filters.requestHeaders.options
        requestHeadersToRemove = filters.requestHeaders.remove
        responseHeadersToAdd = filters.responseHeaders.options
        responseHeadersToRemove = filters.responseHeaders.remove
        if case .name(let name)? = filters.urlRewrite?.host { hostRewriteLiteral = name }
    }
}

extension RequestMirrorPolicy {
    /// Nil for a share of nothing.
    fileprivate init?(_ mirror: Model.Mirror) {
        self.init()
        cluster = mirror.destination.name
        var fraction = FractionalPercent()
        if let percentage = mirror.percentage {
            guard percentage > 0 else { return nil }
            fraction.numerator = UInt32((Float(percentage) * 10_000).clamped(to: 0...1_000_000))
            fraction.denominator = .million
        } else {
            fraction.numerator = 100
        }
        runtimeFraction = .with { $0.defaultValue = fraction }
        disableShadowHostSuffixAppend = true
    }
}

extension Float {
    fileprivate func clamped(to range: ClosedRange<Float>) -> Float {
        Swift.min(Swift.max(self, range.lowerBound), range.upperBound)
    }
}
