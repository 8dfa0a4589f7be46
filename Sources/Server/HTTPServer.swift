package import API
package import Logging
package import NIOCore
import NIOPosix
package import PKI
package import Streams

/// The sandbox's HTTPS endpoint: HTTP/1.1, HTTP/2, SPDY/3.1 and WebSocket on one port, in front of an `APIServer`.
package final class HTTPServer: Sendable {
    package struct Configuration: Sendable {
        package var host = "127.0.0.1"
        /// 0 for any free one.
        package var port = 0
        package var identity: Identity
        /// Signs the client certificates that are believed.
        package var clientAuthority: CertificateAuthority
        package var pods: any PodConnector
        package var mounts: [Mount] = []
        package var logger: Logger

        package init(
            identity: Identity, clientAuthority: CertificateAuthority, pods: any PodConnector, logger: Logger
        ) {
            self.identity = identity
            self.clientAuthority = clientAuthority
            self.pods = pods
            self.logger = logger
        }
    }

    /// Pages beside the API, such as the dashboard's. The request's user is not checked: a mount authenticates itself.
    package struct Mount: Sendable {
        /// Answers this path and all below it.
        package var prefix: String
        package var handle: @Sendable (APIRequest) async -> APIResponse

        package init(prefix: String, handle: @escaping @Sendable (APIRequest) async -> APIResponse) {
            self.prefix = prefix
            self.handle = handle
        }
    }

    package let port: Int
    private let listener: any Channel
    private let registry: ConnectionRegistry

    /// Listens; returns when connections are accepted.
    package static func start(
        _ configuration: Configuration, api: APIServer, group: any EventLoopGroup
    ) async throws -> HTTPServer {
        let registry = ConnectionRegistry()
        let service = Service(
            api: api, mounts: configuration.mounts, pods: configuration.pods,
            clients: ClientCertificates(authority: configuration.clientAuthority), registry: registry,
            logger: configuration.logger)
        let tls = try TLSEnd(identity: configuration.identity)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: Limits.listenBacklog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(AcceptLimit(maximum: Limits.connections))
                }
            }
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(
                .writeBufferWaterMark, value: .init(low: Limits.writeBufferLowBytes, high: Limits.writeBufferHighBytes))
            .childChannelInitializer { channel in
                registry.add(channel)
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        PlainTextRefusal(), tls.makeHandler(), ProtocolChoice(service: service),
                    ])
                }
            }
        let listener = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
        return HTTPServer(port: listener.localAddress?.port ?? configuration.port, listener, registry)
    }

    /// Accepts no more, ends watches cleanly, waits for answers under way up to `grace`, then closes what is left.
    package func shutdown(grace: TimeAmount = .seconds(2)) async {
        try? await listener.close().get()
        await registry.drain(grace: grace, on: listener.eventLoop)
    }

    /// Connections open now.
    package var connectionCount: Int { registry.count }

    private init(port: Int, _ listener: any Channel, _ registry: ConnectionRegistry) {
        self.port = port
        self.listener = listener
        self.registry = registry
    }
}
