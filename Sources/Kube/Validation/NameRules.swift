/// Kubernetes' rules for names, labels and their like. Each check returns what is wrong in Kubernetes' words; nothing
/// when all is well.
package enum NameRules {
    private static let label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    private static let subdomain = "\(label)(\\.\(label))*"
    private static let key = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"
    private static let keyWords =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"

    package static func dnsLabel(_ value: String) -> [String] {
        var errors = tooLong(value, 63, "characters")
        if !isLabel(value.utf8[...]) {
            if isSubdomain(value) {
                errors.append("must not contain dots")
            } else {
                errors.append(
                    regex(
                        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must "
                            + "start and end with an alphanumeric character", label, ["my-name", "123-abc"]))
            }
        }
        return errors
    }

    package static func dnsSubdomain(_ value: String) -> [String] {
        dnsSubdomain(value, unit: "characters")
    }

    private static func dnsSubdomain(_ value: String, unit: String) -> [String] {
        var errors = tooLong(value, 253, unit)
        if !isSubdomain(value) {
            errors.append(
                regex(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and "
                        + "must start and end with an alphanumeric character", subdomain, ["example.com"]))
        }
        return errors
    }

    /// Names of Services (RFC 1035 label).
    package static func dns1035Label(_ value: String) -> [String] {
        var errors = tooLong(value, 63, "characters")
        if !isLabel(value.utf8[...]) || value.utf8.first.map(isDigit) ?? true {
            errors.append(
                regex(
                    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
                        + "character, and end with an alphanumeric character", "[a-z]([-a-z0-9]*[a-z0-9])?",
                    ["my-name", "abc-123"]))
        }
        return errors
    }

    package static func wildcardSubdomain(_ value: String) -> [String] {
        var errors = tooLong(value, 253, "characters")
        if !value.hasPrefix("*.") || !isSubdomain(String(value.dropFirst(2))) {
            errors.append(
                regex(
                    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must "
                        + "consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
                    "\\*\\.\(subdomain)", ["*.example.com"]))
        }
        return errors
    }

    /// The key of a label or an annotation, the name of a finalizer: `name` or `example.com/name`.
    package static func qualifiedName(_ value: String) -> [String] {
        let parts = value.split(separator: "/", omittingEmptySubsequences: false)
        var errors: [String] = []
        let name: Substring
        switch parts.count {
        case 1: name = parts[0]
        case 2:
            name = parts[1]
            if parts[0].isEmpty {
                errors.append("prefix part must be non-empty")
            } else {
                errors += dnsSubdomain(String(parts[0]), unit: "bytes").map { "prefix part \($0)" }
            }
        default:
            return [
                regex("a valid label key \(keyWords)", key, ["MyName", "my.name", "123-abc"])
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        }
        if name.isEmpty {
            errors.append("name part must be non-empty")
        } else {
            errors += tooLong(name, 63, "bytes").map { "name part \($0)" }
        }
        if !isKey(name) { errors.append("name part " + regex(keyWords, key, ["MyName", "my.name", "123-abc"])) }
        return errors
    }

    package static func labelValue(_ value: String) -> [String] {
        var errors = tooLong(value, 63, "bytes")
        if !value.isEmpty, !isKey(value[...]) {
            errors.append(
                regex(
                    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
                        + "start and end with an alphanumeric character", "(\(key))?", ["MyValue", "my_value", "12345"]))
        }
        return errors
    }

    /// Keys of ConfigMaps and Secrets.
    package static func configKey(_ value: String) -> [String] {
        var errors = tooLong(value, 253, "characters")
        if value.isEmpty || !value.utf8.allSatisfy({ isAlphanumeric($0) || isOneOf($0, "-._") }) {
            errors.append(
                regex(
                    "a valid config key must consist of alphanumeric characters, '-', '_' or '.'", "[-._a-zA-Z0-9]+",
                    ["key.name", "KEY_NAME", "key-name"]))
        }
        if value == "." {
            errors.append("must not be '.'")
        } else if value == ".." {
            errors.append("must not be '..'")
        } else if value.hasPrefix("..") {
            errors.append("must not start with '..'")
        }
        return errors
    }

    /// Names that need only fit into a path, such as those of RBAC objects.
    package static func pathSegment(_ value: String) -> [String] {
        if value == "." || value == ".." { return ["may not be '\(value)'"] }
        return ["/", "%"].filter(value.contains).map { "may not contain '\($0)'" }
    }

    package static func portNumber(_ port: Int) -> [String] {
        (1...65535).contains(port) ? [] : ["must be between 1 and 65535, inclusive"]
    }

    package static func portName(_ value: String) -> [String] {
        var errors = tooLong(value, 15, "characters")
        let bytes = value.utf8
        let isLetter = { (byte: UInt8) in (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
        if bytes.isEmpty || !bytes.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }) {
            errors.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
        }
        if !bytes.contains(where: isLetter) { errors.append("must contain at least one letter (a-z)") }
        if value.contains("--") { errors.append("must not contain consecutive hyphens") }
        if value.hasPrefix("-") || value.hasSuffix("-") { errors.append("must not begin or end with a hyphen") }
        return errors
    }

    /// Before a name is generated from it, a prefix may end in a hyphen.
    package static func forPrefix(_ prefix: String, _ rule: (String) -> [String]) -> [String] {
        prefix.utf8.count > 1 && prefix.hasSuffix("-") ? rule(prefix.dropLast(2) + "a") : rule(prefix)
    }

    /// What Kubernetes says where a pattern does not match.
    package static func regex(_ message: String, _ pattern: String, _ examples: [String] = []) -> String {
        if examples.isEmpty { return "\(message) (regex used for validation is '\(pattern)')" }
        let shown = examples.map { "'\($0)', " }.joined(separator: " or ")
        return "\(message) (e.g. \(shown)regex used for validation is '\(pattern)')"
    }

    private static func tooLong(_ value: some StringProtocol, _ limit: Int, _ unit: String) -> [String] {
        value.utf8.count > limit ? ["must be no more than \(limit) \(unit)"] : []
    }

    private static func isSubdomain(_ value: String) -> Bool {
        value.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy(isLabel)
    }

    private static func isLabel(_ bytes: Substring.UTF8View) -> Bool {
        func isInner(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
        }
        guard let first = bytes.first, let last = bytes.last else { return false }
        return first != UInt8(ascii: "-") && last != UInt8(ascii: "-") && bytes.allSatisfy(isInner)
    }

    private static func isKey(_ value: Substring) -> Bool {
        guard let first = value.utf8.first, let last = value.utf8.last else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last)
            && value.utf8.allSatisfy { isAlphanumeric($0) || isOneOf($0, "-_.") }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isOneOf(_ byte: UInt8, _ characters: String) -> Bool { characters.utf8.contains(byte) }
}
