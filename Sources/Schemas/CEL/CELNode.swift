/// A CEL expression as a tree, macros written out. `at` is where in the text a node stands, in scalars, for messages.
indirect enum CELNode: Sendable {
    case literal(CELValue)
    case variable(String, at: Int)
    case select(CELNode, String, isOptional: Bool, at: Int)
    /// `has(a.b)`.
    case presence(CELNode, String, at: Int)
    case index(CELNode, CELNode, isOptional: Bool)
    /// Functions, methods and operators alike; the target of a method is the first argument.
    case call(String, [CELNode], isMethod: Bool, at: Int)
    /// `matches` with a literal pattern, compiled once.
    case matches(CELNode, Pattern)
    case and(CELNode, CELNode)
    case or(CELNode, CELNode)
    case conditional(CELNode, CELNode, CELNode)
    case list([Item])
    case map([Entry])
    case comprehension(Comprehension)
    /// `optMap`, `optFlatMap`.
    case optionalMap(CELNode, variable: String, CELNode, isFlat: Bool)

    struct Item: Sendable {
        var value: CELNode
        var isOptional: Bool
    }

    struct Entry: Sendable {
        var key: CELNode
        var value: CELNode
        var isOptional: Bool
    }

    struct Comprehension: Sendable {
        enum Kind: Sendable {
            case all, exists, existsOne, filter, map, transformList, transformMap, transformMapEntry
        }

        var kind: Kind
        var range: CELNode
        /// One name for elements (or keys of a map); two for index (or key) and element.
        var variables: [String]
        /// Only elements for which it holds are looked at.
        var condition: CELNode?
        var body: CELNode
    }
}

extension CELNode {
    /// Every variable that is used and not bound within.
    func mentions(_ name: String) -> Bool {
        switch self {
        case .literal: false
        case .variable(let variable, _): variable == name
        case .select(let inner, _, _, _), .presence(let inner, _, _), .matches(let inner, _): inner.mentions(name)
        case .index(let a, let b, _), .and(let a, let b), .or(let a, let b): a.mentions(name) || b.mentions(name)
        case .call(_, let arguments, _, _): arguments.contains { $0.mentions(name) }
        case .conditional(let a, let b, let c): a.mentions(name) || b.mentions(name) || c.mentions(name)
        case .list(let items): items.contains { $0.value.mentions(name) }
        case .map(let entries): entries.contains { $0.key.mentions(name) || $0.value.mentions(name) }
        case .comprehension(let c):
            c.range.mentions(name)
                || (!c.variables.contains(name) && (c.body.mentions(name) || c.condition?.mentions(name) == true))
        case .optionalMap(let target, let variable, let body, _):
            target.mentions(name) || (variable != name && body.mentions(name))
        }
    }
}
