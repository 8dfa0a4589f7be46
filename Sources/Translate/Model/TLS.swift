extension Model {
    /// How a listener terminates TLS.
    package struct TLS: Sendable, Hashable {
        /// For each name the secret of Envoy's SDS carries; nothing when no certificate could be used.
        package var certificates: [TLSCertificate] = []
        package var alpn: [String]?
        package var clientValidation: ClientValidation?

        package init() {}
    }

    package struct TLSCertificate: Sendable, Hashable {
        /// `namespace/secret`: the name of the xDS secret.
        package var name: String
        /// PEM.
        package var certificate: [UInt8]
        /// PEM.
        package var privateKey: [UInt8]
        package var ocspStaple: [UInt8]?

        package init(name: String, certificate: [UInt8], privateKey: [UInt8], ocspStaple: [UInt8]? = nil) {
            self.name = name
            self.certificate = certificate
            self.privateKey = privateKey
            self.ocspStaple = ocspStaple
        }
    }

    package struct CACertificate: Sendable, Hashable {
        /// The name of the xDS secret.
        package var name: String
        /// PEM, one or several.
        package var certificate: [UInt8]

        package init(name: String, certificate: [UInt8]) {
            self.name = name
            self.certificate = certificate
        }
    }

    /// Gateway.spec.tls.frontend: certificates that clients must or may show.
    package struct ClientValidation: Sendable, Hashable {
        package var ca: CACertificate?
        package var isRequired: Bool
        /// AllowInsecureFallback: a certificate that does not verify is let through.
        package var acceptsUntrusted: Bool

        package init(ca: CACertificate?, isRequired: Bool, acceptsUntrusted: Bool) {
            self.ca = ca
            self.isRequired = isRequired
            self.acceptsUntrusted = acceptsUntrusted
        }
    }

    /// TLS towards a backend.
    package struct UpstreamTLS: Sendable, Hashable {
        package enum SubjectAltName: Sendable, Hashable {
            case hostname(String)
            case uri(String)
        }

        package var sni: String?
        /// No `sni` given: each endpoint's own hostname is sent (and checked).
        package var sniFromEndpoint = false
        package var usesSystemTrust = false
        package var ca: CACertificate?
        package var subjectAltNames: [SubjectAltName] = []
        package var skipsVerification = false
        package var clientCertificates: [TLSCertificate] = []
        package var parameters = TLSParameters()

        package init() {}
    }

    package struct TLSParameters: Sendable, Hashable {
        /// `1.0` … `1.3`, `Auto`.
        package var minimumVersion: String?
        package var maximumVersion: String?
        package var ciphers: [String] = []
        package var curves: [String] = []
        package var signatureAlgorithms: [String] = []
        package var alpn: [String]?

        package init() {}
    }
}
