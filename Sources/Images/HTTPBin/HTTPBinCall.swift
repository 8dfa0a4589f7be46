import ClusterNetwork
import JSON
import NIOCore

/// Whose JSON it is: go-httpbin's, with a list for every value, or the original httpbin.org's.
enum HTTPBinDialect: Sendable {
    case go, original
}

/// One request to httpbin, and its manner of answering.
struct HTTPBinCall {
    let exchange: HTTPExchange
    let dialect: HTTPBinDialect
    let path: String
    let arguments: [(name: String, value: String)]

    init(exchange: HTTPExchange, dialect: HTTPBinDialect) {
        self.exchange = exchange
        self.dialect = dialect
        path = exchange.request.path
        arguments = exchange.request.query
    }

    var request: HTTPRequest { exchange.request }

    func query(_ name: String) -> String? { arguments.first { $0.name == name }?.value }
}

// What the request was.
extension HTTPBinCall {
    /// Headers that the original keeps to itself: those of the proxies in front of it.
    private static let hidden: Set<String> = [
        "Connection", "X-Forwarded-Proto", "X-Forwarded-Protocol", "X-Forwarded-Ssl", "X-Forwarded-Port",
        "X-Forwarded-For", "X-Request-Start", "X-Varnish", "Total-Route-Time", "Via",
    ]

    var headers: GoJSON {
        var visible = MIMEHeader.visible(request)
        visible["Host"] = [request.host]
        if request.has("transfer-encoding", token: "chunked") { visible["Transfer-Encoding"] = ["chunked"] }
        guard dialect == .original else { return .headers(visible) }
        visible["X-Amzn-Trace-Id"] = visible["X-Amzn-Trace-Id"] ?? [HTTPBinRandom.traceID()]
        return .map(
            visible.filter { !Self.hidden.contains($0.key) }.mapValues { .string($0.joined(separator: ",")) })
    }

    var origin: String {
        let forwarded = request.first("x-forwarded-for")
        switch dialect {
        case .go:
            return forwarded.map { String($0.prefix { $0 != "," }.trimmingSpaces) } ?? request.peer.description
        case .original:
            // The load balancer in front of the real one adds who came to it.
            let own = request.peer.ip.description
            return forwarded.map { "\($0), \(own)" } ?? own
        }
    }

    /// The URL's beginning, without a path.
    var base: String {
        let isTLS = request.tls != nil
        let scheme: String
        switch dialect {
        case .go: scheme = request.first("x-forwarded-proto") ?? (isTLS ? "https" : "http")
        case .original: scheme = isTLS ? "https" : "http"
        }
        return "\(scheme)://\(request.host)"
    }

    var url: String { base + (request.target.hasPrefix("/") ? request.target : path) }

    /// Values by name: lists, or in the original's manner a text where there is one.
    func values(_ pairs: [(name: String, value: String)]) -> GoJSON {
        var grouped: [String: [String]] = [:]
        for pair in pairs { grouped[pair.name, default: []].append(pair.value) }
        return .map(
            grouped.mapValues { values in
                dialect == .original && values.count == 1 ? .string(values[0]) : .strings(values)
            })
    }

    func describe(_ more: [(String, GoJSON)] = []) -> GoJSON {
        switch dialect {
        case .go:
            .object(
                [
                    ("args", values(arguments)), ("headers", headers), ("method", .string(request.method)),
                    ("origin", .string(origin)), ("url", .string(url)),
                ] + more)
        case .original:
            .object(
                ([("args", values(arguments)), ("headers", headers), ("origin", .string(origin)), ("url", .string(url))]
                    + more).sorted { $0.0 < $1.0 })
        }
    }

    /// Reads the body and answers with all of it.
    func echoBody(withMethod: Bool = false) {
        exchange.readBody(limit: Limits.httpbinBodyBytes) { body in
            guard let body else {
                return fail(400, "error parsing request body: http: request body too large")
            }
            var more = HTTPBinBody.describe(Array(body.readableBytesView), of: self)
            if dialect == .original, withMethod { more.append(("method", .string(request.method))) }
            json(describe(more))
        }
    }
}

// Answers.
extension HTTPBinCall {
    private var common: [HTTPField] {
        switch dialect {
        case .go:
            [
                HTTPField("Access-Control-Allow-Credentials", "true"),
                HTTPField("Access-Control-Allow-Origin", request.first("origin") ?? "*"),
            ]
        case .original:
            [
                HTTPField("Access-Control-Allow-Credentials", "true"),
                HTTPField("Access-Control-Allow-Origin", request.first("origin") ?? "*"),
                HTTPField("Server", "gunicorn/19.9.0"),
            ]
        }
    }

    func send(_ status: Int, _ fields: [HTTPField], _ body: some Collection<UInt8>) {
        var fields = common + fields
        // The original says how long every answer is; Go's server does where it knows.
        if dialect == .original, status != 204, status != 304 {
            fields.append(HTTPField("Content-Length", String(body.count)))
        }
        exchange.respond(status: status, headers: fields, body: body)
    }

    func begin(_ status: Int, _ fields: [HTTPField]) {
        exchange.begin(status: status, headers: common + fields)
    }

    func send(_ status: Int, type: String, _ fields: [HTTPField], _ body: some Collection<UInt8>) {
        send(status, fields + [HTTPField("Content-Type", type)], body)
    }

    func send(_ status: Int, type: String, _ body: some Collection<UInt8>) {
        send(status, [HTTPField("Content-Type", type)], body)
    }

    func send(_ status: Int, _ fields: [HTTPField]) {
        send(status, fields, [UInt8]())
    }

    func render(_ value: GoJSON) -> [UInt8] {
        switch dialect {
        case .go: value.text(indent: "  ", escapesHTML: false) + [UInt8(ascii: "\n")]
        case .original: value.text(indent: "  ", escapesHTML: false, isPython: true) + [UInt8(ascii: "\n")]
        }
    }

    func json(_ value: GoJSON, status: Int = 200, _ fields: [HTTPField] = []) {
        let type = dialect == .go ? "application/json; charset=utf-8" : "application/json"
        send(status, type: type, fields, render(value))
    }

    func page(_ html: String) { send(200, type: "text/html; charset=utf-8", html.utf8) }

    func text(_ text: String) { send(200, type: "text/plain; charset=utf-8", text.utf8) }

    func redirect(_ status: Int, to location: String, _ fields: [HTTPField] = []) {
        send(status, fields + [HTTPField("Location", location)])
    }

    func fail(_ status: Int, _ detail: String? = nil, _ fields: [HTTPField] = []) {
        switch dialect {
        case .go:
            var members: [(String, GoJSON)] = [
                ("status_code", .int(status)), ("error", .string(StatusText.text(status))),
            ]
            if let detail { members.append(("detail", .string(detail))) }
            json(.object(members), status: status, fields)
        case .original:
            let title = status == 404 ? "Not Found" : StatusText.text(status)
            let text =
                detail ?? (status == 404 ? "The requested URL was not found on the server." : "\(title).")
            let page = "<!DOCTYPE html>\n<title>\(status) \(title)</title>\n<h1>\(title)</h1>\n<p>\(text)</p>\n"
            send(status, type: "text/html", fields, page.utf8)
        }
    }

    /// A number that stands in the path; answers itself when there is none.
    func number(_ parts: [String], _ what: String) -> Int? {
        guard parts.count == 2 else {
            fail(404)
            return nil
        }
        guard let number = Int(parts[1]) else {
            fail(400, "invalid \(what): strconv.Atoi: parsing \"\(parts[1])\": invalid syntax")
            return nil
        }
        return number
    }
}
