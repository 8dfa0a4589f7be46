import FoundationEssentials
import GatewayAPI
import Kube
import SwiftASN1
import X509

/// What a listener gets from the Secrets it names: those that can serve, and why the others cannot.
struct ServingCertificates {
    var certificates: [Model.TLSCertificate] = []
    /// Names in the certificates, for finding listeners that overlap.
    var dnsNames: [String] = []
    /// One line for each Secret that cannot be used.
    var problems: [String] = []

    /// Each Secret's whole chain must be readable and valid now, its key must belong to it, and no two certificates may
    /// have a name and key algorithm in common: Envoy would refuse all of them together.
    init(_ secrets: [Secret], now: Int) {
        var taken: Set<String> = []
        for secret in secrets {
            do throws(Problem) {
                let parsed = try Self.parse(secret, now: now)
                let names = parsed.names.isEmpty ? [parsed.commonName].filter { !$0.isEmpty } : parsed.names
                for name in Set(names).sorted(by: { Self.index(of: $0, names) < Self.index(of: $1, names) })
                where !taken.insert("\(parsed.algorithm)/\(name)").inserted {
                    throw Problem(
                        "\(secret.objectName) public key algorithm must be unique, certificate domain \(name) has a "
                            + "conflicting algorithm [\(parsed.algorithm)]")
                }
                certificates.append(parsed.certificate)
                dnsNames += parsed.names
            } catch {
                problems.append(error.text)
            }
        }
    }

    private struct Problem: Error {
        var text: String
        init(_ text: String) { self.text = text }
    }

    private struct Parsed {
        var certificate: Model.TLSCertificate
        var names: [String]
        var commonName: String
        var algorithm: String
    }

    private static func index(of name: String, _ names: [String]) -> Int { names.firstIndex(of: name) ?? 0 }

    private static func parse(_ secret: Secret, now: Int) throws(Problem) -> Parsed {
        let name = secret.objectName
        let both = "\(name) must contain valid tls.crt and tls.key"
        let chain = PEM.blocks(secret.bytes("tls.crt") ?? [])
        let certificateProblem = "\(both), unable to validate certificate in tls.crt"
        if chain.isEmpty { throw Problem("\(certificateProblem): unable to decode pem data for certificate") }
        var certificates: [Certificate] = []
        for block in chain {
            guard let certificate = try? Certificate(derEncoded: block.bytes) else {
                throw Problem("\(certificateProblem): \(CertificateText.parseError(block.bytes))")
            }
            if let problem = CertificateText.timeProblem(certificate, now: now) {
                throw Problem("\(certificateProblem): \(problem)")
            }
            certificates.append(certificate)
        }
        let leaf = certificates[0]
        let keyBlock = try key(secret, both)
        let privateKey: Certificate.PrivateKey
        do {
            privateKey = try Certificate.PrivateKey(pemDocument: PEMDocument(type: keyBlock.type, derBytes: keyBlock.bytes))
        } catch {
            let format = ["PRIVATE KEY": "PKCS8", "RSA PRIVATE KEY": "PKCS1"][keyBlock.type] ?? "EC"
            throw Problem("\(both), unable to parse \(format) formatted private key in tls.key")
        }
        guard privateKey.publicKey == leaf.publicKey else {
            throw Problem(
                "\(name) must contain a matching tls.crt and tls.key: tls: private key does not match public key")
        }
        var certificate = Model.TLSCertificate(
            name: name.description, certificate: Array(chain.map(\.text).joined().utf8),
            privateKey: Array(keyBlock.text.utf8))
        if let staple = secret.bytes("tls.ocsp-staple"), !staple.isEmpty { certificate.ocspStaple = staple }
        return Parsed(
            certificate: certificate, names: CertificateText.dnsNames(leaf),
            commonName: CertificateText.commonName(leaf), algorithm: CertificateText.algorithm(leaf))
    }

    /// The first block of a kind of key that Go reads; blocks before it (`EC PARAMETERS`) do not matter.
    private static func key(_ secret: Secret, _ both: String) throws(Problem) -> PEM.Block {
        let blocks = PEM.blocks(secret.bytes("tls.key") ?? [])
        let supported = ["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"]
        if let block = blocks.first(where: { supported.contains($0.type) }) { return block }
        guard let first = blocks.first else { throw Problem("\(both), unable to decode pem data in tls.key") }
        throw Problem(
            "\(both), \(first.type) key format found in tls.key, supported formats are PKCS1, PKCS8 or EC")
    }
}

/// Certificates in Go's words.
enum CertificateText {
    static func timeProblem(_ certificate: Certificate, now: Int) -> String? {
        let notAfter = Int(certificate.notValidAfter.timeIntervalSince1970)
        let notBefore = Int(certificate.notValidBefore.timeIntervalSince1970)
        if now > notAfter {
            return "certificate \(commonName(certificate)) has expired since \(Time.goText(notAfter))"
        }
        if now < notBefore {
            return "certificate \(commonName(certificate)) will be valid after \(Time.goText(notBefore))"
        }
        return nil
    }

    static func commonName(_ certificate: Certificate) -> String {
        for name in certificate.subject {
            for attribute in name where attribute.type == .RDNAttributeType.commonName {
                return String(describing: attribute.value)
            }
        }
        return ""
    }

    static func dnsNames(_ certificate: Certificate) -> [String] {
        guard let names = try? certificate.extensions.subjectAlternativeNames else { return [] }
        return names.compactMap { name in
            if case .dnsName(let name) = name { name } else { nil }
        }
    }

    static func algorithm(_ certificate: Certificate) -> String {
        let text = String(describing: certificate.publicKey)
        if text.contains("RSA") { return "RSA" }
        if text.contains("Ed25519") || text.contains("ED25519") { return "Ed25519" }
        return "ECDSA"
    }

    /// What Go says of bytes that are no certificate.
    static func parseError(_ bytes: [UInt8]) -> String {
        guard let first = bytes.first, first == 0x30 else { return "x509: malformed certificate" }
        return "x509: malformed certificate"
    }
}
