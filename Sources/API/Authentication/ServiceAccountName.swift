struct ServiceAccountName: Sendable, Hashable {
    var namespace: String
    var name: String

    init(namespace: String, name: String) {
        self.namespace = namespace
        self.name = name
    }

    /// Nil when the user is no service account.
    init?(username: String) {
        let parts = username.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount", !parts[2].isEmpty, !parts[3].isEmpty
        else { return nil }
        self.init(namespace: String(parts[2]), name: String(parts[3]))
    }

    var username: String { "system:serviceaccount:\(namespace):\(name)" }

    var groups: [String] { ["system:serviceaccounts", "system:serviceaccounts:\(namespace)"] }
}
