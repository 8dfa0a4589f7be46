import GatewayAPI

/// A Secret that does not hold a certificate but says which SDS server does (`extensionApis.enableSDSSecretRef`).
enum SDSReference {
    /// Why the Secret is no such reference; nil when it is.
    static func problem(_ secret: Secret) -> String? {
        guard let name = secret.bytes("secretName"), !name.isEmpty else {
            return "no secretName found in SDS reference secret \(secret.objectName)"
        }
        guard let url = secret.bytes("url"), !url.isEmpty else {
            return "no url found in SDS reference secret \(secret.objectName)"
        }
        return problem(url: String(decoding: url, as: UTF8.self)).map {
            "invalid URL in SDS reference secret \(secret.objectName): \($0)"
        }
    }

    private static func problem(url: String) -> String? {
        guard let mark = url.firstIndex(of: ":") else { return "unsupported URL scheme: " }
        let scheme = url[..<mark].lowercased()
        guard scheme == "unix" else { return "unsupported URL scheme: \(scheme)" }
        var rest = url[url.index(after: mark)...]
        guard rest.hasPrefix("//") else { return rest.isEmpty ? "unix URL must contain a path" : nil }
        rest = rest.dropFirst(2)
        let host = rest.prefix { $0 != "/" }
        if !host.isEmpty, host != "." { return "unix URL must not contain a host, use unix:///absolute/path" }
        if rest.count == host.count, host != "." { return "unix URL must contain a path" }
        return nil
    }
}
