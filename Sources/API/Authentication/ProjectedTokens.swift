import Kube
import JSON
import Store

extension APIServer {
    /// A token for a projected volume; nil when the account is not there (yet).
    package func projectedToken(
        namespace: String, account: String, audience: String?, seconds: Int, pod: ObjectReference? = nil
    ) -> String? {
        let name = ObjectName(namespace: namespace, name: account)
        guard let record = store.get(GroupResource("", "serviceaccounts"), name), let object = try? parsed(record.bytes)
        else { return nil }
        var claims = ServiceAccountClaims(
            account: ServiceAccountName(namespace: namespace, name: account), uid: object.uid,
            audiences: [audience ?? TokenSigner.issuer], now: .now(), seconds: seconds)
        claims.pod = pod.map { ServiceAccountClaims.Bound(name: $0.name, uid: $0.uid) }
        return try? configuration.signer.sign(claims.json)
    }

    /// An object by name and identity.
    package struct ObjectReference: Sendable, Hashable {
        package var name: String
        package var uid: String

        package init(name: String, uid: String) {
            self.name = name
            self.uid = uid
        }
    }
}
