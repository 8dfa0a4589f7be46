import Crypto
import FoundationEssentials
import JSON

/// Signs and checks the tokens of service accounts: ES256 with the sandbox's key.
package struct TokenSigner: Sendable {
    package static let issuer = "https://kubernetes.default.svc.cluster.local"

    private let key: P256.Signing.PrivateKey
    private let publicKey: P256.Signing.PublicKey
    /// Names the key in tokens and in the published key set.
    let keyID: String
    private let header: String

    package init() {
        self.init(key: P256.Signing.PrivateKey())
    }

    /// A key kept from an earlier start, so that its tokens stay valid.
    package init(pem: String) throws {
        self.init(key: try P256.Signing.PrivateKey(pemRepresentation: pem))
    }

    package var pem: String { key.pemRepresentation }

    private init(key: P256.Signing.PrivateKey) {
        self.key = key
        publicKey = key.publicKey
        keyID = Base64URL.encode(Array(SHA256.hash(data: key.publicKey.derRepresentation)))
        let header: JSON = ["alg": "ES256", "kid": .string(keyID)]
        self.header = Base64URL.encode(header.bytes)
    }

    func sign(_ claims: JSON) throws -> String {
        let signed = "\(header).\(Base64URL.encode(claims.bytes))"
        let signature = try key.signature(for: Data(signed.utf8))
        return "\(signed).\(Base64URL.encode(signature.rawRepresentation))"
    }

    /// The claims of a token that this key has signed; nil for any other text. Says nothing about expiry.
    func claims(of token: String) -> JSON? {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let signature = Base64URL.decode(parts[2]),
            let signature = try? P256.Signing.ECDSASignature(rawRepresentation: signature),
            publicKey.isValidSignature(signature, for: Data("\(parts[0]).\(parts[1])".utf8)),
            let claims = Base64URL.decode(parts[1])
        else { return nil }
        return try? JSON(parsing: claims)
    }

    /// The key as a JSON Web Key, for `/openid/v1/jwks`.
    var jsonWebKey: JSON {
        let point = Array(publicKey.rawRepresentation)
        return [
            "use": "sig", "kty": "EC", "kid": .string(keyID), "crv": "P-256", "alg": "ES256",
            "x": .string(Base64URL.encode(point[..<32])), "y": .string(Base64URL.encode(point[32...])),
        ]
    }
}
