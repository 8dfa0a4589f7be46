import NIOCore
import NIOPosix
import NIOSSL
import PKI

/// Where a Gateway listens on this machine.
struct Place: Sendable, Hashable, CustomStringConvertible {
    var host: String
    var port: Int

    var description: String { "\(host):\(port)" }
}

/// How a client speaks TLS: whom it trusts, whom it asks for, and who it is.
struct ClientTLS: Sendable {
    var serverName: String?
    /// PEM of what is trusted; nil trusts anybody.
    var authority: String?
    var identity: Identity?
    var protocols: [String] = []

    func handler() throws -> NIOSSLClientHandler {
        var configuration = TLSConfiguration.makeClientConfiguration()
        if let authority {
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authority.utf8)))
            configuration.certificateVerification = serverName == nil ? .noHostnameVerification : .fullVerification
        } else {
            configuration.certificateVerification = .none
        }
        if let identity {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificatePEM.utf8))
                .map { .certificate($0) }
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.keyPEM.utf8), format: .pem))
        }
        configuration.applicationProtocols = protocols
        return try NIOSSLClientHandler(context: NIOSSLContext(configuration: configuration), serverHostname: serverName)
    }
}

/// What a client meets that is no answer.
enum WireFailure: Error, Sendable, Equatable, CustomStringConvertible {
    case timedOut
    case closed
    case other(String)

    var description: String {
        switch self {
        case .timedOut: "no answer in time"
        case .closed: "the connection was closed before the answer was complete"
        case .other(let text): text
        }
    }
}

enum Wire {
    static let group = MultiThreadedEventLoopGroup.singleton
    static let patience = Duration.seconds(10)

    static func bootstrap() -> ClientBootstrap {
        ClientBootstrap(group: group).connectTimeout(.seconds(5)).channelOption(.tcpOption(.tcp_nodelay), value: 1)
    }

    static func addTLS(_ tls: ClientTLS?, to channel: any Channel) throws {
        guard let tls else { return }
        try channel.pipeline.syncOperations.addHandler(tls.handler())
    }

    /// Runs the body, which is cancelled when it takes longer than a request may.
    static func within<Result: Sendable>(
        _ limit: Duration = patience, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: body)
            group.addTask {
                try await Task.sleep(for: limit)
                throw WireFailure.timedOut
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw WireFailure.closed }
            return result
        }
    }
}
