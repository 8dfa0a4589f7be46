internal import ClusterNetwork
internal import Controllers
internal import NIOCore
internal import NIOHTTP1

/// Probes containers over the cluster's network, as kubelet does from the node.
struct NetworkProbes: ProbeClient {
    var network: ClusterNetwork
    var group: any EventLoopGroup

    func get(
        ip: String, port: Int, path: String, headers: [(String, String)], isTLS: Bool, timeout: Duration
    ) async -> ProbeAnswer {
        guard let address = IPAddress(ip) else { return .failed("no such address: \(ip)") }
        if isTLS { return await connect(ip: ip, port: port, timeout: timeout) }
        let (loop, place) = (group.next(), VirtualAddress(address, port))
        let promise = loop.makePromise(of: ProbeAnswer.self)
        let request = ProbeExchange(
            host: place.description, path: path, headers: headers, answer: promise)
        let deadline = loop.scheduleTask(in: TimeAmount(timeout)) {
            promise.succeed(.failed("context deadline exceeded (Client.Timeout exceeded while awaiting headers)"))
        }
        let dialled = network.dial(from: nil, to: place, on: loop) { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHTTPClientHandlers()
                try channel.pipeline.syncOperations.addHandler(request)
            }
        }
        dialled.whenFailure { promise.succeed(.failed("dial tcp \(place): \($0)")) }
        let answer = (try? await promise.futureResult.get()) ?? .failed("connection closed")
        deadline.cancel()
        dialled.whenSuccess { $0.close(promise: nil) }
        return answer
    }

    func connect(ip: String, port: Int, timeout: Duration) async -> ProbeAnswer {
        guard let address = IPAddress(ip) else { return .failed("no such address: \(ip)") }
        do {
            let channel = try await network.dial(from: nil, to: VirtualAddress(address, port), on: group.next()) {
                $0.eventLoop.makeSucceededVoidFuture()
            }.get()
            channel.close(promise: nil)
            return .connected
        } catch {
            return .failed("dial tcp \(VirtualAddress(address, port)): \(error)")
        }
    }
}

/// One GET, and the status of what comes back.
private final class ProbeExchange: ChannelInboundHandler, Sendable {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let host: String
    private let path: String
    private let headers: [(String, String)]
    private let answer: EventLoopPromise<ProbeAnswer>

    init(host: String, path: String, headers: [(String, String)], answer: EventLoopPromise<ProbeAnswer>) {
        self.host = host
        self.path = path
        self.headers = headers
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        var fields = HTTPHeaders([("Host", host), ("User-Agent", "kube-probe/1.36"), ("Accept", "*/*"), ("Connection", "close")])
        for (name, value) in headers { fields.replaceOrAdd(name: name, value: value) }
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data) { answer.succeed(.status(Int(head.status.code))) }
    }

    func channelInactive(context: ChannelHandlerContext) { answer.succeed(.failed("EOF")) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.succeed(.failed("\(error)"))
        context.close(promise: nil)
    }
}
