internal import JSON

/// Writes block-style YAML, keys sorted, quoting what a reader would not take for a string.
enum YAMLWriter {
    static func write(_ value: JSON, to output: inout String) {
        write(value, indent: 0, isInline: false, to: &output)
        if !output.hasSuffix("\n") { output += "\n" }
    }

    private static func write(_ value: JSON, indent: Int, isInline: Bool, to output: inout String) {
        let margin = String(repeating: " ", count: indent)
        switch value {
        case .object(let members) where !members.isEmpty:
            var isFirst = true
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                if !(isFirst && isInline) { output += margin }
                isFirst = false
                output += plainOrQuoted(key) + ":"
                writeMember(member, indent: indent, to: &output)
            }
        case .array(let items) where !items.isEmpty:
            var isFirst = true
            for item in items {
                if !(isFirst && isInline) { output += margin }
                isFirst = false
                output += "- "
                if item.isContainer {
                    write(item, indent: indent + 2, isInline: true, to: &output)
                } else {
                    output += scalar(item, indent: indent + 2) + "\n"
                }
            }
        default: output += scalar(value, indent: indent) + "\n"
        }
    }

    private static func writeMember(_ member: JSON, indent: Int, to output: inout String) {
        switch member {
        case .object(let inner) where !inner.isEmpty:
            output += "\n"
            write(member, indent: indent + 2, isInline: false, to: &output)
        case .array(let items) where !items.isEmpty:
            output += "\n"
            write(member, indent: indent, isInline: false, to: &output)
        default: output += " " + scalar(member, indent: indent + 2) + "\n"
        }
    }

    private static func scalar(_ value: JSON, indent: Int) -> String {
        switch value {
        case .string(let text): text.contains("\n") ? block(text, indent: indent) : plainOrQuoted(text)
        case .array: "[]"
        case .object: "{}"
        default: value.text
        }
    }

    /// Literal style where it can hold the text exactly, quotes otherwise.
    private static func block(_ text: String, indent: Int) -> String {
        let isLiteral =
            text.first != " " && text.first != "\n"
            && text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || ($0.value >= 0x20 && $0.value != 0x7F) }
        guard isLiteral else { return JSON.string(text).text }
        let margin = String(repeating: " ", count: indent)
        let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
        let mark = !text.hasSuffix("\n") ? "|-" : text.hasSuffix("\n\n") ? "|+" : "|"
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        return mark + "\n" + lines.map { $0.isEmpty ? "" : margin + $0 }.joined(separator: "\n")
    }

    private static let words: Set<String> = [
        "", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", "-.inf", "+.inf", ".nan",
    ]

    private static func plainOrQuoted(_ text: String) -> String {
        needsQuotes(text) ? (text.contains(where: { $0 == "\\" || $0.isNewline || $0 == "\t" }) ? JSON.string(text).text : "\"" + text.replacing("\"", with: "\\\"") + "\"") : text
    }

    private static func needsQuotes(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return true }
        if words.contains(text.lowercased()) { return true }
        if " \t".unicodeScalars.contains(first) || " \t:".unicodeScalars.contains(last) { return true }
        if "!&*%@`'\"#|>{}[],?".unicodeScalars.contains(first) || text == "-" || text.hasPrefix("- ") || text.hasPrefix("---") {
            return true
        }
        if text.contains(": ") || text.contains(" #") { return true }
        if text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { return true }
        if "0123456789+-.".unicodeScalars.contains(first) {
            let numeric = text.unicodeScalars.allSatisfy { "0123456789abcdefxoABCDEFXO_+-.:TZ ".unicodeScalars.contains($0) }
            return numeric
        }
        return false
    }
}

extension JSON {
    fileprivate var isContainer: Bool {
        switch self {
        case .object(let members): !members.isEmpty
        case .array(let items): !items.isEmpty
        default: false
        }
    }
}
