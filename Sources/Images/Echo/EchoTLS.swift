import NIOSSL

/// TLS as the echo servers are told to: files of mounted volumes, clients asked for certificates but not forced.
enum EchoTLS {
    static func context(
        certificate: String, key: String, clientAuthorities: String = "", protocols: [String],
        file: (String) -> [UInt8]?, failure: (String) -> String
    ) throws -> NIOSSLContext {
        func content(_ path: String) throws -> [UInt8] {
            guard let bytes = file(path) else {
                throw EchoFailure(output: [failure("open \(path): no such file or directory")])
            }
            return bytes
        }
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(try content(certificate))
            let privateKey = try NIOSSLPrivateKey(bytes: try content(key), format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = protocols
            if !clientAuthorities.isEmpty {
                let authorities = try NIOSSLCertificate.fromPEMBytes(try content(clientAuthorities))
                configuration.trustRoots = .certificates(authorities)
                configuration.certificateVerification = .optionalVerification
            }
            return try NIOSSLContext(configuration: configuration)
        } catch let error as EchoFailure {
            throw error
        } catch {
            throw EchoFailure(output: [failure("tls: failed to find any PEM data in certificate input")])
        }
    }
}
