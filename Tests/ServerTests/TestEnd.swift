import API
import JSON
import Logging
import NIOCore
import NIOPosix
import PKI
import Schemas
import Server
import Store
import Streams

/// A server on a free port before an API on an empty store.
struct TestEnd: Sendable {
    static let token = "the-administrators"

    let server: HTTPServer
    let authority: CertificateAuthority
    let pods: FakePods

    static func with<Result: Sendable>(
        mounts: [HTTPServer.Mount] = [], _ body: @Sendable (TestEnd) async throws -> Result
    ) async throws -> Result {
        let authority = try CertificateAuthority.make(commonName: "test CA")
        let api = APIServer(.init(store: try Store(path: nil), adminToken: token))
        let pods = FakePods()
        var configuration = HTTPServer.Configuration(
            identity: try authority.issueServer(names: ["localhost", "127.0.0.1"]), clientAuthority: authority,
            pods: pods, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        configuration.mounts = mounts
        let server = try await HTTPServer.start(configuration, api: api, group: MultiThreadedEventLoopGroup.singleton)
        let end = TestEnd(server: server, authority: authority, pods: pods)
        do {
            let result = try await body(end)
            await server.shutdown(grace: .milliseconds(200))
            return result
        } catch {
            await server.shutdown(grace: .milliseconds(200))
            throw error
        }
    }

    func wire(_ identity: Identity? = nil) async throws -> Wire {
        try await Wire.open(port: server.port, trust: authority, identity: identity)
    }

    /// One request of the administrator on a connection of its own.
    func ask(_ method: String, _ path: String, _ body: JSON? = nil) async throws -> Wire.Response {
        let wire = try await wire()
        let bytes = body?.bytes ?? []
        try await wire.send(
            "\(method) \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(Self.token)\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: \(bytes.count)\r\n\r\n"
                + String(decoding: bytes, as: UTF8.self))
        return try await wire.response()
    }

    /// The administrator's pod `p` in namespace `default`.
    func makePod() async throws {
        _ = try await ask("POST", "/api/v1/namespaces", ["metadata": ["name": "default"]])
        let pod: JSON = [
            "metadata": ["name": "p"],
            "spec": ["nodeName": "node", "containers": [["name": "c", "image": "i"]]],
        ]
        let answer = try await ask("POST", "/api/v1/namespaces/default/pods", pod)
        guard answer.status == 201 else { throw Unexpected(answer.text) }
    }
}

struct Unexpected: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}

/// A node whose pods' ports are real ports of this machine, and whose only program repeats its input.
final class FakePods: PodConnector {
    func connect(namespace: String, pod: String, port: Int, on eventLoop: any EventLoop) -> EventLoopFuture<any Channel> {
        ClientBootstrap(group: eventLoop)
            .channelOption(.autoRead, value: false)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port)
            .flatMapErrorThrowing { _ in throw PodConnectError.refused(port: port, sandbox: "5a") }
    }

    func run(_ command: PodCommand, _ streams: PodCommandStreams) async -> PodCommandOutcome {
        switch command.command?.first {
        case "cat":
            do {
                while let chunk = await streams.readInput() { try await streams.write(.stdout, chunk) }
                try await streams.write(.stderr, Array("done".utf8))
            } catch {
                return .failed("\(error)")
            }
            return .exited(code: 0)
        case "false": return .exited(code: 1)
        default: return .failed(PodConnectError.notExecutable(command.command?.first ?? "").description)
        }
    }

    func sandboxID(namespace: String, pod: String) -> String { "5a" }
}

/// A TCP server that reads to the end of file and then sends all it read, and closes: nothing works on it unless
/// half-closing does.
final class EchoAtEnd: Sendable {
    let port: Int
    private let channel: any Channel

    init() async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func close() async { try? await channel.close().get() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private var held = ByteBuffer()

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var bytes = unwrapInboundIn(data)
            held.writeBuffer(&bytes)
        }

        func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
            guard case .some(.inputClosed) = event as? ChannelEvent else { return }
            context.writeAndFlush(wrapOutboundOut(held), promise: nil)
            context.close(mode: .output, promise: nil)
        }
    }
}
