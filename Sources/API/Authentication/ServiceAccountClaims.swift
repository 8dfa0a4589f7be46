import JSON
import Kube

/// What a service account's token says.
struct ServiceAccountClaims: Sendable {
    struct Bound: Sendable {
        var name: String
        var uid: String

        init(name: String, uid: String) {
            self.name = name
            self.uid = uid
        }

        init?(_ json: JSON?) {
            guard let name = json?["name"]?.string, let uid = json?["uid"]?.string else { return nil }
            self.init(name: name, uid: uid)
        }

        var json: JSON { ["name": .string(name), "uid": .string(uid)] }
    }

    var account: ServiceAccountName
    var accountUID: String
    var audiences: [String]
    var issuedAt: Int64
    var notBefore: Int64
    var expires: Int64
    var id: String
    var pod: Bound?
    var secret: Bound?
    var node: Bound?

    init(account: ServiceAccountName, uid: String, audiences: [String], now: Timestamp, seconds: Int) {
        self.account = account
        accountUID = uid
        self.audiences = audiences
        issuedAt = now.secondsSince1970
        notBefore = now.secondsSince1970
        expires = now.secondsSince1970 + Int64(seconds)
        id = RandomName.uid()
    }

    init?(_ claims: JSON) {
        guard claims["iss"]?.string == TokenSigner.issuer, let own = claims["kubernetes.io"],
            let namespace = own["namespace"]?.string, let bound = Bound(own["serviceaccount"]),
            let expires = claims["exp"]?.int
        else { return nil }
        account = ServiceAccountName(namespace: namespace, name: bound.name)
        guard claims["sub"]?.string == account.username else { return nil }
        accountUID = bound.uid
        audiences = claims["aud"]?.array?.compactMap(\.string) ?? claims["aud"]?.string.map { [$0] } ?? []
        issuedAt = Int64(claims["iat"]?.int ?? 0)
        notBefore = Int64(claims["nbf"]?.int ?? 0)
        self.expires = Int64(expires)
        id = claims["jti"]?.string ?? ""
        pod = Bound(own["pod"])
        secret = Bound(own["secret"])
        node = Bound(own["node"])
    }

    var json: JSON {
        var own: JSON = [
            "namespace": .string(account.namespace), "serviceaccount": Bound(name: account.name, uid: accountUID).json,
        ]
        own["pod"] = pod?.json
        own["secret"] = secret?.json
        own["node"] = node?.json
        return [
            "iss": .string(TokenSigner.issuer), "sub": .string(account.username), "aud": JSON(audiences),
            "iat": .int(issuedAt), "nbf": .int(notBefore), "exp": .int(expires), "jti": .string(id), "kubernetes.io": own,
        ]
    }

    func isValid(at now: Timestamp) -> Bool { notBefore <= now.secondsSince1970 + Self.leewaySeconds && now.secondsSince1970 < expires }

    /// Clocks may differ by this much.
    private static let leewaySeconds: Int64 = 60

    var user: UserInfo {
        let prefix = "authentication.kubernetes.io/"
        var extra: [String: [String]] = [:]
        if !id.isEmpty { extra[prefix + "credential-id"] = ["JTI=\(id)"] }
        if let pod {
            extra[prefix + "pod-name"] = [pod.name]
            extra[prefix + "pod-uid"] = [pod.uid]
        }
        if let node {
            extra[prefix + "node-name"] = [node.name]
            extra[prefix + "node-uid"] = [node.uid]
        }
        return UserInfo(name: account.username, uid: accountUID, groups: account.groups, extra: extra)
    }
}
