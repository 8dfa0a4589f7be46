import NIOCore
import XDS

/// `envoy.filters.http.header_mutation`.
final class CompiledHeaderMutation: CompiledFilter {
    private let name: String
    private let base: HeaderMutationRules
    private let isDisabled: Bool
    private let mostSpecificWins: Bool

    init(_ filter: HttpFilter, _ mutation: HeaderMutation) throws {
        name = filter.name
        isDisabled = filter.disabled
        mostSpecificWins = mutation.mostSpecificHeaderMutationsWins
        base = try HeaderMutationRules(mutation.mutations)
    }

    func instance(for route: CompiledRoute?) -> HTTPFilter? {
        let setting = route?.filters[name]
        if case .disabled? = setting { return nil }
        let own: HeaderMutationRules? = if case .headers(let rules)? = setting { rules } else { nil }
        if isDisabled, own == nil { return nil }
        let levels = [own, isDisabled ? nil : base].compactMap { $0 }
        return HeaderMutationInstance(mostSpecificWins ? levels.reversed() : levels)
    }
}

/// The changes of one level.
struct HeaderMutationRules: Sendable {
    let request: HeaderMutations
    let response: HeaderMutations

    init(_ mutations: HeaderMutation.Mutations?) throws {
        request = try HeaderMutations(mutations?.requestMutations ?? [])
        response = try HeaderMutations(mutations?.responseMutations ?? [])
    }
}

private final class HeaderMutationInstance: HTTPFilter {
    private let levels: [HeaderMutationRules]

    init(_ levels: [HeaderMutationRules]) { self.levels = levels }

    override func requestHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict {
        for level in levels { level.request.apply(to: exchange.request, exchange.formatContext) }
        return .proceed
    }

    override func responseHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict {
        for level in levels { level.response.apply(to: exchange.response, exchange.formatContext) }
        return .proceed
    }
}

extension HeaderMutations {
    init(_ mutations: [HeaderMutation.Mutation]) throws {
        var add: [HeaderValueOption] = []
        var remove: [String] = []
        for mutation in mutations {
            switch mutation {
            case .append(let option): add.append(option)
            case .remove(let name): remove.append(name)
            case .removeOnMatch: break
            }
        }
        try self.init(add: add, remove: remove)
    }
}
