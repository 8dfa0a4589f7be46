import JSON
import Kube

/// Runs the rules of a schema over an object.
struct RuleCheck {
    private(set) var errors: [FieldError] = []
    private var evaluator = CELEvaluator()
    private var isExhausted = false

    /// What is known of an old value at a place: whether there was one comparable, and the nearest place above where
    /// there was.
    private struct Correlation {
        var current: (new: JSON, old: JSON)?
        var parent: (new: JSON, old: JSON)?

        static let none = Correlation()

        /// Rules about what did not change do not refuse an update.
        var isUnchanged: Bool {
            if let current { return current.new == current.old }
            return parent.map { $0.new == $0.old } ?? false
        }
    }

    static func errors(_ object: JSON, old: JSON?, _ schema: Schema) -> [FieldError] {
        guard schema.shape.hasRulesWithin else { return [] }
        var check = RuleCheck()
        let correlation = old.map { Correlation(current: (object, $0)) } ?? .none
        check.run(object, old, schema, path: "", correlation)
        return check.errors
    }

    private mutating func run(_ value: JSON, _ old: JSON?, _ schema: Schema, path: String, _ correlation: Correlation) {
        let shape = schema.shape
        guard shape.hasRulesWithin, !value.isNull, !isExhausted else { return }
        if !shape.rules.isEmpty { evaluate(shape.rules, value, old, schema, path, correlation) }
        for inner in shape.junctors?.allOf ?? [] {
            run(value, old, inner, path: path, Correlation(parent: correlation.parent))
        }
        switch value {
        case .array(let items): runItems(items, old, shape, path, value, correlation)
        case .object(let members): runMembers(members, old, shape, path, value, correlation)
        default: break
        }
    }

    private mutating func runItems(
        _ items: [JSON], _ old: JSON?, _ shape: Shape, _ path: String, _ whole: JSON, _ correlation: Correlation
    ) {
        guard let element = shape.items, element.shape.hasRulesWithin else { return }
        let oldItems = ListCorrelation(shape, old)
        for (index, item) in items.enumerated() {
            let oldItem = oldItems?.match(item)
            run(item, oldItem, element, path: "\(path)[\(index)]", below(correlation, whole, item, oldItem))
        }
    }

    private func below(_ correlation: Correlation, _ whole: JSON, _ new: JSON, _ old: JSON?) -> Correlation {
        guard let current = correlation.current else { return correlation }
        return Correlation(current: old.map { (new, $0) }, parent: current)
    }

    private mutating func runMembers(
        _ members: [String: JSON], _ old: JSON?, _ shape: Shape, _ path: String, _ whole: JSON,
        _ correlation: Correlation
    ) {
        let isCorrelatable = !shape.isAtomicMap
        for key in shape.rulefulProperties {
            guard let value = members[key], let property = shape.properties[key] else { continue }
            let oldValue = isCorrelatable ? old?[key] : nil
            run(
                value, oldValue, property, path: path.isEmpty ? key : "\(path).\(key)",
                below(correlation, whole, value, oldValue))
        }
        guard let additional = shape.additionalProperties, additional.shape.hasRulesWithin else { return }
        for key in members.keys.sorted() where shape.properties[key] == nil {
            guard let value = members[key] else { continue }
            let oldValue = isCorrelatable ? old?[key] : nil
            run(value, oldValue, additional, path: "\(path)[\(key)]", below(correlation, whole, value, oldValue))
        }
    }

    private mutating func evaluate(
        _ rules: [Rule], _ value: JSON, _ old: JSON?, _ schema: Schema, _ path: String, _ correlation: Correlation
    ) {
        let field = path.isEmpty ? "<nil>" : path
        let typeName = schema.shape.isIntOrString ? "" : schema.type.name
        let place = Place(value: value, old: old, schema: schema, field: field, typeName: typeName)
        for rule in rules {
            if isExhausted { return }
            switch rule.compiled {
            case .failure(let error):
                errors.append(.invalid(field, .string(typeName), "rule compile error: \(error.message)"))
            case .success(let program):
                if program.usesOldSelf, old == nil, rule.optionalOldSelf != true { continue }
                check(rule, program, place, correlation)
            }
        }
    }

    private struct Place {
        var value: JSON
        var old: JSON?
        var schema: Schema
        var field: String
        var typeName: String

        func variables(_ rule: Rule) -> [String: CELValue] {
            var variables = ["self": CELValue(value, schema)]
            let before = old.map { CELValue($0, schema) }
            if rule.optionalOldSelf == true {
                variables["oldSelf"] = .optional(before)
            } else if let before {
                variables["oldSelf"] = before
            }
            return variables
        }
    }

    private mutating func check(_ rule: Rule, _ program: CELProgram, _ place: Place, _ correlation: Correlation) {
        let variables = place.variables(rule)
        let outcome: CELValue
        do throws(CELError) {
            outcome = try evaluator.evaluate(program.node, variables)
        } catch {
            fail(rule, error, place)
            return
        }
        if case .bool(true) = outcome { return }
        var detail: String?
        if let expression = program.message {
            if case .string(let text)? = try? evaluator.evaluate(expression, variables), Rule.isUsable(text) {
                detail = text
            }
        }
        let error = refusal(rule, place, detail ?? rule.shownMessage)
        if !program.usesOldSelf, correlation.isUnchanged { return }
        errors.append(error)
    }

    private mutating func fail(_ rule: Rule, _ error: CELError, _ place: Place) {
        let words: String
        if error.message.hasPrefix("no such overload") {
            words =
                "'\(error.message)': call arguments did not match a supported operator, function or macro signature for rule: \(rule.shortText)"
        } else if error == CELEvaluator.budgetExceeded {
            isExhausted = true
            words =
                "'\(error.message)': no further validation rules will be run due to call cost exceeds limit for rule: \(rule.shortText)"
        } else {
            words = "\(error.message) evaluating rule: \(rule.shortText)"
        }
        errors.append(.invalid(place.field, .string(place.typeName), words))
    }

    private func refusal(_ rule: Rule, _ place: Place, _ detail: String) -> FieldError {
        var field = place.field
        if !rule.fieldPath.isEmpty {
            field = field == "<nil>" ? String(rule.fieldPath.drop { $0 == "." }) : field + rule.fieldPath
        }
        let isStructured = place.value.object != nil || place.value.array != nil
        let shown: JSON? = isStructured ? Optional.none : .some(place.value)
        switch rule.reason {
        case "FieldValueForbidden": return .forbidden(field, detail)
        case "FieldValueRequired": return .required(field, detail)
        case "FieldValueDuplicate": return FieldError(.duplicate, field, value: shown)
        default: return FieldError(.invalid, field, value: shown, detail)
        }
    }
}

/// A rule, parsed.
struct CELProgram: Sendable {
    var node: CELNode
    var message: CELNode?
    var usesOldSelf: Bool

    init(_ rule: Rule) throws(CELError) {
        node = try CELParser.parse(rule.rule)
        usesOldSelf = node.mentions("oldSelf")
        if !rule.messageExpression.isEmpty { message = try CELParser.parse(rule.messageExpression) }
    }
}

extension Rule {
    /// What errors about the rule call it.
    var shortText: String { (message.isEmpty ? rule : message).trimmedSpace }

    var shownMessage: String { message.isEmpty ? "failed rule: \(rule.trimmedSpace)" : message.trimmedSpace }

    /// A message expression's result counts when it is one line of something.
    static func isUsable(_ text: String) -> Bool {
        let text = text.trimmedSpace
        return !text.isEmpty && !text.contains("\n") && text.utf8.count <= 5_120
    }
}

extension String {
    fileprivate var trimmedSpace: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else {
            return ""
        }
        return String(self[first...last])
    }
}
