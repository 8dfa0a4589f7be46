import NIOCore
import NIOHPACK
import NIOHTTP2
import NIOPosix

/// A real upstream on loopback. Its answer's body is the request as it came, but for framing; paths ask for oddities.
struct EchoUpstream {
    let plain: any Channel
    let http2: any Channel
    /// A port on which nobody listens.
    let deadPort: Int

    static func start(_ group: any EventLoopGroup) async throws -> EchoUpstream {
        let plain = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(EchoHandler()) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let http2 = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.configureHTTP2Pipeline(mode: .server) { stream in
                    stream.eventLoop.makeCompletedFuture {
                        try stream.pipeline.syncOperations.addHandler(EchoHTTP2Handler())
                    }
                }.map { _ in }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return EchoUpstream(plain: plain, http2: http2, deadPort: try await freePort(group))
    }

    /// A port that was free a moment ago.
    static func freePort(_ group: any EventLoopGroup) async throws -> Int {
        let channel = try await ServerBootstrap(group: group).bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        try await channel.close()
        return port
    }

    func stop() async {
        try? await plain.close()
        try? await http2.close()
    }
}

private final class EchoHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private var received: [UInt8] = []
    private var isTunnel = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += Array(buffer: unwrapInboundIn(data))
        if isTunnel { return tunnel(context) }
        while let (request, length) = RawMessage.request(received) {
            received.removeFirst(length)
            answer(request, context)
            if isTunnel { return tunnel(context) }
        }
    }

    private func tunnel(_ context: ChannelHandlerContext) {
        guard !received.isEmpty else { return }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: Array("tunnel:".utf8) + received)), promise: nil)
        received = []
    }

    private func answer(_ request: RawMessage, _ context: ChannelHandlerContext) {
        let path = request.firstLine.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        if let number = path.split(separator: "/").last.flatMap({ Int($0) }), path.hasPrefix("/resp/") {
            let all = OddResponses.all
            let odd = all[min(number, all.count - 1)]
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: odd.text)), promise: nil)
            if odd.closes { context.close(promise: nil) }
            return
        }
        if path.contains("/delay") {
            let channel = context.channel
            let text = echo(request, status: "200 OK")
            _ = context.eventLoop.scheduleTask(in: .milliseconds(200)) {
                channel.writeAndFlush(ByteBuffer(bytes: text), promise: nil)
            }
            return
        }
        if request.head.lowercased().contains("\r\nupgrade: websocket") {
            isTunnel = true
            let text = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nx-upstream: ws\r\n\r\n"
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
            return
        }
        var status = "200 OK"
        if let range = path.range("/status/") { status = path[range.upperBound...].prefix(3) + " X" }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: echo(request, status: status))), promise: nil)
    }

    private func echo(_ request: RawMessage, status: String) -> [UInt8] {
        let body = Array(request.head.utf8) + request.body + Array(request.trailers.utf8)
        let head = "HTTP/1.1 \(status)\r\nContent-Type: text/plain\r\nX-Upstream: h1\r\nX-Secret: s\r\nX-Odd: o\r\n"
        let isHead = request.firstLine.hasPrefix("HEAD ")
        let hasBody = !isHead && !status.hasPrefix("204") && !status.hasPrefix("304")
        let length = status.hasPrefix("204") ? "" : "Content-Length: \(body.count)\r\n"
        return Array("\(head)\(length)\r\n".utf8) + (hasBody ? body : [])
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

private final class EchoHTTP2Handler: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload
    private var text = ""
    private var call = GRPCCall()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var isEnd = false
        switch unwrapInboundIn(data) {
        case .headers(let headers):
            call.read(headers.headers)
            for (name, value, _) in headers.headers { text += "\(name): \(value)\r\n" }
            isEnd = headers.endStream
        case .data(let data):
            if case .byteBuffer(let bytes) = data.data {
                text += String(buffer: bytes)
                call.body += Array(buffer: bytes)
            }
            isEnd = data.endStream
        default: return
        }
        guard isEnd else { return }
        if let answer = call.answer {
            for payload in answer { context.write(wrapOutboundOut(payload), promise: nil) }
            context.flush()
            return
        }
        let head = HPACKHeaders([(":status", "200"), ("content-type", "text/plain"), ("x-upstream", "h2")])
        context.write(wrapOutboundOut(.headers(.init(headers: head))), promise: nil)
        context.writeAndFlush(
            wrapOutboundOut(.data(.init(data: .byteBuffer(ByteBuffer(string: text)), endStream: true))), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// What an upstream may answer besides plain responses.
enum OddResponses {
    static let all: [(text: String, closes: Bool)] = [
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\n\r\nuntil the end", true), ("HTTP/1.0 200 OK\r\n\r\nold", true),
        ("HTTP/1.0 200 OK\r\ncontent-length: 3\r\nconnection: keep-alive\r\n\r\nold", false),
        ("HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\nabc", true),
        ("HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: x-hop\r\nx-hop: 1\r\nkeep-alive: 5\r\n\r\nabc", false),
        ("HTTP/1.1 200 OK\r\ncontent-length: 3\r\nproxy-connection: x\r\ntrailer: y\r\nte: z\r\nupgrade: q\r\n\r\nabc", false),
        ("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort", true),
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 2\r\n\r\nab", false),
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nab", true),
        ("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\nab", true),
        ("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n", true),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\nab", true),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", true),
        ("HTTP/1.1 200 OK\r\nX-Dup: a\r\nx-dup: b\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\nServer: mine\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\nx_under: 1\r\nX-Empty:\r\nX-Pad:   p  \r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\nbad name: 1\r\ncontent-length: 0\r\n\r\n", true),
        ("HTTP/1.1 200 OK\r\nx-nul: a\u{0}b\r\ncontent-length: 0\r\n\r\n", true),
        ("HTTP/1.1 200 OK\ncontent-length: 2\n\nlf", false), ("HTTP/1.1 200\r\ncontent-length: 2\r\n\r\nab", false),
        ("HTTP/1.1 200 Very Fine\r\ncontent-length: 2\r\n\r\nab", false), ("HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\nab", false),
        ("HTTP/1.1 099 Low\r\ncontent-length: 2\r\n\r\nab", true), ("HTTP/1.1 2000 Long\r\ncontent-length: 2\r\n\r\nab", true),
        ("HTTP/1.1 204 None\r\ncontent-length: 5\r\n\r\n", false), ("HTTP/1.1 204 None\r\n\r\n", false),
        ("HTTP/1.1 304 Same\r\ncontent-length: 5\r\netag: x\r\n\r\n", false), ("HTTP/1.1 205 Reset\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab", false),
        ("HTTP/1.1 103 Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab", false),
        ("HTTP/1.1 102 Busy\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab", false),
        ("HTTP/1.1 101 Switch\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n", true),
        ("HTTP/2 200 OK\r\ncontent-length: 0\r\n\r\n", true), ("garbage\r\n\r\n", true), ("", true),
        ("HTTP/1.1 301 Moved\r\nLocation: http://x/\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 426 Up\r\nupgrade: h2c\r\nconnection: upgrade\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 500 Err\r\nx-envoy-upstream-service-time: 77\r\nx-envoy-overloaded: true\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 503 Down\r\ngrpc-status: 3\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\nx-fold: a\r\n b\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\nvia: 1.1 up\r\nx-request-id: own\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 200 OK\r\nCONTENT-TYPE: Text/HTML\r\nAccess-Control-Allow-Origin: *\r\ncontent-length: 0\r\n\r\n", false),
    ]
}
