import NIOCore
import XDS

/// `envoy.filters.http.rbac`: lets requests through, or answers 403.
final class CompiledRBAC: CompiledFilter {
    private let name: String
    private let isDisabled: Bool
    private let base: AccessRules?

    init(_ filter: HttpFilter, _ rbac: XDS.RBACFilter) throws {
        name = filter.name
        isDisabled = filter.disabled
        base = try AccessRules(rules: rbac.rules, matcher: rbac.matcher)
    }

    func instance(for route: CompiledRoute?) -> HTTPFilter? {
        switch route?.filters[name] {
        // A route's own rules, or their absence, stand in place of the listener's.
        case .access(let own): own.map(RBACInstance.init)
        case .disabled: nil
        default: isDisabled ? nil : base.map(RBACInstance.init)
        }
    }
}

private final class RBACInstance: HTTPFilter {
    private let rules: AccessRules

    init(_ rules: AccessRules) { self.rules = rules }

    override func requestHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict {
        let context = DecisionContext(
            headers: exchange.request, connection: exchange.info.connection, client: exchange.info.clientAddress,
            metadata: exchange.info.dynamicMetadata)
        guard case .deny(let name) = rules.judge(context) else { return .proceed }
        exchange.reply(
            403, "RBAC: access denied", details: "rbac_access_denied_matched_policy[\(name.replacingBlanks())]")
        return .wait
    }
}
