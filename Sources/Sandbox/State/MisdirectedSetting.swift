/// `misdirectedRequests=421`: HTTPS listeners of one port that share certificates speak HTTP/2 all the same, and answer
/// 421 to requests for each other's hosts, as Gateway API wants it. Without it, as Envoy Gateway does: HTTP/1.1, and 404.
enum MisdirectedSetting {
    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    static func detects(_ settings: [String: String]) throws(Malformed) -> Bool {
        switch settings["misdirectedRequests"] {
        case nil, "404"?: return false
        case "421"?: return true
        case let text?:
            throw Malformed(
                description: "setting 'misdirectedRequests=\(text)' is not understood: misdirectedRequests=404, or misdirectedRequests=421")
        }
    }
}
