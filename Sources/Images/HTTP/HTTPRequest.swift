package import ClusterNetwork

package struct HTTPField: Sendable, Hashable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

package enum HTTPVersion: Sendable, Hashable {
    case http10, http11, http2

    /// As Go's `Request.Proto`.
    package var text: String {
        switch self {
        case .http10: "HTTP/1.0"
        case .http11: "HTTP/1.1"
        case .http2: "HTTP/2.0"
        }
    }
}

package struct HTTPRequest: Sendable {
    package var method: String
    /// As sent: path with query, or an absolute URL.
    package var target: String
    package var version: HTTPVersion
    /// The authority; empty when the client named none.
    package var host: String
    /// As sent, in order, without pseudo-headers.
    package var headers: [HTTPField]
    /// Nil when the length is not known beforehand.
    package var contentLength: Int?
    package var hasBody: Bool
    package var peer: VirtualAddress
    package var local: VirtualAddress
    package var tls: TLSDetails?

    /// The first value of a header, by its name in any case.
    package func first(_ name: String) -> String? {
        headers.first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name.lowercased() }?.value
    }

    package func all(_ name: String) -> [String] {
        let name = name.lowercased()
        return headers.filter { $0.name.lowercased() == name }.map(\.value)
    }

    /// Whether a list header holds a token, in any case.
    package func has(_ name: String, token: String) -> Bool {
        let token = token.lowercased()
        return all(name).contains { value in
            value.split(separator: ",").contains { $0.trimmingSpaces.lowercased() == token }
        }
    }

    /// The decoded path, and the decoded pairs of the query.
    package var path: String { GoURL.path(ofTarget: target) ?? String(GoURL.rawPath(ofTarget: target)) }
    package var query: [(name: String, value: String)] { GoURL.rawQuery(ofTarget: target).map(GoURL.query) ?? [] }

    package func query(_ name: String) -> String? { query.first { $0.name == name }?.value }
}

extension StringProtocol {
    var trimmingSpaces: SubSequence {
        var rest = self[startIndex..<endIndex]
        while let first = rest.first, first == " " || first == "\t" { rest = rest.dropFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
        return rest
    }
}
