/// Headers that a request's Connection header names go with it (RFC 9110, 7.6.1); naming what tells who the client is
/// would hide it, and is refused.
enum NominatedHeaders {
    private static let maximum = 10
    private static let maximumTE = 256

    /// False for a request that must not be served.
    static func sanitize(_ map: HeaderMap) -> Bool {
        guard let connection = map[.connection] else { return true }
        let list = Array(connection)
        return list.withUnsafeBufferPointer { sanitize(map, $0) }
    }

    private static func sanitize(_ map: HeaderMap, _ list: Bytes) -> Bool {
        var count = 0
        var isAcceptable = true
        list.forEachListElement { element in
            count += 1
            guard isAcceptable else { return }
            for known in passed where element.equalsIgnoringCase(known) { return }
            let name = HeaderName(element.string)
            switch name.id {
            case .forwardedFor, .forwardedHost, .forwardedProto: isAcceptable = false
            case .connection: break
            case .te: isAcceptable = sanitizeTE(map)
            default:
                if name.text == "host" {
                    map.authority = .none
                } else if element.count > 0, element[0] == UInt8(ascii: ":") {
                    isAcceptable = false
                } else {
                    map.remove(name)
                }
            }
        }
        return isAcceptable && count < maximum
    }

    /// What Connection says of the connection itself.
    private static let passed: [StaticString] = ["close", "keep-alive", "upgrade", "http2-settings"]

    private static func sanitizeTE(_ map: HeaderMap) -> Bool {
        guard let te = map[.te] else { return true }
        guard te.count < maximumTE else { return false }
        if te.listContains("trailers") { map.set(.te, "trailers") } else { map.remove(.te) }
        return true
    }
}
