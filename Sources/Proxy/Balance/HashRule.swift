import RE2
import XDS

/// One of a route's hash policies: what consistent hashing looks at.
struct HashRule: Sendable {
    enum Source: Sendable {
        case header(HeaderName, RE2?, [UInt8])
        case cookie(CookieRule)
        case sourceAddress
        case query(OwnedBytes)
        case none
    }

    struct CookieRule: Sendable {
        let name: String
        /// Seconds; nil when the client's cookie alone counts.
        let lifetime: Int?
        let path: String
        let attributes: [(String, String)]
    }

    let source: Source
    let isTerminal: Bool

    init(_ policy: HashPolicy) throws {
        isTerminal = policy.terminal
        switch policy.specifier {
        case .header(let header):
            if let rewrite = header.regexRewrite {
                source = .header(
                    HeaderName(header.headerName), try compileRegex(rewrite.pattern ?? RegexMatcher()),
                    Array(rewrite.substitution.utf8))
            } else {
                source = .header(HeaderName(header.headerName), nil, [])
            }
        case .cookie(let cookie):
            source = .cookie(
                CookieRule(
                    name: cookie.name, lifetime: cookie.ttl.map { Int($0.components.seconds) }, path: cookie.path,
                    attributes: cookie.attributes.map { ($0.name, $0.value) }))
        case .connectionProperties(let properties): source = properties.sourceIp ? .sourceAddress : .none
        case .queryParameter(let parameter): source = .query(OwnedBytes(parameter.name))
        case .filterState, nil: source = .none
        }
    }
}
