/// The generic matching tree (`xds.type.matcher.v3.Matcher`).
package struct Matcher: Message {
    package var type: Kind?
    package var onNoMatch: OnMatch?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.member("matcher_list", of: &type, { if case .list(let x) = $0 { x } else { nil } }, Kind.list)
        visitor.member("matcher_tree", of: &type, { if case .tree(let x) = $0 { x } else { nil } }, Kind.tree)
        visitor.field("on_no_match", &onNoMatch)
    }

    package indirect enum Kind: Sendable, Hashable {
        case list(MatcherList)
        case tree(MatcherTree)
    }

    package indirect enum OnMatch: ChoiceMessage {
        case matcher(Matcher)
        case action(TypedExtension)

        package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
            visitor.member("matcher", of: &choice, { if case .matcher(let x) = $0 { x } else { nil } }, Self.matcher)
            visitor.member("action", of: &choice, { if case .action(let x) = $0 { x } else { nil } }, Self.action)
        }
    }

    package struct MatcherList: Message {
        package var matchers: [FieldMatcher] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("matchers", &matchers)
        }
    }

    package struct FieldMatcher: Message {
        package var predicate: Predicate?
        package var onMatch: OnMatch?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("predicate", &predicate)
            visitor.field("on_match", &onMatch)
        }
    }

    package indirect enum Predicate: ChoiceMessage {
        case single(SinglePredicate)
        case or(PredicateList)
        case and(PredicateList)
        case not(Predicate)

        package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
            visitor.member(
                "single_predicate", of: &choice, { if case .single(let x) = $0 { x } else { nil } }, Self.single)
            visitor.member("or_matcher", of: &choice, { if case .or(let x) = $0 { x } else { nil } }, Self.or)
            visitor.member("and_matcher", of: &choice, { if case .and(let x) = $0 { x } else { nil } }, Self.and)
            visitor.member("not_matcher", of: &choice, { if case .not(let x) = $0 { x } else { nil } }, Self.not)
        }
    }

    package struct PredicateList: Message {
        package var predicates: [Predicate] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("predicate", &predicates)
        }
    }

    package struct SinglePredicate: Message {
        package var input: TypedExtension?
        package var matcher: Test?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("input", &input)
            visitor.member(
                "value_match", of: &matcher, { if case .valueMatch(let x) = $0 { x } else { nil } }, Test.valueMatch)
            visitor.member(
                "custom_match", of: &matcher, { if case .customMatch(let x) = $0 { x } else { nil } }, Test.customMatch)
        }

        package enum Test: Sendable, Hashable {
            case valueMatch(StringMatcher)
            case customMatch(TypedExtension)
        }
    }

    package struct MatcherTree: Message {
        package var input: TypedExtension?
        package var type: Kind?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("input", &input)
            visitor.member("exact_match_map", of: &type, { if case .exact(let x) = $0 { x } else { nil } }, Kind.exact)
            visitor.member(
                "prefix_match_map", of: &type, { if case .prefix(let x) = $0 { x } else { nil } }, Kind.prefix)
            visitor.member(
                "custom_match", of: &type, { if case .customMatch(let x) = $0 { x } else { nil } }, Kind.customMatch)
        }

        package enum Kind: Sendable, Hashable {
            case exact(MatchMap)
            case prefix(MatchMap)
            case customMatch(TypedExtension)
        }
    }

    package struct MatchMap: Message {
        package var map: [String: OnMatch] = [:]

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("map", &map)
        }
    }
}
