import NIOCore

/// Listens in on the two hello messages of a TLS handshake, which are in the clear, for what the TLS library does not
/// tell afterwards: the name the client asked for and the cipher suite.
final class HelloReader: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    private(set) var serverName: String?
    private(set) var cipherSuite: UInt16?
    private var clientBytes: ByteBuffer? = ByteBuffer()
    private var serverBytes: ByteBuffer? = ByteBuffer()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if var seen = clientBytes {
            seen.writeImmutableBuffer(bytes)
            if let hello = Self.handshakeMessage(type: 1, in: seen) {
                serverName = Self.serverName(of: hello)
                clientBytes = nil
            } else {
                clientBytes = seen.readableBytes < Limits.clientHelloBytes ? seen : nil
            }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if var seen = serverBytes {
            seen.writeImmutableBuffer(unwrapOutboundIn(data))
            if let hello = Self.handshakeMessage(type: 2, in: seen) {
                cipherSuite = Self.cipherSuite(of: hello)
                serverBytes = nil
            } else {
                serverBytes = seen.readableBytes < Limits.clientHelloBytes ? seen : nil
            }
        }
        context.write(data, promise: promise)
    }

    /// The body of a handshake message at the start of a stream, put together over its records.
    private static func handshakeMessage(type: UInt8, in stream: ByteBuffer) -> ByteBuffer? {
        var stream = stream
        var message = ByteBuffer()
        while let kind: UInt8 = stream.readInteger(), stream.readInteger(as: UInt16.self) != nil,
            var record = stream.readLengthPrefixedSlice(as: UInt16.self)
        {
            guard kind == 22 else { return nil }
            message.writeBuffer(&record)
            guard message.getInteger(at: message.readerIndex, as: UInt8.self) == type,
                let head = message.getInteger(at: message.readerIndex, as: UInt32.self)
            else { continue }
            if message.readableBytes >= 4 + Int(head & 0xFF_FFFF) {
                message.moveReaderIndex(forwardBy: 4)
                return message.readSlice(length: Int(head & 0xFF_FFFF))
            }
        }
        return nil
    }

    /// RFC 8446 4.1.2, with the extension of RFC 6066.
    private static func serverName(of hello: ByteBuffer) -> String? {
        var hello = hello
        guard hello.readSlice(length: 34) != nil, hello.readLengthPrefixedSlice(as: UInt8.self) != nil,
            hello.readLengthPrefixedSlice(as: UInt16.self) != nil, hello.readLengthPrefixedSlice(as: UInt8.self) != nil,
            var extensions = hello.readLengthPrefixedSlice(as: UInt16.self)
        else { return nil }
        while let type: UInt16 = extensions.readInteger(),
            var body = extensions.readLengthPrefixedSlice(as: UInt16.self)
        {
            guard type == 0 else { continue }
            guard var names = body.readLengthPrefixedSlice(as: UInt16.self), names.readInteger(as: UInt8.self) == 0,
                let name = names.readLengthPrefixedSlice(as: UInt16.self)
            else { return nil }
            return String(buffer: name)
        }
        return nil
    }

    private static func cipherSuite(of hello: ByteBuffer) -> UInt16? {
        var hello = hello
        guard hello.readSlice(length: 34) != nil, hello.readLengthPrefixedSlice(as: UInt8.self) != nil else {
            return nil
        }
        return hello.readInteger()
    }
}
