/// A certificate (leaf first, then what leads to the authority) and its private key, both PEM.
package struct Identity: Sendable, Hashable {
    package var certificatePEM: String
    package var keyPEM: String

    package init(certificatePEM: String, keyPEM: String) {
        self.certificatePEM = certificatePEM
        self.keyPEM = keyPEM
    }
}

package enum PKIError: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadable(String)
    case keyMismatch
    case file(path: String, reason: String)

    package var description: String {
        switch self {
        case .unreadable(let what): "cannot read \(what)"
        case .keyMismatch: "private key does not belong to the certificate"
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }
}
