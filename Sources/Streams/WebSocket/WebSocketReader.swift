import NIOCore
import NIOWebSocket

/// The part of WebSocket that is the same for every protocol on it: fragments, pings, closing.
struct WebSocketReader {
    enum Step {
        /// A piece of a message; `starts` and `ends` say where in it.
        case piece(ByteBuffer, starts: Bool, ends: Bool)
        case reply(WebSocketFrame)
        /// The client closes; the frame is our answer.
        case closed(WebSocketFrame)
        /// The client broke the protocol.
        case failed(WebSocketErrorCode)
        case nothing
    }

    private var isInMessage = false

    mutating func received(_ frame: WebSocketFrame) -> Step {
        switch frame.opcode {
        case .binary, .text:
            guard !isInMessage else { return .failed(.protocolError) }
            isInMessage = !frame.fin
            return .piece(frame.unmaskedData, starts: true, ends: frame.fin)
        case .continuation:
            guard isInMessage else { return .failed(.protocolError) }
            isInMessage = !frame.fin
            return .piece(frame.unmaskedData, starts: false, ends: frame.fin)
        case .ping: return .reply(WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData))
        case .connectionClose:
            var data = frame.unmaskedData
            let code = data.readSlice(length: min(2, data.readableBytes)) ?? ByteBuffer()
            return .closed(WebSocketFrame(fin: true, opcode: .connectionClose, data: code))
        default: return .nothing
        }
    }

    static func close(_ code: WebSocketErrorCode) -> WebSocketFrame {
        var data = ByteBuffer()
        data.write(webSocketErrorCode: code)
        return WebSocketFrame(fin: true, opcode: .connectionClose, data: data)
    }
}
