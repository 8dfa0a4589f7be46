import JSON

/// A request and what is to come back, as words: `PUT host/path Name=value -> outcome`.
///
/// The method is GET if none stands there, the host the Gateway's address. An outcome is a backend that must have answered
/// with 200 (`v1`, `web/web`), statuses (`404`, `500|503`), a status and a location (`302 https://example.org/path`, in
/// which `*` is the request's host), or nothing: a 200 of anybody.
struct Ask: Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    let description: String
    var call = HTTPCall()
    var statuses = [200]
    var backend: String?
    var location: String?
    /// What the backend must have seen, where that is not what was sent.
    var seenPath: String?
    var seenHost: String?
    var seenServerName: String?
    /// Headers that the backend must have seen, and those that it must not.
    var sent: [String: String] = [:]
    var unsent: [String] = []
    /// Headers of the answer: one of the values each, and those that must not be there.
    var replied: [String: [String]] = [:]
    var unreplied: [String] = []

    init(stringLiteral text: String) { self.init(text) }

    init(
        _ text: String, headers: [String: String] = [:], seenPath: String? = nil, seenHost: String? = nil,
        seenServerName: String? = nil, sent: [String: String] = [:], unsent: [String] = [],
        replied: [String: [String]] = [:], unreplied: [String] = []
    ) {
        description = text
        self.seenPath = seenPath
        self.seenHost = seenHost
        self.seenServerName = seenServerName
        self.sent = sent
        self.unsent = unsent
        self.replied = replied
        self.unreplied = unreplied
        let sides = text.split(separator: "->", omittingEmptySubsequences: false).map(\.trimmed)
        for word in sides[0].split(separator: " ").map(String.init) {
            if let slash = word.firstIndex(of: "/"), call.target == "/" || call.target.isEmpty, !word[..<slash].contains("=") {
                call.host = String(word[..<slash])
                call.target = String(word[slash...])
            } else if let mark = word.firstIndex(of: "=") {
                call.headers.append((String(word[..<mark]), String(word[word.index(after: mark)...])))
            } else {
                call.method = word
            }
        }
        for header in headers.sorted(by: { $0.key < $1.key }) { call.headers.append((header.key, header.value)) }
        let outcome = (sides.count > 1 ? sides[1] : "").split(separator: " ").map(String.init)
        guard let first = outcome.first else { return }
        let numbers = first.split(separator: "|").compactMap { Int($0) }
        if numbers.isEmpty { backend = first } else { statuses = numbers }
        if outcome.count > 1 { location = outcome[1] }
    }

    /// What is wrong with an answer; nil when nothing.
    func complaint(_ reply: HTTPReply, scheme: String) -> String? {
        guard statuses.contains(reply.status) else { return "status \(reply.status) \(reply.text.prefix(200))" }
        for (name, values) in replied {
            let value = reply[name].map { $0.split(separator: ",").map(\.trimmed).joined(separator: ",") }
            if !values.contains(where: { $0 == value }) { return "the answer's \(name) is \(value ?? "absent")" }
        }
        for name in unreplied where reply[name] != nil { return "the answer has \(name): \(reply[name] ?? "")" }
        if let location { return complaint(location: reply["location"] ?? "", wanted: location, scheme) }
        guard reply.status == 200, call.method != "HEAD", call.method != "OPTIONS" else { return nil }
        return complaint(echo: reply.json)
    }

    private func complaint(echo: JSON) -> String? {
        guard echo["pod"]?.string != nil else { return "the answer is no echo" }
        if let backend {
            let parts = backend.split(separator: "/").map(String.init)
            let workload = echo.workload
            if workload != parts.last { return "\(workload) answered" }
            if echo["namespace"]?.string != (parts.count > 1 ? parts[0] : Ref.home) { return "namespace \(echo["namespace"]?.string ?? "")" }
        }
        let path = seenPath ?? call.target
        if echo["path"]?.string != path { return "the backend saw the path \(echo["path"]?.string ?? "")" }
        if echo["method"]?.string != call.method { return "the backend saw the method \(echo["method"]?.string ?? "")" }
        let host = seenHost ?? call.host
        if echo["host"]?.string != host { return "the backend saw the host \(echo["host"]?.string ?? "")" }
        if let seenServerName, echo["tls", "serverName"]?.string != seenServerName { return "the backend saw \(echo["tls"]?.text ?? "no TLS")" }
        for (name, value) in sent where echo.header(name) != value { return "the backend saw \(name): \(echo.header(name) ?? "absent")" }
        for name in unsent where echo.header(name) != nil { return "the backend saw \(name): \(echo.header(name) ?? "")" }
        return nil
    }

    private func complaint(location: String, wanted: String, _ scheme: String) -> String? {
        let host = String(call.host.prefix { $0 != ":" })
        var wanted = wanted.replacing("*", with: host)
        if wanted.hasPrefix("/") { wanted = "\(scheme)://\(call.host)\(wanted)" }
        return Self.plain(location) == Self.plain(wanted) ? nil : "the location is \(location), not \(wanted)"
    }

    /// Without the port that the scheme stands for.
    private static func plain(_ location: String) -> String {
        for (scheme, port) in [("http://", ":80/"), ("https://", ":443/")] where location.hasPrefix(scheme) {
            let rest = location.dropFirst(scheme.count)
            let end = rest.firstIndex(of: "/") ?? rest.endIndex
            if rest[..<end].hasSuffix(port.dropLast()) {
                return scheme + rest[..<end].dropLast(port.count - 1) + rest[end...]
            }
        }
        return location
    }
}

extension JSON {
    /// The Deployment of the pod that wrote this echo.
    var workload: String {
        (self["pod"]?.string ?? "").split(separator: "-").dropLast(2).joined(separator: "-")
    }

    /// A header of the echoed request, its values joined.
    func header(_ name: String) -> String? {
        let field = self["headers"]?.object?.first { $0.key.lowercased() == name.lowercased() }
        return field?.value.array?.compactMap(\.string).joined(separator: ",")
    }
}
