internal import Foundation
package import JSON
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL
internal import PKI

/// Asks a running sandbox, as its administrator.
package struct ControlClient: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    /// Answers are at most this long.
    private static let maximumBytes = 64 << 20

    private let port: Int
    private let context: NIOSSLContext

    package init(state: StateDirectory, port: Int) throws {
        self.port = port
        let identities = try IdentityDirectory(path: state.identities)
        let authority = try identities.authority("ca", commonName: "kubernetes")
        let admin = try identities.client(
            "admin", signedBy: authority, commonName: "kubernetes-admin", organizations: ["system:masters"])
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(Array(authority.certificatePEM.utf8)))
        configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(admin.certificatePEM.utf8))
            .map { .certificate($0) }
        configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(admin.keyPEM.utf8), format: .pem))
        configuration.applicationProtocols = ["http/1.1"]
        context = try NIOSSLContext(configuration: configuration)
    }

    package func get(_ path: String, timeout: Duration = .seconds(10)) async throws -> (status: Int, body: [UInt8]) {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let promise = loop.makePromise(of: (status: Int, body: [UInt8]).self)
        let (context, port) = (self.context, self.port)
        let connected = ClientBootstrap(group: loop).connectTimeout(.seconds(5)).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let handler = try NIOSSLClientHandler(context: context, serverHostname: "localhost")
                try channel.pipeline.syncOperations.addHandler(handler)
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                try channel.pipeline.syncOperations.addHandler(
                    Exchange(path: path, limit: Self.maximumBytes, promise: promise))
            }
        }.connect(host: "127.0.0.1", port: port)
        connected.whenFailure { promise.fail($0) }
        let deadline = loop.scheduleTask(in: TimeAmount(timeout)) {
            promise.fail(Failure(description: "no answer from the sandbox within \(timeout)"))
        }
        defer { deadline.cancel() }
        let answer = try await promise.futureResult.get()
        connected.whenSuccess { $0.close(promise: nil) }
        return answer
    }

    package func json(_ path: String) async throws -> JSON {
        let (status, body) = try await get(path)
        let value = try JSON(parsing: body)
        guard status == 200 else { throw Failure(description: value["message"]?.string ?? "HTTP \(status)") }
        return value
    }

    private final class Exchange: ChannelInboundHandler {
        typealias InboundIn = HTTPClientResponsePart
        typealias OutboundOut = HTTPClientRequestPart

        private let path: String
        private let limit: Int
        private let promise: EventLoopPromise<(status: Int, body: [UInt8])>
        private var status = 0
        private var body: [UInt8] = []

        init(path: String, limit: Int, promise: EventLoopPromise<(status: Int, body: [UInt8])>) {
            self.path = path
            self.limit = limit
            self.promise = promise
        }

        func channelActive(context: ChannelHandlerContext) {
            let headers = HTTPHeaders([("Host", "localhost"), ("Accept", "application/json"), ("Connection", "close")])
            let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): status = Int(head.status.code)
            case .body(let part):
                body.append(contentsOf: part.readableBytesView)
                if body.count > limit {
                    promise.fail(Failure(description: "the answer is longer than \(limit) bytes"))
                    context.close(promise: nil)
                }
            case .end: promise.succeed((status, body))
            }
        }

        func channelInactive(context: ChannelHandlerContext) {
            promise.fail(Failure(description: "the sandbox closed the connection"))
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            promise.fail(error)
            context.close(promise: nil)
        }
    }
}
