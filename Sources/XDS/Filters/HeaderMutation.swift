package struct HeaderMutation: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.header_mutation.v3.HeaderMutation"

    package var mutations: Mutations?
    package var mostSpecificHeaderMutationsWins = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("mutations", &mutations)
        visitor.field("most_specific_header_mutations_wins", &mostSpecificHeaderMutationsWins)
    }

    package struct Mutations: Message {
        package var requestMutations: [Mutation] = []
        package var responseMutations: [Mutation] = []
        package var queryParameterMutations: [QueryParameterMutation] = []
        package var responseTrailersMutations: [Mutation] = []

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("request_mutations", &requestMutations)
            visitor.field("response_mutations", &responseMutations)
            visitor.field("query_parameter_mutations", &queryParameterMutations)
            visitor.field("response_trailers_mutations", &responseTrailersMutations)
        }
    }

    package indirect enum Mutation: ChoiceMessage {
        case remove(String)
        case append(HeaderValueOption)
        case removeOnMatch(RemoveOnMatch)

        package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
            visitor.member("remove", of: &choice, { if case .remove(let x) = $0 { x } else { nil } }, Self.remove)
            visitor.member("append", of: &choice, { if case .append(let x) = $0 { x } else { nil } }, Self.append)
            visitor.member(
                "remove_on_match", of: &choice, { if case .removeOnMatch(let x) = $0 { x } else { nil } },
                Self.removeOnMatch)
        }
    }

    package struct RemoveOnMatch: Message {
        package var keyMatcher: StringMatcher?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("key_matcher", &keyMatcher)
        }
    }

    package indirect enum QueryParameterMutation: ChoiceMessage {
        case remove(String)
        case append(KeyValueAppend)

        package static func cases(_ choice: inout Self?, _ visitor: inout some FieldVisitor) {
            visitor.member("remove", of: &choice, { if case .remove(let x) = $0 { x } else { nil } }, Self.remove)
            visitor.member("append", of: &choice, { if case .append(let x) = $0 { x } else { nil } }, Self.append)
        }
    }
}

package struct HeaderMutationPerRoute: ExtensionMessage {
    package static let protoName = "envoy.extensions.filters.http.header_mutation.v3.HeaderMutationPerRoute"

    package var mutations: HeaderMutation.Mutations?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("mutations", &mutations)
    }
}

/// Changes the headers before routing and before any filter.
package struct EarlyHeaderMutation: ExtensionMessage {
    package static let protoName =
        "envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation"

    package var mutations: [HeaderMutation.Mutation] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("mutations", &mutations)
    }
}
