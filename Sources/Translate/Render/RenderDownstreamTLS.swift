import XDS

extension DownstreamTlsContext {
    init(_ tls: Model.TLS, alpn: [String]?) {
        self.init()
        var common = CommonTlsContext()
        common.alpnProtocols = alpn ?? ["h2", "http/1.1"]
        common.tlsCertificateSdsSecretConfigs = tls.certificates.map { SdsSecretConfig(ads: $0.name) }
        if let validation = tls.clientValidation {
            requireClientCertificate = validation.isRequired
            common.validation = CommonTlsContext.Validation(validation)
        }
        self.common = common
        disableStatefulSessionResumption = true
        sessionTickets = .disableStatelessSessionResumption(true)
    }
}

extension CommonTlsContext.Validation {
    fileprivate init(_ validation: Model.ClientValidation) {
        var context = CertificateValidationContext()
        if validation.acceptsUntrusted { context.trustChainVerification = .acceptUntrusted }
        guard let ca = validation.ca else {
            self = .context(context)
            return
        }
        let secret = SdsSecretConfig(ads: ca.name)
        if validation.acceptsUntrusted {
            self = .combined(
                .with {
                    $0.defaultValidationContext = context
                    $0.validationContextSdsSecretConfig = secret
                })
        } else {
            self = .sds(secret)
        }
    }
}

extension TlsParameters {
    /// Nil when nothing is set.
    init?(_ parameters: Model.TLSParameters) {
        let isSet =
            parameters.minimumVersion != nil || parameters.maximumVersion != nil || !parameters.ciphers.isEmpty
            || !parameters.curves.isEmpty || !parameters.signatureAlgorithms.isEmpty
        guard isSet else { return nil }
        self.init()
        minimum = Version(gateway: parameters.minimumVersion)
        maximum = Version(gateway: parameters.maximumVersion)
        cipherSuites = parameters.ciphers
        ecdhCurves = parameters.curves
        signatureAlgorithms = parameters.signatureAlgorithms
    }
}

extension TlsParameters.Version {
    /// From Envoy Gateway's spelling (`1.2`).
    fileprivate init(gateway version: String?) {
        switch version {
        case "1.0": self = .v1_0
        case "1.1": self = .v1_1
        case "1.2": self = .v1_2
        case "1.3": self = .v1_3
        default: self = .automatic
        }
    }
}

extension Secret {
    init(_ certificate: Model.TLSCertificate) {
        self.init()
        name = certificate.name
        type = .tlsCertificate(
            .with {
                $0.certificateChain = DataSource(bytes: certificate.certificate)
                $0.privateKey = DataSource(bytes: certificate.privateKey)
                if let staple = certificate.ocspStaple, !staple.isEmpty { $0.ocspStaple = DataSource(bytes: staple) }
            })
    }

    init(_ ca: Model.CACertificate) {
        self.init()
        name = ca.name
        type = .validationContext(.with { $0.trustedCa = DataSource(bytes: ca.certificate) })
    }
}

extension DataSource {
    init(bytes: [UInt8]) {
        self.init()
        specifier = .inlineBytes(Bytes(bytes))
    }
}
