import JSON
import Kube
import Schemas
import Store

extension APIServer {
    func subresource(_ call: Call, _ target: Target) throws -> Answer {
        guard !target.name.isEmpty, target.version.subresource(target.subresource) != nil else {
            return .ready(Self.pageNotFound)
        }
        switch target.subresource {
        case "log": return try podLog(call, target)
        case "exec", "attach", "portforward": return .ready(try podConnect(call, target))
        case "scale": return .ready(try respondScale(call, target))
        default: break
        }
        switch call.method {
        case "GET", "HEAD": return .ready(try respondGet(call, target))
        case "PUT": return .ready(try respondUpdate(call, target))
        case "PATCH": return .ready(try respondPatch(call, target))
        case "POST": return .ready(try respondCreateSubresource(call, target))
        default: return .ready(Self.methodNotAllowed)
        }
    }

    private func respondCreateSubresource(_ call: Call, _ target: Target) throws -> APIResponse {
        guard let kind = target.version.subresource(target.subresource)?.body else { return Self.methodNotAllowed }
        let negotiation = try negotiate(call, target)
        var context = try WriteQuery.context(call, options: "CreateOptions")
        let body = try Body.read(call, kind: kind, allowsProtobuf: true)
        let result = try createSubresource(target, body.object, &context)
        return try encoded(result, negotiation, status: 201, warnings: context.warnings)
    }

    /// POST to a subresource.
    func createSubresource(_ target: Target, _ body: JSON, _ context: inout WriteContext) throws -> JSON {
        switch (target.resource.description, target.subresource) {
        case ("pods", "binding"): return try bind(target, body, &context)
        case ("pods", "eviction"): return try evict(target, body, context)
        case ("serviceaccounts", "token"): return try issueToken(target, body, context)
        default: throw StatusError.methodNotAllowed
        }
    }

    static let success: JSON = ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success"]
}
