import XDS

/// What a route says to the listener's filters, compiled with it: a request looks it up without hashing or locks.
struct RouteFilters: Sendable {
    enum Setting: Sendable {
        /// Nil: everything passes.
        case access(AccessRules?)
        case cors(CORSRules)
        case headers(HeaderMutationRules)
        case disabled
        /// For a filter this engine leaves out.
        case other
    }

    private let settings: [(name: String, setting: Setting)]

    /// - Parameter configs: By filter name: the most specific level's.
    init(_ configs: [String: AnyConfig]) throws {
        settings = try configs.sorted { $0.key < $1.key }.map { ($0.key, try Setting($0.value)) }
    }

    @inline(__always)
    subscript(name: String) -> Setting? {
        for entry in settings where entry.name == name { return entry.setting }
        return nil
    }
}

extension RouteFilters.Setting {
    init(_ config: AnyConfig) throws {
        if let wrapped = config.as(FilterConfig.self) {
            if wrapped.disabled {
                self = .disabled
            } else {
                self = try wrapped.config.map { try RouteFilters.Setting($0) } ?? .other
            }
        } else if let rbac = config.as(RBACPerRoute.self) {
            self = .access(try AccessRules(rules: rbac.rbac?.rules, matcher: rbac.rbac?.matcher))
        } else if let policy = config.as(CorsPolicy.self) {
            self = .cors(try CORSRules(policy))
        } else if let mutation = config.as(HeaderMutationPerRoute.self) {
            self = .headers(try HeaderMutationRules(mutation.mutations))
        } else {
            self = .other
        }
    }
}
