import Kube

/// What someone wants to do: the question put to the authorizer.
struct Attributes: Sendable, Hashable {
    var user: UserInfo
    var verb: String
    var isResourceRequest = true
    var group = ""
    var version = ""
    var resource = ""
    var subresource = ""
    var namespace = ""
    var name = ""
    /// Of requests that name no resource.
    var path = ""

    var combinedResource: String { subresource.isEmpty ? resource : "\(resource)/\(subresource)" }

    init(user: UserInfo, verb: String) {
        self.user = user
        self.verb = verb
    }

    init(user: UserInfo, verb: String, group: String, resource: String, subresource: String = "", namespace: String = "", name: String = "") {
        self.init(user: user, verb: verb)
        self.group = group
        self.resource = resource
        self.subresource = subresource
        self.namespace = namespace
        self.name = name
    }

    init(user: UserInfo, info: RequestInfo) {
        self.init(user: user, verb: info.verb)
        isResourceRequest = info.isResourceRequest
        group = info.group
        version = info.version
        resource = info.resource
        subresource = info.subresource
        namespace = info.namespace
        name = info.name
        path = info.path
    }

    /// The sentence of a 403, after "… is forbidden: ".
    var refusal: String {
        let user = user.name.goQuoted
        guard isResourceRequest else { return "User \(user) cannot \(verb) path \(path.goQuoted)" }
        let scope = namespace.isEmpty ? "at the cluster scope" : "in the namespace \(namespace.goQuoted)"
        return "User \(user) cannot \(verb) resource \(combinedResource.goQuoted) in API group \(group.goQuoted) \(scope)"
    }
}
