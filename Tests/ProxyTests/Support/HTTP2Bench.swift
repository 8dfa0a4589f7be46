import ClusterNetwork
import NIOConcurrencyHelpers
import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix

@testable import Proxy

/// HTTP/2 by another implementation than the engine's: a client and an upstream.
extension Bench {
    /// An h2c upstream; `answer` gets each stream's events and writes to it.
    func serveHTTP2(_ port: Int = 3000, _ make: @escaping @Sendable () -> any HTTP2Answerer) throws {
        _ = try network.listen(VirtualAddress(backend, port)) { connection in
            connection.channel.configureHTTP2Pipeline(mode: .server) { stream in
                stream.eventLoop.makeCompletedFuture {
                    try stream.pipeline.syncOperations.addHandler(HTTP2AnswerHandler(make()))
                }
            }.map { _ in }
        }
    }

    func connectHTTP2(_ port: Int = 10080) async throws -> HTTP2TestClient {
        let made = group.next().makePromise(of: HTTP2TestClient.self)
        let channel = try await network.dial(from: client, to: VirtualAddress(pod, port), on: group.next()) { channel in
            channel.configureHTTP2Pipeline(mode: .client) { $0.eventLoop.makeSucceededVoidFuture() }.map { multiplexer in
                made.succeed(HTTP2TestClient(channel: channel, multiplexer: multiplexer))
            }
        }.get()
        _ = channel
        return try await made.futureResult.get()
    }
}

struct HTTP2TestClient: Sendable {
    let channel: any Channel
    let multiplexer: NIOLoopBound<HTTP2StreamMultiplexer>

    init(channel: any Channel, multiplexer: HTTP2StreamMultiplexer) {
        self.channel = channel
        self.multiplexer = NIOLoopBound(multiplexer, eventLoop: channel.eventLoop)
    }

    func open() async throws -> HTTP2TestStream {
        let stream = HTTP2TestStream()
        let multiplexer = self.multiplexer
        let made = try await channel.eventLoop.flatSubmit {
            let promise = channel.eventLoop.makePromise(of: (any Channel).self)
            multiplexer.value.createStreamChannel(promise: promise) { child in
                child.eventLoop.makeCompletedFuture {
                    try child.pipeline.syncOperations.addHandler(HTTP2TestStream.Handler(stream))
                }
            }
            return promise.futureResult
        }.get()
        stream.opened(made)
        return stream
    }

    func close() { channel.close(promise: nil) }
}

/// One request of a client: what was sent is up to the test, what came is kept.
final class HTTP2TestStream: Sendable {
    struct Seen: Sendable {
        var heads: [[String]] = []
        var body = ""
        var hasEnded = false
        var reset: Int?
    }

    private let state = NIOLockedValueBox<(seen: Seen, channel: (any Channel)?)>((Seen(), nil))

    func opened(_ channel: any Channel) { state.withLockedValue { $0.channel = channel } }
    var seen: Seen { state.withLockedValue { $0.seen } }

    func send(_ headers: [(String, String)], isEnd: Bool) async throws {
        try await write(.headers(.init(headers: HPACKHeaders(headers), endStream: isEnd)))
    }

    func send(_ text: String, isEnd: Bool) async throws {
        try await write(.data(.init(data: .byteBuffer(ByteBuffer(string: text)), endStream: isEnd)))
    }

    private func write(_ payload: HTTP2Frame.FramePayload) async throws {
        try await state.withLockedValue { $0.channel }?.writeAndFlush(payload)
    }

    struct TimedOut: Error { var seen: Seen }

    @discardableResult
    func wait(until condition: (Seen) -> Bool) async throws -> Seen {
        for _ in 0..<4_000 {
            let seen = self.seen
            if condition(seen) { return seen }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw TimedOut(seen: seen)
    }

    final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTP2Frame.FramePayload
        private let stream: HTTP2TestStream

        init(_ stream: HTTP2TestStream) { self.stream = stream }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            stream.state.withLockedValue { state in
                switch unwrapInboundIn(data) {
                case .headers(let headers):
                    state.seen.heads.append(headers.headers.map { "\($0.name): \($0.value)" })
                    if headers.endStream { state.seen.hasEnded = true }
                case .data(let data):
                    if case .byteBuffer(let bytes) = data.data { state.seen.body += String(buffer: bytes) }
                    if data.endStream { state.seen.hasEnded = true }
                case .rstStream(let code): state.seen.reset = Int(code.networkCode)
                default: break
                }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }
}

/// What an upstream makes of one stream.
protocol HTTP2Answerer {
    func headers(_ headers: HPACKHeaders, isEnd: Bool, _ write: (HTTP2Frame.FramePayload) -> Void)
    func data(_ data: ByteBuffer, isEnd: Bool, _ write: (HTTP2Frame.FramePayload) -> Void)
}

private final class HTTP2AnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload
    private let answerer: any HTTP2Answerer

    init(_ answerer: any HTTP2Answerer) { self.answerer = answerer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        func write(_ payload: HTTP2Frame.FramePayload) { context.write(wrapOutboundOut(payload), promise: nil) }
        switch unwrapInboundIn(data) {
        case .headers(let headers): answerer.headers(headers.headers, isEnd: headers.endStream, write)
        case .data(let data):
            if case .byteBuffer(let bytes) = data.data { answerer.data(bytes, isEnd: data.endStream, write) }
        default: break
        }
        context.flush()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
