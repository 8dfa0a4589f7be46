import NIOCore
import NIOSSL
import XDS

/// Makes TLS contexts of `*TlsContext` messages and the secrets they name.
struct TLSCompiler {
    let secrets: ResourceSet<Secret>
    /// PEM of what counts as the system's trust.
    let systemTrust: [UInt8]

    // MARK: Upstream

    func upstream(_ socket: TransportSocket?, options: HttpProtocolOptions.Upstream?) throws -> UpstreamTransport {
        guard let config = socket?.typedConfig else { return .plain }
        if config.as(RawBuffer.self) != nil { return .plain }
        if let proxy = config.as(ProxyProtocolUpstreamTransport.self) {
            return try upstream(proxy.transportSocket, options: options)
        }
        guard let tls = config.as(UpstreamTlsContext.self) else {
            throw ConfigurationError(
                "Didn't find a registered implementation for '\(socket?.name ?? "")' with type URL: '\(config.protoName)'")
        }
        do {
            return .tls(try upstream(tls, options))
        } catch is MissingSecret {
            return .unavailable("TLS error: Secret is not supplied by SDS")
        }
    }

    private func upstream(_ tls: UpstreamTlsContext, _ options: HttpProtocolOptions.Upstream?) throws -> UpstreamTLS {
        var configuration = TLSConfiguration.makeClientConfiguration()
        let common = tls.common ?? CommonTlsContext()
        try apply(common.tlsParams, to: &configuration, isServer: false)
        let validation = try self.validation(common.validation)
        let roots = try trustRoots(validation)
        configuration.certificateVerification = roots == nil ? .none : .noHostnameVerification
        if let roots { configuration.trustRoots = .certificates(roots) }
        if let certificate = try certificates(common).first {
            let (chain, key) = try load(certificate)
            configuration.certificateChain = chain.map { .certificate($0) }
            configuration.privateKey = .privateKey(key)
        }
        configuration.applicationProtocols = common.alpnProtocols
        return try UpstreamTLS(
            configuration: configuration, tls: tls, options: options,
            names: try (validation?.matchTypedSubjectAltNames ?? []).map(SubjectNameMatch.init), verifies: roots != nil)
    }

    // MARK: Downstream

    func downstream(_ tls: DownstreamTlsContext) throws -> DownstreamTLS {
        let common = tls.common ?? CommonTlsContext()
        let certificates = try self.certificates(common)
        guard !certificates.isEmpty else {
            throw ConfigurationError("No TLS certificates found for server context")
        }
        let validation = try self.validation(common.validation)
        let roots = try trustRoots(validation)
        let demand = DownstreamTLS.Demand(
            isRequired: tls.requireClientCertificate ?? false, roots: roots,
            acceptsUntrusted: validation?.trustChainVerification == .acceptUntrusted, isConfigured: validation != nil)
        return DownstreamTLS(
            identities: try certificates.map { certificate in
                let (chain, key) = try load(certificate)
                var configuration = TLSConfiguration.makeServerConfiguration(
                    certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
                try apply(common.tlsParams, to: &configuration, isServer: true)
                configuration.applicationProtocols = common.alpnProtocols
                if let roots {
                    configuration.trustRoots = .certificates(roots)
                    configuration.sendCANameList = true
                }
                configuration.certificateVerification = demand.verification
                return DownstreamTLS.Identity(
                    context: try NIOSSLContext(configuration: configuration),
                    names: chain.first.map { CertificateNames($0).names.map(\.text) } ?? [])
            },
            demand: demand, names: try (validation?.matchTypedSubjectAltNames ?? []).map(SubjectNameMatch.init),
            hashes: (validation?.verifyCertificateHash ?? []).map { $0.lowercased().filter { $0 != ":" } })
    }

    // MARK: Secrets

    /// A secret that the configuration names and nobody supplied.
    struct MissingSecret: Error {
        var name: String
    }

    private func certificates(_ common: CommonTlsContext) throws -> [TlsCertificate] {
        try common.tlsCertificates
            + common.tlsCertificateSdsSecretConfigs.map { config in
                guard case .tlsCertificate(let certificate)? = secrets[config.name]?.type else {
                    throw MissingSecret(name: config.name)
                }
                return certificate
            }
    }

    private func validation(_ validation: CommonTlsContext.Validation?) throws -> CertificateValidationContext? {
        switch validation {
        case .context(let context): return context
        case .sds(let config): return try self.validation(config)
        case .combined(let combined):
            guard let config = combined.validationContextSdsSecretConfig else {
                return combined.defaultValidationContext
            }
            return merge(combined.defaultValidationContext, try self.validation(config))
        case nil: return nil
        }
    }

    private func validation(_ config: SdsSecretConfig) throws -> CertificateValidationContext {
        guard case .validationContext(let context)? = secrets[config.name]?.type else {
            throw MissingSecret(name: config.name)
        }
        return context
    }

    /// Protobuf's merge: what the secret sets wins, lists are joined.
    private func merge(
        _ base: CertificateValidationContext?, _ secret: CertificateValidationContext
    ) -> CertificateValidationContext {
        guard let base else { return secret }
        var merged = secret
        merged.trustedCa = secret.trustedCa ?? base.trustedCa
        merged.systemRootCerts = secret.systemRootCerts ?? base.systemRootCerts
        merged.matchTypedSubjectAltNames = base.matchTypedSubjectAltNames + secret.matchTypedSubjectAltNames
        merged.verifyCertificateHash = base.verifyCertificateHash + secret.verifyCertificateHash
        merged.verifyCertificateSpki = base.verifyCertificateSpki + secret.verifyCertificateSpki
        if secret.trustChainVerification == .verifyTrustChain {
            merged.trustChainVerification = base.trustChainVerification
        }
        merged.crl = secret.crl ?? base.crl
        return merged
    }

    private func trustRoots(_ validation: CertificateValidationContext?) throws -> [NIOSSLCertificate]? {
        guard let validation else { return nil }
        if validation.systemRootCerts != nil { return try pem(systemTrust) }
        switch validation.trustedCa?.specifier {
        // Whatever file a context names, a machine's bundle is meant; the sandbox's own stands for it.
        case .filename: return try pem(systemTrust)
        case nil: return nil
        default: return try pem(try inlineBytes(validation.trustedCa))
        }
    }

    private func pem(_ bytes: [UInt8]) throws -> [NIOSSLCertificate] {
        do {
            return try NIOSSLCertificate.fromPEMBytes(bytes)
        } catch {
            throw ConfigurationError("Failed to load trusted CA certificates from <inline>")
        }
    }

    private func load(_ certificate: TlsCertificate) throws -> ([NIOSSLCertificate], NIOSSLPrivateKey) {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMBytes(try inlineBytes(certificate.certificateChain))
            if chain.isEmpty { throw ConfigurationError("") }
        } catch {
            throw ConfigurationError("Failed to load certificate chain from <inline>")
        }
        do {
            return (chain, try NIOSSLPrivateKey(bytes: try inlineBytes(certificate.privateKey), format: .pem))
        } catch {
            throw ConfigurationError("Failed to load private key from <inline>, Cause: unknown")
        }
    }

    // MARK: Parameters

    private func apply(
        _ parameters: TlsParameters?, to configuration: inout TLSConfiguration, isServer: Bool
    ) throws {
        guard let parameters else {
            if isServer { configuration.minimumTLSVersion = .tlsv12 }
            configuration.maximumTLSVersion = isServer ? .tlsv13 : .tlsv12
            return
        }
        configuration.minimumTLSVersion = TLSCompiler.version(parameters.minimum) ?? .tlsv12
        configuration.maximumTLSVersion = TLSCompiler.version(parameters.maximum) ?? (isServer ? .tlsv13 : .tlsv12)
        // TLS 1.3 has its suites fixed; the names that are left choose among 1.2's.
        let suites = parameters.cipherSuites.filter { !$0.hasPrefix("TLS_AES") && !$0.hasPrefix("TLS_CHACHA") }
        if !suites.isEmpty { configuration.cipherSuites = suites.joined(separator: ":") }
        let curves = parameters.ecdhCurves.compactMap(TLSCompiler.curve)
        if !curves.isEmpty { configuration.curves = curves }
        let algorithms = parameters.signatureAlgorithms.compactMap(TLSCompiler.algorithm)
        if !algorithms.isEmpty {
            configuration.verifySignatureAlgorithms = algorithms
            configuration.signingSignatureAlgorithms = algorithms
        }
    }

    private static func version(_ version: TlsParameters.Version) -> TLSVersion? {
        switch version {
        case .automatic: nil
        case .v1_0: .tlsv1
        case .v1_1: .tlsv11
        case .v1_2: .tlsv12
        case .v1_3: .tlsv13
        }
    }

    private static func curve(_ name: String) -> NIOTLSCurve? {
        switch name {
        case "P-256", "prime256v1": .secp256r1
        case "P-384", "secp384r1": .secp384r1
        case "P-521", "secp521r1": .secp521r1
        case "X25519": .x25519
        default: nil
        }
    }

    private static func algorithm(_ name: String) -> SignatureAlgorithm? {
        switch name {
        case "rsa_pkcs1_sha256": .rsaPkcs1Sha256
        case "rsa_pkcs1_sha384": .rsaPkcs1Sha384
        case "rsa_pkcs1_sha512": .rsaPkcs1Sha512
        case "ecdsa_secp256r1_sha256": .ecdsaSecp256R1Sha256
        case "ecdsa_secp384r1_sha384": .ecdsaSecp384R1Sha384
        case "ecdsa_secp521r1_sha512": .ecdsaSecp521R1Sha512
        case "rsa_pss_rsae_sha256": .rsaPssRsaeSha256
        case "rsa_pss_rsae_sha384": .rsaPssRsaeSha384
        case "rsa_pss_rsae_sha512": .rsaPssRsaeSha512
        case "ed25519": .ed25519
        default: nil
        }
    }
}
