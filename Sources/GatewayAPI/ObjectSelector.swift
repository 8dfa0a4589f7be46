package import JSON

/// `metav1.LabelSelector`. An empty one selects everything.
package struct ObjectSelector: JSONDecodable, Sendable, Hashable {
    package struct Requirement: JSONDecodable, Sendable, Hashable {
        package var key: String
        package var `operator`: String
        package var values: [String]

        package init(json: JSON) {
            key = json.text("key")
            `operator` = json.text("operator")
            values = json.strings("values")
        }
    }

    package var matchLabels: [String: String]
    package var matchExpressions: [Requirement]

    package init(json: JSON) {
        matchLabels = json.stringMap("matchLabels")
        matchExpressions = json.list("matchExpressions")
    }

    /// What apimachinery says of the first requirement it cannot use; nil when all are good.
    package var problem: String? {
        for requirement in matchExpressions {
            switch requirement.operator {
            case "In", "NotIn":
                if requirement.values.isEmpty {
                    return "values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty"
                }
            case "Exists", "DoesNotExist":
                if !requirement.values.isEmpty {
                    let shown = requirement.values.map { "\"\($0)\"" }.joined(separator: ",")
                    return "values: Invalid value: [\(shown)]: values set must be empty for exists and does not exist"
                }
            default: return "\"\(requirement.operator)\" is not a valid label selector operator"
            }
        }
        return nil
    }

    package func matches(_ labels: [String: String]) -> Bool {
        for (key, value) in matchLabels where labels[key] != value { return false }
        for requirement in matchExpressions {
            let value = labels[requirement.key]
            let holds =
                switch requirement.operator {
                case "In": value.map(requirement.values.contains) ?? false
                case "NotIn": !(value.map(requirement.values.contains) ?? false)
                case "Exists": value != nil
                case "DoesNotExist": value == nil
                default: false
                }
            if !holds { return false }
        }
        return true
    }
}
