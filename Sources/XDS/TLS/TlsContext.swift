package import JSON

package struct DownstreamTlsContext: ExtensionMessage {
    package static let protoName = "envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext"

    package var common: CommonTlsContext?
    package var requireClientCertificate: Bool?
    package var requireSni: Bool?
    package var sessionTickets: SessionTickets?
    package var disableStatefulSessionResumption = false
    package var sessionTimeout: Duration?
    package var ocspStaplePolicy: OcspStaplePolicy = .zero
    package var fullScanCertsOnSniMismatch: Bool?
    package var preferClientCiphers = false

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("common_tls_context", &common)
        visitor.field("require_client_certificate", &requireClientCertificate)
        visitor.field("require_sni", &requireSni)
        visitor.member(
            "session_ticket_keys", of: &sessionTickets, { if case .sessionTicketKeys(let x) = $0 { x } else { nil } },
            SessionTickets.sessionTicketKeys)
        visitor.member(
            "disable_stateless_session_resumption", of: &sessionTickets,
            { if case .disableStatelessSessionResumption(let x) = $0 { x } else { nil } },
            SessionTickets.disableStatelessSessionResumption)
        visitor.field("disable_stateful_session_resumption", &disableStatefulSessionResumption)
        visitor.field("session_timeout", &sessionTimeout)
        visitor.field("ocsp_staple_policy", &ocspStaplePolicy)
        visitor.field("full_scan_certs_on_sni_mismatch", &fullScanCertsOnSniMismatch)
        visitor.field("prefer_client_ciphers", &preferClientCiphers)
    }

    package enum OcspStaplePolicy: String, ProtoEnum {
        case lenientStapling = "LENIENT_STAPLING"
        case strictStapling = "STRICT_STAPLING"
        case mustStaple = "MUST_STAPLE"

        package static var zero: Self { .lenientStapling }
    }

    package enum SessionTickets: Sendable, Hashable {
        case sessionTicketKeys(JSON)
        case disableStatelessSessionResumption(Bool)
    }
}

package struct UpstreamTlsContext: ExtensionMessage {
    package static let protoName = "envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext"

    package var common: CommonTlsContext?
    package var sni = ""
    package var autoHostSni = false
    package var autoSniSanValidation = false
    package var allowRenegotiation = false
    package var maxSessionKeys: UInt32?
    package var enforceRsaKeyUsage: Bool?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("common_tls_context", &common)
        visitor.field("sni", &sni)
        visitor.field("auto_host_sni", &autoHostSni)
        visitor.field("auto_sni_san_validation", &autoSniSanValidation)
        visitor.field("allow_renegotiation", &allowRenegotiation)
        visitor.field("max_session_keys", &maxSessionKeys)
        visitor.field("enforce_rsa_key_usage", &enforceRsaKeyUsage)
    }
}

package struct CommonTlsContext: Message {
    package var tlsParams: TlsParameters?
    package var tlsCertificates: [TlsCertificate] = []
    package var tlsCertificateSdsSecretConfigs: [SdsSecretConfig] = []
    package var validation: Validation?
    package var alpnProtocols: [String] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("tls_params", &tlsParams)
        visitor.field("tls_certificates", &tlsCertificates)
        visitor.field("tls_certificate_sds_secret_configs", &tlsCertificateSdsSecretConfigs)
        visitor.member(
            "validation_context", of: &validation, { if case .context(let x) = $0 { x } else { nil } },
            Validation.context)
        visitor.member(
            "validation_context_sds_secret_config", of: &validation, { if case .sds(let x) = $0 { x } else { nil } },
            Validation.sds)
        visitor.member(
            "combined_validation_context", of: &validation, { if case .combined(let x) = $0 { x } else { nil } },
            Validation.combined)
        visitor.field("alpn_protocols", &alpnProtocols)
    }

    package enum Validation: Sendable, Hashable {
        case context(CertificateValidationContext)
        case sds(SdsSecretConfig)
        case combined(CombinedValidationContext)
    }

    package struct CombinedValidationContext: Message {
        package var defaultValidationContext: CertificateValidationContext?
        package var validationContextSdsSecretConfig: SdsSecretConfig?

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("default_validation_context", &defaultValidationContext)
            visitor.field("validation_context_sds_secret_config", &validationContextSdsSecretConfig)
        }
    }
}

package struct SdsSecretConfig: Message {
    package var name = ""
    package var sdsConfig: ConfigSource?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.field("sds_config", &sdsConfig)
    }
}

package struct TlsParameters: Message {
    package var minimum: Version = .zero
    package var maximum: Version = .zero
    package var cipherSuites: [String] = []
    package var ecdhCurves: [String] = []
    package var signatureAlgorithms: [String] = []

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("tls_minimum_protocol_version", &minimum)
        visitor.field("tls_maximum_protocol_version", &maximum)
        visitor.field("cipher_suites", &cipherSuites)
        visitor.field("ecdh_curves", &ecdhCurves)
        visitor.field("signature_algorithms", &signatureAlgorithms)
    }

    package enum Version: String, ProtoEnum {
        case automatic = "TLS_AUTO"
        case v1_0 = "TLSv1_0"
        case v1_1 = "TLSv1_1"
        case v1_2 = "TLSv1_2"
        case v1_3 = "TLSv1_3"

        package static var zero: Self { .automatic }
    }
}

package struct TlsCertificate: Message {
    package var certificateChain: DataSource?
    package var privateKey: DataSource?
    package var pkcs12: DataSource?
    package var watchedDirectory: WatchedDirectory?
    package var password: DataSource?
    package var ocspStaple: DataSource?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("certificate_chain", &certificateChain)
        visitor.field("private_key", &privateKey)
        visitor.field("pkcs12", &pkcs12)
        visitor.field("watched_directory", &watchedDirectory)
        visitor.field("password", &password)
        visitor.field("ocsp_staple", &ocspStaple)
    }
}

package struct CertificateValidationContext: Message {
    package var trustedCa: DataSource?
    package var watchedDirectory: WatchedDirectory?
    package var systemRootCerts: SystemRootCerts?
    package var verifyCertificateSpki: [String] = []
    package var verifyCertificateHash: [String] = []
    package var matchTypedSubjectAltNames: [SubjectAltNameMatcher] = []
    package var requireSignedCertificateTimestamp: Bool?
    package var crl: DataSource?
    package var allowExpiredCertificate = false
    package var trustChainVerification: TrustChainVerification = .zero
    package var onlyVerifyLeafCertCrl = false
    package var maxVerifyDepth: UInt32?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("trusted_ca", &trustedCa)
        visitor.field("watched_directory", &watchedDirectory)
        visitor.field("system_root_certs", &systemRootCerts)
        visitor.field("verify_certificate_spki", &verifyCertificateSpki)
        visitor.field("verify_certificate_hash", &verifyCertificateHash)
        visitor.field("match_typed_subject_alt_names", &matchTypedSubjectAltNames)
        visitor.field("require_signed_certificate_timestamp", &requireSignedCertificateTimestamp)
        visitor.field("crl", &crl)
        visitor.field("allow_expired_certificate", &allowExpiredCertificate)
        visitor.field("trust_chain_verification", &trustChainVerification)
        visitor.field("only_verify_leaf_cert_crl", &onlyVerifyLeafCertCrl)
        visitor.field("max_verify_depth", &maxVerifyDepth)
    }

    package enum TrustChainVerification: String, ProtoEnum {
        case verifyTrustChain = "VERIFY_TRUST_CHAIN"
        case acceptUntrusted = "ACCEPT_UNTRUSTED"

        package static var zero: Self { .verifyTrustChain }
    }

    package struct SystemRootCerts: Message {
        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {}
    }
}

package struct SubjectAltNameMatcher: Message {
    package var sanType: SanType = .zero
    package var matcher: StringMatcher?
    package var oid = ""

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("san_type", &sanType)
        visitor.field("matcher", &matcher)
        visitor.field("oid", &oid)
    }

    package enum SanType: String, ProtoEnum {
        case sanTypeUnspecified = "SAN_TYPE_UNSPECIFIED"
        case email = "EMAIL"
        case dns = "DNS"
        case uri = "URI"
        case ipAddress = "IP_ADDRESS"
        case otherName = "OTHER_NAME"

        package static var zero: Self { .sanTypeUnspecified }
    }
}

package struct Secret: ExtensionMessage {
    package static let protoName = "envoy.extensions.transport_sockets.tls.v3.Secret"

    package var name = ""
    package var type: Kind?

    package init() {}

    package mutating func fields(_ visitor: inout some FieldVisitor) {
        visitor.field("name", &name)
        visitor.member(
            "tls_certificate", of: &type, { if case .tlsCertificate(let x) = $0 { x } else { nil } },
            Kind.tlsCertificate)
        visitor.member(
            "session_ticket_keys", of: &type, { if case .sessionTicketKeys(let x) = $0 { x } else { nil } },
            Kind.sessionTicketKeys)
        visitor.member(
            "validation_context", of: &type, { if case .validationContext(let x) = $0 { x } else { nil } },
            Kind.validationContext)
        visitor.member(
            "generic_secret", of: &type, { if case .genericSecret(let x) = $0 { x } else { nil } }, Kind.genericSecret)
    }

    package enum Kind: Sendable, Hashable {
        case tlsCertificate(TlsCertificate)
        case sessionTicketKeys(JSON)
        case validationContext(CertificateValidationContext)
        case genericSecret(GenericSecret)
    }

    package struct GenericSecret: Message {
        package var secret: DataSource?
        package var secrets: [String: DataSource] = [:]

        package init() {}

        package mutating func fields(_ visitor: inout some FieldVisitor) {
            visitor.field("secret", &secret)
            visitor.field("secrets", &secrets)
        }
    }
}
