/// One request as the socket's side hands it over: nothing decoded, nothing decided.
package struct APIRequest: Sendable {
    /// Upper case, as on the wire.
    package var method: String
    /// As on the wire, percent-encoded, without the query.
    package var path: String
    /// As on the wire, percent-encoded, without `?`; empty when there is none.
    package var query: String
    package var headers: APIHeaders
    package var body: [UInt8]
    /// The subject of a client certificate that the socket's side has verified against the sandbox's CA (CN and O's).
    package var certificate: UserInfo?
    /// Of the client; for log lines only.
    package var remoteAddress: String

    package init(
        method: String, path: String, query: String = "", headers: APIHeaders = APIHeaders(), body: [UInt8] = [],
        certificate: UserInfo? = nil, remoteAddress: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.certificate = certificate
        self.remoteAddress = remoteAddress
    }
}

/// The request headers that mean something to the API. Feed every header of a request to `add`; the others are dropped.
package struct APIHeaders: Sendable {
    package var accept = ""
    package var contentType = ""
    package var authorization = ""
    package var ifNoneMatch = ""
    package var userAgent = ""
    package var host = ""
    /// `Upgrade` of a connection that wants to become SPDY or WebSocket.
    package var upgrade = ""
    package var impersonateUser: String?
    package var impersonateGroups: [String] = []
    package var impersonateUID: String?
    package var impersonateExtra: [String: [String]] = [:]

    package init() {}

    package mutating func add(_ name: String, _ value: String) {
        switch name.utf8.count {
        case 4 where name.lowercased() == "host": host = value
        case 6 where name.lowercased() == "accept": accept = accept.isEmpty ? value : "\(accept),\(value)"
        case 7 where name.lowercased() == "upgrade": upgrade = value
        case 10 where name.lowercased() == "user-agent": userAgent = value
        case 12 where name.lowercased() == "content-type": contentType = value
        case 13 where name.lowercased() == "authorization": authorization = value
        case 13 where name.lowercased() == "if-none-match": ifNoneMatch = value
        case 15...: addImpersonation(name.lowercased(), value)
        default: break
        }
    }

    private mutating func addImpersonation(_ name: String, _ value: String) {
        switch name {
        case "impersonate-user": impersonateUser = value
        case "impersonate-group": impersonateGroups.append(value)
        case "impersonate-uid": impersonateUID = value
        default:
            let prefix = "impersonate-extra-"
            guard name.hasPrefix(prefix) else { return }
            let key = PercentEncoding.decode(name.dropFirst(prefix.count)) ?? String(name.dropFirst(prefix.count))
            impersonateExtra[key, default: []].append(value)
        }
    }
}
