import JSON
import Kube
import Schemas

/// A request on its way: who, what, and how the answer is wanted.
struct Call {
    var request: APIRequest
    var query: Query
    var info: RequestInfo
    var user: UserInfo
    var surface: Surface
    var server: APIServer

    var method: String { request.method }
}

/// An answer, or the promise of one that needs waiting.
enum Answer {
    case ready(APIResponse)
    case later(@Sendable () async throws -> APIResponse)
}

extension APIServer {
    /// Reads that need no waiting and little work (one object, discovery, health, the start of a watch), answered on the
    /// caller's thread in microseconds; nil for everything else, which `handle` answers.
    package func handleNow(_ request: APIRequest) -> APIResponse? {
        guard request.method == "GET" else { return nil }
        let query = Query(request.query)
        let info = RequestInfo(method: request.method, path: request.path, query: query)
        guard !info.isResourceRequest || info.verb == "get" && info.subresource.isEmpty else { return nil }
        do {
            guard case .ready(let response) = try answer(request, query, info) else { return nil }
            return response
        } catch {
            return errorResponse(error, request)
        }
    }

    package func handle(_ request: APIRequest) async -> APIResponse {
        do {
            let query = Query(request.query)
            let info = RequestInfo(method: request.method, path: request.path, query: query)
            switch try answer(request, query, info) {
            case .ready(let response): return response
            case .later(let work): return try await work()
            }
        } catch {
            return errorResponse(error, request)
        }
    }

    /// The way of a request: size, credentials, impersonation, permission, then the thing itself.
    private func answer(_ request: APIRequest, _ query: Query, _ info: RequestInfo) throws -> Answer {
        guard request.body.count <= APILimits.requestBodyBytes else {
            throw StatusError.requestEntityTooLarge("limit is \(APILimits.requestBodyBytes)")
        }
        let user = try authenticate(request, info)
        let call = Call(request: request, query: query, info: info, user: user, surface: surface, server: self)
        try authorize(call)
        return info.isResourceRequest ? try resource(call) : try document(call)
    }

    private func authenticate(_ request: APIRequest, _ info: RequestInfo) throws -> UserInfo {
        guard let user = try authenticator.user(of: request) else {
            guard !info.isResourceRequest, PublicPaths.contains(info.path) else { throw StatusError.unauthorized }
            return .anonymous
        }
        return try Impersonation.user(user, request.headers, authorizer: authorizer)
    }

    private func authorize(_ call: Call) throws {
        if !call.info.isResourceRequest, PublicPaths.isAlwaysAllowed(call.info.path) { return }
        let attributes = Attributes(user: call.user, info: call.info)
        guard !authorizer.allows(attributes) else { return }
        let resource = attributes.isResourceRequest ? GroupResource(attributes.group, attributes.resource) : nil
        throw StatusError.forbidden(resource, attributes.name, attributes.refusal)
    }
}

/// Paths that answer without credentials.
enum PublicPaths {
    private static let roots = ["/healthz", "/livez", "/readyz", "/version"]

    static func contains(_ path: String) -> Bool {
        roots.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    /// kube-apiserver's `--authorization-always-allow-paths`.
    static func isAlwaysAllowed(_ path: String) -> Bool {
        path == "/healthz" || path == "/livez" || path == "/readyz"
    }
}
