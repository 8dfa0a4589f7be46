import JSON
import Kube

extension APIServer {
    /// POST to a subresource: binding, eviction, token.
    func createSubresource(_ target: Target, _ body: JSON, _ context: inout WriteContext) throws -> JSON {
        throw StatusError.methodNotAllowed
    }
}
