import JSON
import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix
import NIOSSL
import PKI
import Server
import Testing

@Suite struct HTTP2Tests {
    private func namespace(_ name: String) -> [UInt8] {
        let object: JSON = ["metadata": ["name": .string(name)]]
        return object.bytes
    }

    @Test func manyStreamsAtOnce() async throws {
        try await TestEnd.with { end in
            let client = try await HTTP2Client(end)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for index in 0..<100 {
                    group.addTask {
                        let answer = try await client.ask("POST", "/api/v1/namespaces", namespace("n\(index)"))
                        return answer.status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 201, count: 100))
            let list = try await client.ask("GET", "/api/v1/namespaces")
            #expect(try JSON(parsing: list.body)["items"]?.array?.count == 100)
            #expect(list.headers.first(name: "content-length") == String(list.body.count))
            await client.close()
        }
    }

    @Test func bodiesAreBounded() async throws {
        try await TestEnd.with { end in
            let client = try await HTTP2Client(end)
            let body = [UInt8](repeating: 32, count: 3 * 1024 * 1024 + 1)
            #expect(try await client.ask("POST", "/api/v1/namespaces", body).status == 413)
            #expect(try await client.ask("GET", "/healthz").status == 200)
            await client.close()
        }
    }

    @Test func longAnswersArriveWhole() async throws {
        try await TestEnd.with { end in
            let client = try await HTTP2Client(end)
            _ = try await client.ask("POST", "/api/v1/namespaces", namespace("default"))
            let text = String(repeating: "v", count: 900_000)
            let map: JSON = ["metadata": ["name": "big"], "data": ["k": .string(text)]]
            let path = "/api/v1/namespaces/default/configmaps"
            #expect(try await client.ask("POST", path, map.bytes).status == 201)
            let answer = try await client.ask("GET", path + "/big")
            #expect(try JSON(parsing: answer.body)["data", "k"]?.string == text)
            await client.close()
        }
    }

    @Test func aWatchEndsWithItsStream() async throws {
        try await TestEnd.with { end in
            let client = try await HTTP2Client(end)
            let watch = try await client.open("GET", "/api/v1/namespaces?watch=true")
            #expect(try await watch.head().status == 200)
            _ = try await client.ask("POST", "/api/v1/namespaces", namespace("w"))
            #expect(try await watch.text(containing: "\"name\":\"w\"").contains("ADDED"))
            await watch.reset()
            #expect(try await client.ask("GET", "/healthz").status == 200)
            let second = try await client.open("GET", "/api/v1/namespaces?watch=true")
            #expect(try await second.head().status == 200)
            await end.server.shutdown(grace: .seconds(10))
            #expect(try await second.endsCleanly())
            #expect(end.server.connectionCount == 0)
        }
    }
}

/// A client that opens streams one by one.
private final class HTTP2Client: Sendable {
    private let channel: any Channel
    private let multiplexer: NIOHTTP2Handler.StreamMultiplexer

    init(_ end: TestEnd) async throws {
        let context = try Wire.context(trust: end.authority, identity: nil, protocols: ["h2"])
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: "localhost"))
                    try channel.pipeline.syncOperations.addHandler(
                        NIOHTTP2Handler(mode: .client, eventLoop: channel.eventLoop) { $0.close() })
                }
            }
            .connect(host: "127.0.0.1", port: end.server.port).get()
        multiplexer = try await channel.pipeline.handler(type: NIOHTTP2Handler.self).flatMap { $0.multiplexer }.get()
    }

    func close() async { try? await channel.close().get() }

    func open(_ method: String, _ path: String, _ body: [UInt8] = []) async throws -> Stream {
        let (arrivals, continuation) = AsyncStream.makeStream(of: Stream.Arrival.self)
        let stream = try await multiplexer.createStreamChannel { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(Stream.Handler(continuation))
            }
        }.get()
        let headers: HPACKHeaders = [
            ":method": method, ":path": path, ":scheme": "https", ":authority": "localhost",
            "authorization": "Bearer \(TestEnd.token)", "content-type": "application/json",
        ]
        try await stream.writeAndFlush(
            HTTP2Frame.FramePayload.headers(.init(headers: headers, endStream: body.isEmpty))).get()
        if !body.isEmpty {
            // Not waited for: a server may answer before it has taken the whole.
            stream.writeAndFlush(
                HTTP2Frame.FramePayload.data(.init(data: .byteBuffer(ByteBuffer(bytes: body)), endStream: true)),
                promise: nil)
        }
        return Stream(channel: stream, arrivals: arrivals)
    }

    func ask(
        _ method: String, _ path: String, _ body: [UInt8] = []
    ) async throws -> (status: Int, headers: HPACKHeaders, body: [UInt8]) {
        let stream = try await open(method, path, body)
        let (status, headers) = try await stream.head()
        return (status, headers, try await stream.rest())
    }

    final class Stream: Sendable {
        enum Arrival: Sendable {
            case headers(HPACKHeaders)
            case data([UInt8])
            case end
        }

        final class Handler: ChannelInboundHandler {
            typealias InboundIn = HTTP2Frame.FramePayload

            private let arrivals: AsyncStream<Arrival>.Continuation

            init(_ arrivals: AsyncStream<Arrival>.Continuation) { self.arrivals = arrivals }

            func channelRead(context: ChannelHandlerContext, data: NIOAny) {
                switch unwrapInboundIn(data) {
                case .headers(let frame):
                    arrivals.yield(.headers(frame.headers))
                    if frame.endStream { arrivals.yield(.end) }
                case .data(let frame):
                    if case .byteBuffer(let bytes) = frame.data { arrivals.yield(.data(Array(bytes.readableBytesView))) }
                    if frame.endStream { arrivals.yield(.end) }
                default: break
                }
            }

            func channelInactive(context: ChannelHandlerContext) { arrivals.finish() }
            func errorCaught(context: ChannelHandlerContext, error: any Error) {}
        }

        private let channel: any Channel
        private let arrivals: AsyncStream<Arrival>

        init(channel: any Channel, arrivals: AsyncStream<Arrival>) {
            self.channel = channel
            self.arrivals = arrivals
        }

        func head() async throws -> (status: Int, headers: HPACKHeaders) {
            for await arrival in arrivals {
                guard case .headers(let headers) = arrival else { break }
                return (headers.first(name: ":status").flatMap { Int($0) } ?? 0, headers)
            }
            throw Unexpected("no head")
        }

        func rest() async throws -> [UInt8] {
            var body: [UInt8] = []
            for await arrival in arrivals {
                switch arrival {
                case .data(let bytes): body += bytes
                case .end: return body
                case .headers: break
                }
            }
            throw Unexpected("the stream broke after \(body.count) bytes")
        }

        func text(containing part: String) async throws -> String {
            var text = ""
            for await arrival in arrivals {
                if case .data(let bytes) = arrival { text += String(decoding: bytes, as: UTF8.self) }
                if text.contains(part) { return text }
            }
            throw Unexpected("the stream broke after \(text)")
        }

        func endsCleanly() async throws -> Bool {
            for await arrival in arrivals { if case .end = arrival { return true } }
            return false
        }

        func reset() async { try? await channel.close().get() }
    }
}
