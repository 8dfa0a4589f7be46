/// Domain names, wildcards and addresses, as Kubernetes and Gateway API judge them.
enum Hostnames {
    /// RFC 1123 subdomain: lower case labels, at most 253 characters.
    static func isSubdomain(_ name: String) -> Bool {
        name.utf8.count <= 253 && hasSubdomainForm(name)
    }

    static func hasSubdomainForm(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        for label in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard let first = label.first, let last = label.last, isAlphanumeric(first), isAlphanumeric(last) else {
                return false
            }
            if !label.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "-") }) { return false }
        }
        return true
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// Whether a wildcard (`*.example.com`) covers a name, or is the wider of two wildcards.
    static func wildcard(_ wildcard: String, covers name: String) -> Bool {
        let suffix = wildcard.hasPrefix("*") ? String(wildcard.dropFirst()) : wildcard
        if !name.hasPrefix("*") {
            return name.hasSuffix(suffix) && name.utf8.count > suffix.utf8.count
        }
        let other = String(name.dropFirst())
        guard other.hasSuffix(suffix) else { return false }
        return other.dropLast(suffix.count).hasPrefix(".")
    }

    /// The hostnames on which a route is served by a listener; empty when the two have none in common. `others` are
    /// the hostnames of the other listeners on the port, to which those requests belong.
    static func intersection(route: [String], listener: String?, others: [String]) -> [String] {
        let listener = listener ?? ""
        if route.isEmpty { return [listener.isEmpty ? "*" : listener] }
        var hosts: Set<String> = []
        for name in route {
            if listener.isEmpty || listener == name {
                hosts.insert(name)
            } else if listener.hasPrefix("*"), name.hasPrefix("*") {
                if wildcard(name, covers: listener) { hosts.insert(listener) }
                if wildcard(listener, covers: name) { hosts.insert(name) }
            } else if listener.hasPrefix("*") {
                if wildcard(listener, covers: name) { hosts.insert(name) }
            } else if name.hasPrefix("*") {
                if wildcard(name, covers: listener) { hosts.insert(listener) }
            }
        }
        hosts.subtract(others)
        return hosts.sorted()
    }

    /// Whether two listeners or certificates could be meant by one request. Nil means all names.
    static func overlap(_ a: String?, _ b: String?) -> Bool {
        guard let a, let b else { return true }
        return matches(a, b) || matches(b, a)
    }

    /// One label deep: `*.example.com` stands for `a.example.com`, not for `a.b.example.com`.
    private static func matches(_ name: String, _ other: String) -> Bool {
        func isWildcard(_ name: String) -> Bool { name.count > 1 && name.hasPrefix("*") }
        guard isWildcard(other), !isWildcard(name) else { return name == other }
        let suffix = other.dropFirst()
        return name.hasSuffix(suffix) && !name.dropLast(suffix.count).contains(".")
    }
}
