import JSON
import Kube
import Schemas

/// Kinds that are questions: created, answered, never stored.
extension APIServer {
    func respondReview(_ call: Call, _ target: Target, _ body: Body, _ negotiation: Negotiation) throws -> APIResponse {
        var context = try WriteQuery.context(call, options: "CreateOptions")
        var object = try body.shaped(target, self, &context)
        switch target.kind.kind {
        case "SelfSubjectAccessReview":
            object["status"] = accessStatus(object["spec"] ?? [:], user: call.user)
        case "SubjectAccessReview", "LocalSubjectAccessReview":
            try Self.checkSubject(object, target)
            object["status"] = accessStatus(object["spec"] ?? [:], user: Self.subject(object["spec"] ?? [:]))
        case "SelfSubjectRulesReview":
            object["status"] = try rulesStatus(object, user: call.user, target)
        case "SelfSubjectReview":
            object["metadata", "creationTimestamp"] = .string(Timestamp.now.text)
            object["status"] = ["userInfo": Self.json(call.user)]
        case "TokenReview":
            object["status"] = try tokenStatus(object, target)
        case "Binding":
            var pod = target
            guard let (kind, version) = call.surface.catalog.version(GroupVersionResource("", "v1", "pods")) else {
                return Self.pageNotFound
            }
            pod = Target(kind: kind, version: version, namespace: target.namespace, name: object.name, subresource: "binding")
            return try encoded(try bind(pod, object, &context), negotiation, status: 201)
        default: return Self.methodNotAllowed
        }
        if object["metadata", "creationTimestamp"] == nil { object["metadata", "creationTimestamp"] = .null }
        return try encoded(object, negotiation, status: 201, warnings: context.warnings)
    }

    private static func checkSubject(_ object: JSON, _ target: Target) throws {
        var errors: [FieldError] = []
        let spec = object["spec"] ?? [:]
        let hasResource = spec["resourceAttributes"].map { !$0.isNull } ?? false
        let hasPath = spec["nonResourceAttributes"].map { !$0.isNull } ?? false
        if hasResource == hasPath {
            let why = hasResource ? "cannot be specified in combination with resourceAttributes" : "exactly one of nonResourceAttributes or resourceAttributes must be specified"
            errors.append(hasResource ? .invalid("spec.nonResourceAttributes", spec["nonResourceAttributes"] ?? .null, why)
                : .invalid("spec.resourceAttributes", .null, why))
        }
        if spec["user"]?.string ?? "" == "", spec["groups"]?.array?.isEmpty ?? true {
            errors.append(.invalid("spec.user", "", "at least one of user or group must be specified"))
        }
        guard errors.isEmpty else { throw StatusError.invalid(target.groupVersionKind, "", errors) }
    }

    private static func subject(_ spec: JSON) -> UserInfo {
        UserInfo(
            name: spec["user"]?.string ?? "", uid: spec["uid"]?.string ?? "",
            groups: spec["groups"]?.array?.compactMap(\.string) ?? [])
    }

    private func accessStatus(_ spec: JSON, user: UserInfo) -> JSON {
        var attributes = Attributes(user: user, verb: "")
        if let resource = spec["resourceAttributes"], !resource.isNull {
            func text(_ key: String) -> String { resource[key]?.string ?? "" }
            attributes = Attributes(
                user: user, verb: text("verb"), group: text("group"), resource: text("resource"),
                subresource: text("subresource"), namespace: text("namespace"), name: text("name"))
        } else if let path = spec["nonResourceAttributes"], !path.isNull {
            attributes.isResourceRequest = false
            attributes.verb = path["verb"]?.string ?? ""
            attributes.path = path["path"]?.string ?? ""
        }
        guard let reason = authorizer.reason(attributes) else { return ["allowed": false] }
        return reason.isEmpty ? ["allowed": true] : ["allowed": true, "reason": .string(reason)]
    }

    private func rulesStatus(_ object: JSON, user: UserInfo, _ target: Target) throws -> JSON {
        guard let namespace = object["spec", "namespace"]?.string, !namespace.isEmpty else {
            throw StatusError.badRequest("no namespace on request")
        }
        var resources: [JSON] = []
        var paths: [JSON] = []
        var rules = authorizer.index.rules(for: user, namespace: namespace)
        if user.isSuperuser {
            rules.insert(PolicyRule(verbs: ["*"], apiGroups: ["*"], resources: ["*"]), at: 0)
            rules.insert(PolicyRule(verbs: ["*"], nonResourceURLs: ["*"]), at: 1)
        }
        for rule in rules {
            if rule.resources.isEmpty {
                paths.append(["verbs": JSON(rule.verbs), "nonResourceURLs": JSON(rule.nonResourceURLs)])
            } else {
                var entry: JSON = [
                    "verbs": JSON(rule.verbs), "apiGroups": JSON(rule.apiGroups), "resources": JSON(rule.resources),
                ]
                if !rule.resourceNames.isEmpty { entry["resourceNames"] = JSON(rule.resourceNames) }
                resources.append(entry)
            }
        }
        return ["resourceRules": .array(resources), "nonResourceRules": .array(paths), "incomplete": false]
    }

    private func tokenStatus(_ object: JSON, _ target: Target) throws -> JSON {
        guard let token = object["spec", "token"]?.string, !token.isEmpty else {
            throw StatusError.badRequest("token is required for TokenReview in authentication")
        }
        let asked = object["spec", "audiences"]?.array?.compactMap(\.string) ?? []
        let audiences = asked.isEmpty ? [TokenSigner.issuer] : asked
        guard let (found, shared) = try authenticator.user(ofToken: token, audiences: audiences) else {
            return ["user": [:], "error": "invalid bearer token"]
        }
        var user = found
        Authenticator.addAuthenticated(&user)
        return ["authenticated": true, "user": Self.json(user), "audiences": JSON(shared)]
    }

    static func json(_ user: UserInfo) -> JSON {
        var json: JSON = ["username": .string(user.name)]
        if !user.uid.isEmpty { json["uid"] = .string(user.uid) }
        if !user.groups.isEmpty { json["groups"] = JSON(user.groups) }
        if !user.extra.isEmpty { json["extra"] = .object(user.extra.mapValues { JSON($0) }) }
        return json
    }
}
