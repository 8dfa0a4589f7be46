import ClusterNetwork
import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import PKI
import XDS

@testable import Proxy

/// Certificates for a test, all of one authority.
struct TestPKI {
    let authority: CertificateAuthority

    init(_ name: String = "test CA") throws { authority = try CertificateAuthority.make(commonName: name) }

    func server(_ names: String...) throws -> Identity { try authority.issueServer(names: names) }
    func client(_ name: String) throws -> Identity { try authority.issueClient(commonName: name) }
}

func tlsSecret(_ name: String, _ identity: Identity) -> Secret {
    .with {
        $0.name = name
        $0.type = .tlsCertificate(
            .with {
                $0.certificateChain = DataSource.with { $0.specifier = .inlineBytes(XDS.Bytes(identity.certificatePEM)) }
                $0.privateKey = DataSource.with { $0.specifier = .inlineBytes(XDS.Bytes(identity.keyPEM)) }
            })
    }
}

func trustSecret(_ name: String, _ authority: CertificateAuthority) -> Secret {
    .with {
        $0.name = name
        $0.type = .validationContext(
            .with {
                $0.trustedCa = DataSource.with { $0.specifier = .inlineBytes(XDS.Bytes(authority.certificatePEM)) }
            })
    }
}

/// A TLS transport as Envoy Gateway asks for it.
func tlsTransport(
    _ certificates: [String], alpn: [String] = ["h2", "http/1.1"], requires: Bool = false,
    validation: CommonTlsContext.Validation? = nil
) -> TransportSocket {
    var context = DownstreamTlsContext()
    context.common = .with {
        $0.alpnProtocols = alpn
        $0.validation = validation
        $0.tlsCertificateSdsSecretConfigs = certificates.map { name in SdsSecretConfig.with { $0.name = name } }
    }
    context.requireClientCertificate = requires
    return TransportSocket.with {
        $0.name = "envoy.transport_sockets.tls"
        $0.typedConfig = AnyConfig(context)
    }
}

/// What a TLS client found.
struct TLSResult: Sendable, Equatable {
    var names: [String] = []
    var protocolName: String?
}

struct HandshakeFailed: Error { var reason: String }

extension Bench {
    /// Connects with TLS; any certificate is accepted and told of.
    func connectTLS(
        _ port: Int = 10443, sni: String?, alpn: [String] = [], identity: Identity? = nil, version: TLSVersion? = nil
    ) async throws -> (RawClient, TLSResult) {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        configuration.applicationProtocols = alpn
        configuration.maximumTLSVersion = version
        if let identity {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificatePEM.utf8))
                .map { .certificate($0) }
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.keyPEM.utf8), format: .pem))
        }
        let context = try NIOSSLContext(configuration: configuration)
        let client = RawClient()
        let done = group.next().makePromise(of: TLSResult.self)
        let channel = try await network.dial(from: self.client, to: VirtualAddress(pod, port), on: group.next()) { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandlers([
                    try NIOSSLClientHandler(context: context, serverHostname: sni), HandshakeWatcher(done),
                    RawClient.Handler(client),
                ])
            }
        }.get()
        client.opened(channel)
        return (client, try await done.futureResult.get())
    }
}

private final class HandshakeWatcher: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private var done: EventLoopPromise<TLSResult>?

    init(_ done: EventLoopPromise<TLSResult>) { self.done = done }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted(let name)? = event as? TLSUserEvent {
            var result = TLSResult(protocolName: name)
            if let handler = try? context.pipeline.syncOperations.handler(type: NIOSSLClientHandler.self),
                let certificate = handler.peerCertificate
            {
                result.names = CertificateNames(certificate).names.map(\.text)
            }
            done?.succeed(result)
            done = nil
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        done?.fail(HandshakeFailed(reason: "closed"))
        done = nil
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        done?.fail(HandshakeFailed(reason: "\(error)"))
        done = nil
        context.close(promise: nil)
    }
}
