import NIOCore
import NIOHTTP1
import NIOWebSocket

/// A WebSocket that sends back what it gets, with the habits of Go's `x/net/websocket`: an Origin is required, every
/// message comes back as text, in pieces of one read, and the end is a closed connection without a close frame.
enum WebSocketEcho {
    static func handle(_ exchange: HTTPExchange, established: @escaping (_ peer: String) -> Void) {
        let request = exchange.request
        let refusal: String?
        if request.method != "GET" {
            refusal = refuse(405, "bad method")
        } else if request.first("upgrade")?.lowercased() != "websocket" || !request.has("connection", token: "upgrade") {
            refusal = refuse(400, "not websocket protocol")
        } else if request.first("sec-websocket-key")?.isEmpty != false {
            refusal = refuse(400, "mismatch challenge/response")
        } else if request.first("sec-websocket-version") != "13" {
            refusal = refuse(400, "missing or bad WebSocket Version", "Sec-WebSocket-Version: 13\r\n")
        } else if let origin = request.first("origin"), origin != "null", !origin.isEmpty {
            refusal = nil
        } else {
            refusal = refuse(403, "")
        }
        if let refusal {
            // Not HTTP's manner of answering, but what the real one does: a head without length, then the end.
            if !exchange.hijack(ClosingMessage(text: refusal)) { exchange.respond(status: 500) }
            return
        }
        let key = request.first("sec-websocket-key") ?? ""
        var head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        head += "Sec-WebSocket-Accept: \(accept(key))\r\n"
        if let offered = request.first("sec-websocket-protocol"), !offered.contains(",") {
            head += "Sec-WebSocket-Protocol: \(offered)\r\n"
        }
        let origin = request.first("origin") ?? ""
        if exchange.hijack(WebSocketEchoHandler(head: head + "\r\n")) {
            established(origin)
        } else {
            exchange.respond(status: 500)
        }
    }

    private static func refuse(_ status: Int, _ text: String, _ fields: String = "") -> String {
        "HTTP/1.1 \(status) \(StatusText.phrase(status))\r\n\(fields)\r\n\(text)"
    }

    /// RFC 6455 4.2.2.
    static func accept(_ key: String) -> String {
        Base64.encode(SHA1.hash(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8)))
    }
}

/// Writes a text and closes.
private final class ClosingMessage: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let text: String

    init(text: String) {
        self.text = text
    }

    func handlerAdded(context: ChannelHandlerContext) {
        context.eventLoop.assumeIsolated().execute {
            context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: self.text))).assumeIsolated().whenComplete { _ in
                context.close(promise: nil)
            }
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}
}

private final class WebSocketEchoHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let head: String
    private let frames = FrameReader()

    init(head: String) {
        self.head = head
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // The handlers that would take these bytes for parts of a response are gone by the next turn of the loop.
        context.eventLoop.assumeIsolated().execute {
            context.writeAndFlush(self.wrapOutboundOut(ByteBuffer(string: self.head)), promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do throws(FrameReader.Failure) {
            for frame in try frames.read(unwrapInboundIn(data)) {
                switch frame.code {
                case .connectionClose:
                    context.flush()
                    return context.close(promise: nil)
                case .ping: send(context, .pong, frame.payload)
                case .pong: break
                default:
                    var payload = frame.payload
                    repeat {
                        let length = min(payload.readableBytes, Limits.webSocketEchoBytes)
                        send(context, .text, payload.readSlice(length: length) ?? ByteBuffer())
                    } while payload.readableBytes > 0
                }
            }
            context.flush()
        } catch {
            context.close(promise: nil)
        }
    }

    private func send(_ context: ChannelHandlerContext, _ code: WebSocketOpcode, _ payload: ByteBuffer) {
        var frame = ByteBuffer()
        frame.writeInteger(0x80 | UInt8(webSocketOpcode: code))
        switch payload.readableBytes {
        case ..<126: frame.writeInteger(UInt8(payload.readableBytes))
        case ..<65_536:
            frame.writeInteger(UInt8(126))
            frame.writeInteger(UInt16(payload.readableBytes))
        default:
            frame.writeInteger(UInt8(127))
            frame.writeInteger(UInt64(payload.readableBytes))
        }
        frame.writeImmutableBuffer(payload)
        context.write(wrapOutboundOut(frame), promise: nil)
    }

    /// A client that ends its side without a close frame is gone, too.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed? = event as? ChannelEvent {
            // In its turn: the head may still be to come.
            context.eventLoop.assumeIsolated().execute { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}

/// Cuts a stream into client frames, unmasked.
private final class FrameReader {
    enum Failure: Error { case tooLong, notMasked, unknownCode }

    struct Frame {
        var code: WebSocketOpcode
        var payload: ByteBuffer
    }

    private var bytes = ByteBuffer()

    func read(_ chunk: ByteBuffer) throws(Failure) -> [Frame] {
        bytes.writeImmutableBuffer(chunk)
        var frames: [Frame] = []
        while let frame = try next() { frames.append(frame) }
        bytes.discardReadBytes()
        return frames
    }

    private func next() throws(Failure) -> Frame? {
        var rest = bytes
        guard let first: UInt8 = rest.readInteger(), let second: UInt8 = rest.readInteger() else { return nil }
        guard let code = WebSocketOpcode(encodedWebSocketOpcode: first & 0x0F) else { throw .unknownCode }
        guard second & 0x80 != 0 else { throw .notMasked }
        let length: Int
        switch second & 0x7F {
        case 126:
            guard let value: UInt16 = rest.readInteger() else { return nil }
            length = Int(value)
        case 127:
            guard let value: UInt64 = rest.readInteger() else { return nil }
            guard value <= UInt64(Limits.webSocketFrameBytes) else { throw .tooLong }
            length = Int(value)
        case let value: length = Int(value)
        }
        guard length <= Limits.webSocketFrameBytes else { throw .tooLong }
        guard let mask = rest.readBytes(length: 4), let masked = rest.readBytes(length: length) else { return nil }
        bytes = rest
        let payload = masked.enumerated().map { $0.element ^ mask[$0.offset & 3] }
        return Frame(code: code, payload: ByteBuffer(bytes: payload))
    }
}
