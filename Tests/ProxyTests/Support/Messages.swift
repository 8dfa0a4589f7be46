import NIOCore

@testable import Proxy

extension String {
    /// Calls back with the text's bytes.
    func withBytes<Result>(_ body: (Bytes) throws -> Result) rethrows -> Result {
        var text = self
        return try text.withUTF8 { try body($0) }
    }
}

/// Parses a request's head; what is left is headers as `name: value` lines in order.
struct ParsedRequest: Equatable {
    var method = ""
    var path: String?
    var authority: String?
    var fields: [String] = []
    var head = HTTP1Head()

    init(_ text: String, options: HTTP1Options = HTTP1Options()) throws {
        let map = HeaderMap()
        let parser = HTTP1HeadParser()
        head = try text.withBytes { bytes throws -> HTTP1Head in
            try parser.request(bytes, into: map, options: options)
        }
        method = map[map.method].string
        path = map.path.isNone ? nil : map[map.path].string
        authority = map.authority.isNone ? nil : map[map.authority].string
        map.forEach { fields.append("\(map[$0.name].string): \(map[$0.value].string)") }
    }
}

/// A request as routes see it.
func request(
    _ path: String, host: String = "www.example.com", method: String = "GET", _ headers: [String: String] = [:]
) -> HeaderMap {
    let map = HeaderMap()
    map.method = map.store(method)
    map.path = map.store(path)
    map.authority = map.store(host)
    map.scheme = map.store("http")
    for (name, value) in headers { map.add(HeaderName(name), map.store(value)) }
    return map
}
