import Foundation
import SwiftASN1
import X509

/// What a certificate says, as far as anyone here asks.
package struct CertificateSummary: Sendable, Hashable {
    package var commonName: String
    package var organizations: [String]
    /// The whole subject in RFC 4514 form, as Envoy's `%DOWNSTREAM_PEER_SUBJECT%` and certificate dumps show it.
    package var subject: String
    package var issuer: String
    package var serialNumberHex: String
    package var dnsNames: [String]
    /// In text form.
    package var ipAddresses: [String]
    package var uris: [String]
    package var isAuthority: Bool
    /// Seconds since 1970.
    package var notBefore: Int64
    package var notAfter: Int64

    package init(pem: String) throws {
        do {
            self.init(try Certificate(pemEncoded: pem))
        } catch {
            throw PKIError.unreadable("certificate: \(error)")
        }
    }

    package init(der: [UInt8]) throws {
        do {
            self.init(try Certificate(derEncoded: der))
        } catch {
            throw PKIError.unreadable("certificate: \(error)")
        }
    }

    /// Every certificate of a PEM bundle, in order; blocks of other kinds are passed over.
    package static func all(inPEM pem: String) throws -> [CertificateSummary] {
        do {
            return try PEMDocument.parseMultiple(pemString: pem)
                .filter { $0.discriminator == Certificate.defaultPEMDiscriminator }
                .map { CertificateSummary(try Certificate(pemDocument: $0)) }
        } catch {
            throw PKIError.unreadable("certificate: \(error)")
        }
    }

    init(_ certificate: Certificate) {
        func attributes(_ type: ASN1ObjectIdentifier) -> [String] {
            certificate.subject.flatMap { relative in
                relative.filter { $0.type == type }.compactMap { String($0.value) }
            }
        }
        commonName = attributes(.RDNAttributeType.commonName).last ?? ""
        organizations = attributes(.RDNAttributeType.organizationName)
        subject = certificate.subject.description
        issuer = certificate.issuer.description
        serialNumberHex = certificate.serialNumber.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        dnsNames = []
        ipAddresses = []
        uris = []
        if let names = try? certificate.extensions.subjectAlternativeNames {
            for name in names {
                switch name {
                case .dnsName(let name): dnsNames.append(name)
                case .ipAddress(let bytes): ipAddresses.append(IPAddressBytes.text(Array(bytes.bytes)))
                case .uniformResourceIdentifier(let uri): uris.append(uri)
                default: break
                }
            }
        }
        isAuthority =
            if case .isCertificateAuthority? = try? certificate.extensions.basicConstraints { true } else { false }
        notBefore = Int64(certificate.notValidBefore.timeIntervalSince1970)
        notAfter = Int64(certificate.notValidAfter.timeIntervalSince1970)
    }
}
