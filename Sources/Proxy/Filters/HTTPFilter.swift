import NIOCore
import XDS

/// A listener's HTTP filter, compiled; makes an instance for each request it has to do with.
protocol CompiledFilter: Sendable {
    /// Nil when there is nothing to do for requests of this route.
    func instance(for route: CompiledRoute?) -> HTTPFilter?
}

/// One filter at work on one request. The methods say whether the request goes on; one that waits, or has answered,
/// stops it.
class HTTPFilter {
    enum Verdict {
        case proceed
        /// Stopped until `Exchange.resumeRequest`, or for good when the filter has answered.
        case wait
    }

    /// The filter must see the request's body before it goes on.
    var readsRequestBody: Bool { false }
    /// The filter makes other bytes of a request's body as they pass, once its headers have.
    var changesRequestBody: Bool { false }
    var changesResponseBody: Bool { false }

    func requestHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict { .proceed }
    /// The whole body is there, or as much as the filter asked for.
    func requestData(_ exchange: Exchange, _ data: inout ByteBuffer, isEnd: Bool) -> Verdict { .proceed }
    /// A piece of the body on its way. The filter may answer instead.
    func requestPiece(_ exchange: Exchange, _ data: inout ByteBuffer, isEnd: Bool) {}
    /// One that waits is given the body, and keeps the headers back until it has seen the last of it.
    func responseHeaders(_ exchange: Exchange, isEnd: Bool) -> Verdict { .proceed }
    func responseData(_ exchange: Exchange, _ data: inout ByteBuffer, isEnd: Bool) {}
    /// What the filter adds to `data` goes out before the trailers; without any left, it ends the response.
    func responseTrailers(_ exchange: Exchange, _ trailers: HeaderMap, adding data: inout ByteBuffer) {}
    /// The request is over, however it ended.
    func finished(_ exchange: Exchange) {}
}

/// Which filters there are.
enum FilterCatalogue {
    /// Compiles a listener's filters in order; the second value is the router's `suppress_envoy_headers`.
    static func compile(_ filters: [HttpFilter]) throws -> ([any CompiledFilter], Bool) {
        guard let last = filters.last, let router = last.typedConfig?.as(Router.self) else {
            throw ConfigurationError(
                "Error: terminal filter named envoy.filters.http.router of type envoy.filters.http.router must be the last filter in a http filter chain.")
        }
        var compiled: [any CompiledFilter] = []
        for filter in filters.dropLast() {
            if filter.typedConfig?.as(Router.self) != nil {
                throw ConfigurationError(
                    "Error: terminal filter named \(filter.name) of type envoy.filters.http.router must be the last filter in a http filter chain.")
            }
            if let one = try compile(filter) { compiled.append(one) }
        }
        return (compiled, router.suppressEnvoyHeaders)
    }

    /// Nil for filters this engine accepts and leaves out.
    private static func compile(_ filter: HttpFilter) throws -> (any CompiledFilter)? {
        let config = filter.typedConfig
        if let rbac = config?.as(RBACFilter.self) { return try CompiledRBAC(filter, rbac) }
        if config?.as(Cors.self) != nil { return CompiledCORS(name: filter.name) }
        if let check = config?.as(HealthCheckFilter.self) { return try CompiledHealthCheckFilter(check) }
        if let mutation = config?.as(HeaderMutation.self) { return try CompiledHeaderMutation(filter, mutation) }
        if config?.as(GrpcWeb.self) != nil { return CompiledGRPCWeb() }
        guard let config, config.isKnown else {
            throw ConfigurationError(
                "Didn't find a registered implementation for '\(filter.name)' with type URL: '\(config?.protoName ?? "")'")
        }
        return nil
    }
}
