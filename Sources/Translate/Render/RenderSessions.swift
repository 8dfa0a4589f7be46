import XDS

extension StatefulSession {
    init(_ route: Model.HTTPRoute) {
        self.init()
        switch route.sessionPersistence {
        case .cookie(let name, let ttl):
            let state = CookieSessionState.with {
                $0.cookie = .with {
                    $0.name = name
                    $0.path = route.cookiePath
                    $0.ttl = ttl
                }
            }
            sessionState = TypedExtension("envoy.http.stateful_session.cookie", state)
        case .header(let name):
            sessionState = TypedExtension(
                "envoy.http.stateful_session.header", HeaderSessionState.with { $0.name = name })
        case nil: break
        }
    }
}

extension Model.HTTPRoute {
    /// Where the client shows the cookie again; of a regular expression, the segments before the first wild one
    /// (Gateway API, GEP-1619).
    fileprivate var cookiePath: String {
        switch pathMatch?.pattern {
        case .exact(let path), .prefix(let path): path
        case .regex(let regex):
            regex.split(separator: "/", omittingEmptySubsequences: false)
                .prefix { !$0.contains("*") }.joined(separator: "/")
        case .suffix, .present, nil: "/"
        }
    }
}
