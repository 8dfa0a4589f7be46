/// A field selector: `metadata.name=web,status.phase!=Running`.
package struct FieldSelector: Sendable, Hashable {
    package struct Term: Sendable, Hashable {
        package var field: String
        package var isNegated: Bool
        package var value: String
    }

    package var terms: [Term]

    package var isEverything: Bool { terms.isEmpty }

    package init(terms: [Term] = []) { self.terms = terms }

    package init(parsing text: String) throws(StatusError) {
        terms = []
        for part in FieldSelector.parts(text) where !part.isEmpty {
            guard let (field, sign, value) = FieldSelector.cut(part) else {
                throw .badRequest("invalid selector: '\(text)'; can't understand '\(part)'")
            }
            terms.append(Term(field: field, isNegated: sign == "!=", value: try FieldSelector.unescape(value)))
        }
    }

    /// `value` gives the object's value of a field; nil counts as empty.
    package func matches(_ value: (String) -> String?) -> Bool {
        terms.allSatisfy { ((value($0.field) ?? "") == $0.value) != $0.isNegated }
    }

    /// The value that `field` must have, when the selector pins it.
    package func required(_ field: String) -> String? { terms.first { $0.field == field && !$0.isNegated }?.value }

    /// The terms between commas that no backslash precedes.
    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        var isEscaped = false
        for character in text.unicodeScalars {
            if character == ",", !isEscaped {
                parts.append("")
            } else {
                parts[parts.count - 1].unicodeScalars.append(character)
            }
            isEscaped = character == "\\" && !isEscaped
        }
        return parts.sorted()
    }

    private static func cut(_ term: String) -> (field: String, sign: String, value: String)? {
        for index in term.indices {
            for sign in ["!=", "==", "="] where term[index...].hasPrefix(sign) {
                return (String(term[..<index]), sign, String(term[index...].dropFirst(sign.count)))
            }
        }
        return nil
    }

    private static func unescape(_ text: String) throws(StatusError) -> String {
        var value = ""
        var isEscaped = false
        for character in text.unicodeScalars {
            if isEscaped {
                guard character == "\\" || character == "," || character == "=" else {
                    throw .badRequest("invalid field selector: invalid escape sequence: \\\(character)")
                }
                value.unicodeScalars.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "," || character == "=" {
                // Kubernetes shows the character's number.
                throw .badRequest("invalid field selector: unescaped character in value: \(character.value)")
            } else {
                value.unicodeScalars.append(character)
            }
        }
        if isEscaped { throw .badRequest("invalid field selector: invalid escape sequence: \\") }
        return value
    }
}
