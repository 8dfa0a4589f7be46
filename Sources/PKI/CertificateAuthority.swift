import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate authority that signs P-256 leaves itself: the sandbox's own, and the one of its simulated internet.
package struct CertificateAuthority: Sendable {
    /// The authority's own certificate, for trust bundles.
    package let certificatePEM: String
    package let keyPEM: String
    private let certificate: Certificate
    private let key: Certificate.PrivateKey
    private let keyIdentifier: AuthorityKeyIdentifier

    package init(certificatePEM: String, keyPEM: String) throws {
        do {
            certificate = try Certificate(pemEncoded: certificatePEM)
            key = try Certificate.PrivateKey(pemEncoded: keyPEM)
        } catch {
            throw PKIError.unreadable("certificate authority: \(error)")
        }
        guard key.publicKey == certificate.publicKey else { throw PKIError.keyMismatch }
        self.certificatePEM = certificatePEM
        self.keyPEM = keyPEM
        keyIdentifier = AuthorityKeyIdentifier(keyIdentifier: Self.keyIdentifier(of: certificate.publicKey))
    }

    /// A new self-signed authority.
    package static func make(commonName: String, organizations: [String] = []) throws -> CertificateAuthority {
        let signing = P256.Signing.PrivateKey()
        let key = Certificate.PrivateKey(signing)
        let name = try subject(commonName: commonName, organizations: organizations)
        let now = Date()
        let certificate = try Certificate(
            version: .v3, serialNumber: serialNumber(), publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-Validity.clockSkewSeconds),
            notValidAfter: now.addingTimeInterval(Validity.authoritySeconds),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(digitalSignature: true, keyEncipherment: true, keyCertSign: true))
                SubjectKeyIdentifier(keyIdentifier: keyIdentifier(of: key.publicKey))
            },
            issuerPrivateKey: key)
        return try CertificateAuthority(
            certificatePEM: certificate.serializeAsPEM().pemString + "\n", keyPEM: signing.pemRepresentation + "\n")
    }

    /// A certificate for a server that answers to `names`, each a DNS name (wildcards included), an IP address or a URI.
    package func issueServer(
        names: [String], commonName: String? = nil, organizations: [String] = [], alsoForClients: Bool = false
    ) throws -> Identity {
        let alternatives = names.map { name in
            if let address = IPAddressBytes.parse(name) {
                GeneralName.ipAddress(ASN1OctetString(contentBytes: address[...]))
            } else if name.contains("://") {
                GeneralName.uniformResourceIdentifier(name)
            } else {
                GeneralName.dnsName(name)
            }
        }
        return try issue(
            commonName: commonName ?? names.first ?? "", organizations: organizations, alternatives: alternatives,
            usages: alsoForClients ? [.serverAuth, .clientAuth] : [.serverAuth])
    }

    /// A certificate for a client: Kubernetes reads the user from CN and the groups from O.
    package func issueClient(commonName: String, organizations: [String] = []) throws -> Identity {
        try issue(
            commonName: commonName, organizations: organizations, alternatives: [], usages: [.clientAuth])
    }

    private func issue(
        commonName: String, organizations: [String], alternatives: [GeneralName], usages: [ExtendedKeyUsage.Usage]
    ) throws -> Identity {
        let signing = P256.Signing.PrivateKey()
        let publicKey = Certificate.PublicKey(signing.publicKey)
        let now = Date()
        let leaf = try Certificate(
            version: .v3, serialNumber: Self.serialNumber(), publicKey: publicKey,
            notValidBefore: now.addingTimeInterval(-Validity.clockSkewSeconds),
            notValidAfter: min(now.addingTimeInterval(Validity.leafSeconds), certificate.notValidAfter),
            issuer: certificate.subject,
            subject: Self.subject(commonName: commonName, organizations: organizations),
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true, keyEncipherment: true))
                try ExtendedKeyUsage(usages)
                keyIdentifier
                if !alternatives.isEmpty { SubjectAlternativeNames(alternatives) }
            },
            issuerPrivateKey: key)
        return Identity(
            certificatePEM: try leaf.serializeAsPEM().pemString + "\n", keyPEM: signing.pemRepresentation + "\n")
    }

    /// Whether this authority signed a certificate directly, for clients, and the certificate is valid now.
    package func accepts(clientCertificateDER der: [UInt8]) -> CertificateSummary? {
        guard let leaf = try? Certificate(derEncoded: der),
            leaf.issuer == certificate.subject,
            case let now = Date(), leaf.notValidBefore <= now, now <= leaf.notValidAfter,
            let usage = try? leaf.extensions.extendedKeyUsage, usage.contains(.clientAuth),
            certificate.publicKey.isValidSignature(leaf.signature, for: leaf)
        else { return nil }
        return CertificateSummary(leaf)
    }

    /// Whether this authority signed the first certificate of a PEM chain directly.
    package func signed(_ identity: Identity) -> Bool {
        guard let leaf = try? Certificate(pemEncoded: identity.certificatePEM), leaf.issuer == certificate.subject
        else { return false }
        return certificate.publicKey.isValidSignature(leaf.signature, for: leaf)
    }

    /// 16 random bytes, positive and not empty, as RFC 5280 asks of serial numbers.
    private static func serialNumber() -> Certificate.SerialNumber {
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255) }
        bytes[0] = bytes[0] & 0x7F | 0x40
        return Certificate.SerialNumber(bytes: bytes)
    }

    private static func subject(commonName: String, organizations: [String]) throws -> DistinguishedName {
        try DistinguishedName {
            for organization in organizations { OrganizationName(organization) }
            CommonName(commonName)
        }
    }

    private static func keyIdentifier(of key: Certificate.PublicKey) -> ArraySlice<UInt8> {
        Array(Insecure.SHA1.hash(data: key.subjectPublicKeyInfoBytes))[...]
    }
}

/// How long what we sign is valid, in seconds.
enum Validity {
    static let authoritySeconds = 10 * 365 * 86_400.0
    static let leafSeconds = 5 * 365 * 86_400.0
    /// A leaf is issued anew when less than this is left of it.
    static let renewSeconds = 30 * 86_400.0
    /// Clocks of two machines may disagree by this much.
    static let clockSkewSeconds = 3_600.0
}
