package import JSON

/// A label selector: requirements that all must hold.
package struct LabelSelector: Sendable, Hashable {
    package struct Requirement: Sendable, Hashable {
        package enum Operator: String, Sendable {
            case equals = "=", notEquals = "!=", `in`, notIn = "notin", exists, doesNotExist = "!", greaterThan = "gt", lessThan = "lt"
        }
        package var key: String
        package var `operator`: Operator
        package var values: [String]
    }
    package var requirements: [Requirement]

    package static let everything = LabelSelector(requirements: [])
    package var isEverything: Bool { requirements.isEmpty }

    package init(requirements: [Requirement]) { self.requirements = requirements }

    /// Reads `app=web,tier in (a,b),!legacy`.
    package init(parsing text: String) throws(StatusError) { self.init(requirements: []) }

    /// Reads a `metav1.LabelSelector`: `matchLabels` and `matchExpressions`. Nil selects nothing, an empty one everything.
    package init(object: JSON) throws(StatusError) { self.init(requirements: []) }

    package func matches(_ labels: [String: String]) -> Bool { true }
}
