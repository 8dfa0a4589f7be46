import NIOCore
import NIOHTTP1
import Synchronization

/// The HTTP mode: says what it was asked, as JSON.
struct EchoHTTP: HTTPApp {
    let environment: EchoEnvironment
    let log: @Sendable ([UInt8]) -> Void
    private let retries = RetryCounters()

    init(environment: EchoEnvironment, log: @escaping @Sendable ([UInt8]) -> Void) {
        self.environment = environment
        self.log = log
    }

    func handle(_ exchange: HTTPExchange) {
        let request = exchange.request
        if request.target == "*" {
            if request.method == "OPTIONS" { return exchange.respond(status: 200) }
            return exchange.respond(status: 400, headers: [HTTPField("Connection", "close")])
        }
        // Two slashes become one before the routes are looked at, and these are cleaned after that as `ServeMux` does.
        let path = request.path.replacingDoubledSlashes
        let cleaned = GoURL.clean(path)
        if request.method != "CONNECT", cleaned != path { return redirect(exchange, to: cleaned) }
        switch path {
        case "/health": exchange.respond(body: "OK".utf8)
        case "/ws": WebSocketEcho.handle(exchange) { peer in log(Array("established websocket connection \(peer)".utf8)) }
        case "/status", "/retry": redirect(exchange, to: path + "/")
        case _ where path.hasPrefix("/status/"): status(exchange)
        case _ where path.hasPrefix("/retry/"): retry(exchange)
        default: echo(exchange)
        }
    }

    func echo(_ exchange: HTTPExchange) {
        let request = exchange.request
        log(Array("Echoing back request made to \(request.target) to client (\(request.peer))".utf8))
        EchoForm.read(exchange) { form in
            delay(exchange, form("delay")) { answer(exchange) }
        }
    }

    private func answer(_ exchange: HTTPExchange) {
        let request = exchange.request
        let headers = MIMEHeader.visible(request)
        var members: [(String, GoJSON)] = [
            ("path", .string(request.target)), ("host", .string(request.host)), ("method", .string(request.method)),
            ("proto", .string(request.version.text)), ("headers", .headers(headers)),
            ("httpPort", .string(environment.httpPort)),
        ]
        members += environment.contextMembers
        if let tls = request.tls { members.append(("tls", Self.describe(tls))) }
        var fields = [
            HTTPField("Content-Type", "application/json"), HTTPField("X-Content-Type-Options", "nosniff"),
        ]
        Self.addRequestedHeaders(headers["X-Echo-Set-Header"] ?? [], to: &fields)
        exchange.respond(headers: fields, body: GoJSON.object(members).text(indent: " "))
    }

    /// `Name:value,Name:value`: as the client spells them, several of one name joined. The two headers the server sets
    /// after them win.
    static func addRequestedHeaders(_ values: [String], to fields: inout [HTTPField]) {
        var order: [String] = []
        var wanted: [String: String] = [:]
        for part in values.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
            let pair = part.trimmingSpaces.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let name = pair.first.map(String.init) ?? ""
            let value = pair.count > 1 ? String(pair[1]) : ""
            if let present = wanted[name] {
                wanted[name] = present + "," + value.trimmingSpaces
            } else {
                wanted[name] = value
                order.append(name)
            }
        }
        for name in order where !name.isEmpty && name.utf8.allSatisfy(MIMEHeader.isToken) {
            guard name != "Content-Type", name != "X-Content-Type-Options" else { continue }
            fields.append(HTTPField(name, String((wanted[name] ?? "").trimmingSpaces)))
        }
    }

    static func describe(_ tls: TLSDetails) -> GoJSON {
        var members: [(String, GoJSON)] = [("version", .string(tls.version))]
        if !tls.peerCertificates.isEmpty { members.append(("peerCertificates", .strings(tls.peerCertificates))) }
        members.append(("serverName", .string(tls.serverName)))
        if !tls.negotiatedProtocol.isEmpty {
            members.append(("negotiatedProtocol", .string(tls.negotiatedProtocol)))
        }
        members.append(("cipherSuite", .string(tls.cipherSuite)))
        return .object(members)
    }

    private func status(_ exchange: HTTPExchange) {
        let text = exchange.request.target.dropFirst("/status/".count)
        guard text.utf8.count == 3, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let code = Int(text) else {
            return exchange.respond(status: 400)
        }
        switch code {
        // Go panics on these, which cuts the connection.
        case ..<100: exchange.abort()
        case 100..<200 where code != 101:
            exchange.inform(status: code)
            exchange.respond(status: 200)
        default: exchange.respond(status: code)
        }
    }

    /// Fails as often as it is told for one `uuid`, by cutting the connection or with a code, then echoes.
    private func retry(_ exchange: HTTPExchange) {
        let request = exchange.request
        guard let uuid = request.query("uuid"), !uuid.isEmpty else {
            return exchange.respond(status: 400, body: "uuid is required".utf8)
        }
        guard let succeedAfter = request.query("succeedAfter").flatMap({ Int($0) }) else {
            return exchange.respond(status: 400, body: "succeedAfter is required".utf8)
        }
        guard retries.fails(uuid, until: succeedAfter) else { return echo(exchange) }
        EchoForm.read(exchange) { form in
            delay(exchange, form("delayRetry")) {
                if let code = request.query("responseCode").flatMap({ Int($0) }), (100...999).contains(code) {
                    exchange.respond(status: code)
                } else if request.version == .http2 {
                    fail(exchange, "response writer does not support hijacking")
                } else {
                    exchange.abort()
                }
            }
        }
    }

    private func delay(_ exchange: HTTPExchange, _ duration: String?, then body: @escaping () -> Void) {
        guard let duration, !duration.isEmpty else { return body() }
        do throws(GoDuration.Failure) {
            let amount = try GoDuration.parse(duration)
            if amount <= .zero { body() } else { exchange.after(amount) { _ in body() } }
        } catch {
            fail(exchange, error.description)
        }
    }

    private func fail(_ exchange: HTTPExchange, _ message: String) {
        exchange.respond(
            status: 500,
            headers: [
                HTTPField("Content-Type", "application/json"), HTTPField("X-Content-Type-Options", "nosniff"),
            ],
            body: GoJSON.object([("message", .string(message))]).text())
    }

    /// Go 1.26 and later redirect with 307, and a small page for those who asked with GET.
    private func redirect(_ exchange: HTTPExchange, to path: String) {
        let query = GoURL.rawQuery(ofTarget: exchange.request.target).map { "?\($0)" } ?? ""
        let location = path + query
        var fields = [HTTPField("Location", location)]
        let method = exchange.request.method
        guard method == "GET" || method == "HEAD" else { return exchange.respond(status: 307, headers: fields) }
        fields.append(HTTPField("Content-Type", "text/html; charset=utf-8"))
        let escaped = location.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&#34;").replacing("'", with: "&#39;")
        let page = "<a href=\"\(escaped)\">Temporary Redirect</a>.\n\n"
        exchange.respond(status: 307, headers: fields, body: page.utf8)
    }
}

/// The port for HTTP/2 without TLS: other requests are told so.
struct EchoH2C: HTTPApp {
    let echo: EchoHTTP

    func handle(_ exchange: HTTPExchange) {
        guard exchange.request.version == .http2 || exchange.request.first("upgrade") == "h2c" else {
            return exchange.respond(status: 400, body: "Expected h2c request".utf8)
        }
        echo.echo(exchange)
    }
}

/// The counters of `/retry/`, in memory as the real server's.
private final class RetryCounters: Sendable {
    private let attempts = Mutex<[String: Int]>([:])

    func fails(_ uuid: String, until succeedAfter: Int) -> Bool {
        attempts.withLock { attempts in
            let count = attempts[uuid] ?? 0
            guard count < succeedAfter else { return false }
            if attempts.count >= Limits.retryCounters, attempts[uuid] == nil, let any = attempts.first?.key {
                attempts[any] = nil
            }
            attempts[uuid] = count + 1
            return true
        }
    }
}

extension String {
    /// As Go's `strings.ReplaceAll(path, "//", "/")`: one pass, so `///` becomes `//`.
    fileprivate var replacingDoubledSlashes: String { contains("//") ? replacing("//", with: "/") : self }
}
