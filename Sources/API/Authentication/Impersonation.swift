import Kube

/// `Impersonate-*` headers: who may act as whom, and what comes of it.
enum Impersonation {
    static func user(_ user: UserInfo, _ headers: APIHeaders, authorizer: Authorizer) throws -> UserInfo {
        guard let name = headers.impersonateUser, !name.isEmpty else {
            if headers.impersonateGroups.isEmpty, headers.impersonateUID == nil, headers.impersonateExtra.isEmpty { return user }
            throw StatusError.internalError("requested impersonation without impersonating a user")
        }
        let account = ServiceAccountName(username: name)
        if let account {
            try check(
                user, resource: "serviceaccounts", name: account.name, namespace: account.namespace, authorizer: authorizer)
        } else {
            try check(user, resource: "users", name: name, authorizer: authorizer)
        }
        for group in headers.impersonateGroups {
            try check(user, resource: "groups", name: group, authorizer: authorizer)
        }
        for (key, values) in headers.impersonateExtra {
            for value in values {
                try check(
                    user, resource: "userextras", subresource: key, name: value, group: "authentication.k8s.io",
                    authorizer: authorizer)
            }
        }
        if let uid = headers.impersonateUID {
            try check(user, resource: "uids", name: uid, group: "authentication.k8s.io", authorizer: authorizer)
        }
        var result = UserInfo(
            name: name, uid: headers.impersonateUID ?? "", groups: headers.impersonateGroups, extra: headers.impersonateExtra)
        if result.groups.isEmpty, let account { result.groups = account.groups }
        if name == UserInfo.anonymous.name {
            if !result.groups.contains(UserInfo.unauthenticatedGroup) { result.groups.append(UserInfo.unauthenticatedGroup) }
        } else {
            Authenticator.addAuthenticated(&result)
        }
        return result
    }

    private static func check(
        _ user: UserInfo, resource: String, subresource: String = "", name: String, namespace: String = "",
        group: String = "", authorizer: Authorizer
    ) throws {
        let attributes = Attributes(
            user: user, verb: "impersonate", group: group, resource: resource, subresource: subresource,
            namespace: namespace, name: name)
        guard authorizer.allows(attributes) else {
            throw StatusError.forbidden(GroupResource(group, resource), name, attributes.refusal)
        }
    }
}
