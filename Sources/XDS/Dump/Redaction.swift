import JSON

/// Blots out what Envoy's API marks as sensitive: strings and bytes become `[redacted]`.
enum Redaction {
    static func redacted(_ json: JSON) -> JSON {
        switch json {
        case .array(let items): return .array(items.map(redacted))
        case .object(let members):
            let secret = secretMembers(of: members)
            return .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { name, value in
                        (name, secret.contains(name) ? blotted(value) : redacted(value))
                    }))
        default: return json
        }
    }

    private static func secretMembers(of members: [String: JSON]) -> Set<String> {
        let type = members["@type"]?.string?.split(separator: ".").last
        switch type {
        case "BasicAuth", "BasicAuthPerRoute": return ["users"]
        case "ApiKeyAuth", "ApiKeyAuthPerRoute": return ["credentials"]
        default: break
        }
        // A certificate with its key; a secret of SDS.
        if members["certificate_chain"] != nil || members["private_key"] != nil {
            return ["private_key", "password", "pkcs12"]
        }
        return ["generic_secret", "session_ticket_keys"]
    }

    private static func blotted(_ json: JSON, named name: String = "") -> JSON {
        switch json {
        case .string: return .string(name == "inline_bytes" ? Base64.encode(Array("[redacted]".utf8)) : "[redacted]")
        case .array(let items): return .array(items.map { blotted($0) })
        case .object(let members):
            return .object(
                Dictionary(uniqueKeysWithValues: members.map { ($0.key, blotted($0.value, named: $0.key)) }))
        default: return json
        }
    }
}
