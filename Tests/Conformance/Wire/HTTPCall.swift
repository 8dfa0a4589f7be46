import JSON
import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOPosix

/// One request.
struct HTTPCall: Sendable {
    enum Version: Sendable { case http1, http2 }

    var method = "GET"
    /// Path and query.
    var target = "/"
    var host = ""
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []
    var version = Version.http1

    var head: HTTPRequestHead {
        var fields = HTTPHeaders([("Host", host)])
        for header in headers { fields.add(name: header.name, value: header.value) }
        if !body.isEmpty { fields.add(name: "Content-Length", value: "\(body.count)") }
        return HTTPRequestHead(
            version: version == .http1 ? .http1_1 : .http2, method: HTTPMethod(rawValue: method), uri: target, headers: fields)
    }
}

struct HTTPReply: Sendable {
    var status: Int
    var headers: [(name: String, value: String)]
    var body: [UInt8] = []
    var trailers: [(name: String, value: String)] = []

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSON { (try? JSON(parsing: body)) ?? .null }

    /// The values of a header, joined as a list; nil when there is none.
    subscript(_ name: String) -> String? {
        let values = headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ",")
    }
}

extension HTTPCall {
    /// Sends the request on a connection of its own.
    func send(to place: Place, tls: ClientTLS? = nil, patience: Duration = Wire.patience) async throws -> HTTPReply {
        switch version {
        case .http1: return try await sendAlone(to: place, tls: tls, patience: patience)
        case .http2:
            let connection = try await HTTP2Connection.open(place, tls: tls)
            do {
                let reply = try await connection.send(self, patience: patience)
                await connection.close()
                return reply
            } catch {
                await connection.close()
                throw error
            }
        }
    }

    private func sendAlone(to place: Place, tls: ClientTLS?, patience: Duration) async throws -> HTTPReply {
        let promise = Wire.group.next().makePromise(of: HTTPReply.self)
        var call = self
        call.headers.append(("Connection", "close"))
        let sent = call
        let channel: any Channel
        do {
            channel = try await Wire.bootstrap().channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Wire.addTLS(tls, to: channel)
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(ReplyCollector(sent, promise))
                }
            }.connect(host: place.host, port: place.port).get()
        } catch {
            promise.fail(error)
            return try await promise.futureResult.get()
        }
        return try await ReplyCollector.await(promise, on: channel, patience)
    }
}

/// A connection that carries requests side by side.
struct HTTP2Connection: Sendable {
    private let channel: any Channel
    private let multiplexer: NIOHTTP2Handler.StreamMultiplexer

    static func open(_ place: Place, tls: ClientTLS? = nil) async throws -> HTTP2Connection {
        var tls = tls
        tls?.protocols = ["h2"]
        let settings = tls
        return try await Wire.bootstrap().connect(host: place.host, port: place.port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try Wire.addTLS(settings, to: channel)
                let multiplexer = try channel.pipeline.syncOperations.configureHTTP2Pipeline(
                    mode: .client, connectionConfiguration: .init(), streamConfiguration: .init()
                ) { stream in stream.close() }
                return HTTP2Connection(channel: channel, multiplexer: multiplexer)
            }
        }
    }

    func send(_ call: HTTPCall, patience: Duration = Wire.patience) async throws -> HTTPReply {
        let promise = channel.eventLoop.makePromise(of: HTTPReply.self)
        let stream: any Channel
        do {
            stream = try await multiplexer.createStreamChannel { stream in
                stream.eventLoop.makeCompletedFuture {
                    try stream.pipeline.syncOperations.addHandler(HTTP2FramePayloadToHTTP1ClientCodec(httpProtocol: .https))
                    try stream.pipeline.syncOperations.addHandler(ReplyCollector(call, promise))
                }
            }.get()
        } catch {
            promise.fail(error)
            return try await promise.futureResult.get()
        }
        return try await ReplyCollector.await(promise, on: stream, patience)
    }

    func close() async { try? await channel.close() }
}

/// Writes a request when the channel is up, and puts the answer together.
private final class ReplyCollector: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let call: HTTPCall
    private let promise: EventLoopPromise<HTTPReply>
    private var reply: HTTPReply?
    private var isSent = false

    init(_ call: HTTPCall, _ promise: EventLoopPromise<HTTPReply>) {
        self.call = call
        self.promise = promise
    }

    static func await(
        _ promise: EventLoopPromise<HTTPReply>, on channel: any Channel, _ patience: Duration
    ) async throws -> HTTPReply {
        let timer = channel.eventLoop.scheduleTask(in: TimeAmount(patience)) { promise.fail(WireFailure.timedOut) }
        do {
            let reply = try await promise.futureResult.get()
            timer.cancel()
            channel.close(promise: nil)
            return reply
        } catch {
            timer.cancel()
            channel.close(promise: nil)
            throw error
        }
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { write(context) }
    }

    func channelActive(context: ChannelHandlerContext) {
        write(context)
        context.fireChannelActive()
    }

    private func write(_ context: ChannelHandlerContext) {
        guard !isSent else { return }
        isSent = true
        context.write(wrapOutboundOut(.head(call.head)), promise: nil)
        if !call.body.isEmpty {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: call.body)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            guard head.status.code >= 200 else { return }
            reply = HTTPReply(status: Int(head.status.code), headers: head.headers.map { ($0.name, $0.value) })
        case .body(let bytes): reply?.body += Array(buffer: bytes)
        case .end(let trailers):
            guard var reply else { return }
            reply.trailers = trailers?.map { ($0.name, $0.value) } ?? []
            promise.succeed(reply)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise.fail(WireFailure.closed)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        promise.fail(WireFailure.other("\(error)"))
        context.close(promise: nil)
    }
}
