package import JSON

/// A label selector: requirements that all must hold.
package struct LabelSelector: Sendable, Hashable {
    package struct Requirement: Sendable, Hashable {
        package enum Operator: String, Sendable {
            case equals = "=", notEquals = "!=", `in`, notIn = "notin", exists, doesNotExist = "!"
            case greaterThan = "gt", lessThan = "lt"
        }

        package var key: String
        package var `operator`: Operator
        package var values: [String]

        package init(key: String, operator: Operator, values: [String]) {
            self.key = key
            self.operator = `operator`
            self.values = values
        }

        package func matches(_ labels: [String: String]) -> Bool {
            let value = labels[key]
            return switch `operator` {
            case .equals, .in: value.map(values.contains) ?? false
            case .notEquals, .notIn: value.map { !values.contains($0) } ?? true
            case .exists: value != nil
            case .doesNotExist: value == nil
            case .greaterThan: compare(value, >)
            case .lessThan: compare(value, <)
            }
        }

        private func compare(_ value: String?, _ holds: (Int64, Int64) -> Bool) -> Bool {
            guard let value = value.flatMap({ Int64($0) }), let bound = values.first.flatMap({ Int64($0) }) else {
                return false
            }
            return holds(value, bound)
        }
    }

    package var requirements: [Requirement]
    private let isNothing: Bool

    package static let everything = LabelSelector(requirements: [])
    package static let nothing = LabelSelector(requirements: [], isNothing: true)
    package var isEverything: Bool { requirements.isEmpty && !isNothing }

    package init(requirements: [Requirement]) {
        self.init(requirements: requirements, isNothing: false)
    }

    private init(requirements: [Requirement], isNothing: Bool) {
        self.requirements = requirements
        self.isNothing = isNothing
    }

    /// Reads `app=web,tier in (a,b),!legacy`.
    package init(parsing text: String) throws(StatusError) {
        do {
            var parser = try LabelSelectorParser(text)
            self.init(requirements: try parser.requirements())
        } catch {
            throw .badRequest(error.message)
        }
    }

    /// Reads a `metav1.LabelSelector`: `matchLabels` and `matchExpressions`. Null selects nothing, an empty one everything.
    package init(object: JSON) throws(StatusError) {
        if object.isNull {
            self = .nothing
            return
        }
        var requirements = (object["matchLabels"]?.object ?? [:]).map {
            Requirement(key: $0.key, operator: .equals, values: [$0.value.string ?? ""])
        }
        for expression in object["matchExpressions"]?.array ?? [] {
            let name = expression["operator"]?.string ?? ""
            let sign: Requirement.Operator
            switch name {
            case "In": sign = .in
            case "NotIn": sign = .notIn
            case "Exists": sign = .exists
            case "DoesNotExist": sign = .doesNotExist
            default: throw .badRequest("\(name.goQuoted) is not a valid label selector operator")
            }
            requirements.append(
                Requirement(
                    key: expression["key"]?.string ?? "", operator: sign,
                    values: expression["values"]?.array?.compactMap(\.string) ?? []))
        }
        self.init(requirements: requirements)
    }

    /// The selector that asks for all these labels: what a Service or a ReplicationController has.
    package init(labels: [String: String]) {
        self.init(requirements: labels.map { Requirement(key: $0.key, operator: .equals, values: [$0.value]) })
    }

    package func matches(_ labels: [String: String]) -> Bool {
        !isNothing && requirements.allSatisfy { $0.matches(labels) }
    }
}
