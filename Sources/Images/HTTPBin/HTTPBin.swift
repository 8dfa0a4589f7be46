import NIOCore

/// The endpoints of httpbin: what a request was, as JSON, and answers made to order.
struct HTTPBin: HTTPApp {
    let dialect: HTTPBinDialect
    let hostname: String

    func handle(_ exchange: HTTPExchange) {
        let call = HTTPBinCall(exchange: exchange, dialect: dialect)
        if exchange.request.method == "OPTIONS" { return preflight(call) }
        let parts = call.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        let name = parts.first ?? ""
        if parts.count == 1, let route = Self.plain[name] { return run(route, call) }
        if parts.count > 1, let route = Self.nested[name] { return run(route, call, parts) }
        switch (name, parts.count) {
        case ("", 1): call.page(HTTPBinPages.index(title: dialect == .go ? "go-httpbin" : "httpbin.org"))
        case ("hostname", 1): call.json(.object([("hostname", .string(hostname))]))
        default: call.fail(404)
        }
    }

    private func preflight(_ call: HTTPBinCall) {
        let methods = dialect == .go
            ? "GET, POST, HEAD, PUT, DELETE, PATCH, QUERY, OPTIONS" : "GET, POST, PUT, DELETE, PATCH, OPTIONS"
        var fields = [
            HTTPField("Access-Control-Allow-Methods", methods), HTTPField("Access-Control-Max-Age", "3600"),
        ]
        if let wanted = call.request.first("access-control-request-headers") {
            fields.append(HTTPField("Access-Control-Allow-Headers", wanted))
        }
        call.send(200, fields)
    }

    private struct Route: Sendable {
        var methods: [String] = []
        var action: @Sendable (HTTPBinCall, [String]) -> Void

        init(_ methods: String..., action: @escaping @Sendable (HTTPBinCall, [String]) -> Void) {
            self.methods = methods
            self.action = action
        }
    }

    private func run(_ route: Route, _ call: HTTPBinCall, _ parts: [String] = []) {
        let method = call.request.method
        let isAllowed =
            route.methods.isEmpty || route.methods.contains(method) || method == "HEAD" && route.methods.contains("GET")
        if isAllowed { route.action(call, parts) } else { call.fail(405) }
    }

    /// Endpoints of one path part.
    private static let plain: [String: Route] = [
        "get": Route("GET") { call, _ in call.json(call.describe()) },
        "head": Route("HEAD") { call, _ in call.json(call.describe()) },
        "post": Route("POST") { call, _ in call.echoBody() },
        "put": Route("PUT") { call, _ in call.echoBody() },
        "patch": Route("PATCH") { call, _ in call.echoBody() },
        "delete": Route("DELETE") { call, _ in call.echoBody() },
        "anything": Route { call, _ in call.echoBody(withMethod: true) },
        "headers": Route("GET") { call, _ in call.json(.object([("headers", call.headers)])) },
        "ip": Route("GET") { call, _ in call.json(.object([("origin", .string(call.origin))])) },
        "user-agent": Route("GET") { call, _ in
            call.json(.object([("user-agent", .string(call.request.first("user-agent") ?? ""))]))
        },
        "uuid": Route("GET") { call, _ in call.json(.object([("uuid", .string(HTTPBinRandom.uuid()))])) },
        "response-headers": Route("GET", "POST") { call, _ in HTTPBinEndpoints.responseHeaders(call) },
        "cookies": Route("GET") { call, _ in HTTPBinEndpoints.cookies(call) },
        "redirect-to": Route { call, _ in HTTPBinEndpoints.redirectTo(call) },
        "bearer": Route("GET") { call, _ in HTTPBinEndpoints.bearer(call) },
        "gzip": Route("GET") { call, _ in HTTPBinEndpoints.compressed(call, .gzip) },
        "deflate": Route("GET") { call, _ in HTTPBinEndpoints.compressed(call, .deflate) },
        "brotli": Route("GET") { call, _ in call.fail(501) },
        "drip": Route("GET") { call, _ in HTTPBinStreams.drip(call) },
        "cache": Route("GET") { call, _ in HTTPBinEndpoints.cache(call) },
        "html": Route("GET") { call, _ in call.page(HTTPBinPages.story) },
        "xml": Route("GET") { call, _ in call.send(200, type: "application/xml", HTTPBinPages.xml.utf8) },
        "json": Route("GET") { call, _ in call.json(HTTPBinPages.sample) },
        "robots.txt": Route("GET") { call, _ in call.text("User-agent: *\nDisallow: /deny\n") },
        "deny": Route("GET") { call, _ in call.text("YOU SHOULDN'T BE HERE") },
        "image": Route("GET") { call, _ in HTTPBinEndpoints.image(call) },
        "unstable": Route("GET") { call, _ in HTTPBinEndpoints.unstable(call) },
    ]

    /// Endpoints whose path goes on.
    private static let nested: [String: Route] = [
        "anything": Route { call, _ in call.echoBody(withMethod: true) },
        "status": Route { call, parts in HTTPBinEndpoints.status(call, parts) },
        "delay": Route { call, parts in HTTPBinStreams.delay(call, parts) },
        "bytes": Route("GET") { call, parts in HTTPBinStreams.bytes(call, parts, inPieces: false) },
        "stream-bytes": Route("GET") { call, parts in HTTPBinStreams.bytes(call, parts, inPieces: true) },
        "stream": Route("GET") { call, parts in HTTPBinStreams.lines(call, parts) },
        "range": Route("GET") { call, parts in HTTPBinStreams.range(call, parts) },
        "redirect": Route("GET") { call, parts in
            HTTPBinEndpoints.redirect(call, parts, isAbsolute: call.query("absolute")?.lowercased() == "true")
        },
        "relative-redirect": Route("GET") { call, parts in HTTPBinEndpoints.redirect(call, parts, isAbsolute: false) },
        "absolute-redirect": Route("GET") { call, parts in HTTPBinEndpoints.redirect(call, parts, isAbsolute: true) },
        "cookies": Route("GET") { call, parts in HTTPBinEndpoints.changeCookies(call, parts) },
        "basic-auth": Route("GET") { call, parts in HTTPBinEndpoints.basicAuth(call, parts, isHidden: false) },
        "hidden-basic-auth": Route("GET") { call, parts in HTTPBinEndpoints.basicAuth(call, parts, isHidden: true) },
        "cache": Route("GET") { call, parts in HTTPBinEndpoints.cacheControl(call, parts) },
        "etag": Route("GET") { call, parts in HTTPBinEndpoints.etag(call, parts) },
        "links": Route("GET") { call, parts in HTTPBinEndpoints.links(call, parts) },
        "base64": Route("GET") { call, parts in HTTPBinEndpoints.base64(call, parts) },
        "image": Route("GET") { call, parts in HTTPBinEndpoints.image(call, kind: parts.count == 2 ? parts[1] : "") },
        "forms": Route("GET") { call, parts in
            if parts.count == 2, parts[1] == "post" { call.page(HTTPBinPages.form) } else { call.fail(404) }
        },
        "encoding": Route("GET") { call, parts in
            if parts.count == 2, parts[1] == "utf8" { call.page(HTTPBinPages.utf8) } else { call.fail(404) }
        },
    ]
}
