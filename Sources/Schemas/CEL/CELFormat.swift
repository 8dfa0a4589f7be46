/// Kubernetes' named string formats: `format.dns1123Label().validate(x)`.
enum CELFormat {
    static let names: Set<String> = [
        "dns1123Label", "dns1123Subdomain", "dns1035Label", "qualifiedName", "dns1123LabelPrefix",
        "dns1123SubdomainPrefix", "dns1035LabelPrefix", "labelValue", "uri", "uuid", "byte", "date", "datetime",
    ]

    private static let label = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    private static let label1035 = "[a-z]([-a-z0-9]*[a-z0-9])?"
    private static let qualified = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]"

    private static let labelWords =
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end "
        + "with an alphanumeric character"
    private static let subdomainWords =
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
        + "and end with an alphanumeric character"
    private static let label1035Words =
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
        + "character, and end with an alphanumeric character"

    /// What is wrong with a text; empty when nothing is.
    static func problems(_ format: String, _ text: String) -> [String] {
        switch format {
        case "dns1123Label": named(text, 63, label, labelWords, ["my-name", "123-abc"])
        case "dns1123Subdomain": named(text, 253, "\(label)(\\.\(label))*", subdomainWords, ["example.com"])
        case "dns1035Label": named(text, 63, label1035, label1035Words, ["my-name", "abc-123"])
        case "dns1123LabelPrefix": problems("dns1123Label", maskingDash(text))
        case "dns1123SubdomainPrefix": problems("dns1123Subdomain", maskingDash(text))
        case "dns1035LabelPrefix": problems("dns1035Label", maskingDash(text))
        case "labelValue":
            named(
                text, 63, "(\(qualified))?",
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
                    + "start and end with an alphanumeric character", ["MyValue", "my_value", "12345"])
        case "qualifiedName": qualifiedName(text)
        case "uri": RequestURI(text).map { $0.scheme.isEmpty && !text.hasPrefix("/") } ?? true ? ["invalid URI"] : []
        case "uuid":
            matches(text, "(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
                ? [] : ["does not match the UUID format"]
        case "byte": Base64.decode(text) != nil ? [] : ["invalid base64"]
        case "date": DateFormats.isDate(text) ? [] : ["invalid date"]
        default: DateFormats.isDateTime(text) ? [] : ["invalid datetime"]
        }
    }

    private static func maskingDash(_ text: String) -> String {
        text.count > 1 && text.hasSuffix("-") ? text.dropLast() + "a" : text
    }

    private static func matches(_ text: String, _ pattern: String) -> Bool {
        Pattern("^\(pattern)$").mismatch(text) == nil
    }

    private static func named(_ text: String, _ maximum: Int, _ pattern: String, _ words: String, _ examples: [String])
        -> [String]
    {
        var problems: [String] = []
        if text.utf8.count > maximum { problems.append("must be no more than \(maximum) characters") }
        if !matches(text, pattern) {
            let shown = examples.enumerated().map { $0 == 0 ? "'\($1)', " : " or '\($1)', " }.joined()
            problems.append("\(words) (e.g. \(shown)regex used for validation is '\(pattern)')")
        }
        return problems
    }

    private static func qualifiedName(_ text: String) -> [String] {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let words =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character"
        let examples = ["MyName", "my.name", "123-abc"]
        var problems: [String] = []
        switch parts.count {
        case 1: break
        case 2:
            problems =
                parts[0].isEmpty
                ? ["prefix part must be non-empty"]
                : self.problems("dns1123Subdomain", parts[0]).map { "prefix part \($0)" }
        default:
            return [
                "a qualified name \(named(text, .max, "(?!)", words, examples).joined()) with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        }
        let name = parts[parts.count - 1]
        if name.isEmpty { return problems + ["name part must be non-empty"] }
        return problems + named(name, 63, qualified, words, examples).map { "name part \($0)" }
    }
}
