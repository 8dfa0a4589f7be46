import JSON
import Kube
import Schemas
import Store

/// Requests for objects: from path and method to a verb.
extension APIServer {
    func resource(_ call: Call) throws -> Answer {
        let info = call.info
        let gvr = GroupVersionResource(info.group, info.version, info.resource)
        guard let (kind, version) = call.surface.catalog.version(gvr), version.isServed else {
            return .ready(Self.pageNotFound)
        }
        let target = Target(
            kind: kind, version: version, namespace: info.namespace, name: info.pathName, subresource: info.subresource)
        // A namespace's own path has it in the place of a namespace.
        let isInNamespace = !info.namespace.isEmpty && target.resource != NamespaceGate.resource
        if kind.isNamespaced != isInNamespace {
            let isRead = call.method == "GET" || call.method == "HEAD"
            let spansNamespaces = kind.isNamespaced && info.pathName.isEmpty && (isRead || !kind.isStored)
            guard spansNamespaces else { return .ready(Self.pageNotFound) }
        }
        if !info.subresource.isEmpty { return try subresource(call, target) }
        return try verb(call, target)
    }

    private func verb(_ call: Call, _ target: Target) throws -> Answer {
        let isCollection = target.name.isEmpty
        let verb: String
        switch (call.method, isCollection) {
        case ("GET", true), ("HEAD", true): verb = call.info.verb == "watch" ? "watch" : "list"
        case ("GET", false), ("HEAD", false): verb = call.info.verb == "watch" ? "watch" : "get"
        case ("POST", true): verb = "create"
        case ("PUT", false): verb = "update"
        case ("PATCH", false): verb = "patch"
        case ("DELETE", false): verb = "delete"
        case ("DELETE", true): verb = "deletecollection"
        default: return .ready(Self.methodNotAllowed)
        }
        guard target.kind.verbs.contains(verb) else { return .ready(Self.methodNotAllowed) }
        switch verb {
        case "get": return .ready(try respondGet(call, target))
        case "list": return .ready(try respondList(call, target))
        case "watch": return .ready(try respondWatch(call, target))
        case "create": return .ready(try respondCreate(call, target))
        case "update": return .ready(try respondUpdate(call, target))
        case "patch": return .ready(try respondPatch(call, target))
        case "delete": return .ready(try respondDelete(call, target))
        default: return .ready(try respondDeleteCollection(call, target))
        }
    }

    func negotiate(_ call: Call, _ target: Target, shapes: Bool = true) throws -> Negotiation {
        let negotiation = Negotiation.negotiate(
            accept: call.request.headers.accept, query: call.query, userAgent: call.request.headers.userAgent,
            allowsProtobuf: target.version.isBuiltin)
        guard let negotiation, shapes || negotiation.shape == .object else {
            throw StatusError.notAcceptable(Body.supported(allowsProtobuf: target.version.isBuiltin))
        }
        return negotiation
    }
}
