import JSON

/// Descriptions where nobody wrote one: the field's own name in words.
enum Words {
    static func description(_ written: String, _ name: String) -> String {
        written.isEmpty ? sentence(name) : written
    }

    /// The list of values that descriptions of enumerations end with.
    static func values(_ enumeration: [JSON]) -> String {
        if enumeration.isEmpty { return "" }
        return "\n\nPossible enum values:\n" + enumeration.map { " - `\($0.text)`" }.joined(separator: "\n")
    }

    /// What kinds have in common.
    private static let common = [
        "apiVersion": "Group and version of the schema the object follows.", "kind": "What kind of object it is.",
        "metadata": "Name, labels and what else every object carries.", "spec": "What is wanted.",
        "status": "What is: the system writes it, users read it.",
        "conditions": "Aspects of the state, each with its reason.",
    ]

    private static let acronyms: Set<String> = [
        "api", "ca", "cidr", "cidrs", "cors", "cpu", "dns", "fqdn", "grpc", "http", "https", "id", "ip", "ips", "ipv4",
        "ipv6", "jwt",
        "oidc", "sni", "tcp", "tls", "ttl", "udp", "uid", "uri", "url", "xds",
    ]

    /// `terminationGracePeriodSeconds` → `Termination grace period seconds.`
    static func sentence(_ name: String) -> String {
        if let words = common[name] { return words }
        var words: [String] = []
        var word = ""
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            let startsWord =
                character.isUppercase && index > 0
                && (!characters[index - 1].isUppercase
                    || (index + 1 < characters.count && characters[index + 1].isLowercase
                        && characters[index + 1] != "s"))
            if startsWord || character == "-" || character == "_" {
                words.append(word)
                word = ""
            }
            if character != "-", character != "_", character != "$" { word.append(character) }
        }
        words.append(word)
        let text = words.filter { !$0.isEmpty }.enumerated().map { index, word in
            let isAcronym =
                word.count > 1 && word.dropFirst().contains(where: \.isUppercase)
                || word == word.uppercased() && word.count > 1
            if isAcronym { return word }
            if acronyms.contains(word.lowercased()) { return word.uppercased() }
            return index == 0 ? word.prefix(1).uppercased() + word.dropFirst() : word.lowercased()
        }
        return text.joined(separator: " ") + "."
    }
}
