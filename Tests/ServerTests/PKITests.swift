import Foundation
import PKI
import Testing

@Suite struct PKITests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "postern-pki-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func leavesSayWhatWasAsked() throws {
        let authority = try CertificateAuthority.make(commonName: "a CA", organizations: ["o"])
        let root = try CertificateSummary(pem: authority.certificatePEM)
        #expect(root.isAuthority)
        #expect(root.commonName == "a CA")

        let server = try CertificateSummary(
            pem: authority.issueServer(names: ["*.example.com", "10.0.0.1", "fd00::1"]).certificatePEM)
        #expect(server.dnsNames == ["*.example.com"])
        #expect(server.ipAddresses == ["10.0.0.1", "fd00::1"])
        #expect(server.issuer == root.subject)
        #expect(!server.isAuthority)

        let client = try CertificateSummary(
            pem: authority.issueClient(commonName: "u", organizations: ["g1", "g2"]).certificatePEM)
        #expect(client.commonName == "u")
        #expect(client.organizations == ["g1", "g2"])
        #expect(client.notBefore < Int64(Date().timeIntervalSince1970))
        #expect(client.notAfter <= root.notAfter)
    }

    @Test func anAuthorityIsItsCertificateAndItsKey() throws {
        let one = try CertificateAuthority.make(commonName: "one")
        let two = try CertificateAuthority.make(commonName: "one")
        let again = try CertificateAuthority(certificatePEM: one.certificatePEM, keyPEM: one.keyPEM)
        let leaf = try again.issueServer(names: ["x"])
        #expect(one.signed(leaf))
        #expect(!two.signed(leaf))
        #expect(throws: PKIError.keyMismatch) {
            try CertificateAuthority(certificatePEM: one.certificatePEM, keyPEM: two.keyPEM)
        }
        #expect(throws: PKIError.self) { try CertificateAuthority(certificatePEM: "", keyPEM: one.keyPEM) }
    }

    @Test func bundlesAreReadInOrder() throws {
        let one = try CertificateAuthority.make(commonName: "one")
        let two = try CertificateAuthority.make(commonName: "two")
        let bundle = "# comment\n" + one.certificatePEM + one.keyPEM + two.certificatePEM
        #expect(try CertificateSummary.all(inPEM: bundle).map(\.commonName) == ["one", "two"])
        #expect(try CertificateSummary.all(inPEM: "").isEmpty)
        #expect(throws: PKIError.self) {
            try CertificateSummary.all(inPEM: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")
        }
    }

    @Test func filesAreMadeOnceAndKept() throws {
        try withFolder { folder in
            let directory = try IdentityDirectory(path: folder + "/deep/er")
            let authority = try directory.authority("ca", commonName: "kept")
            let server = try directory.server("server", signedBy: authority, names: ["a", "127.0.0.1"])
            let admin = try directory.client("admin", signedBy: authority, commonName: "u", organizations: ["g"])

            let later = try IdentityDirectory(path: folder + "/deep/er")
            let same = try later.authority("ca", commonName: "kept")
            #expect(same.certificatePEM == authority.certificatePEM)
            #expect(try later.server("server", signedBy: same, names: ["127.0.0.1"]) == server)
            #expect(try later.server("server", signedBy: same, names: ["b"]) != server)
            #expect(try later.client("admin", signedBy: same, commonName: "u", organizations: ["g"]) == admin)
            #expect(try later.client("admin", signedBy: same, commonName: "u", organizations: ["h"]) != admin)
            let other = try CertificateAuthority.make(commonName: "kept")
            #expect(try later.server("server", signedBy: other, names: ["b"]) != server)

            for file in try FileManager.default.contentsOfDirectory(atPath: folder + "/deep/er") {
                let mode = try FileManager.default.attributesOfItem(atPath: folder + "/deep/er/" + file)[.posixPermissions]
                #expect(mode as? Int == 0o600, "\(file)")
            }
        }
    }

    @Test func filesAreReplacedWhole() throws {
        try withFolder { folder in
            try PrivateFile.makeDirectory(folder)
            let path = folder + "/f"
            #expect(try PrivateFile.read(path) == nil)
            try PrivateFile.write([1, 2, 3], to: path)
            try PrivateFile.write([4], to: path)
            #expect(try PrivateFile.read(path) == [4])
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["f"])
            #expect(throws: PKIError.self) { try PrivateFile.write([1], to: folder + "/none/f") }
        }
    }
}
