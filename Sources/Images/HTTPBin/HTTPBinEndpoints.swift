import CZlib
import NIOCore

/// Endpoints that answer at once.
enum HTTPBinEndpoints {
    static func status(_ call: HTTPBinCall, _ parts: [String]) {
        guard parts.count == 2 else { return call.fail(404) }
        var choices: [(code: Int, weight: Double)] = []
        for choice in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
            let pair = choice.split(separator: ":", maxSplits: 1)
            guard let code = pair.first.flatMap({ Int($0) }) else {
                return call.fail(
                    400,
                    "invalid status code: \"\(choice)\": strconv.Atoi: parsing \"\(choice)\": invalid syntax")
            }
            guard (100...599).contains(code) else {
                return call.fail(400, "invalid status code: \(code) not in range [100, 599]")
            }
            guard let weight = pair.count > 1 ? Double(pair[1]) : 1, weight >= 0, weight <= Limits.httpbinWeight else {
                return call.fail(400, "invalid weight value: \"\(pair[1])\"")
            }
            choices.append((code, weight))
        }
        let total = choices.reduce(0) { $0 + $1.weight }
        var point = Double.random(in: 0..<max(total, .leastNormalMagnitude))
        var code = choices.last?.code ?? 200
        for choice in choices {
            point -= choice.weight
            if point < 0 {
                code = choice.code
                break
            }
        }
        answer(call, code)
    }

    private static func answer(_ call: HTTPBinCall, _ code: Int) {
        let plain = HTTPField("Content-Type", "text/plain; charset=utf-8")
        switch code {
        case 100..<200 where code != 101:
            call.exchange.inform(status: code)
            call.send(200, [plain])
        case 301, 302, 303, 305, 307: call.redirect(code, to: "/redirect/1", [plain])
        case 300, 308: call.redirect(code, to: "/image/jpeg", [plain])
        case 401: call.send(code, [plain, HTTPField("WWW-Authenticate", "Basic realm=\"Fake Realm\"")])
        case 407: call.send(code, [plain, HTTPField("Proxy-Authenticate", "Basic realm=\"Fake Realm\"")])
        case 418:
            let more = HTTPField("X-More-Info", "http://tools.ietf.org/html/rfc2324")
            call.send(code, [plain, more], "I'm a teapot!".utf8)
        default: call.send(code, [plain])
        }
    }

    static func unstable(_ call: HTTPBinCall) {
        let rate = call.query("failure_rate").map { Double($0) ?? -1 } ?? 0.5
        guard (0...1).contains(rate) else { return call.fail(400, "invalid failure rate: not in range [0, 1]") }
        let status = Double.random(in: 0..<1) < rate ? 500 : 200
        call.send(status, [HTTPField("Content-Type", "text/plain; charset=utf-8")])
    }

    static func responseHeaders(_ call: HTTPBinCall) {
        var fields = call.arguments.filter { argument in
            !argument.name.isEmpty && argument.name.utf8.allSatisfy(MIMEHeader.isToken)
                && !argument.value.utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
        }.map { HTTPField(MIMEHeader.canonical($0.name), $0.value) }
        if !fields.contains(where: { $0.name == "Content-Type" }) {
            fields.append(HTTPField("Content-Type", "application/json; charset=utf-8"))
        }
        call.send(200, fields, call.render(call.values(call.arguments)))
    }

    static func redirect(_ call: HTTPBinCall, _ parts: [String], isAbsolute: Bool) {
        guard let count = call.number(parts, "redirect count") else { return }
        guard count >= 1 else { return call.fail(400, "redirect count must be > 0") }
        let kind = isAbsolute ? "absolute-redirect" : "relative-redirect"
        let path = count == 1 ? "/get" : "/\(kind)/\(count - 1)"
        call.redirect(302, to: isAbsolute ? call.base + path : path)
    }

    static func redirectTo(_ call: HTTPBinCall) {
        guard let location = call.query("url"), !location.isEmpty else {
            return call.fail(400, "missing required query parameter: url")
        }
        guard !location.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            return call.fail(400, "invalid url: parse: invalid control character in URL")
        }
        var status = 302
        if let wanted = call.query("status_code") {
            guard let code = Int(wanted), (300...399).contains(code) else {
                return call.fail(400, "invalid status code: \(wanted) not in range [300, 399]")
            }
            status = code
        }
        call.redirect(status, to: location)
    }

    static func cookies(_ call: HTTPBinCall) {
        let pairs = call.request.all("cookie").flatMap { $0.split(separator: ";") }.map { cookie in
            let parts = cookie.trimmingSpaces.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), GoJSON.string(parts.count > 1 ? String(parts[1]) : ""))
        }
        let cookies = GoJSON.map(Dictionary(pairs) { $1 })
        call.json(call.dialect == .go ? cookies : .object([("cookies", cookies)]))
    }

    static func changeCookies(_ call: HTTPBinCall, _ parts: [String]) {
        var wanted = call.arguments
        if parts.count == 4, parts[1] == "set" { wanted = [(parts[2], parts[3])] }
        let isSafe = wanted.allSatisfy { pair in
            !pair.name.isEmpty && pair.name.utf8.allSatisfy(MIMEHeader.isToken)
                && pair.value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ";") }
        }
        guard isSafe else { return call.fail(400, "invalid cookie") }
        switch (parts.count, parts[1]) {
        case (2, "set"), (4, "set"):
            call.redirect(302, to: "/cookies", wanted.map { HTTPField("Set-Cookie", "\($0.name)=\($0.value); HttpOnly") })
        case (2, "delete"):
            call.redirect(
                302, to: "/cookies", wanted.map { HTTPField("Set-Cookie", "\($0.name)=; Max-Age=0; HttpOnly") })
        default: call.fail(404)
        }
    }

    static func basicAuth(_ call: HTTPBinCall, _ parts: [String], isHidden: Bool) {
        guard parts.count == 3 else { return call.fail(404) }
        let header = call.request.first("authorization") ?? ""
        var given: (user: String, password: String) = ("", "")
        if header.lowercased().hasPrefix("basic "), let bytes = Base64.decode(header.dropFirst(6).trimmingSpaces) {
            let pair = String(decoding: bytes, as: UTF8.self).split(
                separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { given = (String(pair[0]), String(pair[1])) }
        }
        let isRight = given.user == parts[1] && given.password == parts[2]
        if isHidden, !isRight { return call.fail(404) }
        var members: [(String, GoJSON)] = [("authenticated", .bool(isRight)), ("user", .string(given.user))]
        if call.dialect == .go { members.append(("authorized", .bool(isRight))) }
        let challenge = isRight ? [] : [HTTPField("WWW-Authenticate", "Basic realm=\"Fake Realm\"")]
        call.json(.object(members), status: isRight ? 200 : 401, challenge)
    }

    static func bearer(_ call: HTTPBinCall) {
        let words = (call.request.first("authorization") ?? "").split(separator: " ")
        guard words.count == 2, words[0] == "Bearer" else {
            return call.fail(401, nil, [HTTPField("WWW-Authenticate", "Bearer")])
        }
        call.json(.object([("authenticated", .bool(true)), ("token", .string(String(words[1])))]))
    }

    enum Coding: String {
        case gzip, deflate
    }

    static func compressed(_ call: HTTPBinCall, _ coding: Coding) {
        let member = coding == .gzip ? "gzipped" : "deflated"
        guard let body = compress(call.render(call.describe([(member, .bool(true))])), coding) else {
            return call.fail(500)
        }
        let type = call.dialect == .go ? "application/json; charset=utf-8" : "application/json"
        var fields = [HTTPField("Content-Encoding", coding.rawValue)]
        if call.dialect == .go { fields.append(HTTPField("Content-Length", String(body.count))) }
        call.send(200, type: type, fields, body)
    }

    private static func compress(_ bytes: [UInt8], _ coding: Coding) -> [UInt8]? {
        var stream = z_stream()
        // 16 more than the window's bits asks zlib for gzip's wrapping.
        let windowBits = coding == .gzip ? 31 : 15
        guard
            deflateInit2_(
                &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, CInt(windowBits), 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                CInt(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))) + 32)
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        return result == Z_STREAM_END ? Array(output.prefix(Int(stream.total_out))) : nil
    }

    static func cache(_ call: HTTPBinCall) {
        if call.request.first("if-modified-since") != nil || call.request.first("if-none-match") != nil {
            return call.send(304, [])
        }
        let date = HTTPDate.now()
        let tag = SHA1.hash(Array(date.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        call.json(call.describe(), [HTTPField("Last-Modified", date), HTTPField("ETag", tag)])
    }

    static func cacheControl(_ call: HTTPBinCall, _ parts: [String]) {
        guard let seconds = call.number(parts, "seconds") else { return }
        call.json(call.describe(), [HTTPField("Cache-Control", "public, max-age=\(seconds)")])
    }

    static func etag(_ call: HTTPBinCall, _ parts: [String]) {
        guard parts.count == 2 else { return call.fail(404) }
        let tag = "\"\(parts[1].filter { $0.isASCII && $0 != "\"" })\""
        func holds(_ header: String) -> Bool {
            call.request.all(header).contains { value in
                value.split(separator: ",").contains { $0.trimmingSpaces == tag || $0.trimmingSpaces == "*" }
            }
        }
        let field = HTTPField("ETag", tag)
        if call.request.first("if-none-match") != nil, holds("if-none-match") { return call.send(304, [field]) }
        if call.request.first("if-match") != nil, !holds("if-match") { return call.send(412, [field]) }
        call.send(200, type: "text/plain; charset=utf-8", [field], call.render(call.describe()))
    }

    static func links(_ call: HTTPBinCall, _ parts: [String]) {
        guard (2...3).contains(parts.count), let count = Int(parts[1]), (0...256).contains(count) else {
            return call.fail(parts.count > 3 ? 404 : 400, "invalid link count: must be in range [0, 256]")
        }
        guard parts.count == 3 else { return call.redirect(302, to: "/links/\(count)/0") }
        guard let here = Int(parts[2]) else { return call.fail(400, "invalid offset") }
        let links = (0..<count).map { $0 == here ? "\($0) " : "<a href=\"/links/\(count)/\($0)\">\($0)</a> " }
        call.page("<html><head><title>Links</title></head><body>\(links.joined())</body></html>")
    }

    static func base64(_ call: HTTPBinCall, _ parts: [String]) {
        guard (2...3).contains(parts.count), let data = parts.last, !data.isEmpty else {
            return call.fail(400, "no input data")
        }
        switch parts.count == 3 ? parts[1] : "decode" {
        case "encode":
            call.text(Base64.encode(Array(data.utf8)).replacing("+", with: "-").replacing("/", with: "_"))
        case "decode":
            guard let bytes = Base64.decode(data) else {
                return call.fail(400, "base64 decode failed: illegal base64 data")
            }
            call.send(200, type: "text/plain; charset=utf-8", bytes)
        case let operation: call.fail(400, "invalid operation: \(operation)")
        }
    }

    static func image(_ call: HTTPBinCall) {
        let accept = call.request.first("accept") ?? ""
        switch true {
        case accept.isEmpty, accept.contains("image/*"), accept.contains("*/*"), accept.contains("image/png"):
            image(call, kind: "png")
        case accept.contains("image/svg+xml"): image(call, kind: "svg")
        default: call.fail(415)
        }
    }

    static func image(_ call: HTTPBinCall, kind: String) {
        switch kind {
        case "png": call.send(200, type: "image/png", HTTPBinPages.png)
        case "svg": call.send(200, type: "image/svg+xml", HTTPBinPages.svg.utf8)
        default: call.fail(404)
        }
    }
}
