import JSON
import Kube
import Store

extension APIServer {
    /// The token of a ServiceAccount as the node projects it into the account's pods; nil when there is no such account.
    package func projectedToken(namespace: String, account name: String, audience: String?, seconds: Int) -> String? {
        let account = ObjectName(namespace: namespace, name: name)
        guard let record = store.get(GroupResource("", "serviceaccounts"), account),
            let object = try? parsed(record.bytes)
        else { return nil }
        let claims = ServiceAccountClaims(
            account: ServiceAccountName(namespace: namespace, name: name), uid: object.uid,
            audiences: [audience ?? TokenSigner.issuer], now: Timestamp.now, seconds: seconds)
        return try? configuration.signer.sign(claims.json)
    }
}
