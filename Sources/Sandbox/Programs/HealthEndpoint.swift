internal import ClusterNetwork
internal import NIOCore
internal import NIOHTTP1

/// A few fixed answers on one port of a pod: `/healthz`, `/readyz` and the like.
struct HealthEndpoint: Sendable {
    var port: Int
    /// The status and body of a path; nil is a 404.
    var answer: @Sendable (String) async -> (status: Int, body: String)?

    func listen(on network: ClusterNetwork, ip: IPAddress) throws -> Listener {
        let answer = self.answer
        return try network.listen(VirtualAddress(ip, port)) { connection in
            connection.channel.eventLoop.makeCompletedFuture {
                try connection.channel.pipeline.syncOperations.configureHTTPServerPipeline()
                try connection.channel.pipeline.syncOperations.addHandler(Handler(answer: answer))
            }
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let answer: @Sendable (String) async -> (status: Int, body: String)?

        init(answer: @escaping @Sendable (String) async -> (status: Int, body: String)?) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .head(let head) = unwrapInboundIn(data) else { return }
            let path = String(head.uri.prefix { $0 != "?" })
            let (answer, isKeepAlive) = (self.answer, head.isKeepAlive)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.makeFutureWithTask { await answer(path) }.whenComplete { result in
                let found = (try? result.get()) ?? nil
                let (handler, context) = bound.value
                handler.write(found ?? (404, "404 page not found\n"), isKeepAlive, context)
            }
        }

        private func write(_ answer: (status: Int, body: String), _ isKeepAlive: Bool, _ context: ChannelHandlerContext) {
            let body = context.channel.allocator.buffer(string: answer.body)
            var headers = HTTPHeaders([
                ("content-type", "text/plain; charset=utf-8"), ("content-length", "\(body.readableBytes)"),
            ])
            if !isKeepAlive { headers.add(name: "connection", value: "close") }
            let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: answer.status), headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
            let done = context.writeAndFlush(wrapOutboundOut(.end(nil)))
            let channel = context.channel
            if !isKeepAlive { done.whenComplete { _ in channel.close(promise: nil) } }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}
