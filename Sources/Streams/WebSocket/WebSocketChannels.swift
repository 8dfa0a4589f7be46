import NIOCore

/// How the channel protocols put several streams into one WebSocket: each message starts with its channel's number, as
/// a byte (`channel.k8s.io`) or as a digit before base64 (`base64.channel.k8s.io`).
struct WebSocketChannels {
    struct Channel {
        var clientWrites: Bool
        var weWrite: Bool
        /// As a SPDY client would open the stream.
        var headers: [String: String]
    }

    enum Input: Equatable {
        case event(StreamEvent)
        /// The message is not of the protocol's form; it is dropped, as Kubernetes drops it.
        case ignored
    }

    /// Version 5 lets a client say that a channel of its ends: a message of these two, 255 and the channel's number.
    static let endSignal: UInt8 = 255

    let channels: [Channel]
    let isBase64: Bool
    let hasEndSignal: Bool

    private var current: UInt32?
    private var message = ByteBuffer()

    init(channels: [Channel], isBase64: Bool, hasEndSignal: Bool) {
        self.channels = channels
        self.isBase64 = isBase64
        self.hasEndSignal = hasEndSignal
    }

    /// A piece of a message. Pieces of binary messages are passed on as they come; base64 needs the whole.
    mutating func received(_ piece: ByteBuffer, starts: Bool, ends: Bool) -> Input {
        if isBase64 { return receivedBase64(piece, starts: starts, ends: ends) }
        var piece = piece
        if starts {
            current = piece.readInteger(as: UInt8.self).map(UInt32.init)
            if hasEndSignal, current == UInt32(Self.endSignal) {
                current = nil
                guard let ended = piece.readInteger(as: UInt8.self), takesInput(UInt32(ended)) else { return .ignored }
                return .event(.finished(UInt32(ended)))
            }
        }
        guard let id = current, takesInput(id), piece.readableBytes > 0 else { return .ignored }
        return .event(.data(id, piece))
    }

    private mutating func receivedBase64(_ piece: ByteBuffer, starts: Bool, ends: Bool) -> Input {
        var piece = piece
        if starts { message.clear() }
        guard message.readableBytes + piece.readableBytes <= StreamLimits.webSocketMessageBytes else { return .ignored }
        message.writeBuffer(&piece)
        guard ends, let digit = message.readInteger(as: UInt8.self), digit >= UInt8(ascii: "0"),
            case let id = UInt32(digit - UInt8(ascii: "0")), takesInput(id),
            let bytes = Base64.decode(message.readableBytesView), !bytes.isEmpty
        else { return .ignored }
        return .event(.data(id, ByteBuffer(bytes: bytes)))
    }

    private func takesInput(_ id: UInt32) -> Bool {
        Int(id) < channels.count && channels[Int(id)].clientWrites
    }

    /// The message that carries bytes to the client; nil for a channel that is not ours to write.
    func message(_ id: UInt32, _ bytes: ByteBuffer) -> ByteBuffer? {
        guard Int(id) < channels.count, channels[Int(id)].weWrite else { return nil }
        var message = ByteBuffer()
        if isBase64 {
            message.writeInteger(UInt8(ascii: "0") + UInt8(id))
            message.writeBytes(Base64.encode(bytes.readableBytesView))
        } else {
            var bytes = bytes
            message.reserveCapacity(bytes.readableBytes + 1)
            message.writeInteger(UInt8(id))
            message.writeBuffer(&bytes)
        }
        return message
    }
}
