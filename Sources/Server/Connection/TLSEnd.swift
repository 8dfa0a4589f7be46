import NIOCore
import NIOSSL
import PKI

/// The server's TLS: asks for a client certificate, takes any, and leaves believing it to `ClientCertificates`, so that
/// a stranger's certificate ends in a 401 as it does in Kubernetes and not in a broken handshake.
struct TLSEnd: Sendable {
    private let context: NIOSSLContext

    init(identity: Identity) throws {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificatePEM.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(identity.keyPEM.utf8), format: .pem)
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.certificateVerification = .optionalVerification
        // Never asked, see below; the default would read the system's whole trust store.
        configuration.trustRoots = .certificates([])
        configuration.applicationProtocols = ["h2", "http/1.1"]
        context = try NIOSSLContext(configuration: configuration)
    }

    func makeHandler() -> NIOSSLServerHandler {
        NIOSSLServerHandler(
            context: context,
            customVerificationCallback: { _, promise in promise.succeed(.certificateVerified) })
    }
}
