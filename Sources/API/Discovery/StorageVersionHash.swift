import Crypto
import FoundationEssentials
import Kube
import Schemas

/// Eight bytes of SHA-256 over `group/version/Kind` of the storage version, in base64, as Kubernetes computes it.
enum StorageVersionHash {
    static func of(_ kind: KindDefinition) -> String {
        guard let storage = kind.storageVersion else { return "" }
        let identity = "\(kind.group)/\(storage.name)/\(kind.kind)"
        return Data(SHA256.hash(data: Data(identity.utf8)).prefix(8)).base64EncodedString()
    }
}
