import ClusterNetwork

/// Questions about host names and addresses in text form.
enum HostText {
    static func isAddress(_ text: String) -> Bool { IPAddress(text) != nil }

    static func address(_ bytes: [UInt8]) -> String { IPAddress(bytes: bytes)?.description ?? "" }

    /// Whether a certificate's name (`*.example.com`: one label) covers a host.
    static func wildcard(_ pattern: String, covers host: String) -> Bool {
        let pattern = pattern.lowercased()
        let host = host.lowercased()
        if pattern == host { return true }
        guard pattern.hasPrefix("*."), let dot = host.firstIndex(of: ".") else { return false }
        return pattern.dropFirst() == host[dot...]
    }
}
