import Foundation

/// Certificates kept as `NAME.crt` and `NAME.key` files in a directory, made when they are not there.
package struct IdentityDirectory: Sendable {
    package let path: String

    package init(path: String) throws(PKIError) {
        try PrivateFile.makeDirectory(path)
        self.path = path
    }

    /// The authority kept under a name; a new one the first time.
    package func authority(
        _ name: String, commonName: String, organizations: [String] = []
    ) throws -> CertificateAuthority {
        if let kept = try load(name) {
            return try CertificateAuthority(certificatePEM: kept.certificatePEM, keyPEM: kept.keyPEM)
        }
        let authority = try CertificateAuthority.make(commonName: commonName, organizations: organizations)
        try save(Identity(certificatePEM: authority.certificatePEM, keyPEM: authority.keyPEM), name)
        return authority
    }

    /// The server identity kept under a name. It is issued anew when it is not there, nearly expired, signed by another
    /// authority, or lacks one of `names`.
    package func server(
        _ name: String, signedBy authority: CertificateAuthority, names: [String]
    ) throws -> Identity {
        if let kept = try load(name), isCurrent(kept, authority) {
            let summary = try CertificateSummary(pem: kept.certificatePEM)
            if Set(names).isSubset(of: Set(summary.dnsNames + summary.ipAddresses)) { return kept }
        }
        let identity = try authority.issueServer(names: names)
        try save(identity, name)
        return identity
    }

    /// The client identity kept under a name, issued anew as servers' are.
    package func client(
        _ name: String, signedBy authority: CertificateAuthority, commonName: String, organizations: [String]
    ) throws -> Identity {
        if let kept = try load(name), isCurrent(kept, authority) {
            let summary = try CertificateSummary(pem: kept.certificatePEM)
            if summary.commonName == commonName, summary.organizations == organizations { return kept }
        }
        let identity = try authority.issueClient(commonName: commonName, organizations: organizations)
        try save(identity, name)
        return identity
    }

    private func isCurrent(_ identity: Identity, _ authority: CertificateAuthority) -> Bool {
        guard let summary = try? CertificateSummary(pem: identity.certificatePEM) else { return false }
        let renewAfter = Double(summary.notAfter) - Validity.renewSeconds
        return Date().timeIntervalSince1970 < renewAfter && authority.signed(identity)
    }

    private func load(_ name: String) throws -> Identity? {
        guard let certificate = try PrivateFile.read("\(path)/\(name).crt"),
            let key = try PrivateFile.read("\(path)/\(name).key")
        else { return nil }
        return Identity(
            certificatePEM: String(decoding: certificate, as: UTF8.self), keyPEM: String(decoding: key, as: UTF8.self))
    }

    private func save(_ identity: Identity, _ name: String) throws {
        try PrivateFile.write(Array(identity.keyPEM.utf8), to: "\(path)/\(name).key")
        try PrivateFile.write(Array(identity.certificatePEM.utf8), to: "\(path)/\(name).crt")
    }
}
