import XDS

extension Route.Fields {
    /// One route of Envoy for one match of a rule on one hostname.
    init(_ model: Model.HTTPRoute, sharedClusters: Set<String>) {
        self.init()
        name = model.name
        match = RouteMatch(model)
        metadata = Metadata(model.origin)
        requestHeadersToAdd = model.requestHeaders.options
        requestHeadersToRemove = model.requestHeaders.remove
        responseHeadersToAdd = model.responseHeaders.options
        responseHeadersToRemove = model.responseHeaders.remove
        switch model.action {
        case .respond(let response):
            action = .directResponse(DirectResponseAction(response))
            responseHeadersToAdd += response.headers.options
            responseHeadersToRemove += response.headers.remove
        case .redirect(let redirect):
            action = .redirect(RedirectAction(redirect, of: model))
        case .forward(let destination):
            action = .route(RouteAction(model, to: destination, sharedClusters: sharedClusters))
        case .none:
            action = .directResponse(.with { $0.status = 500 })
        }
        typedPerFilterConfig = HTTPFilters.configurations(for: model)
    }
}

extension RouteMatch {
    fileprivate init(_ model: Model.HTTPRoute) {
        self.init()
        path = PathSpecifier(model.pathMatch?.pattern)
        headers = model.headerMatches.map { match in
            .with {
                $0.name = match.name
                $0.specifier = .stringMatch(StringMatcher(match.pattern))
                $0.invertMatch = match.isInverted
            }
        }
        queryParameters = model.queryMatches.map { match in
            .with {
                $0.name = match.name
                $0.specifier = .stringMatch(StringMatcher(match.pattern))
            }
        }
        cookies = model.cookieMatches.map { match in
            .with {
                $0.name = match.name
                $0.stringMatch = StringMatcher(match.pattern)
                $0.invertMatch = match.isInverted
            }
        }
    }
}

extension RouteMatch.PathSpecifier {
    /// A prefix ends at a slash: only the root is Envoy's plain prefix (Gateway API 1.6, PathMatchPathPrefix).
    fileprivate init(_ pattern: Model.StringMatch.Pattern?) {
        switch pattern {
        case .exact(let path): self = .exact(path)
        case .prefix(let prefix) where prefix != "/":
            self = .pathSeparatedPrefix(prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix)
        case .regex(let regex): self = .safeRegex(.with { $0.regex = regex })
        case .prefix, .suffix, .present, nil: self = .prefix("/")
        }
    }
}

extension StringMatcher {
    init(_ pattern: Model.StringMatch.Pattern) {
        self.init()
        switch pattern {
        case .exact(let text): self.pattern = .exact(text)
        case .prefix(let text): self.pattern = .prefix(text)
        case .suffix(let text): self.pattern = .suffix(text)
        case .regex(let regex): self.pattern = .safeRegex(.with { $0.regex = regex })
        case .present: self.pattern = .safeRegex(.with { $0.regex = ".*" })
        }
    }
}

extension Model.HeaderChanges {
    var options: [HeaderValueOption] {
        add.flatMap { header in
            // A header without values is set to nothing, which Envoy does only when told to keep it.
            (header.values.isEmpty ? [""] : header.values).map { value in
                .with {
                    $0.header = .with {
                        $0.key = header.name
                        $0.value = value
                    }
                    $0.appendAction = HeaderValueOption.AppendAction(header.mode)
                    $0.keepEmptyValue = value.isEmpty
                }
            }
        }
    }
}

extension HeaderValueOption.AppendAction {
    fileprivate init(_ mode: Model.AddedHeader.Mode) {
        switch mode {
        case .append: self = .appendIfExistsOrAdd
        case .overwrite: self = .overwriteIfExistsOrAdd
        case .ifAbsent: self = .addIfAbsent
        }
    }
}

extension DirectResponseAction {
    fileprivate init(_ response: Model.DirectResponse) {
        self.init()
        status = UInt32(clamping: response.status)
        if !response.body.isEmpty {
            // A format and not a body, so that `%OPERATOR%`s in it are filled in.
            bodyFormat = .with { $0.format = .textFormatSource(DataSource(bytes: response.body)) }
        }
    }
}
