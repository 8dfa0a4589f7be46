import Foundation
import JSON
import PKI

/// The authorities and identities that the fixtures hold.
struct Certificates: Sendable {
    /// What clients of Gateways trust, and what signed the backends' certificates.
    let authority: CertificateAuthority
    /// An authority that signed none of the servers.
    let stranger: CertificateAuthority
    /// The authorities of two kinds of clients.
    let clients: CertificateAuthority
    let otherClients: CertificateAuthority

    /// What the secure Gateways show.
    let front: Identity
    /// What the backends show, to `abc.example.com`, `other.example.com` and a SPIFFE identity.
    let back: Identity
    /// What a Gateway shows that ends TLS for `tls.example.com`.
    let terminating: Identity
    /// What a Gateway shows to backends.
    let gateway: Identity
    let client: Identity
    let otherClient: Identity

    init() throws {
        authority = try .make(commonName: "servers")
        stranger = try .make(commonName: "strangers")
        clients = try .make(commonName: "clients")
        otherClients = try .make(commonName: "other clients")
        front = try authority.issueServer(names: [
            "example.org", "second-example.org", "unknown-example.org", "https-listener.org", "*.wildcard.org", "secure.test.com",
        ])
        back = try authority.issueServer(names: ["abc.example.com", "other.example.com", "spiffe://abc.example.com/test-identity"])
        terminating = try authority.issueServer(names: ["tls.example.com"])
        gateway = try authority.issueClient(commonName: "gateway")
        client = try clients.issueClient(commonName: "client")
        otherClient = try otherClients.issueClient(commonName: "other client")
    }

    /// A client that trusts the Gateways' certificates and asks for a name.
    func trusting(_ serverName: String, as identity: Identity? = nil) -> ClientTLS {
        ClientTLS(serverName: serverName, authority: authority.certificatePEM, identity: identity)
    }

    static func secret(_ name: String, in namespace: String, _ identity: Identity) -> JSON {
        var secret = Manifest.object(Ref("Secret", namespace, name), ["type": "kubernetes.io/tls"])
        secret["data"] = ["tls.crt": base64(identity.certificatePEM), "tls.key": base64(identity.keyPEM)]
        return secret
    }

    static func configMap(_ name: String, in namespace: String, _ authority: CertificateAuthority) -> JSON {
        Manifest.object(Ref("ConfigMap", namespace, name), ["data": ["ca.crt": .string(authority.certificatePEM)]])
    }

    private static func base64(_ text: String) -> JSON { .string(Data(text.utf8).base64EncodedString()) }
}
