import RE2
import XDS

/// What a route looks at, taken apart once per request.
struct RouteQuery {
    let headers: HeaderMap
    /// `:path` without query and fragment.
    let path: Bytes
    let query: Bytes
    /// One number a request, for fractions and weights: the same request gets the same answer.
    let random: UInt64

    init(_ headers: HeaderMap, random: UInt64) {
        self.headers = headers
        self.random = random
        let full = headers[headers.path]
        let end = full.find(UInt8(ascii: "?")) ?? full.count
        path = full.prefix(count: end)
        query = full.suffix(from: end + 1)
    }
}

/// A compiled `RouteMatch`.
struct RouteMatcher: Sendable {
    enum Path: Sendable {
        case any
        case prefix(OwnedBytes)
        case exact(OwnedBytes)
        case separatedPrefix(OwnedBytes)
        case regex(RE2)
        case connect
    }

    let path: Path
    let isCaseSensitive: Bool
    private let headers: [HeaderMatch]
    private let query: [QueryMatch]
    private let cookies: [CookieMatch]
    private let fraction: FractionalPercent?
    private let wantsGRPC: Bool

    init(_ match: RouteMatch) throws {
        isCaseSensitive = match.caseSensitive ?? true
        func text(_ text: String) -> OwnedBytes {
            OwnedBytes(match.caseSensitive ?? true ? Array(text.utf8) : lowercased(Array(text.utf8)))
        }
        switch match.path {
        case .prefix("")?: path = .any
        case .prefix(let prefix): path = .prefix(text(prefix))
        case .exact(let exact): path = .exact(text(exact))
        case .pathSeparatedPrefix(let prefix): path = .separatedPrefix(text(prefix))
        case .safeRegex(let regex): path = .regex(try compileRegex(regex))
        case .connect: path = .connect
        case nil:
            throw ConfigurationError(
                "Proto constraint validation failed (RouteMatchValidationError.PathSpecifier: is required)")
        }
        headers = try match.headers.map(HeaderMatch.init)
        query = try match.queryParameters.map(QueryMatch.init)
        cookies = try match.cookies.map(CookieMatch.init)
        fraction = match.runtimeFraction?.defaultValue
        wantsGRPC = match.grpc != nil
    }

    func matches(_ request: RouteQuery) -> Bool {
        if let fraction, !fraction.includes(request.random) { return false }
        guard matchesPath(request) else { return false }
        if wantsGRPC, !isGRPC(request.headers) { return false }
        for header in headers where !header.matches(request.headers) { return false }
        for parameter in query where !parameter.matches(query: request.query) { return false }
        for cookie in cookies where !cookie.matches(request.headers) { return false }
        return true
    }

    private func matchesPath(_ request: RouteQuery) -> Bool {
        if case .connect = path { return request.headers[request.headers.method].equals("CONNECT") }
        if request.headers.path.isNone { return false }
        if isCaseSensitive { return matchesPath(request.path) }
        return lowercased(Array(request.path)).withUnsafeBufferPointer { matchesPath($0) }
    }

    @inline(__always)
    private func matchesPath(_ text: Bytes) -> Bool {
        switch path {
        case .any: true
        case .prefix(let prefix): text.starts(with: prefix.bytes)
        case .exact(let exact): text.equals(exact.bytes)
        case .separatedPrefix(let prefix):
            text.starts(with: prefix.bytes)
                && (text.count == prefix.bytes.count || text[prefix.bytes.count] == UInt8(ascii: "/"))
        case .regex(let regex): regex.matchesAll(of: text)
        case .connect: false
        }
    }

    /// How much of the path a prefix rewrite replaces.
    func matchedLength(_ path: Bytes) -> Int {
        switch self.path {
        case .prefix(let prefix), .separatedPrefix(let prefix): prefix.bytes.count
        case .any, .connect: 0
        case .exact, .regex: path.count
        }
    }
}

extension FractionalPercent {
    func includes(_ random: UInt64) -> Bool {
        let scale: UInt64 =
            switch denominator {
            case .hundred: 100
            case .tenThousand: 10_000
            case .million: 1_000_000
            }
        return random % scale < UInt64(numerator)
    }
}

/// `application/grpc` with or without a suffix.
func isGRPC(_ headers: HeaderMap) -> Bool {
    guard let type = headers[.contentType] else { return false }
    guard type.starts(with: Bytes("application/grpc")) else { return false }
    return type.count == 16 || type[16] == UInt8(ascii: "+") || type[16] == UInt8(ascii: ";")
}
