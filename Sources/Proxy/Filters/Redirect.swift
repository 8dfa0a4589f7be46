import XDS

/// A compiled `RedirectAction`.
struct Redirect: Sendable {
    let status: Int
    private let scheme: String?
    private let host: String
    private let port: UInt32
    private let path: PathChange?
    private let stripsQuery: Bool

    private enum PathChange: Sendable {
        case whole([UInt8])
        case rewrite(PathRewrite)
    }

    init(_ action: RedirectAction) throws {
        status =
            switch action.responseCode {
            case .movedPermanently: 301
            case .found: 302
            case .seeOther: 303
            case .temporaryRedirect: 307
            case .permanentRedirect: 308
            }
        scheme =
            switch action.scheme {
            case .httpsRedirect(true)?: "https"
            case .schemeRedirect(let scheme)?: scheme.isEmpty ? nil : scheme
            default: nil
            }
        host = action.hostRedirect
        port = action.portRedirect
        path =
            switch action.path {
            case .pathRedirect(let path)?: path.isEmpty ? nil : .whole(Array(path.utf8))
            case .prefixRewrite(let prefix)?: prefix.isEmpty ? nil : .rewrite(.prefix(OwnedBytes(prefix)))
            case .regexRewrite(let rewrite)?: .rewrite(try PathRewrite(rewrite))
            case nil: nil
            }
        stripsQuery = action.stripQuery
    }

    /// The Location for a request.
    func location(_ headers: HeaderMap, matcher: RouteMatcher) -> [UInt8] {
        let newScheme = scheme.map { Array($0.utf8) } ?? Array(headers[headers.scheme])
        var output = newScheme
        output.append(contentsOf: "://".utf8)
        if host.isEmpty {
            output.append(contentsOf: requestHost(headers, newScheme))
        } else {
            output.append(contentsOf: host.utf8)
        }
        if port != 0 { output.append(contentsOf: ":\(port)".utf8) }
        output.append(contentsOf: newPath(headers, matcher))
        return output
    }

    /// The request's path as logs see it after a redirect that rewrites it.
    func rewritten(_ headers: HeaderMap, matcher: RouteMatcher) -> [UInt8]? {
        guard case .rewrite(let rewrite)? = path else { return nil }
        return rewrite.apply(headers[headers.path]) { matcher.matchedLength($0) }
    }

    /// The request's authority; its port goes when another one is set, or when it is the default of a scheme that
    /// changes.
    private func requestHost(_ headers: HeaderMap, _ newScheme: [UInt8]) -> Bytes {
        let authority = headers[headers.authority]
        guard let colon = portSeparator(authority) else { return authority }
        var dropsPort = port != 0
        let oldScheme = headers[.forwardedProto] ?? .empty
        if !oldScheme.equals(newScheme) {
            let text = authority.suffix(from: colon)
            if oldScheme.equals("http"), text.equals(":80") { dropsPort = true }
            if oldScheme.equals("https"), text.equals(":443") { dropsPort = true }
        }
        return dropsPort ? authority.prefix(count: colon) : authority
    }

    private func newPath(_ headers: HeaderMap, _ matcher: RouteMatcher) -> [UInt8] {
        let full = headers[headers.path]
        let queryStart = full.find(UInt8(ascii: "?")) ?? full.count
        let kept = stripsQuery ? full.prefix(count: queryStart) : full
        switch path {
        case .whole(let whole):
            // A query of its own takes the place of the request's.
            if whole.contains(UInt8(ascii: "?")) || stripsQuery { return whole }
            return whole + Array(full.suffix(from: queryStart))
        case .rewrite(let rewrite): return rewrite.apply(kept) { matcher.matchedLength($0) }
        case nil: return Array(kept)
        }
    }
}

/// A compiled `DirectResponseAction`.
struct DirectReply: Sendable {
    let status: Int
    let body: [UInt8]
    let format: Format?
    let contentType: String?

    init(_ action: DirectResponseAction) throws {
        status = Int(action.status)
        body = try inlineBytes(action.body)
        switch action.bodyFormat?.format {
        case .textFormat(let text): format = try Format(text)
        case .textFormatSource(let source): format = try Format(String(decoding: try inlineBytes(source), as: UTF8.self))
        case .jsonFormat, nil: format = nil
        }
        contentType = action.bodyFormat.flatMap { $0.contentType.isEmpty ? nil : $0.contentType }
    }
}
