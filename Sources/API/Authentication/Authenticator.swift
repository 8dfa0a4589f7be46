import JSON
import Kube
import Store

/// Finds out who asks: by client certificate, the administrator's token, or a service account's token.
struct Authenticator: Sendable {
    let store: Store
    let signer: TokenSigner
    let adminToken: String?

    /// Nil when the request carries no credentials at all; throws 401 when those it carries are not good.
    func user(of request: APIRequest) throws -> UserInfo? {
        // kube-apiserver looks at the certificate first. Here a good token wins: kubectl sends the certificate of the
        // kubeconfig beside a `--token`, and who gives a token means it.
        if let token = Self.bearerToken(request.headers.authorization) {
            if var user = try user(ofToken: token, audiences: [TokenSigner.issuer])?.user {
                Self.addAuthenticated(&user)
                return user
            }
            if request.certificate == nil { throw StatusError.unauthorized }
        }
        guard var user = request.certificate else { return nil }
        Self.addAuthenticated(&user)
        return user
    }

    private static func bearerToken(_ header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty else { return nil }
        return String(parts[1])
    }

    /// Whom a bearer token stands for, and which of the audiences it was made for; nil when it is not valid.
    func user(ofToken token: String, audiences: [String]) throws -> (user: UserInfo, audiences: [String])? {
        if let adminToken, Self.isEqual(token, adminToken) {
            return (UserInfo(name: "kubernetes-admin", groups: [UserInfo.superuserGroup]), audiences)
        }
        guard let claims = signer.claims(of: token).flatMap(ServiceAccountClaims.init) else { return nil }
        let shared = audiences.filter(claims.audiences.contains)
        guard !shared.isEmpty, claims.isValid(at: Timestamp.now), isCurrent(claims) else { return nil }
        return (claims.user, shared)
    }

    /// Whether the account, and the object the token is bound to, are still the ones it was made for.
    private func isCurrent(_ claims: ServiceAccountClaims) -> Bool {
        guard isThere("serviceaccounts", claims.account.name, claims.accountUID, in: claims.account.namespace) else {
            return false
        }
        if let pod = claims.pod { return isThere("pods", pod.name, pod.uid, in: claims.account.namespace) }
        if let secret = claims.secret { return isThere("secrets", secret.name, secret.uid, in: claims.account.namespace) }
        return true
    }

    private func isThere(_ resource: String, _ name: String, _ uid: String, in namespace: String) -> Bool {
        guard let record = store.get(GroupResource("", resource), ObjectName(namespace: namespace, name: name)),
            let object = try? JSON(parsing: record.bytes)
        else { return false }
        return object.uid == uid
    }

    static func addAuthenticated(_ user: inout UserInfo) {
        if user.groups.contains(UserInfo.authenticatedGroup) || user.groups.contains(UserInfo.unauthenticatedGroup) { return }
        user.groups.append(UserInfo.authenticatedGroup)
    }

    /// Takes the same time wherever the texts differ.
    private static func isEqual(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
