internal import ClusterNetwork
internal import NIOCore
internal import NIOHTTP1

/// A few fixed answers on one port of a pod: `/healthz`, `/readyz` and the like.
struct HealthEndpoint: Sendable {
    var port: Int
    var answer: @Sendable (Request) async -> Answer

    struct Request: Sendable {
        var method: String
        /// With its query.
        var target: String
    }

    struct Answer: Sendable {
        var status: Int
        var contentType = "text/plain; charset=utf-8"
        var body: String
    }

    init(port: Int, answer: @escaping @Sendable (Request) async -> Answer) {
        self.port = port
        self.answer = answer
    }

    /// - Parameter page: the status and body of a path; nil is a 404.
    init(port: Int, page: @escaping @Sendable (_ path: String) async -> (status: Int, body: String)?) {
        self.init(port: port) { (request: Request) -> Answer in
            let (status, body) = await page(String(request.target.prefix { $0 != "?" })) ?? (404, "404 page not found\n")
            return Answer(status: status, body: body)
        }
    }

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

        private let answer: @Sendable (Request) async -> Answer

        init(answer: @escaping @Sendable (Request) async -> Answer) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .head(let head) = unwrapInboundIn(data) else { return }
            let request = Request(method: head.method.rawValue, target: head.uri)
            let (answer, isKeepAlive) = (self.answer, head.isKeepAlive)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.makeFutureWithTask { await answer(request) }.whenSuccess { found in
                let (handler, context) = bound.value
                handler.write(found, isKeepAlive, context)
            }
        }

        private func write(_ answer: Answer, _ isKeepAlive: Bool, _ context: ChannelHandlerContext) {
            let body = context.channel.allocator.buffer(string: answer.body)
            var headers = HTTPHeaders([
                ("content-type", answer.contentType), ("content-length", "\(body.readableBytes)"),
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
