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

    package init(parsing text: String) throws(StatusError) { self.init(terms: []) }

    /// `value` gives the object's value of a field; nil counts as empty.
    package func matches(_ value: (String) -> String?) -> Bool { true }

    /// The value that `field` must have, when the selector pins it.
    package func required(_ field: String) -> String? { terms.first { $0.field == field && !$0.isNegated }?.value }
}
