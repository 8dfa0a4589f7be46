import JSON
import XDS

extension ClusterRequest {
    /// A socket for each setting that has TLS, chosen by the endpoints' metadata.
    func addTransport(to cluster: inout Cluster) {
        let demands = demands
        for (index, setting) in settings.enumerated() {
            guard let tls = setting.tls else { continue }
            let socket = TransportSocket(
                "envoy.transport_sockets.tls",
                UpstreamTlsContext(tls, automaticSNI: demands.automaticSNI, isDynamic: endpoints == .dynamic))
            if endpoints == .dynamic {
                cluster.transportSocket = socket
            } else {
                cluster.transportSocketMatches.append(
                    .with {
                        $0.name = socketMatchName(index)
                        $0.match = ["name": .string(socketMatchName(index))]
                        $0.transportSocket = socket
                    })
            }
        }
        // Automatic HTTP wants a TLS socket on the cluster itself; the matches above are what is used.
        if demands.automaticHTTP, cluster.transportSocket == nil {
            cluster.transportSocket = TransportSocket(
                "dummy.transport_socket", UpstreamTlsContext.with { $0.common = CommonTlsContext() })
        }
    }
}

extension TransportSocket {
    init(_ name: String, _ config: some ExtensionMessage) {
        self.init()
        self.name = name
        typedConfig = AnyConfig(config)
    }
}

extension UpstreamTlsContext {
    fileprivate init(_ tls: Model.UpstreamTLS, automaticSNI: Bool, isDynamic: Bool) {
        self.init()
        var common = CommonTlsContext()
        if !tls.skipsVerification {
            let names = tls.matchedNames
            common.validation = .combined(
                .with {
                    $0.validationContextSdsSecretConfig = SdsSecretConfig(ads: tls.trustName)
                    $0.defaultValidationContext = .with { $0.matchTypedSubjectAltNames = names }
                })
            // The server name sent is checked unless names to check are given.
            if names.isEmpty, automaticSNI || tls.sniFromEndpoint, !isDynamic { autoSniSanValidation = true }
        }
        sni = tls.sni ?? ""
        autoHostSni = tls.sniFromEndpoint
        common.tlsParams = TlsParameters(tls.parameters)
        common.alpnProtocols = tls.parameters.alpn ?? []
        common.tlsCertificateSdsSecretConfigs = tls.clientCertificates.map { SdsSecretConfig(ads: $0.name) }
        self.common = common
    }
}

extension Model.UpstreamTLS {
    /// The xDS secret with the certificates that are trusted.
    fileprivate var trustName: String { ca?.name ?? "system_ca_certificates" }

    /// Gateway API 1.6, BackendTLSPolicyValidation: the hostname is checked unless `subjectAltNames` are given.
    fileprivate var matchedNames: [SubjectAltNameMatcher] {
        if subjectAltNames.isEmpty { return sni.map { [SubjectAltNameMatcher(.dns, $0)] } ?? [] }
        return subjectAltNames.map { name in
            switch name {
            case .hostname(let name): SubjectAltNameMatcher(.dns, name)
            case .uri(let uri): SubjectAltNameMatcher(.uri, uri)
            }
        }
    }
}

extension SubjectAltNameMatcher {
    fileprivate init(_ type: SanType, _ exact: String) {
        self.init()
        sanType = type
        matcher = .with { $0.pattern = .exact(exact) }
    }
}

extension Secret {
    /// Where Envoy's image keeps the system's certificates.
    private static let systemTrustFile = "/etc/ssl/certs/ca-certificates.crt"

    init(trustOf tls: Model.UpstreamTLS) {
        self.init()
        name = tls.trustName
        let source: DataSource = .with {
            $0.specifier =
                if let ca = tls.ca, !tls.usesSystemTrust {
                    .inlineBytes(Bytes(ca.certificate))
                } else {
                    .filename(Self.systemTrustFile)
                }
        }
        type = .validationContext(.with { $0.trustedCa = source })
    }
}

extension SdsSecretConfig {
    init(ads name: String) {
        self.init()
        self.name = name
        sdsConfig = .adsWithoutDelay
    }
}

extension ConfigSource {
    /// Resources come over the one stream, however long they take.
    static var adsWithoutDelay: ConfigSource {
        .with {
            $0.specifier = .ads(Empty())
            $0.initialFetchTimeout = .zero
            $0.resourceApiVersion = .v3
        }
    }
}
