import ClusterNetwork
import NIOCore
import Synchronization
import Testing

@testable import Images

/// Clients that ask and do not read.
@Suite struct PressureTests {
    private static let requests = 1000
    private static let answer = [UInt8](repeating: 0x61, count: 20_000)

    private final class Counter: HTTPApp {
        private let handled = Mutex(0)
        var count: Int { handled.withLock { $0 } }

        func handle(_ exchange: HTTPExchange) {
            handled.withLock { $0 += 1 }
            exchange.respond(status: 200, body: PressureTests.answer)
        }
    }

    private final class Sink: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let bytes: Mutex<Int>
        private let closed: EventLoopPromise<Int>

        init(closed: EventLoopPromise<Int>) {
            bytes = Mutex(0)
            self.closed = closed
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let length = unwrapInboundIn(data).readableBytes
            bytes.withLock { $0 += length }
        }

        func channelInactive(context: ChannelHandlerContext) { closed.succeed(bytes.withLock { $0 }) }
    }

    @Test func requestsWaitWhileNobodyReadsTheAnswers() async throws {
        let (pod, app) = (try Pod(), Counter())
        let place = VirtualAddress(pod.ip, 8080)
        let listener = try pod.network.listen(place, acceptor: HTTPServing(app: app).acceptor)
        let loop = pod.network.group.next()
        let closed = loop.makePromise(of: Int.self)
        let channel = try await pod.network.dial(to: place, on: loop) { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.syncOptions?.setOption(.autoRead, value: false)
                try channel.pipeline.syncOperations.addHandler(Sink(closed: closed))
            }
        }.get()
        let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        try await channel.writeAndFlush(ByteBuffer(string: String(repeating: request, count: Self.requests - 1) + last))
        try await Task.sleep(for: .milliseconds(300))
        #expect((1..<200).contains(app.count))
        try await channel.setOption(.autoRead, value: true).get()
        let received = try await closed.futureResult.get()
        #expect(app.count == Self.requests)
        #expect(received > Self.requests * Self.answer.count)
        listener.close()
    }

    /// A WebSocket whose client goes without a close frame is not kept.
    @Test func webSocketsEndWithTheirClients() async throws {
        let pod = try Pod()
        _ = try await EchoImage().start(pod.context(environment: ["POD_NAME": "p", "NAMESPACE": "n"]))
        let answer = try await pod.exchange(
            "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: http://a\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
            port: 3000, halfClose: true)
        #expect(answer.hasPrefix("HTTP/1.1 101"))
    }
}
